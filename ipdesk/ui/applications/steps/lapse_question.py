"""The question before a file is ended of which nothing was put right in time 逾期未补正."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.records import ApplicationRow, Correction
from ipdesk.ui.applications.steps.reason_dialog import files_text
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import confirm

_NAMED = 4  # things that lack; more would fill the dialog


def may_lapse(desk: Desk, page: QWidget, application: int, consequence: str) -> bool:
    """Say whether to end a file: asked with whose it is, what lacks and since when; Esc keeps it.

    What would be refused is not asked about: the command says why. Raises DeskError.
    """
    if not (told := lapse_text(desk, application)):
        return True
    title, accept = _tr("逾期未补正，就此办结？"), _tr("办结")
    return confirm(page, title, f"{told}\n{consequence}", accept, danger=True)


def lapse_text(desk: Desk, application: int) -> str:
    """Say whose file it is, what lacks and since when; "" where the period is not over. Raises DeskError."""
    asked = running_correction(desk.read(queries.corrections, application))
    if asked is None or asked.last_day is None or asked.last_day >= desk.today():
        return ""
    [row] = desk.read(queries.application_rows, (application,))
    return _question(row, asked)


def _question(row: ApplicationRow, asked: Correction) -> str:
    assert asked.served_on is not None and asked.last_day is not None, "over by now"
    names = _tr("、").join(item.missing for item in asked.items[:_NAMED])
    many = _tr("等 {count} 项").format(count=len(asked.items)) if len(asked.items) > _NAMED else ""
    words = _tr("{day} 通知补正：{items}。\n{served} 送达，补正期限到 {last} 止，至今没有补正。")
    days = {"day": asked.asked_on, "served": asked.served_on, "last": asked.last_day}
    told = words.format(items=names + many, **{name: day.isoformat() for name, day in days.items()})
    return f"{files_text([row], 1)}\n{told}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LapseQuestion", text)
