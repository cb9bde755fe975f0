"""Awards that were not taken until their last day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.applications.known_account import asked_in_spite, lapses_in_spite
from ipdesk.models.applications.reminded import (
    OTHERWISE,
    TERM_OTHERWISE,
    reminder_fault,
    reminder_letter,
    stated_since,
    term_fault,
    unreminded,
    untermed,
)
from ipdesk.models.commands import LapseAward, RemindOfAward
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.handlers.after_award.acts import (
    Taking,
    left_by_line,
    line_problems,
    meeting_problems,
    reverse,
    where_it_may_be,
)
from ipdesk.models.handlers.minutes import stored_minutes
from ipdesk.models.parsing.cited_rules import rule_fault
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.values.dates import far_off_fault
from ipdesk.models.periods.working_days import DAY
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.funds.untaken import untaken, untaken_refusal
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import ApplicantDetails, ApplicationDetail, ReversalKind
from ipdesk.models.tables import CollectionReminderEntry
from ipdesk.models.workflow import Act
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


_UNANSWERED = "收到申请人{day}的“{title}”，请写明陈述申辩的情况、核实的结果和是否采纳。"
_GROUNDS = "要求办理领取手续的依据"
_BASIS, _LATEST = "逾期不再拨付的依据", 2  # years from now until which an award may be taken
_MISSING = "请填写需要办理的事项，如 报送收款账户的户名、开户银行和账号。"
_PAID_IN_PART = "资金账上没有支付、也没有提交支付的还有{left}元，未领的不能多于这个数。"
_LONGEST_HOLIDAY = 15  # days; no announced holiday with its weekends comes to as many


def lapse(work: Work, command: LapseAward) -> None:
    """Record what was not taken; raises InvalidInput with every problem, Conflict."""
    application = where_it_may_be(work, command.application, Act.LAPSE_AWARD)
    left = _left_to_be_had(work, application, Act.LAPSE_AWARD)
    problems = (
        *_paid_problems(work, command, left),
        *_problems(command),
        *_running_problems(work, command.due_on),
        *_early_problems(command, application),
        *_account_problems(work, command, application),
        *_reminded_problems(work, command),
        *_heard_problems(work, command),
        *_meeting_problems(work, application, command),
        *line_problems(work, application.id, command.lines),
    )
    refuse(problems)
    why = Taking(
        ReversalKind.NOT_TAKEN, command.reason, command.basis, None, command.due_on, command.unreminded,
        command.heard, stored_minutes(command.minutes), command.rest,
    )  # fmt: skip
    reverse(work, application, why, command.lines)
    work.audit("lapse_award", Kind.APPLICATION, application.id)
    work.changed(Kind.APPLICANT, application.applicant_id)


def _left_to_be_had(work: Work, application: Application, act: Act) -> int:
    """Return what of an award (fen) was neither paid nor sent; raises Conflict where that is nothing."""
    if said := untaken_refusal(work.session, application.id, act):
        raise Conflict(said)
    return untaken(work.session, application.id)


def _paid_problems(work: Work, command: LapseAward, left: int) -> Iterator[Problem]:
    """Yield that more of what stands lapses than is left to be paid (fen)."""
    standing = sum(left_by_line(work, command.application).values())
    if left < sum(one.amount for one in command.lines) <= standing:
        yield Problem("lines", _PAID_IN_PART.format(left=grouped_yuan(left)))


def _meeting_problems(work: Work, application: Application, command: LapseAward) -> Iterator[Problem]:
    lost = sum(one.amount for one in command.lines)
    since = command.due_on + DAY  # until its end the award may be taken
    yield from meeting_problems(work, application.accepted_on, command.minutes, since, lost)


def _reminded_problems(work: Work, command: LapseAward) -> Iterator[Problem]:
    """Yield that the recipient was not reminded in time, and nobody says why; or until another day."""
    detail = application_detail(work.session, command.application)
    if said := _running_reminder(detail, command, work.today):
        yield Problem("due_on", said)
    elif fault := reminder_fault(detail):
        yield Problem("unreminded", fault)
    elif not blank(command.unreminded):
        yield from _unreminded_problems(detail, command, work.today)
    elif fault := unreminded(detail):
        yield Problem("unreminded", f"{fault}；不能或者不必催领的，请写明原因。")
    elif said := _told_otherwise(detail, command):
        yield Problem("due_on", f"{said}，请核对。")


def _unreminded_problems(
    detail: ApplicationDetail, command: LapseAward, today: datetime.date
) -> Iterator[Problem]:
    """Yield why an award does not lapse without a reminder: only a term that is over bears it."""
    fault = reason_fault(command.unreminded, "没有催领的原因") or untermed(detail, today)
    if fault:
        yield Problem("unreminded", fault)
    elif detail.term and detail.term.last_day and detail.term.last_day != command.due_on:
        yield Problem("due_on", TERM_OTHERWISE.format(last=detail.term.last_day.isoformat()))


def _heard_problems(work: Work, command: LapseAward) -> Iterator[Problem]:
    """Yield that the recipient stated its view since it was reminded, and nobody answers that."""
    if not blank(command.heard):
        if fault := reason_fault(command.heard, "陈述申辩的情况"):
            yield Problem("heard", fault)
    elif (paper := stated_since(application_detail(work.session, command.application))) is not None:
        yield Problem("heard", _UNANSWERED.format(title=paper.title, day=paper.day.isoformat()))


def _running_reminder(detail: ApplicationDetail, command: LapseAward, today: datetime.date) -> str:
    """Say that a reminder gave the recipient time that is not over, whatever day is entered."""
    said, (told, _) = _told_otherwise(detail, command), reminder_letter(detail) or (None, None)
    running = told is not None and told.due_on >= today
    return f"{said}，还没有届满，不能按逾期办理。" if said and running else ""


def _told_otherwise(detail: ApplicationDetail, command: LapseAward) -> str:
    """Say until when the newest reminder gave time, without an end mark, where another day is entered."""
    told, letter = reminder_letter(detail) or (None, None)
    if told is None or letter is None or told.due_on == command.due_on:
        return ""
    return OTHERWISE.format(number=letter.number, due=told.due_on.isoformat())


def _account_problems(work: Work, command: LapseAward, application: Application) -> Iterator[Problem]:
    """Yield that no account is said to have been given, where one is registered."""
    known = applicant(work.session, application.applicant_id)
    if fault := lapses_in_spite(known, command.reason):
        yield Problem("reason", fault)


def _early_problems(command: LapseAward, application: Application) -> Iterator[Problem]:
    """Yield that an award was to be taken in a year before that in which it was decided: a misprint."""
    decided = application.minutes_date
    if decided is not None and command.due_on.year < decided.year:
        yield Problem("due_on", f"领取期限早于审定的会议（{decided.isoformat()}），请核对年份。")


def _running_problems(work: Work, due_on: datetime.date) -> Iterator[Problem]:
    """Yield that there is still time: a last day off moves to the next working day. Raises UnknownYear.

    Source: 民事诉讼法 (2023) art. 85.
    """
    recent = (work.today - due_on).days < _LONGEST_HOLIDAY
    last = working_days(work.session).next_or_same(due_on) if due_on < work.today and recent else due_on
    if last < work.today:
        return
    moved = f"，{due_on.isoformat()} 不是工作日，顺延到 {last.isoformat()}" if last != due_on else ""
    yield Problem("due_on", f"领取期限到 {due_on.isoformat()} 止{moved}，还没有届满，不能按逾期办理。")


def _problems(command: LapseAward) -> Iterator[Problem]:
    if fault := step_reason_fault(command.reason):
        yield Problem("reason", fault)
    if fault := rule_fault(command.basis, _BASIS):
        yield Problem("basis", fault)
    if fault := "" if blank(command.rest) else reason_fault(command.rest, "其余资金的情况"):
        yield Problem("rest", fault)


def remind(work: Work, command: RemindOfAward) -> int:
    """Write down what a recipient is asked for; return the id. Raises InvalidInput, Conflict."""
    application = where_it_may_be(work, command.application, Act.REMIND)
    if not any(left_by_line(work, application.id).values()):
        raise Conflict(f"申请件 {application.number} 已经没有可以领取的资金，不用催领。")
    _left_to_be_had(work, application, Act.REMIND)
    detail = application_detail(work.session, application.id)
    if fault := term_fault(detail, work.today):
        raise Conflict(fault)
    refuse(_reminder_problems(command, detail, work.today))
    entry = CollectionReminderEntry(
        application_id=application.id,
        missing=stored_line(command.missing),
        due_on=command.due_on,
        basis=stored_line(command.basis),
        grounds="" if detail.term else stored_line(command.grounds),
        person_id=work.person,
        at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    work.audit("remind_of_award", Kind.APPLICATION, application.id)
    return entry.id


def _missing_problems(missing: str, known: ApplicantDetails) -> Iterator[Problem]:
    """Yield why what is asked for cannot be: what bears no lapse is not asked for, either."""
    vague = _MISSING if blank(missing) else reason_fault(missing, "需要办理的事项")
    if fault := vague or asked_in_spite(known, missing):
        yield Problem("missing", fault)


def _reminder_problems(
    command: RemindOfAward, detail: ApplicationDetail, today: datetime.date
) -> Iterator[Problem]:
    yield from _missing_problems(command.missing, detail.applicant)
    if command.due_on <= today:
        yield Problem("due_on", f"领取的截止日期应在今天（{today.isoformat()}）以后。")
    elif fault := far_off_fault(command.due_on, today, _LATEST):
        yield Problem("due_on", fault)
    if fault := rule_fault(command.basis, _BASIS):
        yield Problem("basis", fault)
    if detail.term is None and (fault := rule_fault(command.grounds, _GROUNDS)):
        yield Problem("grounds", fault)
