"""Proposal and decision on one of many applications: as proposed, as typed, or as computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import ConfirmApplication, ProposeApplication
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.steps import confirmation, proposal
from ipdesk.models.handlers.steps.decisions import evaluated
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.decision.proposals import proposal as standing_proposal
from ipdesk.models.reading.drafts import decision_draft
from ipdesk.models.reading.history import history
from ipdesk.models.records import (
    Batch,
    DecidedAmount,
    DecisionDraft,
    LoweredAmount,
    NoticeAnswer,
    Proposal,
    ProposalLine,
    ShownLine,
)
from ipdesk.models.records.decisions import LoweredGround, ground_of
from ipdesk.models.tables import Application
from ipdesk.rules.analysis.national_guards import by_code

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.core.result import Result
    from ipdesk.rules.evaluation.policy import Policy

_UNFINISHED = "审定页填写的内容还不完整或者无法识别，请打开逐件办理。"


class _Amounts(NamedTuple):
    decided: tuple[DecidedAmount, ...] = ()
    lowered: tuple[LoweredAmount, ...] = ()


def propose(work: Work, batch: Batch, application: int) -> tuple[ShownLine, ...]:
    """Propose one application; return what its awards come to. Raises as ``proposal.propose`` does."""
    policy = policy_of(work, batch, application)
    amounts = _amounts(work, policy, application, work.ask(decision_draft, application), None)
    command = ProposeApplication(
        application=application, policy=policy, shown=(), **amounts._asdict(), **_meeting(batch)
    )
    found = proposal.begin(work, command)
    result = evaluated(work, command, found)
    proposal.freeze(work, command, found, result)
    return shown_lines(result.lines, policy)


def confirm(work: Work, batch: Batch, application: int) -> tuple[ShownLine, ...]:
    """Decide on one application; return what its awards come to. Raises as ``confirmation.confirm`` does."""
    policy, text = policy_of(work, batch, application), work.ask(decision_draft, application)
    amounts = _amounts(work, policy, application, text, _standing(work, application))
    command = ConfirmApplication(
        application=application, policy=policy, shown=(), **amounts._asdict(), **_meeting(batch)
    )
    found = confirmation.begin(work, command)
    result = evaluated(work, command, found)
    answers = _answers(result, text.answers if text else {})
    confirmation.decide(work, replace(command, answers=answers), found, result)
    return shown_lines(result.lines, policy)


def policy_of(work: Work, batch: Batch, application: int) -> Policy:
    """Return the policy in force of one application; raises Conflict where the batch does not bring it."""
    found = work.one(Application, application, "这份申请件已不存在，可能已在另一处删除。")
    policy = next((one for one in batch.policies if one.id == found.policy), None)
    if policy is None:
        raise Conflict(f"这件申请的政策现在不能使用，不能{batch.step.label}。")
    return policy


def _standing(work: Work, application: int) -> Proposal | None:
    found = work.one(Application, application, "")
    return work.ask(standing_proposal, application) if found.proposed is not None else None


def _meeting(batch: Batch) -> dict[str, Any]:
    return {f"minutes_{name}": value for name, value in asdict(batch.minutes).items()}


def _amounts(
    work: Work, policy: Policy, application: int, text: DecisionDraft | None, standing: Proposal | None
) -> _Amounts:
    if standing is not None:
        return _proposed(standing)
    if text is None or not text.lines:
        return _Amounts()
    return _typed(work, policy, application, text)


def _proposed(standing: Proposal) -> _Amounts:
    """Return the amounts by which exactly what stands proposed is granted."""
    decided = [line for line in standing.lines if line.decided is not None]
    lowered = [line for line in standing.lines if line.proposed < line.line.amount]
    return _Amounts(
        tuple(DecidedAmount(*one.pair, one.decided or 0, one.reason, None, _ground(one)) for one in decided),
        tuple(
            LoweredAmount(*one.pair, one.proposed, one.reason, one.lowered_by, _ground(one))
            for one in lowered
        ),
    )


def _ground(line: ProposalLine) -> LoweredGround:
    return ground_of(line.ground) or LoweredGround.OTHER


def _typed(work: Work, policy: Policy, application: int, text: DecisionDraft) -> _Amounts:
    """Return what was typed; raises InvalidInput where some of it cannot stand."""
    detail = application_detail(work.session, application)
    need = policy.history_needed(stored.achievement for stored in detail.achievements)
    past = history(work.session, policy.id, detail.applicant.id, need, application)
    sheet = DecisionSheet(detail, policy, past, text.lines)
    if sheet.problems():
        raise InvalidInput([Problem("lines", _UNFINISHED)])
    return _Amounts(sheet.decided(), sheet.final_lowered())


def _answers(result: Result, texts: Mapping[str, str]) -> tuple[NoticeAnswer, ...]:
    found = by_code(result.notices)
    return tuple(NoticeAnswer(code, told, texts.get(code, "")) for code, told in found.items())
