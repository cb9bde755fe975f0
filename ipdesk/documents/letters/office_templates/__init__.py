"""The templates that an office changes: what they may name, what is wrong with them, how they look."""
