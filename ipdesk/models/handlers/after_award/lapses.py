"""Awards that were not taken until their last day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import LapseAward
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.handlers.after_award.acts import line_problems, where_it_may_be
from ipdesk.models.handlers.after_award.clawbacks import reverse
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.calendar import working_days
from ipdesk.models.records import ReversalKind
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank, compact

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


ACCOUNT_KNOWN = (
    "申请人的收款账户已经登记，不能以没有提供账户为由按逾期未领办理。账户有误或者已经失效的，请这样写明。"
)
_LONGEST_HOLIDAY = 15  # days; no announced holiday with its weekends comes to as many
_NO_ACCOUNT = re.compile(
    "(?:未|没有?|不)能?(?:提供|报送|填报|填写|提交|告知)(?:收款|银行)?(?:账户|账号)"
    "(?:信息|资料)?(?:$|[，,。；;、（(])"  # not what of an account, such as 账户变更的证明
)


def lapse(work: Work, command: LapseAward) -> None:
    """Record what was not taken; raises InvalidInput with every problem, Conflict."""
    application = where_it_may_be(work, command.application, Act.LAPSE_AWARD)
    problems = (
        *_problems(command),
        *_running_problems(work, command.due_on),
        *_early_problems(command, application),
        *_account_problems(work, command, application),
        *line_problems(work, application.id, command.lines),
    )
    if problems:
        raise InvalidInput(problems)
    kind = ReversalKind.NOT_TAKEN
    reverse(work, application, kind, command.lines, command.reason, command.basis, due_on=command.due_on)
    work.audit("lapse_award", Kind.APPLICATION, application.id)
    work.changed(Kind.APPLICANT, application.applicant_id)


def _account_problems(work: Work, command: LapseAward, application: Application) -> Iterator[Problem]:
    """Yield that no account is said to have been given, where one is registered."""
    known = applicant(work.session, application.applicant_id)
    if known.account and known.bank and _NO_ACCOUNT.search(compact(command.reason)):
        yield Problem("reason", ACCOUNT_KNOWN)


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
    if blank(command.basis):
        yield Problem("basis", "请填写依据，如通知书中关于领取期限的约定、资金管理办法的条款。")
    elif fault := said_fault(command.basis, "依据"):
        yield Problem("basis", fault)
