"""The audit log as it is read: its entries, which of them are wanted, and whether its chain holds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.core.audit_chain import BEGINNING, BrokenEntry

_BEHIND_KIND = "\t"


def paper_label(kind: str, about: str) -> str:
    """Return the label of a letter without a number, by the id of its kind and whose it is."""
    return f"{kind}{_BEHIND_KIND}{about}"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One entry of the audit log: names of records and fields, never personal values.

    ``record`` is a kind and an id, such as ``application 3``; ``label`` says in the office's own words which
    that is: the number of an application or a letter, the name of an applicant or a person, a policy's id. It
    is looked up as it stands today and is no part of the log, nor is ``reason``: why it was done, "" where
    nobody was asked.
    """

    id: int
    at: datetime.datetime
    by: str
    action: str
    record: str
    fields: tuple[str, ...]
    hash: str
    label: str = ""
    reason: str = ""

    @property
    def paper(self) -> tuple[str, str] | None:
        """Return the kind of a letter without a number and whose it is, None for anything else."""
        kind, apart, about = self.label.partition(_BEHIND_KIND)
        return (kind, about) if apart else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are wanted; whatever is None or empty does not narrow.

    ``text`` is part of the number of an application or a letter, or of what an applicant is found by; the
    days are those of this computer's zone, both included.
    """

    person: int | None = None
    action: str | None = None
    text: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far the chain was checked: the id and the hash of the last entry; 0 for not at all."""

    id: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What came of checking the chain: how many entries were looked at, the last, and the first break.

    ``earlier`` counts the breaks that were found and written down before. ``at`` is the moment of the broken
    entry, None where it has none.
    """

    entries: int
    last: Checkpoint
    broken: BrokenEntry | None = None
    at: datetime.datetime | None = None
    earlier: int = 0
