"""Proposing 拟资助, and giving a proposal up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.awards.decision_basis import basis_faults, stored_basis
from ipdesk.models.commands import ProposeApplication
from ipdesk.models.core.errors import Problem, refuse
from ipdesk.models.evaluation.evaluate import granted_amounts
from ipdesk.models.handlers.applications import (
    NOT_LOWERED,
    check_policy,
    lock_awards,
    take_step,
    where_step_begins,
)
from ipdesk.models.handlers.bars import check_bars
from ipdesk.models.handlers.minutes import minutes_remark, missing_minutes, stored_minutes
from ipdesk.models.handlers.public_notices.proposing_anew import (
    meeting_problems,
    refuse_unanswered,
    stay_published,
    untouched_problems,
)
from ipdesk.models.handlers.steps.decisions import (
    compare,
    decided_fields,
    evaluated,
    form_problems,
    line_problems,
    lowered_of,
    reasons_of,
)
from ipdesk.models.handlers.steps.proposal_rounds import keep_round
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import award_lines
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.records import ProposalLine
from ipdesk.models.workflow import Step
from ipdesk.rules.core.result import Result, Status

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


def propose(work: Work, command: ProposeApplication) -> Result:
    """Evaluate once more, compare with what was seen, and freeze what is proposed.

    Raises Conflict where they differ, and InvalidInput for amounts, reasons or a basis that cannot stand.
    """
    application = begin(work, command)
    result = evaluated(work, command, application)
    compare(command, result, Step.PROPOSE)
    freeze(work, command, application, result)
    return result


def begin(work: Work, command: ProposeApplication) -> Application:
    """Return the application, once all is in order that can be said before it is evaluated."""
    lock_awards(work, command.policy)
    application = where_step_begins(work, command.application, Step.PROPOSE)
    check_policy(work, application, command.policy)
    refuse(form_problems(work, command, application, Step.PROPOSE))
    return application


def freeze(work: Work, command: ProposeApplication, application: Application, result: Result) -> None:
    """Freeze what is proposed as it was evaluated, unless an amount, a reason or a basis cannot stand."""
    lines = tuple(_lines(command, result))
    refuse((*line_problems(command, result), *_basis_problems(work, command, application)))
    refuse_unanswered(work, application)
    refuse(
        (*meeting_problems(work, application, command.minutes), *untouched_problems(work, application, lines))
    )
    refuse(missing_minutes(work, command.minutes, sum(line.proposed for line in lines)))
    if any(line.proposed for line in lines):
        check_bars(work, application, work.today)
    minutes = stored_minutes(command.minutes)
    keep_round(work, application, command.policy, lines, minutes)
    take_step(work, application, Step.PROPOSE, minutes_remark(minutes), decided_fields(command))
    stay_published(work, application, lines)


def _basis_problems(work: Work, command: ProposeApplication, application: Application) -> Iterator[Problem]:
    about = work.ask(applicant, application.applicant_id)
    held = work.ask(recusals, application.applicant_id)
    for item in command.decided:
        if item.amount and not command.policy.refers(item.rule):
            for fault in basis_faults(item.basis, command.minutes, about, held):
                yield Problem(item.rule, fault, item.achievement)


def _lines(command: ProposeApplication, result: Result) -> Iterator[ProposalLine]:
    proposed, reasons = granted_amounts(result, command.lowered), reasons_of(command)
    by = lowered_of(command)
    decided = {(item.achievement, item.rule): item for item in command.decided}
    for line in result.lines:
        pair = line.achievement, line.rule
        found = decided.get(pair)
        basis = stored_basis(found.basis) if found and found.basis and found.amount else None
        amount = found.amount if found else None
        less = by.get(pair, NOT_LOWERED)
        said = less["lowered_by"], less["lowered_ground"]
        yield ProposalLine(line, proposed[pair], reasons.get(pair, ""), amount, basis, *said)


def give_up(work: Work, application: Application) -> None:
    """Let no proposal stand any more: the application comes to what it came to when it was accepted.

    The rounds stay as they were frozen, and so does what was typed for the decision.
    """
    lines = [kept.line for kept in award_lines(work.session, application.id)]
    application.proposed = None
    application.computed = sum(line.computed for line in lines)
    application.amount = sum(line.amount for line in lines)
    application.undecided = sum(line.status is Status.UNDECIDED for line in lines)
