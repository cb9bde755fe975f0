"""The foot of the page: what can be entered of the fund, the task or the grant in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import ActionBar, Button


class FundsBar(ActionBar):
    """Buttons in the order in which money travels, the primary one last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = Button(self.tr("登记资金…"), icon="plus", shortcut="Alt+N")
        self.change = Button(self.tr("修改…"), icon="pencil", shortcut="Ctrl+E")
        self.task = Button(self.tr("添加任务…"), icon="plus", shortcut="Alt+T")
        self.reverse = Button(self.tr("冲销…"), icon="undo", shortcut="Alt+R")
        self.grant = Button(self.tr("核定…"), icon="check-square", shortcut="Alt+G")
        self.pay = Button(self.tr("送付…"), icon="arrow-right", shortcut="Alt+P")
        self.answer = Button(self.tr("登记结果…"), icon="check", shortcut="Alt+J")
        self.post = Button(self.tr("记账…"), "primary", icon="pencil", shortcut="F9")
        for button in (
            self.register, self.change, self.task, self.reverse, self.grant, self.pay, self.answer, self.post,
        ):  # fmt: skip
            self.add(button)
