"""Which tasks of funds pay the awards of a call, up to which sums, and what was charged to them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

OTHERS = ""
"""Stands in a charge for all rules of a policy that none of the others names."""


@dataclass(frozen=True, slots=True)
class Charge:
    """That a task pays what is awarded by a rule (full id), or by all rules that no other charge names."""

    task: int
    rule: str = OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCharges:
    """What pays the awards of a call; none where no fund does.

    ``authority`` names the paper by which the level above has what it decides paid here, "" where this office
    decides. ``revision`` is 0 before anything was said.
    """

    charges: tuple[Charge, ...] = ()
    authority: str = ""
    revision: int = 0

    def task_of(self, rule: str) -> int | None:
        """Return the task that pays what is awarded by a rule, None where none does."""
        by_rule = {one.rule: one.task for one in self.charges}
        return by_rule.get(rule, by_rule.get(OTHERS))


class CeilingWay(StrEnum):
    """What becomes of awards beyond a ceiling: they are refused, or a settlement scales all alike."""

    REFUSE = "refuse"
    SCALE = "scale"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return "超出的不予审定" if self is CeilingWay.REFUSE else "汇总核定时同比例核减"


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingScope:
    """What a ceiling is about: a task, or the awards of a policy, of a programme year, or of both."""

    task: int | None = None
    policy: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most (fen) that may be granted of what it is about; ``name`` is what that is called."""

    id: int
    scope: CeilingScope
    name: str
    most: int
    way: CeilingWay
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ChargedLine:
    """An award line as it was charged: achievement and rule (full id) of its application, and fen."""

    achievement: str
    rule: str
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedGrant:
    """A grant that pays awards of an application. ``left`` is what of ``fen`` still waits to be paid.

    ``stands`` is what was not released: waiting, sent, paid or handed back.
    """

    grant: int
    task: int
    application: int
    lines: tuple[ChargedLine, ...]
    fen: int
    left: int
    stands: int


@dataclass(frozen=True, slots=True)
class ChargedPlace:
    """Where an award is charged: to which grant of which task of which fund, by their ids."""

    fund: int
    task: int
    grant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardPayment:
    """That ``fen`` of an application's award were paid, or passed to another budget, on a day by a task."""

    payment: int
    fund: int
    task: int
    day: datetime.date
    fen: int


@dataclass(frozen=True, slots=True)
class NotCharged:
    """An application that stands and of which no task pays ``fen``: why, as a sentence."""

    application: int
    number: str
    fen: int
    why: str


class WantedSum(NamedTuple):
    """A sum (fen) that is to be granted: by which task (None for none), policy and programme year."""

    task: int | None
    policy: str
    year: int
    fen: int
