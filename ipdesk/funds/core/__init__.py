"""Words that every part of a fund uses."""
