"""What is usually met where a paper could not be served, as the office has it."""

from __future__ import annotations

from functools import cache

from ipdesk.models.records import ServiceWay
from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class ServiceOutcome(StrictModel):
    """One outcome, and in which ways of service it is met."""

    text: str
    ways: tuple[ServiceWay, ...]


class ServiceOutcomes(StrictModel):
    """The whole file ``resources/service/outcomes.yaml``."""

    outcomes: tuple[ServiceOutcome, ...]


@cache
def _outcomes() -> tuple[ServiceOutcome, ...]:
    return read_model(ServiceOutcomes, Source.read(resource("service", "outcomes.yaml"))).outcomes


def outcomes_of(way: ServiceWay) -> tuple[str, ...]:
    """Return what is usually met in a way of service, in the order of the form. Raises PackError."""
    return tuple(one.text for one in _outcomes() if way in one.ways)
