"""The chain of the audit log: an entry's hash is over the hash before it and over what the entry says.

Whoever changes, removes or inserts an entry has to change all that follow, and the last hash with them: it
stands on paper, in backups and beside the database. The form is told in ``docs/decisions/0702-audit.md``, so
that another program can check it; it never changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

CHAIN_BROKEN = "chain_broken"
"""The action of the entry that a break was found; its field names the entry and how it is broken."""
BEGINNING = ""
"""What stands for the hash before the first entry."""


class EntryContent(NamedTuple):
    """What an entry says, as it stands in the database: the moment in UTC as text, fields with blanks."""

    at: str
    person: int | None
    action: str
    record: str
    fields: str


class ChainedEntry(NamedTuple):
    """An entry with its place in the chain."""

    id: int
    content: EntryContent
    previous: str
    hash: str


class Break(Enum):
    """How a chain is broken."""

    CHANGED = "changed"
    """The entry does not say what its hash is over."""
    DETACHED = "detached"
    """The entry does not follow the one before it: one between them was removed, or this one put in."""
    CUT_OFF = "cut_off"
    """Entries behind this one, which is the last, are gone."""


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """Where a chain is broken; of CUT_OFF the last entry that is left, 0 where there is none."""

    id: int
    how: Break


def chained_hash(previous: str, content: EntryContent) -> str:
    """Return the hash of an entry, 64 hexadecimal digits: SHA-256 over a JSON array in UTF-8, no blanks.

    The array holds the hash before, then the content in its order; nobody is null.
    """
    written = json.dumps([previous, *content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def chained(previous: str, contents: Iterable[EntryContent]) -> Iterator[tuple[str, str]]:
    """Yield for entries that follow on a hash, in their order, the hash before each and its own."""
    for content in contents:
        own = chained_hash(previous, content)
        yield previous, own
        previous = own


def break_at(previous: str, entry: ChainedEntry) -> BrokenEntry | None:
    """Return how an entry breaks the chain behind a hash, None where it goes on with it."""
    if entry.previous != previous:
        return BrokenEntry(entry.id, Break.DETACHED)
    if entry.hash != chained_hash(entry.previous, entry.content):
        return BrokenEntry(entry.id, Break.CHANGED)
    return None
