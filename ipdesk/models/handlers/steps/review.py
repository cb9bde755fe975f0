"""The review of an accepted application: everything on the list looked up, and written down."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import ReviewApplication
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.handlers.applications import take_step, where_step_begins
from ipdesk.models.parsing.check_subjects import unchecked
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.records import Check, CheckResult
from ipdesk.models.tables import CheckEntry
from ipdesk.models.workflow import Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def review(work: Work, command: ReviewApplication) -> None:
    """Write the look-ups down and take the step; raises InvalidInput with every problem found."""
    application = where_step_begins(work, command.application, Step.REVIEW)
    problems = tuple(_problems(command, work.today))
    if problems:
        raise InvalidInput(problems)
    work.session.add_all(_entry(work, application.id, check) for check in command.checks)
    bad = sum(check.result is CheckResult.BAD for check in command.checks)
    outcome = f"{bad} 项异常，已写明理由" if bad else "没有异常"
    take_step(work, application, Step.REVIEW, f"核查 {len(command.checks)} 项，{outcome}")


def _problems(command: ReviewApplication, today: datetime.date) -> Iterator[Problem]:
    for missing in unchecked(check.subject for check in command.checks):
        yield Problem(missing.id, f"“{missing.name}”还没有核查结果。")
    for check in command.checks:
        yield from (Problem(check.subject, f"“{check.name}”：{fault}") for fault in _faults(check, today))


def _faults(check: Check, today: datetime.date) -> Iterator[str]:
    if not check.source.strip():
        yield "请填写从哪里查到的。"
    if check.day > today:
        yield f"核查日期晚于今天（{today.isoformat()}），请核对。"
    yield from filter(None, map(line_fault, (check.source, check.remark)))
    if check.result is CheckResult.BAD:
        yield from _bad_faults(check)


def _bad_faults(check: Check) -> Iterator[str]:
    if not check.remark.strip():
        yield "结果异常，请写明查到的情况。"
    if not check.reason.strip():
        yield "结果异常，要写明仍予通过的理由；不通过的，不要办理初审。"
    elif fault := reason_fault(check.reason, "理由"):
        yield fault


def _entry(work: Work, application: int, check: Check) -> CheckEntry:
    return CheckEntry(
        application_id=application,
        subject=check.subject,
        name=check.name,
        source=stored_line(check.source),
        day=check.day,
        result=check.result.value,
        remark=stored_line(check.remark),
        reason=stored_line(check.reason) if check.result is CheckResult.BAD else "",
        person_id=work.person,
        at=work.now,
    )
