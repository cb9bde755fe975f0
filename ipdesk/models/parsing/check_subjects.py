"""The list of what is looked up at a review, as the office has it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ipdesk.paths import resource
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class CheckSubject(StrictModel):
    """One subject: its id, what it is called, and where it is usually looked up."""

    id: str
    name: str
    source: str


class CheckSubjects(StrictModel):
    """The whole file ``resources/checks/review.yaml``."""

    subjects: tuple[CheckSubject, ...]


@cache
def check_subjects() -> tuple[CheckSubject, ...]:
    """Return the list in the order of the form. Raises PackError for a file that cannot be read."""
    return read_model(CheckSubjects, Source.read(resource("checks", "review.yaml"))).subjects


def unchecked(subjects: Iterable[str]) -> tuple[CheckSubject, ...]:
    """Return the subjects of the list that are not among those of these ids."""
    looked_up = frozenset(subjects)
    return tuple(one for one in check_subjects() if one.id not in looked_up)
