"""Whether an applicant was heard on an objection against its application before that is answered."""

from __future__ import annotations

import datetime

from ipdesk.models.records import ApplicationDetail, IncomingPaper, Matter
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.records.public_notices import ObjectionOfFile

NOT_TOLD = "还没有把这件异议告知申请人（“其他办理”的“告知异议”）"
NOT_ISSUED = "异议情况告知书还没有印发"
NOT_SERVED = "异议情况告知书（{number}）还没有登记送达"
RUNNING = "申请人陈述意见的期限至{last}（含当日）止，还没有届满，也没有收到申请人的陈述意见"
COUNTING = "申请人陈述意见的期限还没有届满，也没有收到申请人的陈述意见"
SAID = "申请人于{day}书面陈述意见"
STATED = "，主要内容是：{gist}"
WEIGHED = "；经核查{outcome}，理由：{why}"
SILENT = "申请人在规定的期限内没有陈述意见"
EARLY = "答复时申请人陈述意见的期限没有届满，没有收到申请人的意见"
UNTOLD = "答复以前没有告知申请人陈述意见"


def objection_of(detail: ApplicationDetail, objection: int) -> ObjectionOfFile | None:
    """Return an objection to a file by its id, None where it is not against that."""
    return next((one for one in detail.objections if one.objection.id == objection), None)


def statement_on(detail: ApplicationDetail, told: ObjectionOfFile) -> IncomingPaper | None:
    """Return the newest paper by which an applicant stated its view since an objection came, if there is one.

    A paper that came before the answer to this objection belongs to it.
    """
    since, until = told.objection.details.received_at.date(), told.objection.answered_on or datetime.date.max
    papers = [one for one in detail.incoming if one.details.matter is Matter.OBJECTION_STATEMENT]
    return next((one for one in reversed(papers) if since <= one.details.day <= until), None)


def view_text(view: WeighedView) -> str:
    """Say what was stated and, where it disputes something, whether it is taken and why: to go on with."""
    stated, why = STATED.format(gist=view.gist.rstrip("。；")), view.why.rstrip("。；")
    if view.outcome is None or not view.disputed:
        return stated
    return stated + WEIGHED.format(outcome=view.outcome.label, why=why)


def unheard(detail: ApplicationDetail, told: ObjectionOfFile, today: datetime.date) -> str:
    """Say why an applicant was not heard on an objection yet, without an end mark; "" where it was."""
    hearing = told.hearing
    if statement_on(detail, told) is not None:
        return ""
    if hearing is None:
        return NOT_TOLD
    if not hearing.number:
        return NOT_ISSUED
    if hearing.served_on is None:
        return NOT_SERVED.format(number=hearing.number)
    if hearing.last_day is None:
        return COUNTING
    return RUNNING.format(last=hearing.last_day.isoformat()) if today <= hearing.last_day else ""


def heard_text(detail: ApplicationDetail, told: ObjectionOfFile, today: datetime.date, why: str = "") -> str:
    """Say in a few words how an applicant was heard, for who decides; ``why`` says why it was not."""
    if (paper := statement_on(detail, told)) is not None:
        return SAID.format(day=paper.details.day.isoformat())
    if not unheard(detail, told, today):
        return SILENT
    early = EARLY if told.hearing is not None and told.hearing.number else UNTOLD
    return f"{early}，原因：{why}" if why else early
