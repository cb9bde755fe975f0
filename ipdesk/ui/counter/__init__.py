"""The counter: who applies, what was achieved, what it is worth."""

from ipdesk.ui.counter.page import CounterPage

__all__ = ["CounterPage"]
