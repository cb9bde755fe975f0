"""Settling a call from its page: everything is read in one question, then shown, then written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SettleCall, UndoSettlement
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.records import Call
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.settings.calls.settlement_dialog import SettlementDialog


def settle_call(desk: Desk, page: QWidget, call: Call) -> None:
    """Show what the settlement of a call comes to, and have it written. Raises DeskError."""
    policy = desk.policy(call.policy)
    course = desk.read(queries.procedure, call.id)
    found = desk.read(queries.call_claims, call, policy, course, desk.store.moment())
    dialog = SettlementDialog(
        call, found, desk.read(queries.standing_settlement, call.id), desk.today(), page
    )
    why = desk.refusal(SettleCall.permission)
    for button in (dialog.accept_button, dialog.undo_button):
        button.set_refusal(why)
    dialog.submitted.connect(lambda: _settle(desk, dialog, policy))
    dialog.undone.connect(lambda: _undo(desk, dialog, policy))
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _settle(desk: Desk, dialog: SettlementDialog, policy: Policy) -> None:
    command = SettleCall(call=dialog.call.id, policy=policy, choices=dialog.choices(), shown=dialog.shown())
    desk.run_later(dialog, command, dialog.done_settling, lambda error: dialog.refuse(_said(error)))


def _undo(desk: Desk, dialog: SettlementDialog, policy: Policy) -> None:
    assert dialog.standing is not None, "there is one to take back"
    command = UndoSettlement(settlement=dialog.standing.id, policy=policy)
    desk.run_later(dialog, command, dialog.done_settling, lambda error: dialog.refuse(_said(error)))


def _said(error: DeskError) -> str:
    found = error.problems if isinstance(error, InvalidInput) else ()
    return "\n".join(problem.message for problem in found) or error.message
