"""Who gets in: the dialog of the start, the lock, and what changes places."""
