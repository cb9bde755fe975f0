"""Bars on applicants 限制资助: from when to when nothing is granted, and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on an applicant, both days included; ``basis`` is the article that it rests on.

    ``lifted_why`` is empty while it was not lifted; ``approval_number``, ``approved_by`` and ``approved_on``
    are those of a form outside the program on which it was approved, empty without one.
    """

    id: int
    reason: str
    basis: str
    since: datetime.date
    until: datetime.date
    recorded_on: datetime.date
    recorded_by: str
    lifted_why: str = ""
    approval_number: str = ""
    approved_by: str = ""
    approved_on: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Say whether nothing is granted to the applicant on a day."""
        return not self.lifted_why and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class PassedBar:
    """A bar in spite of which one application goes on: ``bar`` is its id, ``by`` who decided so."""

    bar: int
    reason: str
    by: str
    on: datetime.date
