"""Drafts that an applicant has already, told where somebody begins another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.ui.counter.worksheet import Worksheet
from ipdesk.ui.desk import Desk
from ipdesk.ui.widgets import MessageLine


def tell_other_drafts(
    desk: Desk, sheet: Worksheet, message: MessageLine, open_: Callable[[int], None]
) -> None:
    """Say which drafts whoever is on the counter has besides, and offer the one begun last."""
    applicant = sheet.applicant
    if applicant is None or sheet.read_only():
        return
    found = desk.read(queries.drafts_of, applicant.id, sheet.policy.id, sheet.year, sheet.file.id)
    if not found:
        message.clear("drafts")
        return
    last = found[0]
    numbers = "、".join(one.number for one in found)
    words = _tr("“{name}”在这项政策的 {year} 年度已有草稿 {numbers}（{count} 件成果），不要重复录入。")
    count = sum(one.achievements for one in found)
    said = words.format(name=applicant.name, year=sheet.year, numbers=numbers, count=count)
    way = _tr("打开草稿") if len(found) == 1 else _tr("打开 {number}").format(number=last.number)
    message.say(said, (way, lambda: open_(last.application)), about="drafts")


def _tr(text: str) -> str:
    return QCoreApplication.translate("OtherDrafts", text)
