"""Amounts, compiled: one module for each family of forms."""
