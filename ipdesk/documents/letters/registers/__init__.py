"""Registers that are printed: made anew each time, never issued."""
