"""From an accepted application to an award that stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ipdesk.models.applications.step_checks import meeting_day_problem, same_person_refusal
from ipdesk.models.awards.differences import differences, shown_lines
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted, Problem
from ipdesk.models.evaluation.evaluate import granted_amounts, guards_of
from ipdesk.models.handlers.applications import (
    check_policy,
    keep_lines,
    lock_awards,
    take_step,
    where_step_begins,
)
from ipdesk.models.handlers.bars import check_bars
from ipdesk.models.handlers.derived import renew
from ipdesk.models.handlers.steps import notice_answers
from ipdesk.models.parsing.applicant import not_printed
from ipdesk.models.parsing.reasons import check_minutes, reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.reading.office import office
from ipdesk.models.records import DecidedAmount, LoweredAmount
from ipdesk.models.tables import AwardEntry, DecisionEntry, DecisionText
from ipdesk.models.workflow import Step
from ipdesk.rules.core.result import Result, Status

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

SAME_PERSON = "accepted_by_same_person"
"""What the audit log says of a decision by who accepted the application, where the office allows it."""


def confirm(work: Work, command: ConfirmApplication) -> Result:
    """Evaluate once more, compare with what the reviewer saw, and freeze the award.

    Raises Conflict where the two differ, and InvalidInput for amounts or reasons that cannot stand.
    """
    lock_awards(work, command.policy)
    application = where_step_begins(work, command.application, Step.CONFIRM)
    check_policy(work, application, command.policy)
    _check_person(work, application)
    _refuse(_form_problems(work, command, application))
    result = _evaluated(work, command, application)
    _compare(command, result)
    notice_answers.compare(command.answers, result)
    _refuse(_line_problems(command, result))
    _refuse(notice_answers.problems(command.answers))
    if any(granted_amounts(result, command.lowered).values()):
        check_bars(work, application, command.minutes_date, work.today)
    _write(work, command, application, result)
    return result


def _refuse(problems: Iterator[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise InvalidInput(found)


def _check_person(work: Work, application: Application) -> None:
    """Raise NotPermitted where who accepted it decides, and the office wants two people."""
    if application.accepted_by == work.person and access_settings(work.session).separates_decision:
        raise NotPermitted(same_person_refusal(application.number))


def _form_problems(work: Work, command: ConfirmApplication, application: Application) -> Iterator[Problem]:
    if command.policy.pack.term.draft:
        yield Problem("policy", "这项政策还是征求意见稿，没有施行日期，不能审定。")
    if not command.minutes_number.strip():
        yield Problem("minutes_number", "请填写会议纪要编号。")
    elif (minutes := check_minutes(command.minutes_number)).problem and not minutes.confirmable:
        yield Problem("minutes_number", minutes.problem)
    yield from not_printed(applicant(work.session, application.applicant_id))
    wrong_day = meeting_day_problem(command.minutes_date, application.accepted_on, work.today)
    if wrong_day:
        yield Problem("minutes_date", f"{wrong_day}。")
    pairs = [(item.achievement, item.rule) for item in command.decided]
    for item in command.decided:
        if (
            item.amount < 0
            or not _may_decide(command, item.rule)
            or pairs.count((item.achievement, item.rule)) > 1
        ):
            yield Problem(
                item.rule, "核定金额不对：请只对待核定的项目各填一个不小于0的金额。", item.achievement
            )
    for lowered in command.lowered:
        yield from _reason_problems(lowered, "核减金额须填写理由。", "核减理由")


def _reason_problems(item: LoweredAmount | DecidedAmount, lacking: str, name: str) -> Iterator[Problem]:
    if not item.reason.strip():
        yield Problem(item.rule, lacking, item.achievement)
    elif fault := reason_fault(item.reason, name):
        yield Problem(item.rule, fault, item.achievement)


def _may_decide(command: ConfirmApplication, rule: str) -> bool:
    try:
        return command.policy.may_decide(rule)
    except KeyError:
        return False


def _evaluated(work: Work, command: ConfirmApplication, application: Application) -> Result:
    stored = stored_achievements(work.session, application.id)
    kinds = {item.achievement.kind for item in stored}
    renew(work.session.connection(), command.policy.vocabulary, kinds)
    return evaluate_stored(
        work.session,
        command.policy,
        applicant(work.session, application.applicant_id),
        [item.achievement for item in stored],
        command.decided,
        command.lowered,
        exclude_application=application.id,
        case_id=application.number,
        guards=guards_of(office(work.session)),
    )


def _compare(command: ConfirmApplication, result: Result) -> None:
    """Raise Conflict where what was shown is no longer what comes out."""
    found = differences(command.shown, shown_lines(result.lines, command.policy))
    if found:
        sentence = "核算结果与刚才显示的不同（其间有新的审定或资料变动），没有审定。请核对新的结果后再审定。"
        raise Conflict(sentence, found)


def _line_problems(command: ConfirmApplication, result: Result) -> Iterator[Problem]:
    lines = {(line.achievement, line.rule): line for line in result.lines}
    for key, line in lines.items():
        if line.status is Status.UNDECIDED:
            yield Problem(key[1], "请填写核定金额；不予资助的填0。", key[0])
    for decided in command.decided:
        settled = lines.get((decided.achievement, decided.rule))
        if settled is not None and not decided.amount and not settled.computed:
            yield from _reason_problems(decided, "核定为0、不予资助的，须填写理由。", "不予资助的理由")
    for item in command.lowered:
        found = lines.get((item.achievement, item.rule))
        if found is None or not 0 <= item.granted < found.amount:
            yield Problem(item.rule, "审定金额须小于拟资助金额，且不小于0。", item.achievement)


def _write(work: Work, command: ConfirmApplication, application: Application, result: Result) -> None:
    session = work.session
    session.execute(delete(AwardEntry).where(AwardEntry.application_id == application.id))
    session.execute(delete(DecisionText).where(DecisionText.application_id == application.id))
    granted = granted_amounts(result, command.lowered)
    stored = stored_achievements(session, application.id)
    keep_lines(work, application, command.policy, result, stored, granted, _reasons(command))
    session.add_all(
        DecisionEntry(
            application_id=application.id,
            key=item.achievement,
            rule=item.rule,
            amount=item.amount,
            person_id=work.person,
            at=work.now,
        )
        for item in command.decided
    )
    notice_answers.keep(work, command)
    application.computed = sum(line.computed for line in result.lines)
    application.amount = sum(granted.values())
    application.undecided = 0
    application.minutes_number = stored_line(command.minutes_number)
    application.minutes_date = command.minutes_date
    if command.decided or command.lowered:
        work.audit("decide", Kind.APPLICATION, application.id, _decided_fields(command))
    remark = f"{application.minutes_number}（{command.minutes_date.isoformat()}）"
    alone = application.accepted_by == work.person
    take_step(work, application, Step.CONFIRM, remark, [SAME_PERSON] if alone else [])


def _reasons(command: ConfirmApplication) -> dict[tuple[str, str], str]:
    """Return why less is granted, or nothing, by line."""
    refused = (item for item in command.decided if not item.amount)
    items: list[LoweredAmount | DecidedAmount] = [*refused, *command.lowered]
    return {(item.achievement, item.rule): stored_line(item.reason) for item in items}


def _decided_fields(command: ConfirmApplication) -> Iterator[str]:
    """Name the lines that were decided or lowered, by rule and achievement."""
    yield from (f"{item.rule}:{item.achievement}" for item in command.decided)
    yield from (f"{item.rule}:{item.achievement}" for item in command.lowered)
