"""Certificates that are read at the counter instead of typed: files taken, values proposed, places shown."""
