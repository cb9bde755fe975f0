"""Commands that change nothing but the audit log: what somebody saw, took along, or found broken."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.audit_chain import BrokenEntry
from ipdesk.models.core.changes import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBrokenChain(Command[None]):
    """Write down that the audit log was found broken at an entry, unless that stands there already."""

    broken: BrokenEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView(Command[None]):
    """Write down that the actor saw personal values of records of a kind; ``fields`` are their names.

    Nothing of a record of which the actor saw the same within the last hour. No record changes by it.
    """

    kind: Kind
    records: tuple[int, ...]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExport(Command[None]):
    """Write down that the actor took a list along, by its name, and how many rows it had."""

    subject: str
    rows: int
