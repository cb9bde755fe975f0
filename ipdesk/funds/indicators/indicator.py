"""One indicator: its place in the tree, its target and what came of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from ipdesk.funds.core.words import Labelled


class Group(Labelled):
    """The first level of the tree 一级指标; cost may be a group of its own (财预〔2021〕101号)."""

    COST = ("cost", "成本指标")
    OUTPUT = ("output", "产出指标")
    BENEFIT = ("benefit", "效益指标")
    SATISFACTION = ("satisfaction", "满意度指标")


class Comparator(Labelled):
    """How a target is meant 指标性质. A bare number is at least that much."""

    AT_LEAST = ("at_least", "≥")
    AT_MOST = ("at_most", "≤")
    EXACTLY = ("exactly", "＝")
    GROWTH = ("growth", "增长")
    DONE_BY = ("done_by", "完成时限")
    QUALITATIVE = ("qualitative", "定性")


class Band(Labelled):
    """The three bands in which a qualitative indicator is judged, with the points that it may have."""

    MET = ("met", "达成")
    PARTLY = ("partly", "部分达成")
    POORLY = ("poorly", "达成较差")


class Indicator(NamedTuple):
    """One row 三级指标 of the tree.

    ``target`` and ``actual`` are the words of the plan and the account; ``goal`` and ``value`` the numbers in
    them, in ``unit``, of a growth in percent. ``goal`` is a day where something is to be done by one, and
    ``value`` the day on which it was. A qualitative row has its ``band`` and, where the office gave one, its
    ``share`` of the points (percent). ``actual_unit`` is the unit of the account where
    that is another. ``points`` are its own weight, None where those of its group are equal
    among its rows. ``other_value`` is a second way to read what came of it: the row is doubtful then.
    ``reason`` says why it was missed, or far exceeded.
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
