"""The second half of an evaluation: lines meet limits, in the order that limits take them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol

from ipdesk.rules import refusals
from ipdesk.rules.caps import BEFORE, Usage
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.highest import Highest
from ipdesk.rules.open_line import OpenLine
from ipdesk.rules.phrases import Phrases
from ipdesk.rules.result import Step
from ipdesk.rules.windows import Key


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
    usage[BEFORE] = dict(usage)
    waiting = [line for line in lines if not line.settled]
    if len(waiting) > 1:
        waiting.sort(key=_by_date)
    groups = _groups(waiting)
    for line in waiting:
        if line.settled:
            continue
        highest = line.clause.highest
        key = None if highest is None else highest.window(line)
        if highest is None or key is None:
            _settle_alone(line, usage, phrases)
        else:
            groups[key] = _settle_group(highest, groups[key], key, usage, phrases)


def _by_date(line: OpenLine) -> datetime.date:
    return line.achievement.date


def _groups(waiting: list[OpenLine]) -> dict[Key, list[OpenLine]]:
    """Return the lines of every window of which only the highest stands."""
    groups: dict[Key, list[OpenLine]] = {}
    for line in waiting:
        if line.clause.highest is None:
            continue
        key = line.clause.highest.window(line)
        if key is not None:
            groups.setdefault(key, []).append(line)
    return groups


def _settle_alone(line: OpenLine, usage: Usage, phrases: Phrases) -> None:
    clause = line.clause
    if clause.after and _too_early(line, usage, phrases):
        return
    if clause.milestone is not None:
        clause.milestone.reach(usage, line)
        if not line.computed:
            refusals.waiting(line, phrases)
            return
    if clause.once is None or not clause.once.bars(usage, line):
        _hold(line, usage, phrases)


def _settle_group(
    highest: Highest, group: list[OpenLine], key: Key, usage: Usage, phrases: Phrases
) -> list[OpenLine]:
    """Let the highest of a group stand; returns the later lines where it was granted less than it could be.

    These take their turn again, and what was granted is then what the group has been paid.
    """
    told = {id(line): len(line.steps) for line in group}
    standing = highest.standing(usage, [line for line in group if not _too_early(line, usage, phrases)])
    for line in group:
        line.settled = True
    if not standing:
        return []
    winner, used = highest.winner(standing), usage.get(key, 0)
    if highest.stands(winner, used, [line for line in standing if line is not winner]):
        _hold(winner, usage, phrases)
    usage[key] = used + winner.taken
    place = standing.index(winner)
    later = standing[place + 1 :] if winner.taken < winner.amount else []
    for line in [*standing[:place], *standing[place + 1 : len(standing) - len(later)]]:
        highest.beat(line, winner, used)
    for line in later:
        line.reopen(told[id(line)])
    return later


def _too_early(line: OpenLine, usage: Usage, phrases: Phrases) -> bool:
    missing = [refusal for after in line.clause.after if (refusal := after.missing(usage, line))]
    if missing:
        refusals.not_eligible(line, phrases, missing)
    return bool(missing)


def _hold(line: OpenLine, usage: Usage, phrases: Phrases) -> None:
    """Hold a line to counts, then sums; what is left is granted and used up."""
    clause = line.clause
    line.settled = True
    if not line.amount:
        line.steps.append(Step(phrases.trace["not_granted"]()))
        return
    met = []
    for limit in clause.limits:
        key = limit.window(line)
        if key is not None:
            limit.hold(usage, line, key)
            met.append((limit, key))
            if not line.amount:
                return
    line.taken = line.amount if line.granted is None else min(line.granted, line.amount)
    if line.taken:
        for limit, key in met:
            limit.take(usage, line, key)
        if clause.once is not None and line.once_key is not None:
            clause.once.take(usage, line, line.once_key)
        for taking in clause.notes:
            key = taking.window(line)
            if key is not None:
                taking.take(usage, line, key)
    clause.payment.grant(line)
