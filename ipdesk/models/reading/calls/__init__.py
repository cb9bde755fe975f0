"""Calls: as they are stored, what came in by them, and what the level above answered."""
