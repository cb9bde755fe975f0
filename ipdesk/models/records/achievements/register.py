"""The register of achievements 成果登记: each thing once, with whose it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.models.records.forms import NOTHING_SAID, Certificate
from ipdesk.rules.core.case import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKey:
    """What tells one thing from another: its kind, the normal form of its number, and which part it is.

    A trade mark has a part for each class; "" where there is none, or nobody said.
    """

    kind: str
    item: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredThing(RegisterKey):
    """What is known of a thing, from whatever list or application.

    ``owners_today`` are those of the list's day as they stand there, "" where it said nothing of them;
    ``holders`` are the applicants among the owners, by their ids, with their places (from 1; 0: unknown).
    """

    ref: str
    date: datetime.date
    facts: Facts = field(default_factory=dict)
    certificate: Certificate = NOTHING_SAID
    owners_today: str = ""
    holders: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> RegisterKey:
        """Return what tells it from others."""
        return RegisterKey(kind=self.kind, item=self.item, part=self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingThing(RegisteredThing):
    """A thing as it stands in the register, with its id there."""

    id: int


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many things an import wrote: new ones, and such that were changed or found a further holder."""

    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """Where things come from: the file's name and SHA-256, its kind, and which columns were chosen.

    ``heads`` are the heads of the table in one line, by which the choice of columns is remembered.
    """

    file: str
    sha256: str
    kind: str
    heads: str = ""
    columns: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownHolder:
    """An applicant as lists are compared with it: its id, name, number, and whether it is a person."""

    id: int
    name: str
    identity: str
    personal: bool
