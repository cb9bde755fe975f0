"""Achievements as they are registered: each thing once."""
