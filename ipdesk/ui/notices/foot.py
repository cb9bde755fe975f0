"""The foot of the page: what is chosen, and what can be done with it in each list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.notices.lists import INQUIRIES, NOTICES, WAITING
from ipdesk.ui.widgets import ActionBar, Button


class NoticesBar(ActionBar):
    """Buttons for the list in front, the primary one last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inquire = Button(self.tr("征求意见…"), icon="mail", shortcut="Alt+Y")
        self.publish = Button(self.tr("公示…"), "primary", icon="megaphone", shortcut="F9")
        self.record = Button(self.tr("登记异议…"), icon="plus", shortcut="Alt+O")
        self.answer = Button(self.tr("答复异议…"), icon="pencil", shortcut="Alt+D")
        self.correct = Button(self.tr("更正异议…"), icon="pencil", shortcut="Alt+G")
        self.end = Button(self.tr("结束公示…"), icon="lock", shortcut="Alt+E")
        self.export = Button(self.tr("Excel"), icon="export", shortcut="Ctrl+E")
        self.report = Button(self.tr("打印情况说明"), icon="file", shortcut="Alt+P")
        self.print = Button(self.tr("打印"), "primary", icon="printer", shortcut="F9")
        self.note_answer = Button(self.tr("登记复函…"), icon="pencil", shortcut="Alt+F")
        self._add_buttons()
        self.show_place(WAITING)

    def _add_buttons(self) -> None:
        """Put all of them in their order, and say which stand at which list."""
        self._of = {
            WAITING: (self.inquire, self.publish),
            NOTICES: (self.export, self.record, self.correct, self.answer, self.end, self.report, self.print),
            INQUIRIES: (self.note_answer, self.print),
        }
        order = (
            self.export, self.inquire, self.record, self.correct, self.answer, self.end, self.report,
            self.note_answer, self.publish, self.print,
        )  # fmt: skip
        for button in order:
            self.add(button)

    def show_place(self, place: int) -> None:
        """Offer what belongs to a list."""
        wanted = self._of[place]
        for button in {button for buttons in self._of.values() for button in buttons}:
            button.setVisible(button in wanted)
