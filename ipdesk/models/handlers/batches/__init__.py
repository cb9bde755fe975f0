"""Steps for many applications at once: tried, taken, and taken back."""
