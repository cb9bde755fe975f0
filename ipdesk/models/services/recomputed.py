"""What an award would have come to, had the facts been declared as they turned out to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.records import ApplicationDetail, AwardLine, DecidedAmount, LoweredAmount
from ipdesk.rules.core.case import Achievement, FactValue
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True)
class TrueFact:
    """That a fact of all that was entered in a row is not what was declared, but has this value."""

    row: str
    fact: str
    value: FactValue


def recomputed(
    session: Session, detail: ApplicationDetail, policy: Policy, truth: TrueFact
) -> Mapping[int, AwardLine]:
    """Return what became of the lines of a row, by their ids; a line that no longer arises is left out.

    What was decided or lowered for others stays so. The history is that of today without the application.
    """
    keys = {one.key for one in detail.achievements if one.row == truth.row}
    stored = [one.achievement for one in detail.achievements]
    chosen = [_told(one, truth) if one.id in keys else one for one in stored]
    need = policy.history_needed(chosen)
    past = queries.history(session, policy.id, detail.applicant.id, need, detail.application.id)
    decided = [DecidedAmount(one.achievement, one.rule, one.amount) for one in detail.decisions]
    result = evaluate(
        policy, detail.applicant, chosen, decided, past, _lowered(detail, keys), detail.application.number
    )
    now = {(line.achievement, line.rule): line for line in result.lines}
    own = [one for one in detail.lines if one.line.achievement in keys]
    return {
        one.id: _anew(one, line, truth)
        for one in own
        if (line := now.get((one.line.achievement, one.line.rule))) is not None
    }


def _told(one: Achievement, truth: TrueFact) -> Achievement:
    return one._replace(facts={**one.facts, truth.fact: truth.value})


def _lowered(detail: ApplicationDetail, keys: set[str]) -> list[LoweredAmount]:
    """Return what was lowered of others: of these the reason to do so may be the very fact."""
    lowered = (one for one in detail.lines if one.granted is not None and one.granted < one.line.amount)
    return [
        LoweredAmount(one.line.achievement, one.line.rule, one.granted or 0, one.reason)
        for one in lowered
        if one.line.achievement not in keys
    ]


def _anew(stored: AwardLine, line: Line, truth: TrueFact) -> AwardLine:
    """Return a line as it would have been stored."""
    return replace(
        stored, line=line, granted=None, reason="", facts={**stored.facts, truth.fact: truth.value}
    )
