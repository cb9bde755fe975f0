"""What an evaluation answers: a line for every achievement and rule about it, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ipdesk.rules.core.case import HistoryEntry


class Status(StrEnum):
    """What became of a line."""

    AWARDED = "awarded"
    REDUCED = "reduced"
    EXCLUDED = "excluded"
    INELIGIBLE = "ineligible"
    INCOMPLETE = "incomplete"
    UNDECIDED = "undecided"
    REFERRED = "referred"

    @property
    def label(self) -> str:
        """Return what the status is called in Chinese, on screens, in the command line and in the guide."""
        return _LABELS[self]


_LABELS = {
    Status.AWARDED: "可资助",
    Status.REDUCED: "限额核减",
    Status.EXCLUDED: "不予重复或已达上限",
    Status.INELIGIBLE: "不符合条件",
    Status.INCOMPLETE: "信息不全",
    Status.UNDECIDED: "待核定",
    Status.REFERRED: "另按规定",
}


remembered = lru_cache(maxsize=256)
"""Keeps what a function made for its last arguments.

Lines repeat each other's dates, sums and places: a step made once is used again instead of written anew.
"""


class TraceStep(NamedTuple):
    """One step of a trace: a clause of a sentence and what it came to, ``""`` where nothing is to add."""

    text: str
    result: str = ""

    def spoken(self) -> str:
        """Return the step as one sentence that can be read out."""
        if not self.result:
            return f"{self.text}。"
        joint = " " if self.result[0].isdigit() else "，"
        return f"{self.text}{joint}{self.result}。"


class Warning(NamedTuple):
    """Why a line is not simply awarded.

    ``values`` holds what belongs to the code: money as fen under limit, used, cut, amount, ceiling and
    floor; counts as plain integers for ``count_cap`` and ``quota``; ``facts`` (fact ids), ``requirement``
    and ``document`` (text). ``text`` is the Chinese sentence for the clerk. ``source`` is the award or the
    earlier achievement (its id) that stands in the way, where one does. ``formal`` says the same as an
    official letter does, without the end mark; "" where ``text`` serves there too.
    """

    code: str
    values: Mapping[str, int | str | tuple[str, ...]]
    text: str
    source: HistoryEntry | str | None = None
    formal: str = ""


class LimitUse(NamedTuple):
    """How far one limit is used at a line: before it, by it, and what it cut; in fen, or items.

    ``measure`` is the measure word of the items.
    """

    limit: str
    name: str
    is_money: bool
    at_most: int
    used: int
    this: int
    cut: int
    measure: str = ""

    @property
    def left(self) -> int:
        """What remains after this line, never below 0."""
        return max(0, self.at_most - self.used - self.this)


NO_SHARES: Mapping[str, int] = {}


class Line(NamedTuple):
    """What one rule says of one achievement.

    ``rule`` is the full id; ``computed`` and ``amount`` are fen. ``limits`` are those that bound it, and
    ``basis`` says in a few words what the clause pays. ``payee`` is who is paid instead of the applicant, and
    ``shares`` (fen) is what each funding level bears, where the policy says so.
    """

    achievement: str
    rule: str
    article: str
    status: Status
    computed: int
    amount: int
    warnings: tuple[Warning, ...]
    trace: tuple[TraceStep, ...]
    limits: tuple[LimitUse, ...] = ()
    basis: str = ""
    payee: str = ""
    shares: Mapping[str, int] = NO_SHARES


NO_VALUES: Mapping[str, object] = {}


class Notice(NamedTuple):
    """A remark on the whole result: ``draft_policy``, or ``no_rule`` with the achievement's id.

    A guard's notice has a ``title`` of a few words, and ``rules`` name the lines that it is about. ``values``
    are what the public answer adds, in the form it has there.
    """

    code: str
    text: str
    achievement: str | None = None
    title: str = ""
    rules: tuple[str, ...] = ()
    values: Mapping[str, object] = NO_VALUES


WEIGHED = frozenset({"retired_rule", "pool_scaled", "history_lacks_fact", "order_matters"})
"""Notices that a person has to weigh before anything is decided: the amounts themselves do not show it."""


class Result(NamedTuple):
    """The whole answer; ``total`` is the sum of the lines' amounts in fen."""

    case: str
    policy: str
    total: int
    notices: tuple[Notice, ...]
    lines: tuple[Line, ...]


COUNTED = frozenset({"count_cap", "quota"})
"""Warnings whose values are counts, not money."""
