"""From an accepted, reviewed or proposed application to an award that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ipdesk.models.applications.step_checks import same_person_refusal
from ipdesk.models.awards.decision_basis import expert_faults, stored_basis
from ipdesk.models.awards.departures import departure_text, departures_from
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotPermitted, Problem, refuse
from ipdesk.models.evaluation.evaluate import granted_amounts
from ipdesk.models.handlers.applicants import check_guardian
from ipdesk.models.handlers.applications import (
    check_policy,
    keep_lines,
    lock_awards,
    take_step,
    where_step_begins,
)
from ipdesk.models.handlers.bars import check_bars
from ipdesk.models.handlers.call_bounds import check_call
from ipdesk.models.handlers.funds.charging import charge, check_chargeable
from ipdesk.models.handlers.minutes import minutes_remark, missing_minutes, stored_minutes
from ipdesk.models.handlers.public_notices.published import check_published, keep_unpublished
from ipdesk.models.handlers.steps import notice_answers
from ipdesk.models.handlers.steps.decisions import (
    compare,
    decided_fields,
    decision_entry,
    evaluated,
    form_problems,
    line_problems,
    lowered_of,
    reasons_of,
)
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import received_materials, stored_achievements
from ipdesk.models.reading.decision.proposals import proposal
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.records import Basis, BasisKind, DecidedAmount, Departure, Minutes, UnpublishedChange
from ipdesk.models.tables import AwardEntry, DecisionScoreEntry, DecisionText, DepartureEntry
from ipdesk.models.workflow import Step
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Result

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

SAME_PERSON = "accepted_by_same_person"
"""What the audit log says of a decision by who accepted the application, where the office allows it."""

_DEPARTS = "审定金额与拟资助金额有下列不同，刚才没有显示，没有审定。请核对并写明理由后再审定。"
_AGREES = "刚才显示的与拟资助金额的不同已经没有了，没有审定。请核对后再审定。"


def confirm(work: Work, command: ConfirmApplication) -> Result:
    """Evaluate once more, compare with what the reviewer saw and with the proposal, and freeze the award.

    Raises Conflict where they differ, and InvalidInput for amounts or reasons that cannot stand.
    """
    application = begin(work, command)
    result = evaluated(work, command, application)
    compare(command, result, Step.CONFIRM)
    notice_answers.compare(command.answers, result)
    decide(work, command, application, result)
    return result


def begin(work: Work, command: ConfirmApplication) -> Application:
    """Return the application, once all is in order that can be said before it is evaluated."""
    lock_awards(work, command.policy)
    application = where_step_begins(work, command.application, Step.CONFIRM)
    check_policy(work, application, command.policy)
    _check_person(work, application)
    refuse(form_problems(work, command, application, Step.CONFIRM))
    return application


def decide(work: Work, command: ConfirmApplication, application: Application, result: Result) -> None:
    """Freeze the award as it was evaluated, unless an amount or a reason cannot stand."""
    refuse(line_problems(command, result))
    granted = granted_amounts(result, command.lowered)
    refuse(missing_minutes(work, command.minutes, sum(granted.values())))
    refuse((*_basis_problems(command, application), *_expert_problems(work, command, application)))
    _check_departures(work, command, application, granted)
    refuse(notice_answers.problems(command.answers))
    meeting, reason = command.minutes_date, command.unpublished_reason
    changed = check_published(work, application, granted, reason, meeting, command.view)
    if any(granted.values()):
        _check_may_be_granted(work, command, application)
        check_call(work, application, command.policy, result, granted)
        check_chargeable(work, application, granted)
    _write(work, command, application, result, granted, changed)


def _basis_problems(command: ConfirmApplication, application: Application) -> Iterator[Problem]:
    """Yield that a sum which a clause leaves open rests on nothing: no basis proposed, no meeting."""
    left = any(one.amount and not command.policy.refers(one.rule) for one in command.decided)
    if left and application.proposed is None and blank(command.minutes.number):
        yield Problem("minutes_number", "有条款没有定额、由会议核定的金额，请填写会议纪要编号和日期。")


def _judged(command: ConfirmApplication, application: Application) -> Iterator[tuple[DecidedAmount, Basis]]:
    """Yield the amounts that experts judged; those of a proposal are kept with it."""
    for item in command.decided if application.proposed is None else ():
        if item.amount and item.basis is not None and item.basis.kind is BasisKind.EXPERTS:
            yield item, stored_basis(item.basis)


def _expert_problems(work: Work, command: ConfirmApplication, application: Application) -> Iterator[Problem]:
    """Yield what is wrong with sheets of scores that were typed for the decision."""
    about = work.ask(applicant, application.applicant_id)
    held = work.ask(recusals, application.applicant_id)
    for item, basis in _judged(command, application):
        for fault in expert_faults(basis.experts, about, held):
            yield Problem(item.rule, fault, item.achievement)


def _scores(command: ConfirmApplication, application: Application) -> Iterator[DecisionScoreEntry]:
    for item, basis in _judged(command, application):
        for position, expert in enumerate(basis.experts):
            yield DecisionScoreEntry(
                application_id=application.id,
                key=item.achievement,
                rule=item.rule,
                position=position,
                name=expert.name,
                unit=expert.unit,
                score="" if expert.score is None else format(expert.score, "f"),
                recused=expert.recused,
            )


def _check_may_be_granted(work: Work, command: ConfirmApplication, application: Application) -> None:
    """Refuse what an applicant who is barred, or under 18 without all of a guardian, would be granted."""
    check_bars(work, application, *filter(None, (command.minutes_date, work.today)))
    received = work.ask(received_materials, application.id).values()
    check_guardian(work.ask(applicant, application.applicant_id), work.today, *received)


def _check_person(work: Work, application: Application) -> None:
    """Raise NotPermitted where who accepted it decides, and the office wants two people."""
    if application.accepted_by == work.person and work.ask(access_settings).separates_decision:
        raise NotPermitted(same_person_refusal(application.number))


def _check_departures(
    work: Work, command: ConfirmApplication, application: Application, granted: Mapping[tuple[str, str], int]
) -> None:
    """Raise Conflict where what departs from the proposal was not shown, InvalidInput without a reason."""
    standing = work.ask(proposal, application.id) if application.proposed is not None else None
    found = departures_from(standing, granted)
    if set(found) != set(command.departures):
        named = "".join(f"\n{departure_text(one, command.policy)}" for one in found)
        raise Conflict(f"{_DEPARTS}{named}" if found else _AGREES)
    refuse(_departure_problems(found, command.departure_reason))


def _departure_problems(found: tuple[Departure, ...], reason: str) -> Iterator[Problem]:
    if not found:
        return
    if blank(reason):
        yield Problem("departure_reason", "审定金额与拟资助金额不同，请写明理由。")
    elif fault := reason_fault(reason, "与拟资助不同的理由"):
        yield Problem("departure_reason", fault)


def _write(
    work: Work,
    command: ConfirmApplication,
    application: Application,
    result: Result,
    granted: Mapping[tuple[str, str], int],
    changed: UnpublishedChange | None,
) -> None:
    _write_lines(work, command, application, result, granted)
    application.computed = sum(line.computed for line in result.lines)
    application.amount = sum(granted.values())
    application.undecided = 0
    minutes = stored_minutes(command.minutes)
    _note_minutes(application, minutes)
    if command.decided or command.lowered:
        work.audit("decide", Kind.APPLICATION, application.id, decided_fields(command))
    alone = application.accepted_by == work.person
    remark = "；".join(filter(None, (minutes_remark(minutes), keep_unpublished(work, changed))))
    take_step(work, application, Step.CONFIRM, remark, [SAME_PERSON] if alone else [])
    charge(work, application, granted)


def _write_lines(
    work: Work,
    command: ConfirmApplication,
    application: Application,
    result: Result,
    granted: Mapping[tuple[str, str], int],
) -> None:
    """Write the lines in place of those stored, with what was decided and answered about them."""
    for table in (AwardEntry, DecisionText):
        work.rows.delete(table, application.id)
    stored = work.ask(stored_achievements, application.id)
    said = reasons_of(command), lowered_of(command)
    keep_lines(work, application, command.policy, result, stored, granted, *said)
    work.session.add_all(decision_entry(work, command.application, item) for item in command.decided)
    work.session.add_all(_scores(command, application))
    work.session.add_all(_departures(work, command))
    notice_answers.keep(work, command)


def _note_minutes(application: Application, minutes: Minutes) -> None:
    application.minutes_number, application.minutes_date = minutes.number, minutes.date
    application.minutes_body, application.minutes_text = minutes.body, minutes.text


def _departures(work: Work, command: ConfirmApplication) -> Iterator[DepartureEntry]:
    for item in command.departures:
        yield DepartureEntry(
            application_id=command.application,
            key=item.achievement,
            rule=item.rule,
            proposed=item.proposed,
            granted=item.granted,
            reason=stored_line(command.departure_reason),
            person_id=work.person,
            at=work.now,
        )
