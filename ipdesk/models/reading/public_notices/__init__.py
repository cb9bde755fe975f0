"""Queries for public notices, what could be published, objections and inquiries."""
