"""Settling a call from its page: everything is read in one question, then shown, then written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SettleCall, UndoSettlement
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.records import Call
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.settings.calls.settlement_dialog import SettlementDialog
from ipdesk.ui.widgets import MessageLine


def settle_call(desk: Desk, page: QWidget, message: MessageLine, call: Call) -> None:
    """Show what the settlement of a call comes to, have it written, and say so. Raises DeskError."""
    policy = desk.policy(call.policy)
    course = desk.read(queries.procedure, call.id)
    found = desk.read(queries.call_claims, call, policy, course, desk.store.moment())
    standing = desk.read(queries.standing_settlement, call.id)
    dialog = SettlementDialog(call, found, standing, desk.today(), page)
    why = desk.refusal(SettleCall.permission)
    for button in (dialog.accept_button, dialog.undo_button):
        button.set_refusal(why)
    dialog.submitted.connect(lambda: _settle(desk, dialog, policy, message))
    dialog.undone.connect(lambda: _undo(desk, dialog, policy, message))
    dialog.ask()


def _settle(desk: Desk, dialog: SettlementDialog, policy: Policy, message: MessageLine) -> None:
    command = SettleCall(call=dialog.call.id, policy=policy, choices=dialog.choices(), shown=dialog.shown())
    words = _tr("已写入“{title}”的核定结果：{result}。")
    said = words.format(title=dialog.call.title, result=dialog.said_result())

    def done(settlement: int) -> None:
        dialog.done_settling()
        message.say(said, (_tr("撤销"), partial(_take_back, desk, settlement, policy, message)), icon="check")

    desk.run_later(dialog, command, done, lambda error: dialog.refuse(_said(error)))


def _take_back(desk: Desk, settlement: int, policy: Policy, message: MessageLine) -> None:
    command = UndoSettlement(settlement=settlement, policy=policy)
    desk.run_later(message, command, lambda _: _tell_undone(message), lambda error: message.say(_said(error)))


def _tell_undone(message: MessageLine) -> None:
    message.say(_tr("已撤销汇总核定，各件恢复到汇总以前的金额。"), icon="check")


def _undo(desk: Desk, dialog: SettlementDialog, policy: Policy, message: MessageLine) -> None:
    assert dialog.standing is not None, "there is one to take back"
    command = UndoSettlement(settlement=dialog.standing.id, policy=policy)

    def done(_: object) -> None:
        dialog.done_settling()
        _tell_undone(message)

    desk.run_later(dialog, command, done, lambda error: dialog.refuse(_said(error)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settling", text)


def _said(error: DeskError) -> str:
    found = error.problems if isinstance(error, InvalidInput) else ()
    return "\n".join(problem.message for problem in found) or error.message
