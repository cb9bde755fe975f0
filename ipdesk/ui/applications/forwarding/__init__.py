"""Forwarding applications to the level above, and recording what it answered."""
