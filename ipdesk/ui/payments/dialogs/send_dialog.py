"""Sending a batch that was signed off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import SendBatch
from ipdesk.models.records import PaymentBatch
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import DateField, TextField, WrappingText


class SendBatchDialog(CommandDialog):
    """Asks on which day, and on which paper; from then on the payments stand."""

    def __init__(self, desk: Desk, batch: PaymentBatch, then: Callable[[Any], None], parent: QWidget) -> None:
        title = _tr("提交支付　批次 {number}").format(number=batch.number)
        super().__init__(desk, title, _tr("提交支付"), then, parent)
        self._batch = batch.id
        self.day, self.basis = DateField(desk.today), TextField()
        self.body.insertWidget(0, WrappingText(_about(batch)))
        self.add("day", _tr("提交的日期"), self.day)
        self.add("basis", _tr("依据"), self.basis, 1, _tr("选填，如拨款文件"))
        self.need("day")
        self.day.set_day(desk.today())
        self.basis.setFocus()

    def entered(self) -> SendBatch | None:
        """Return what is sent, None without a day."""
        day = self.day_of("day")
        return None if day is None else SendBatch(batch=self._batch, day=day, basis=self.basis.text())


def _about(batch: PaymentBatch) -> str:
    words = _tr(
        "{channel}，{count} 笔，实付 {net} 元，{signer}签批。提交以后各笔编定流水号并记账，"
        "不能再改；没有付成的登记结果后重新支付。"
    )
    net = grouped_yuan(batch.net)
    return words.format(channel=batch.channel.label, count=batch.count, net=net, signer=batch.signed_by)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
