"""Rounds of correction 补正: what was asked for at once, until when, and what became of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing that is missing or wrong, and how to put it right; ``basis`` is where it is asked for.

    ``basis`` is an article or an item of the guide, "" where the office names none.
    """

    missing: str
    cure: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One round. ``last_day`` is the day at whose end the period ends, None until service is known.

    It is None, too, as long as nobody has announced the holidays of its year.
    ``closed_on`` is the day on which it was answered or given up, None while it runs. ``had`` are the
    materials (ids) that had been received by then, None where that is not known.
    """

    round: int
    items: tuple[MissingItem, ...]
    asked_on: datetime.date
    asked_by: str
    working_days: int
    served_on: datetime.date | None
    last_day: datetime.date | None
    closed_on: datetime.date | None
    had: frozenset[str] | None = None
