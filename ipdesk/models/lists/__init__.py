"""Lists that offices are given, as tables of cells: which column is what, and what comes of each row."""
