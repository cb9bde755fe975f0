"""Requests about the files of materials."""
