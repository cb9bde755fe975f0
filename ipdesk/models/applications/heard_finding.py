"""Whether an applicant was told and heard of what the office itself found after its list was published."""

from __future__ import annotations

import datetime

from ipdesk.models.applications.heard_objection import view_text
from ipdesk.models.applications.reminded import service_of
from ipdesk.models.periods.moments import day_text
from ipdesk.models.records import ApplicationDetail, CheckRecord, CheckResult, CheckStage, LetterRow, Matter
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.records.public_notices import FINDING_NOTICE

FINDING_DAYS = 5
"""Working days from service on within which a view is stated, as before a clawback."""
_NOT_TOLD = (
    "公示复核有异常、审定要少于公示的，先告知申请人：请印发公示复核情况告知书并登记送达，听取意见后再审定。"
)
_NOT_SERVED = "公示复核情况告知书（{number}）还没有登记送达，送达并听取意见后再审定。"
_RUNNING = (
    "申请人对公示复核情况陈述意见的期限至{last}（含当日）止，还没有届满，也没有收到陈述意见，期满后再审定。"
)
_COUNTING = "申请人陈述意见的期限要等放假安排公布、录入“设置”的“节假日”后才能算出，期满后再审定。"
_TOLD = "已以公示复核情况告知书（{number}）告知申请人，{served}送达，{heard}"
_STATED, _SILENT = "申请人{day}书面陈述意见", "申请人在规定的期限内没有陈述意见"
_ATTACHED = "（意见书附后）"
"""What is stated and nobody weighed yet is for the meeting to read itself."""
_TOLD_YOU = (
    "审定少于公示的部分，我局已于{day}以《公示复核情况告知书》（{number}）告知{you}，该告知书于{served}送达，"
    "{you}{heard}"
)
_YOU_STATED, _YOU_SILENT = "于{day}书面陈述了意见", "在规定的期限内没有陈述意见"
_NOT_OVER = "申请人陈述意见的期限至{last}（含当日）止，尚未届满，还没有收到陈述意见"
_NOT_COUNTED = "申请人陈述意见的期限尚未届满，还没有收到陈述意见"


def findings(detail: ApplicationDetail) -> tuple[CheckRecord, ...]:
    """Return what was found after the notice that is not as it was declared."""
    stage, bad = CheckStage.AFTER_NOTICE, CheckResult.BAD
    return tuple(one for one in detail.checks if (one.stage, one.check.result) == (stage, bad))


def finding_letter(detail: ApplicationDetail) -> LetterRow | None:
    """Return the newest letter that told the applicant of what was found, since that was."""
    newest = max(one.at for one in findings(detail)) if findings(detail) else None
    told = (one for one in detail.letters if one.kind == FINDING_NOTICE and not one.is_void)
    return next((one for one in told if newest is not None and one.issued_at >= newest), None)


def stated_on(detail: ApplicationDetail) -> datetime.date | None:
    """Return the day of the newest paper by which the applicant stated its view of it."""
    letter = finding_letter(detail)
    days = [one.details.day for one in detail.incoming if one.details.matter is Matter.FINDING_STATEMENT]
    return max((day for day in days if letter is not None and day >= letter.date), default=None)


def served_on(detail: ApplicationDetail) -> datetime.date | None:
    """Return the day on which that letter was served, None where nobody recorded it."""
    letter = finding_letter(detail)
    service = service_of(detail, letter) if letter is not None else None
    return service.served_on if service is not None else None


def unheard_finding(detail: ApplicationDetail, last: datetime.date | None, today: datetime.date) -> str:
    """Say why an applicant was not told and heard yet, as a sentence; "" where it was, or nothing was found.

    ``last`` is the last day for its view, None where the holidays of its year are not known.
    """
    letter = finding_letter(detail)
    if not findings(detail) or stated_on(detail) is not None:
        return ""
    if letter is None:
        return _NOT_TOLD
    if served_on(detail) is None:
        return _NOT_SERVED.format(number=letter.number)
    if last is None:
        return _COUNTING
    return _RUNNING.format(last=day_text(last)) if today <= last else ""


def finding_heard(
    detail: ApplicationDetail,
    last: datetime.date | None,
    today: datetime.date,
    view: WeighedView | None = None,
) -> str:
    """Say in a few words how an applicant was told and heard; "" where nothing was found.

    ``last`` is the last day for its view, None where the holidays of its year are not known; before it is
    over, nobody is said to have been silent. ``view`` is what it stated, with what became of that.
    """
    letter, served = finding_letter(detail), served_on(detail)
    if letter is None or served is None:
        return ""
    stated = stated_on(detail) is not None
    weighed = "" if not stated else _ATTACHED if view is None else view_text(view)
    heard = _heard(stated_on(detail), last, today)
    return _TOLD.format(number=letter.number, served=day_text(served), heard=heard) + weighed


def told_text(detail: ApplicationDetail, you: str) -> str:
    """Tell who was heard before it got less than was published how that was; "" where nobody was.

    ``you`` is how a letter addresses it.
    """
    letter, served, change = finding_letter(detail), served_on(detail), detail.unpublished
    if letter is None or served is None or change is None:
        return ""
    heard = _YOU_SILENT
    if (day := stated_on(detail)) is not None:
        heard = _YOU_STATED.format(day=day_text(day)) + (view_text(change.view) if change.view else "")
    days = {"day": day_text(letter.date), "served": day_text(served)}
    return _TOLD_YOU.format(number=letter.number, you=you, heard=heard, **days)


def _heard(stated: datetime.date | None, last: datetime.date | None, today: datetime.date) -> str:
    if stated is not None:
        return _STATED.format(day=day_text(stated))
    if last is None:
        return _NOT_COUNTED
    return _NOT_OVER.format(last=day_text(last)) if today <= last else _SILENT
