"""What bars on applicants usually rest on, and for how many years, as the office has it."""

from __future__ import annotations

from functools import cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class BarBasis(StrictModel):
    """One basis: why somebody is barred, the article, and for how many years."""

    id: str
    reason: str
    basis: str
    years: int


class BarBases(StrictModel):
    """The whole file ``resources/bars/bases.yaml``."""

    bases: tuple[BarBasis, ...]


@cache
def bar_bases() -> tuple[BarBasis, ...]:
    """Return the list in the order of the form. Raises PackError for a file that cannot be read."""
    return read_model(BarBases, Source.read(resource("bars", "bases.yaml"))).bases
