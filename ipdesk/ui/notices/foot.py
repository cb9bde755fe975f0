"""The foot of the page: what is chosen, and what can be done with it in each list."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ipdesk.ui.notices.lists import INQUIRIES, NOTICES, WAITING
from ipdesk.ui.widgets import ActionBar, Button


class NoticesBar(ActionBar):
    """Buttons for the list in front, the primary one last.

    Of a notice or an inquiry in hand F9 does what is due, as ``show_due`` is told; the button that does
    the same by its own key stands back for it, and its key still does it.
    """

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
        self.print = Button(self.tr("打印"), icon="printer", shortcut="Alt+L")
        self.note_answer = Button(self.tr("登记复函…"), icon="pencil", shortcut="Alt+F")
        self.primary = Button("", "primary", shortcut="F9")
        self._due, self._same = self.print, self.primary.add_key("")
        self.primary.clicked.connect(self._do_what_is_due)
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
            self.note_answer, self.print, self.publish, self.primary,
        )  # fmt: skip
        for button in order:
            self.add(button)

    def show_place(self, place: int) -> None:
        """Offer what belongs to a list."""
        wanted = self._of[place]
        for button in {button for buttons in self._of.values() for button in buttons}:
            button.setVisible(button in wanted)
        self.primary.setVisible(place != WAITING)

    def _do_what_is_due(self) -> None:
        self._due.click()

    def show_due(self, *candidates: Button) -> None:
        """Let F9 press the first of these that can be pressed, else print what is in hand."""
        due = next((one for one in candidates if not one.why_not()), self.print)
        self._due = due
        self.primary.set_text(due.text())
        self.primary.enable(not due.why_not(), due.why_not())
        self._same.setKey(QKeySequence(due.accessibleDescription()))
        due.hide()
