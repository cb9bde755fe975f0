"""Limits, compiled: one module for each form that binds several awards."""
