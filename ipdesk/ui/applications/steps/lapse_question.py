"""The question before a file is ended of which nothing was put right in time 逾期未补正."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.applications.quoted_rules import WITHDRAWN, rules_on
from ipdesk.models.commands import TakeStep
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import ApplicationRow, Correction, Grounds
from ipdesk.ui.applications.after_award.cited_rules import say_unquoted
from ipdesk.ui.applications.steps.reason_dialog import files_text
from ipdesk.ui.applications.steps.step_dialog import StepDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Field, TextField, WrappingText

_NAMED = 4  # things that lack; more would fill the dialog


class UncorrectedDialog(StepDialog):
    """Asks by which rule a file is ended: with whose it is, what lacks and since when; Esc keeps it."""

    def __init__(self, told: str, consequence: str, basis: str, parent: QWidget) -> None:
        super().__init__(_tr("逾期未补正，就此办结？"), _tr("办结"), kind="danger", parent=parent)
        self.body.addWidget(WrappingText(told, "strong"))
        self.add_sentence(consequence, "")
        self.basis = TextField()
        self.basis.show_text(basis)
        hint = _tr("申报通知或者管理办法的全称和条款，如 《关于……的通知》第五条；批次里没有条款原文的先录入")
        self.field = Field(_tr("逾期没有补正、视为撤回的依据"), self.basis, hint=hint, optional=False)
        self.body.addWidget(self.field)
        self.refuse_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def grounds(self) -> Grounds:
        """Return what was typed."""
        return Grounds(self.basis.text())

    def show_again(self, doing: object) -> None:
        """Show what was submitted before."""
        if isinstance(doing, TakeStep):
            self.basis.setText(doing.grounds.basis)

    def accept(self) -> None:
        """Give what was typed: whether it is a rule the command says."""
        fault = self.field.watched_fault()
        self.field.set_error(fault)
        if not fault:
            self.give()

    def refuse(self, error: DeskError) -> None:
        """Say why the file is not ended."""
        super().refuse(error)
        self.field.set_error(error.message)
        self.basis.setFocus()


def uncorrected_dialog(
    desk: Desk, page: QWidget, application: int, consequence: str
) -> UncorrectedDialog | None:
    """Return the question for a file, None while its period runs, with the rule that is typed for it."""
    if not (told := lapse_text(desk, application)):
        return None
    detail, office = desk.read(queries.application_detail, application), desk.read(queries.office)
    call = desk.read(queries.call_of, detail.application.call)
    known = rules_on(WITHDRAWN, office, call) if office is not None else ()
    dialog = UncorrectedDialog(told, consequence, known[0][0] if known else "", page)
    say_unquoted(desk, detail, desk.policy(detail.application.policy), dialog.field)
    return dialog


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
