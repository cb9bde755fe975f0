"""Taking in lists of what is no achievement."""
