"""Lines of text as typed and pasted, and what a check of them answers."""
