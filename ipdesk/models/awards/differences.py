"""What a person saw of a result, and where another result is no longer that."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.awards.line_status import shown_status
from ipdesk.models.core.errors import Difference
from ipdesk.models.records import ShownLine
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy


def shown_lines(lines: Iterable[Line], policy: Policy) -> tuple[ShownLine, ...]:
    """Return what a person sees of lines: each with its status as it is shown and its amount in fen."""
    return tuple(
        ShownLine(line.achievement, line.rule, shown_status(line, policy), line.amount) for line in lines
    )


def differences(shown: Iterable[ShownLine], now: Iterable[ShownLine]) -> tuple[Difference, ...]:
    """Return the lines whose status or amount is no longer what was shown, in the order of ``now``.

    Lines that are gone come last.
    """
    before = {(line.achievement, line.rule): line for line in shown}
    after = {(line.achievement, line.rule): line for line in now}
    return tuple(
        _difference(pair, before.get(pair), after.get(pair))
        for pair in dict.fromkeys((*after, *before))
        if before.get(pair) != after.get(pair)
    )


def _difference(pair: tuple[str, str], shown: ShownLine | None, now: ShownLine | None) -> Difference:
    return Difference(
        *pair,
        shown.status if shown else None,
        shown.amount if shown else None,
        now.status if now else None,
        now.amount if now else None,
    )
