"""The command line: the desk itself, and the same functions for scripts and administrators."""

from ipdesk.cli.arguments import main

__all__ = ["main"]
