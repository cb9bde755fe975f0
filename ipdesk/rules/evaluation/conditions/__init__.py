"""Conditions, audiences, days and quantities, compiled to functions."""
