"""Fonts: the files for each role, faces with fallbacks, subsets, and their place in a PDF."""
