"""Who acts in tests."""

from ipdesk.models.core.actor import Actor

CLERK = Actor(1)
"""The person that the first start of an office makes, with every role."""
