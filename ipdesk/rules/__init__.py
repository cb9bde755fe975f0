"""What a policy says: packs, cases and their evaluation.

Pure: no window, no database, no files but packs.
"""
