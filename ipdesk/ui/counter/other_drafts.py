"""Drafts that an applicant has already, told where somebody begins another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import OpenDraft
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine


def show_other_drafts(
    desk: Desk, draft: ApplicationDraft, message: MessageLine, open_: Callable[[int], None]
) -> None:
    """Say which other drafts the applicant has, and offer the one begun last, or why that is not known."""
    applicant = draft.applicant
    if applicant is None or draft.read_only():
        return
    try:
        found = desk.read(queries.drafts_of, applicant.id, draft.policy.id, draft.year, draft.file.id)
    except DeskError as error:
        message.say(error.message, *desk.ways_out(error))
        return
    if found:
        said = _sentence(applicant.name, draft.year, found)
        way = _tr("打开草稿") if len(found) == 1 else _tr("打开 {number}").format(number=found[0].number)
        message.say(said, (way, lambda: open_(found[0].application)), about="drafts")
    else:
        message.clear("drafts")


def _sentence(name: str, year: int, found: Sequence[OpenDraft]) -> str:
    numbers = "、".join(one.number for one in found)
    words = _tr(
        "“{name}”在这项政策的 {year} 年度已有草稿 {numbers}（{count} 项成果）。如是同一件，请打开接着办。"
    )
    count = sum(one.achievements for one in found)
    return words.format(name=name, year=year, numbers=numbers, count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OtherDrafts", text)
