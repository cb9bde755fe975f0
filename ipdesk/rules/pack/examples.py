"""How a pack writes its worked examples: cases and what each line comes to, events and what is paid back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ipdesk.rules.source.strict_model import Fen, StrictModel, Words

FIGURES = ("limit", "used", "cut", "amount", "ceiling", "floor")
"""What a warning may say in numbers."""


MOST_TIMES = 10_000
"""How often a history entry of an example may be repeated."""


def times(item: Mapping[str, Any]) -> int | None:
    """Return how often a history entry is repeated; None where that is written wrongly."""
    written = str(item.get("times", 1))
    number = int(written) if written.isdecimal() and len(written) <= len(str(MOST_TIMES)) else 0
    return number if 1 <= number <= MOST_TIMES else None


class ExpectedWarning(StrictModel):
    """A warning that a line must carry: its ``code``, and of its values those that are written.

    Figures are written in yuan, or as whole counts, and held in hundredths of either. ``facts`` are the
    missing ones, ``requirement`` and ``document`` the sentence's own words.
    """

    code: str
    limit: Fen | None = None
    used: Fen | None = None
    cut: Fen | None = None
    amount: Fen | None = None
    ceiling: Fen | None = None
    floor: Fen | None = None
    facts: Words | None = None
    requirement: str | None = None
    document: str | None = None


def _read_warnings(value: object) -> object:
    written = value if isinstance(value, list) else [value]
    return [{"code": item} if isinstance(item, str) else item for item in written]


ExpectedWarnings = Annotated[tuple[ExpectedWarning, ...], BeforeValidator(_read_warnings)]
"""A bare code, an ``ExpectedWarning``, or a list of either."""


class ExpectedLine(StrictModel):
    """One line of an example's answer: what a rule makes of an achievement.

    ``payee`` is who is paid instead of the applicant, ``shares`` (yuan) what each funding level bears by its
    name; both are compared where they are written.
    """

    achievement: str
    rule: str
    status: str
    amount: Fen
    warnings: ExpectedWarnings = ()
    payee: str | None = None
    shares: dict[str, Fen] | None = None


class Example(StrictModel):
    """A worked example inside the pack: a case and what each line must come to.

    It is written like a public case, but rules go by their id within the pack, and a history entry may say
    ``times`` it is repeated (each with a ``ref`` of its own where it has one). ``notices`` are the codes of
    the whole answer's remarks; they are compared where they are written.
    """

    why: str
    applicant: dict[str, object]
    achievements: tuple[dict[str, object], ...]
    decisions: tuple[dict[str, object], ...] = ()
    history: tuple[dict[str, object], ...] = ()
    expect: tuple[ExpectedLine, ...]
    notices: Words | None = None


class ClawbackEvent(StrictModel):
    """What happened in an example of a clawback: an event that a clawback names, when, to whom, to what."""

    name: str
    date: datetime.date
    applicant: str
    ref: str | None = None


class ClawbackAward(StrictModel):
    """An award before the event, the ``date`` of its achievement, and what of it must be paid ``back``.

    It was ``granted`` on the same day where no other is given. Without an ``applicant`` it went to the one of
    the event. ``clause`` is the clawback that asks for it.
    """

    rule: str
    date: datetime.date
    amount: Fen
    back: Fen
    granted: datetime.date | None = None
    applicant: str | None = None
    ref: str | None = None
    clause: str | None = None


class ClawbackExample(StrictModel):
    """A worked example of the clawbacks: an event, and what each award must pay back after it."""

    why: str
    event: ClawbackEvent
    awards: Annotated[tuple[ClawbackAward, ...], Field(min_length=1)]
