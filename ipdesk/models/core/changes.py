"""Which records a command changed: what pages look at to know whether to refresh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Kind(StrEnum):
    """What kind of record a change is about; ids are those of ``ipdesk.models.records``."""

    OFFICE = "office"
    PERSON = "person"
    APPLICANT = "applicant"
    APPLICATION = "application"
    ACHIEVEMENT = "achievement"  # the register of achievements; with the id of the list that was taken in
    LETTER = "letter"
    CALL = "call"
    NOTICE = "notice"
    INQUIRY = "inquiry"
    FUND = "fund"
    TEMPLATE = "template"  # the office's own templates of papers; always with the id 0
    POLICY = "policy"  # which policies there are, and what they say; always with the id 0


@dataclass(frozen=True, slots=True)
class Changes:
    """The records changed by one command."""

    records: frozenset[tuple[Kind, int]] = frozenset()

    def ids(self, kind: Kind) -> frozenset[int]:
        """Return the ids of the changed records of a kind."""
        return frozenset(record for changed, record in self.records if changed is kind)

    def touches(self, *kinds: Kind) -> bool:
        """Return whether a record of one of the kinds changed."""
        return any(changed in kinds for changed, _ in self.records)

    def __bool__(self) -> bool:
        """Return whether anything changed at all."""
        return bool(self.records)

    def __or__(self, other: Changes) -> Changes:
        """Return both together."""
        return Changes(self.records | other.records)


NO_CHANGES = Changes()


def together(changes: Iterable[Changes]) -> Changes:
    """Return the records of all these changes as one."""
    return Changes(frozenset().union(*(one.records for one in changes)))


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a command answers, and what it changed; nothing where it only reads."""

    value: T_co
    changes: Changes = NO_CHANGES
