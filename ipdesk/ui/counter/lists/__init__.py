"""Rows of a worksheet that are pasted at the counter: previewed with what is wrong, then filled in."""
