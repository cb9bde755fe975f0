"""One line and its limits: what they leave of it, and what it then uses up."""

from __future__ import annotations

from ipdesk.rules.core.result import TraceStep
from ipdesk.rules.evaluation import refusals
from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.limits.base import LineLimit
from ipdesk.rules.evaluation.usage import Usage
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrases

Met = list[tuple[LineLimit, Key]]
"""The limits that a line has met, with its windows there."""


def too_early(line: ClauseLine, usage: Usage, phrases: Phrases) -> bool:
    """Say whether an award that must come first is missing, and refuse the line if so."""
    missing = [refusal for one in line.clause.preconditions if (refusal := one.refusal(usage, line))]
    if missing:
        refusals.not_eligible(line, phrases, missing)
    return bool(missing)


def apply_limits(line: ClauseLine, usage: Usage, phrases: Phrases) -> None:
    """Take a line through counts, then sums; what is left is granted and used up."""
    line.settled = True
    if not line.amount:
        line.steps.append(TraceStep(phrases.trace["not_granted"]()))
        return
    met = reduce(line, usage)
    if line.amount:
        _grant(line, met, usage)


def reduce(line: ClauseLine, usage: Usage) -> Met:
    """Reduce a line to what its limits leave, nothing after the first that leaves nothing."""
    met: Met = []
    for limit in line.clause.binding(line.kind, line.traits):
        key = limit.place(line)
        if key is not None:
            limit.apply(usage, line, key)
            met.append((limit, key))
            if not line.amount:
                break
    return met


def _grant(line: ClauseLine, met: Met, usage: Usage) -> None:
    clause = line.clause
    line.taken = line.amount if line.granted is None else min(line.granted, line.amount)
    if line.taken:
        for limit, key in met:
            limit.consume(usage, line, key)
        if clause.once is not None and line.once_key is not None:
            clause.once.consume(usage, line, line.once_key)
        for recorder in clause.recorders:
            noted = recorder.window(line)
            if noted is not None:
                recorder.consume(usage, line, noted)
    clause.payment.grant(line)
