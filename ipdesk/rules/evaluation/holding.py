"""One line and its limits: what they leave of it, and what it then uses up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.result import Step
from ipdesk.rules.evaluation import refusals
from ipdesk.rules.evaluation.limits.base import Usage
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrases

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.limits.count_cap import CountCap
    from ipdesk.rules.evaluation.limits.sum_cap import SumCap
    from ipdesk.rules.evaluation.limits.top_up import TopUp

Met = list[tuple["CountCap | SumCap | TopUp", Key]]
"""The limits that a line has met, with its windows there."""


def too_early(line: OpenLine, usage: Usage, phrases: Phrases) -> bool:
    """Say whether an award that must come first is missing, and refuse the line if so."""
    missing = [refusal for after in line.clause.after if (refusal := after.missing(usage, line))]
    if missing:
        refusals.not_eligible(line, phrases, missing)
    return bool(missing)


def hold(line: OpenLine, usage: Usage, phrases: Phrases) -> None:
    """Hold a line to counts, then sums; what is left is granted and used up."""
    line.settled = True
    if not line.amount:
        line.steps.append(Step(phrases.trace["not_granted"]()))
        return
    met = cut(line, usage)
    if line.amount:
        _grant(line, met, usage)


def cut(line: OpenLine, usage: Usage) -> Met:
    """Lower a line to what its limits leave, nothing after the first that leaves nothing."""
    met: Met = []
    for limit in line.clause.binding(line.kind, line.traits):
        key = limit.place(line)
        if key is not None:
            limit.hold(usage, line, key)
            met.append((limit, key))
            if not line.amount:
                break
    return met


def _grant(line: OpenLine, met: Met, usage: Usage) -> None:
    clause = line.clause
    line.taken = line.amount if line.granted is None else min(line.granted, line.amount)
    if line.taken:
        for limit, key in met:
            limit.take(usage, line, key)
        if clause.once is not None and line.once_key is not None:
            clause.once.take(usage, line, line.once_key)
        for taking in clause.notes:
            noted = taking.window(line)
            if noted is not None:
                taking.take(usage, line, noted)
    clause.payment.grant(line)
