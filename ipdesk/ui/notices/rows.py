"""What the lists of the page show: applications to be published, notices, objections, inquiries."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import ApplicationRow, Inquiry, NoticeSummary, Objection
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.days import short_day
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeRows", text)


def waiting_columns() -> tuple[Column, ...]:
    """Head the applications that can be published."""
    return (
        Column("", "check"),
        Column(_tr("申请编号"), ems=5.6, stay=True),
        Column(_tr("申请人"), "key", ems=12, stretch=True),
        Column(_tr("拟资助（元）"), "number", ems=6.4, stay=True),
    )


def notice_columns() -> tuple[Column, ...]:
    """Head what was published: its number, from when until when, and how it stands."""
    return (
        Column("", "check"),
        Column(_tr("公示"), "key", ems=12, stretch=True),
        Column(_tr("公示期"), ems=7, stay=True),
        Column(_tr("状态"), ems=9, stay=True),
    )


def inquiry_columns() -> tuple[Column, ...]:
    """Head what other offices were asked, and what they answered."""
    return (
        Column("", "check"),
        Column(_tr("征求的单位"), "key", ems=10, stretch=True),
        Column(_tr("件数"), "number", ems=3),
        Column(_tr("函复期限"), ems=5, stay=True),
        Column(_tr("复函"), ems=7, stretch=True),
    )


def objection_columns() -> tuple[Column, ...]:
    """Head what was objected, by whom to whom, and until when it is answered."""
    return (
        Column(_tr("收到"), ems=3, stay=True),
        Column(_tr("异议人"), "key", ems=8, stretch=True),
        Column(_tr("对谁"), ems=8, stretch=True),
        Column(_tr("状态"), ems=5, stay=True),
        Column(_tr("答复期限"), ems=5, stay=True),
    )


def waiting_item(row: ApplicationRow) -> Item:
    """Return the row of an application that can be published."""
    cells = (row.number, row.applicant_name, fen_text(row.amount))
    return Item(row.id, cells, row.amount, row.applicant_name, "")


def notice_item(notice: NoticeSummary, today: datetime.date) -> Item:
    """Return a notice as a row: its number, from when until when, how it stands today."""
    period = f"{short_day(notice.begins, today)} — {short_day(notice.last_day, today)}"
    cells = (notice.number or notice.title, period, notice_state(notice, today))
    return Item(notice.id, cells, notice.amount, notice.title, "")


def notice_state(notice: NoticeSummary, today: datetime.date) -> str:
    """Say how a notice stands."""
    if notice.closed_on is not None:
        return _tr("已结束")
    if notice.open_objections:
        return _tr("异议待答复 {count}").format(count=notice.open_objections)
    if today < notice.begins:
        return _tr("未开始")
    left = (notice.last_day - today).days
    if left < 0:
        return _tr("▲ 期满 {count} 天，待结束").format(count=-left)
    return _tr("还有 {count} 天").format(count=left) if left else _tr("今天期满")


def inquiry_item(inquiry: Inquiry, today: datetime.date) -> Item:
    """Return an inquiry as a row: whom it asked about how many, until when, and the answer."""
    answered = inquiry.answered_on
    said = f"{short_day(answered, today)} {inquiry.answer}" if answered else _tr("未复函")
    cells = (inquiry.addressee, str(len(inquiry.parties)), short_day(inquiry.answer_by, today), said)
    return Item(inquiry.id, cells, None, inquiry.addressee, "")


def objection_cells(
    objection: Objection, about: str, today: datetime.date, reply: HandlingState | None = None
) -> tuple[str, ...]:
    """Return the cells of an objection; ``about`` is whom it is about, as the list calls it.

    ``reply`` says how far its answer has come that was submitted, None where none was.
    """
    details, state = objection.details, (reply or objection.state).label
    day = short_day(details.received_at.astimezone().date(), today)
    return day, details.name, about, state, short_day(objection.answer_by, today)
