"""The foot of the page: what can be entered of the fund, the task or the grant in hand, and of its year."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.funds.menu_button import MenuButton
from ipdesk.ui.widgets import ActionBar, Button

BOOKS, YEAR, DUE = range(3)


class FundsBar(ActionBar):
    """Buttons for the books in the order in which money travels, for the year, or for what is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = Button(self.tr("登记资金…"), icon="plus", shortcut="Alt+N")
        self.change = Button(self.tr("修改…"), icon="pencil", shortcut="Ctrl+E")
        self.task = Button(self.tr("添加任务…"), icon="plus", shortcut="Alt+T")
        self.reverse = Button(self.tr("冲销…"), icon="undo", shortcut="Alt+R")
        self.grant = Button(self.tr("核定…"), icon="check-square", shortcut="Alt+G")
        self.project = MenuButton(self.tr("项目"), icon="book", shortcut="Alt+M")
        self.pay = Button(self.tr("提交支付…"), icon="arrow-right", shortcut="Alt+P")
        self.answer = Button(self.tr("登记结果…"), icon="check", shortcut="Alt+J")
        self.post = Button(self.tr("记账…"), "primary", icon="pencil", shortcut="F9")
        self.texts = Button(self.tr("报告文字…"), icon="book", shortcut="Alt+W")
        self.remove = Button(self.tr("删除指标"), icon="trash", shortcut="Alt+D")
        self.indicator = Button(self.tr("修改指标…"), icon="pencil", shortcut="Ctrl+E")
        self.add_indicator = Button(self.tr("添加指标…"), icon="plus", shortcut="Alt+T")
        self.bring = Button(self.tr("导入指标…"), icon="folder", shortcut="Alt+O")
        self.keep = Button(self.tr("导出指标…"), icon="export", shortcut="Alt+Q")
        self.workbook = Button(self.tr("工作簿…"), icon="export", shortcut="Alt+X")
        self.print = Button(self.tr("打印"), "primary", icon="printer", shortcut="F9")
        self.tables = Button(self.tr("导出…"), icon="export", shortcut="Alt+X")
        self._of = {
            BOOKS: (
                self.tables, self.register, self.change, self.task, self.reverse, self.grant, self.project,
                self.pay, self.answer, self.post,
            ),
            YEAR: (
                self.texts, self.remove, self.indicator, self.add_indicator, self.bring, self.keep,
                self.workbook, self.print,
            ),
            DUE: (self.tables,),
        }  # fmt: skip
        self._of_fund = self.tables, self.register, self.change
        self._of_grants = self.reverse, self.project, self.pay, self.answer
        self._place, self._task = BOOKS, False
        for button in (*self._of[BOOKS], *self._of[YEAR]):
            self.add(button)
        self._show()

    def show_place(self, place: int) -> None:
        """Offer what belongs to the books, to the year, or to what is due."""
        self._place = place
        self._show()

    def show_for(self, *, task: bool) -> None:
        """Offer what is done with the task in hand, else with the fund: both leave what was done no room."""
        if task is not self._task:
            self._task = task
            self._show()

    def _show(self) -> None:
        of_others = self._of_fund if self._task else self._of_grants
        hidden: tuple[Button, ...] = of_others if self._place == BOOKS else ()
        for button in {one: None for buttons in self._of.values() for one in buttons}:
            button.setVisible(button in self._of[self._place] and button not in hidden)
