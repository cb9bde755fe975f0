"""Who acts in tests."""

from ipdesk.models.actor import Actor

CLERK = Actor(1)
"""The person that the first start of an office makes."""
