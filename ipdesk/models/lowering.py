"""What becomes of later lines when earlier ones are granted less than the rules compute.

Lowering lies outside the evaluation. Lines stand in the order that limits take them (date, place, rule); as
soon as one is lowered, it and those before it enter the history with the amount granted, and the rest is
evaluated again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ipdesk.rules.case import Achievement, Case, HistoryEntry
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Line, Result

Granted = Mapping[tuple[str, str], int]
"""Fen granted by (achievement, rule), for the lines that were lowered."""


def evaluate_lowered(policy: Policy, case: Case, granted: Granted) -> Result:
    """Evaluate a case whose lines are granted in limit order, some of them lowered.

    Every line says what the rules compute for it in its turn. Two lines of one achievement are settled
    together: the second meets the limits as if the first had not been lowered, so that no limit is ever
    exceeded.
    """
    first = policy.evaluate(case)
    finished: dict[str, list[Line]] = {}
    order = sorted(case.achievements, key=lambda item: item.date)
    result, history = first, case.history
    while order:
        lines = _by_achievement(result)
        settled, order = _up_to_lowered(order, lines, granted)
        finished.update((item.id, lines.get(item.id, [])) for item in settled)
        if order:
            history += tuple(_entries(case, settled, finished, granted))
            waiting = {item.id for item in order}
            rest = tuple(item for item in case.achievements if item.id in waiting)
            decisions = tuple(item for item in case.decisions if item.achievement in waiting)
            result = policy.evaluate(case._replace(achievements=rest, decisions=decisions, history=history))
    every = tuple(line for item in case.achievements for line in finished[item.id])
    return first._replace(lines=every, total=sum(line.amount for line in every))


def _by_achievement(result: Result) -> dict[str, list[Line]]:
    return {key: list(lines) for key, lines in groupby(result.lines, key=lambda line: line.achievement)}


def _up_to_lowered(
    order: Sequence[Achievement], lines: Mapping[str, Sequence[Line]], granted: Granted
) -> tuple[list[Achievement], list[Achievement]]:
    """Part the achievements behind the first that has a lowered line."""
    for place, item in enumerate(order, start=1):
        if any(
            granted.get((line.achievement, line.rule), line.amount) < line.amount
            for line in lines.get(item.id, ())
        ):
            return list(order[:place]), list(order[place:])
    return list(order), []


def _entries(
    case: Case, settled: Sequence[Achievement], lines: Mapping[str, Sequence[Line]], granted: Granted
) -> list[HistoryEntry]:
    return [
        HistoryEntry(line.rule, case.applicant.id, item.year, amount, item.ref, item.facts, case.id or None)
        for item in settled
        for line in lines[item.id]
        if (amount := min(line.amount, granted.get((line.achievement, line.rule), line.amount))) > 0
    ]
