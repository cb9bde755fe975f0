"""Papers given out at the counter, before anything is decided."""
