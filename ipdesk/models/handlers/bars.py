"""Bars on applicants: recorded, lifted, let pass for one application, and held against the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ipdesk.models.applications.bars import bar_refusal, barring
from ipdesk.models.awards.decision_basis import signer_fault
from ipdesk.models.commands import BarApplicant, LiftBar, PassBars
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, Problem, refuse, refuse_field
from ipdesk.models.handlers.applications import in_one_of
from ipdesk.models.parsing.reasons import reason_fault, said_fault, signers_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.eligibility.bars import bars, passed_bars
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.tables import BarEntry, PassedBarEntry, RegisteredApplicant
from ipdesk.models.workflow import OPEN
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import Bar
    from ipdesk.models.tables import Application

_GONE = "这项限制已经解除，请刷新后再看。"
_LONGEST = 20
"""Years; a longer bar is a misprint."""


def bar_alone(work: Work, command: BarApplicant) -> int:
    """Write a bar down that was submitted with no file; raises as ``bar``, and for what cannot approve it."""
    refuse(_approval_problems(work, command) if is_approved(command) else ())
    return bar(work, command)


def is_approved(command: BarApplicant) -> bool:
    """Say whether a form outside the program is named that approved a bar."""
    return command.approved_on is not None or not blank(command.approval_number + command.approved_by)


def _approval_problems(work: Work, command: BarApplicant) -> Iterator[Problem]:
    number, day = command.approval_number, command.approved_on
    if fault := "请填写纸质审批件的编号。" if blank(number) else said_fault(number, "纸质审批件的编号"):
        yield Problem("approval_number", fault)
    held = work.ask(recusals, command.applicant)
    if fault := signers_fault(command.approved_by) or signer_fault(command.approved_by, held):
        yield Problem("approved_by", fault)
    if day is None:
        yield Problem("approved_on", "请填写签批日期。")
    elif day > work.today:
        yield Problem("approved_on", f"签批日期晚于今天（{work.today.isoformat()}），请核对。")


def bar(work: Work, command: BarApplicant) -> int:
    """Write a bar down and return its id; raises InvalidInput, Conflict and NotFound."""
    work.lock("bar", command.applicant)
    work.one(RegisteredApplicant, command.applicant, "这个申请人已不存在。")
    refuse(bar_problems(command, work.today))
    _check_not_recorded(work, command)
    entry = _entry(work, command)
    work.session.add(entry)
    work.session.flush()
    work.audit("bar", Kind.APPLICANT, command.applicant, [f"bar:{entry.id}"])
    return entry.id


def _check_not_recorded(work: Work, command: BarApplicant) -> None:
    """Raise Conflict where a bar of the same basis and period stands."""
    same = (command.since, command.until, stored_line(command.basis))
    held = bars(work.session, command.applicant)
    if any((one.since, one.until, one.basis) == same and not one.lifted_why for one in held):
        raise Conflict("同一依据、同一期间的限制已经登记过了。")


def _entry(work: Work, command: BarApplicant) -> BarEntry:
    return BarEntry(
        applicant_id=command.applicant,
        reason=stored_line(command.reason),
        basis=stored_line(command.basis),
        since=command.since,
        until=command.until,
        recorded_at=work.now,
        recorded_by=work.person,
        lifted_why="",
        approval_number=stored_line(command.approval_number),
        approved_by=stored_line(command.approved_by),
        approved_on=command.approved_on,
    )


def bar_problems(command: BarApplicant, today: datetime.date) -> Iterator[Problem]:
    """Yield what cannot stand in a bar, by field."""
    if blank(command.reason):
        yield Problem("reason", "请填写限制的事由。")
    elif fault := reason_fault(command.reason, "事由"):
        yield Problem("reason", fault)
    if blank(command.basis):
        yield Problem("basis", "请填写依据，如 《广东省知识产权保护条例》第四十九条。")
    elif fault := said_fault(command.basis, "依据"):
        yield Problem("basis", fault)
    yield from _period_problems(command, today)


def _period_problems(command: BarApplicant, today: datetime.date) -> Iterator[Problem]:
    if command.until < command.since:
        yield Problem("until", "截止日期早于起始日期，请核对。")
    elif command.until < today:
        yield Problem("until", f"截止日期早于今天（{today.isoformat()}），这项限制已经届满，不用登记。")
    elif command.until.year - command.since.year > _LONGEST:
        yield Problem("until", f"限制期超过{_LONGEST}年，请核对日期。")


def lift(work: Work, command: LiftBar) -> None:
    """End a bar; raises InvalidInput without a reason, NotFound where it was lifted already."""
    refuse_field("reason", step_reason_fault(command.reason))
    entry = work.one(BarEntry, command.bar, _GONE)
    work.lock("bar", entry.applicant_id)
    work.session.refresh(entry)
    if entry.lifted_at is not None:
        raise NotFound(_GONE)
    entry.lifted_at, entry.lifted_by = work.now, work.person
    entry.lifted_why = stored_line(command.reason)
    work.audit("lift_bar", Kind.APPLICANT, entry.applicant_id, [f"bar:{entry.id}"])


def let_pass(work: Work, command: PassBars) -> None:
    """Let an application go on in spite of bars; raises InvalidInput, Conflict, NotFound."""
    application = in_one_of(work, command.application, OPEN)
    refuse_field("reason", step_reason_fault(command.reason))
    held = _barring(work, application, (work.today,))
    if not held:
        raise Conflict("申请人现在没有限制资助，或者这件申请已经准予办理。")
    work.session.add_all(_passed(work, command, one.id) for one in held)
    work.audit("pass_bar", Kind.APPLICATION, application.id, [f"bar:{one.id}" for one in held])
    work.changed(Kind.APPLICANT, application.applicant_id)


def _passed(work: Work, command: PassBars, bar: int) -> PassedBarEntry:
    return PassedBarEntry(
        application_id=command.application,
        bar_id=bar,
        reason=stored_line(command.reason),
        person_id=work.person,
        at=work.now,
    )


def check_bars(work: Work, application: Application, *days: datetime.date) -> None:
    """Raise InvalidInput where a bar holds against an application on one of the days."""
    refuse_field("bar", bar_refusal(_barring(work, application, days)))


def _barring(work: Work, application: Application, days: Sequence[datetime.date]) -> tuple[Bar, ...]:
    held = work.ask(bars, application.applicant_id)
    return barring(held, work.ask(passed_bars, application.id), days)
