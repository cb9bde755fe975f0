"""What the page of the register shows: its filter, its rows, and one thing with all that came of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum, auto

from ipdesk.models.records.achievements.register import StandingThing
from ipdesk.models.workflow import State


class RegisterOrder(Enum):
    """By what the register is ordered."""

    DATE = auto()
    KIND = auto()
    NUMBER = auto()
    NAME = auto()
    PAID = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Which things are shown: blank and None ask for all.

    ``year`` is that of the day of the thing, ``holder`` an applicant's id; ``paid`` says whether anything was
    granted for it, ``applied`` whether it stands in an application.
    """

    text: str = ""
    kind: str = ""
    year: int | None = None
    holder: int | None = None
    paid: bool | None = None
    applied: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One thing in the list: ``paid`` is what was granted for it and is left, in fen."""

    id: int
    kind: str
    ref: str
    part: str
    name: str
    owners: tuple[str, ...]
    date: datetime.date
    applications: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTotals:
    """How many things a filter finds, and what was granted for them and is left, in fen."""

    count: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUse:
    """An application in which a thing stands; ``granted`` is what is left of its award, in fen."""

    application: int
    number: str
    applicant_name: str
    policy: str
    year: int
    state: State
    granted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDetail:
    """A thing with who holds it (names in their order), where it stands, and from which list it came."""

    thing: StandingThing
    holders: tuple[tuple[int, str], ...]
    uses: tuple[RegisterUse, ...]
    file: str = ""
    at: datetime.datetime | None = None
