"""The settlement 汇总核定 of a call: what was settled over all its claims together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettledAmount:
    """What a line (``rule`` is the full id) comes to by a settlement: ``before`` and ``after`` in fen."""

    application: int
    achievement: str
    rule: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RankedPlaces:
    """How many of those judged under a rule (full id) are granted something: the best by their scores."""

    rule: str
    places: int


@dataclass(frozen=True, slots=True)
class SettlementChoices:
    """What the office chooses: places by rank, and whether a budget that is exceeded cuts all alike."""

    places: tuple[RankedPlaces, ...] = ()
    scale_budget: bool = False


@dataclass(frozen=True, slots=True)
class StandingSettlement:
    """The settlement of a call that stands: its id, by whom and when, over how many applications."""

    id: int
    call: int
    by: str
    at: datetime.datetime
    applications: int
