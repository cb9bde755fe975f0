"""The foot of the page: what can be done with the batch or the payment in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import ActionBar, Button


class PaymentsBar(ActionBar):
    """Buttons in the order of the way of a batch; the primary one, which takes it a step on, last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables = Button(self.tr("导出…"), icon="export", shortcut="Alt+X")
        self.charge = Button(self.tr("列支任务…"), icon="flag", shortcut="Alt+L")
        self.prepare = Button(self.tr("编制批次…"), icon="plus", shortcut="Alt+N")
        self.change = Button(self.tr("改选…"), icon="pencil", shortcut="Ctrl+E")
        self.drop = Button(self.tr("作废…"), icon="trash", shortcut="Alt+D")
        self.file = Button(self.tr("银行文件…"), icon="export", shortcut="Alt+X")
        self.voucher = Button(self.tr("凭证…"), icon="clipboard", shortcut="Alt+V")
        self.act = Button(self.tr("退回…"), icon="undo", shortcut="Alt+R")
        self.papers = Button(self.tr("打印…"), icon="printer", shortcut="Alt+P")
        self.next = Button(self.tr("签批…"), "primary", icon="check", shortcut="F9")
        for button in self.buttons():
            self.add(button)
            button.setVisible(button in (self.tables, self.charge, self.next))  # all have no room at once

    def buttons(self) -> tuple[Button, ...]:
        """Return all of them."""
        return (
            self.tables, self.charge, self.prepare, self.change, self.drop, self.file, self.voucher, self.act,
            self.papers, self.next,
        )  # fmt: skip
