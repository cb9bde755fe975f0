"""The check of a pack: each module looks for one sort of fault."""
