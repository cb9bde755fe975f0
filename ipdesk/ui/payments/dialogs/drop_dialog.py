"""Giving up a batch that was not sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import DropBatch
from ipdesk.models.records import PaymentBatch
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import TextField, WrappingText


class DropDialog(CommandDialog):
    """Asks why; its number is used up."""

    def __init__(self, desk: Desk, batch: PaymentBatch, then: Callable[[Any], None], parent: QWidget) -> None:
        title = _tr("作废批次 {number}").format(number=batch.number)
        super().__init__(desk, title, _tr("作废"), then, parent)
        self._batch = batch.id
        self.reason = TextField()
        said = _tr("这一批还没有提交支付，账上没有变化。各笔回到待拨付，批次号不再使用。")
        self.body.insertWidget(0, WrappingText(said))
        self.add("reason", _tr("作废的原因"), self.reason, 2)
        self.need("reason")
        self.reason.setFocus()

    def entered(self) -> DropBatch:
        """Return the batch that is given up, with the reason."""
        return DropBatch(batch=self._batch, reason=self.reason.text())


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
