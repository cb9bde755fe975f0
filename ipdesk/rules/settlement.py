"""The second half of an evaluation: lines meet limits, in the order that limits take them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol

from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.highest import Highest
from ipdesk.rules.limits import Usage
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.open_line import OpenLine
from ipdesk.rules.phrases import Phrases
from ipdesk.rules.result import Status, Step, Warning


class Enters(Protocol):
    """A limit that earlier awards use up."""

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place."""


Bound = dict[str, tuple[Enters, ...]]
"""The limits that awards under each rule (full id) use up."""


def used_by(history: Iterable[HistoryEntry], bound: Bound) -> Usage:
    """Let history consume first; returns what every window then holds."""
    usage: Usage = {}
    for entry in history:
        for limit in bound[entry.rule]:
            limit.enter(usage, entry)
    return usage


def settle(lines: list[OpenLine], usage: Usage, phrases: Phrases) -> None:
    """Take every open line through its limits, by date, place in the case and order of the rules."""
    waiting = [line for line in lines if not line.settled]
    if len(waiting) > 1:
        waiting.sort(key=_by_date)
    for line in waiting:
        if line.settled:
            continue
        highest = line.clause.highest
        if highest is None or highest.window(usage, line) is None:
            _settle_alone(line, usage, phrases)
        else:
            _settle_group(highest, line, waiting, usage, phrases)


def _by_date(line: OpenLine) -> datetime.date:
    return line.achievement.date


def _settle_alone(line: OpenLine, usage: Usage, phrases: Phrases) -> None:
    once = line.clause.once
    if once is None or not once.bars(usage, line):
        _hold(line, usage, phrases)


def _settle_group(
    highest: Highest, first: OpenLine, waiting: list[OpenLine], usage: Usage, phrases: Phrases
) -> None:
    key = highest.window(usage, first)
    group = [
        line
        for line in waiting
        if not line.settled and line.clause.highest is highest and highest.window(usage, line) == key
    ]
    winner = highest.settle(usage, group)
    for line in group:
        line.settled = True
    if winner is not None:
        _hold(winner, usage, phrases)


def _hold(line: OpenLine, usage: Usage, phrases: Phrases) -> None:
    """Hold a line to counts, then sums; what is left is granted and used up."""
    clause = line.clause
    line.settled = True
    for count in clause.counts:
        if count.cuts(usage, line):
            return
    for cap in clause.sums:
        if line.amount:
            cap.cut(usage, line)
    if line.amount == 0:
        line.steps.append(Step(phrases.trace["not_granted"]()))
        return
    for limit in clause.takes:
        limit.take(usage, line)
    _grant(line, phrases)


def _grant(line: OpenLine, phrases: Phrases) -> None:
    if line.amount < line.computed:
        line.status = Status.REDUCED
    matching = line.clause.matching(line.amount)
    if matching:
        shown = grouped_yuan(matching)
        line.warnings.append(
            Warning(
                "matching_required", {"amount": matching}, phrases.warning["matching_required"](amount=shown)
            )
        )
        line.steps.append(Step(phrases.trace["matching"](amount=shown)))
    line.steps.append(line.clause.granted(line.amount))
