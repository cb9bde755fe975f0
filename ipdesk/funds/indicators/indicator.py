"""One indicator: its place in the tree, its target and what came of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """The first level of the tree 一级指标; cost may be a group of its own (财预〔2021〕101号)."""

    COST = "cost"
    OUTPUT = "output"
    BENEFIT = "benefit"
    SATISFACTION = "satisfaction"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


class Comparator(StrEnum):
    """How a target is meant 指标性质. A bare number is at least that much."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    GROWTH = "growth"
    DONE_BY = "done_by"
    QUALITATIVE = "qualitative"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


class Band(StrEnum):
    """The three bands in which a qualitative indicator is judged, with the points that it may have."""

    MET = "met"
    PARTLY = "partly"
    POORLY = "poorly"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS: dict[StrEnum, str] = {
    Group.COST: "成本指标",
    Group.OUTPUT: "产出指标",
    Group.BENEFIT: "效益指标",
    Group.SATISFACTION: "满意度指标",
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EXACTLY: "＝",
    Comparator.GROWTH: "增长",
    Comparator.DONE_BY: "完成时限",
    Comparator.QUALITATIVE: "定性",
    Band.MET: "达成",
    Band.PARTLY: "部分达成",
    Band.POORLY: "达成较差",
}


class Indicator(NamedTuple):
    """One row 三级指标 of the tree.

    ``target`` and ``actual`` are the words of the plan and the account; ``goal`` and ``value`` the numbers in
    them, in ``unit``, of a growth in percent. ``goal`` is a day where something is to be done by one, and
    ``value`` the day on which it was. A qualitative row has its ``band`` and, where the office gave one, its
    ``share`` of the points (percent). ``actual_unit`` is the unit of the account where
    that is another. ``points`` are its own weight, None where those of its group are equal
    among its rows. ``other_value`` is a second way to read what came of it: the row is doubtful then.
    ``reason`` says why it was missed, or far exceeded. ``figure`` is the key of what the program holds that
    fills it in ("" for none), ``figure_of`` what that is about (``funds.account.held``).
    """

    number: int
    group: Group
    second: str
    name: str
    comparator: Comparator
    target: str
    actual: str
    unit: str = ""
    actual_unit: str = ""
    goal: Decimal | datetime.date | None = None
    value: Decimal | datetime.date | None = None
    band: Band | None = None
    share: Decimal | None = None
    points: Decimal | None = None
    other_value: Decimal | None = None
    reason: str = ""
    remark: str = ""
    figure: str = ""
    figure_of: str = ""
