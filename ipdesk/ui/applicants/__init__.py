"""Applicants on screen: found, registered, changed, and in brief."""
