"""Applications of a year as they were evaluated when their last word was said, to be evaluated again."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.evaluation.evaluate import build_case
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.history import history
from ipdesk.models.records import ApplicationDetail, DecidedAmount, LoweredAmount, RecheckCase
from ipdesk.models.tables import Application, ApplicationStep
from ipdesk.models.workflow import EVALUATED, Step
from ipdesk.rules.core.case import Achievement, HistoryEntry
from ipdesk.rules.core.result import Line, Result
from ipdesk.rules.evaluation.policy import Policy

_EVALUATED = [state.value for state in EVALUATED]


def recheck_ids(session: Session, year: int, policy_id: str | None = None) -> tuple[int, ...]:
    """Return the applications of a programme year that have lines, of one policy where one is named."""
    found = select(Application.id).where(Application.year == year, Application.state.in_(_EVALUATED))
    if policy_id is not None:
        found = found.where(Application.policy == policy_id)
    return tuple(session.scalars(found.order_by(Application.id)))


def recheck_case(session: Session, application_id: int, policy_of: Callable[[str], Policy]) -> RecheckCase:
    """Return what acceptance or, after it, confirmation evaluated, with the history as it was then.

    The applicant is as registered now: earlier traits are not kept. Raises NotFound, and what ``policy_of``
    raises.
    """
    detail = application_detail(session, application_id)
    policy = policy_of(detail.application.policy)
    case = build_case(
        policy,
        detail.applicant,
        _achievements(policy, detail),
        [DecidedAmount(item.achievement, item.rule, item.amount) for item in detail.decisions],
        _history(session, policy, detail),
        detail.application.number,
    )
    return RecheckCase(detail.application, case, _lowered(detail), _kept(detail))


def _achievements(policy: Policy, detail: ApplicationDetail) -> list[Achievement]:
    """Return the achievements as they counted when they were decided.

    A yes/no that must be answered once counted as no while it was blank; what was decided then stays so.
    """
    found = [stored.achievement for stored in detail.achievements]
    if not detail.application.state.decided:
        return found
    rules: dict[str, set[str]] = {}
    asked: set[tuple[str, str]] = set()
    for stored in detail.lines:
        rules.setdefault(stored.line.achievement, set()).add(stored.line.rule)
        asked.update((stored.line.achievement, fact) for fact in _missing(stored.line))
    return [_as_decided(policy, item, rules.get(item.id, set()), asked) for item in found]


def _missing(line: Line) -> tuple[str, ...]:
    found = [warning.values["facts"] for warning in line.warnings if warning.code == "missing_fact"]
    return tuple(fact for facts in found if isinstance(facts, tuple) for fact in facts)


def _as_decided(
    policy: Policy, item: Achievement, rules: set[str], asked: set[tuple[str, str]]
) -> Achievement:
    """Answer no where no line asked, and none is there that only an open answer leaves possible."""
    blank = [name for name in policy.questions(item.kind) if name not in item.facts]
    unasked = {name: False for name in blank if (item.id, name) not in asked}
    answered = item._replace(facts={**item.facts, **unasked})
    open_only = policy.speaks_of(item) - policy.speaks_of(answered)
    return item if open_only & rules else answered


def _history(session: Session, policy: Policy, detail: ApplicationDetail) -> tuple[HistoryEntry, ...]:
    application = detail.application
    need = policy.history_needed([stored.achievement for stored in detail.achievements])
    # What the level above decides stands as it was evaluated at acceptance.
    evaluated = (Step.ACCEPT, Step.CONFIRM) if application.state.decided else (Step.ACCEPT,)
    taken = select(ApplicationStep.id).where(
        ApplicationStep.application_id == application.id,
        ApplicationStep.step.in_([step.name for step in evaluated]),
    )
    step = session.scalar(taken.order_by(ApplicationStep.id.desc()).limit(1))
    return history(session, policy.id, application.applicant, need, application.id, step)


def _lowered(detail: ApplicationDetail) -> tuple[LoweredAmount, ...]:
    return tuple(
        LoweredAmount(item.line.achievement, item.line.rule, item.granted, item.reason)
        for item in detail.lines
        if item.granted is not None and item.granted < item.line.amount
    )


def _kept(detail: ApplicationDetail) -> Result:
    lines = tuple(item.line for item in detail.lines)
    total = sum(line.amount for line in lines)
    return Result(detail.application.number, detail.application.policy, total, (), lines)
