"""What an evaluation is given: an applicant, achievements, decisions and history, all checked and typed.

These are tuples so that a case cannot change while it is evaluated and costs little to build.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

FactValue = int | bool | str | Decimal
"""An amount (fen) or count as int, a number or ratio as Decimal or int, a yes/no as bool, a choice or text
as str, a day as its text YYYY-MM-DD."""

Facts = Mapping[str, FactValue]
NO_FACTS: Facts = {}


class Applicant(NamedTuple):
    """Who applies: an id, the kind (exactly one) and the traits held."""

    id: str
    kind: str
    traits: frozenset[str] = frozenset()


class Achievement(NamedTuple):
    """What was achieved: its kind, the day it happened, the programme year it counts in, and its facts.

    ``ref`` identifies the thing itself (patent number, contract record ...). ``traits`` are those the
    applicant held on ``date``; None means the applicant's own stand for every date. Absent facts are left
    out, never None.
    """

    id: str
    kind: str
    date: datetime.date
    year: int
    ref: str | None = None
    facts: Facts = NO_FACTS
    traits: frozenset[str] | None = None


class Decision(NamedTuple):
    """The amount (fen) that an authority decided for one achievement under one rule (full id)."""

    achievement: str
    rule: str
    amount: int


class HistoryEntry(NamedTuple):
    """An award already granted under the policy, to this applicant or another.

    ``rule`` is the full id, ``amount`` in fen, ``facts`` those of the achievement it paid for. ``source``
    names the file it stands in (an application number), so that a refusal can point there; it decides
    nothing.
    """

    rule: str
    applicant: str
    year: int
    amount: int
    ref: str | None = None
    facts: Facts = NO_FACTS
    source: str | None = None


class Case(NamedTuple):
    """One evaluation's whole input."""

    id: str
    policy: str
    applicant: Applicant
    achievements: tuple[Achievement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
