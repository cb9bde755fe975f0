"""Evaluating a year again: what changes, by how much, and why."""
