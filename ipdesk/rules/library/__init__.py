"""Policies from files: bundled ones and the office's own, and the commands that read them."""
