"""Hands at the real window: keys, fields, menus, dialogs one after the other, and a clock set by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
)
from shiboken6 import isValid

from ipdesk.demo import clerk
from ipdesk.demo.clerk import NotOnScreen
from ipdesk.demo.stage import RunningDesk
from ipdesk.ui.shell.clock_watch import ClockWatch
from ipdesk.ui.shell.search_dialog import SearchDialog
from ipdesk.ui.widgets import Dialog


class Clock:
    """The clock of the computer, set by hand."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime.datetime:
        """Return the moment."""
        return self.moment


class Clerk(clerk.Clerk):
    """Types whole words at once, as from the clipboard: each key by itself costs an evaluation."""

    def type(self, text: str) -> None:
        """Put a text into the widget that has the focus."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._focus(), event)
        self.settle()


ON = "是"
"""What is entered at a switch that is off."""


class Window:
    """One window and who sits there. ``numbers`` are those of the applications by applicant."""

    def __init__(self, program: RunningDesk, clerk: Clerk, clock: Clock) -> None:
        self.program, self.clerk, self.clock = program, clerk, clock
        self.numbers: dict[str, str] = {}
        self._left = 0  # dialogs that are still to be answered

    # --- time ---

    def go_on_to(self, moment: str) -> None:
        """Let time pass until a moment (``2024-03-04 09:00``), and the window look at its clock."""
        self.clock.moment = datetime.datetime.fromisoformat(moment).astimezone()
        assert self.program.window is not None
        for watch in self.program.window.findChildren(ClockWatch):
            watch.look()
        self.clerk.settle()

    # --- dialogs and menus ---

    def answer(self, key: str, *answers: Callable[[], None]) -> None:
        """Press a key that opens dialogs one after the other, and answer each."""
        self._expect(answers)
        self.clerk.press(key)
        self._end_answers()

    def _expect(self, answers: Sequence[Callable[[], None]]) -> None:
        self._left = len(answers)
        if not answers:
            return
        first, *others = answers

        def act() -> None:
            dialog = self.clerk.window()
            self._expect(others)
            try:
                first()
            except Exception:
                self._left = 0
                raise
            if others and isValid(dialog) and dialog.isVisible():  # the next one stands above it, and ends it
                self._end_answers()
            if isValid(dialog) and dialog.isVisible():  # it would stay for good, and everything wait for it
                self._left = 0
                raise NotOnScreen(f"the end of a dialog that says {self.clerk.texts()}")

        self.clerk.answering(act)

    def _end_answers(self) -> None:
        """Wait for the dialogs that do not hold up the key which opens them."""
        self.clerk.wait(lambda: not self._left, "all dialogs answered")
        self.clerk.settle()

    def agree(self) -> None:
        """Press the button that the dialog is for."""
        self.clerk.press("Return")

    def done(self) -> None:
        """Click the button that the dialog is for, wherever the keyboard stands."""
        dialog = self.clerk.window()
        assert isinstance(dialog, Dialog), dialog
        self.clerk.click(dialog.accept_button)

    def no_printer(self) -> None:
        """Close the printer dialog: what went out is kept, and may be printed later."""
        dialog = self.clerk.window()
        if not isinstance(dialog, QPrintDialog):
            raise NotOnScreen(f"printer dialog, but one that says {self.clerk.texts()}")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        self.clerk.settle()

    def take_from_menu(self, word: str, key: str = "Alt+J", *answers: Callable[[], None]) -> None:
        """Open a menu of steps by its key, and press the digit of the one that says a word."""
        self.clerk.press(key)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu by {key}"
        said = [action.text() for action in menu.actions() if action.isEnabled()]
        found = next((text for text in said if word in text), None)
        if found is None:
            menu.close()
            raise NotOnScreen(f"{word} in {said}")
        self._expect(answers)
        QTest.keyClick(menu, found[1])
        self.clerk.settle()
        self._end_answers()

    # --- finding ---

    def stand_on(self, name: str) -> None:
        """Bring the application of an applicant into sight, by the search over everything."""
        self.clerk.press("Ctrl+K")
        self.clerk.type(self.numbers[name])
        self.clerk.press("Return")
        if isinstance(self.clerk.window(), SearchDialog):  # its letters are called by its number, too
            self.clerk.press("Return")
        self.clerk.wait_to_see(self.numbers[name])

    # --- the list ---

    def list_state(self, word: str) -> None:
        """List the applications of a state, all of them ticked."""
        self.clerk.press("Ctrl+2")
        self.clerk.press("Escape")
        self.clerk.press("Ctrl+Shift+A")
        self.click(word)
        self.clerk.find("申请件", QTableView).setFocus()
        self.clerk.press("Ctrl+A")

    def click(self, word: str) -> None:
        """Click the button in sight whose words begin so."""
        shown = (one for one in self.clerk.window().findChildren(QAbstractButton) if one.isVisible())
        found = next((one for one in shown if (one.accessibleName() or one.text()).startswith(word)), None)
        if found is None:
            raise NotOnScreen(word)
        self.clerk.click(found)

    # --- hands ---

    def enter_field(self, label: str, text: str) -> None:
        """Turn a switch, choose a word of a choice, or write into the field whose label begins so."""
        if text == ON:
            self.click(label)
            return
        choices = self.clerk.window().findChildren(QComboBox)
        if any(one.isVisible() and one.accessibleName() == label for one in choices):
            self.clerk.choose(label, text)
        else:
            self.write(label, text)

    def write(self, label: str, text: str) -> None:
        """Write into the field whose label begins so, in place of what stood there."""
        fields = (
            *self.clerk.window().findChildren(QLineEdit),
            *self.clerk.window().findChildren(QPlainTextEdit),
        )
        found = next(
            (one for one in fields if one.isVisible() and one.accessibleName().startswith(label)), None
        )
        if found is None:
            raise NotOnScreen(label)
        self.clerk.click(found)
        QTest.keySequence(found, QKeySequence(QKeySequence.StandardKey.SelectAll))
        self.clerk.type(text)

    def choose_row(self, word: str) -> None:
        """Stand on the row of a list in which a word is found, by the arrow keys."""
        for table in self.clerk.window().findChildren(QTableView):
            model = table.model()
            if not table.isVisible() or model is None:
                continue
            for row in range(model.rowCount()):
                if any(word in str(model.index(row, at).data() or "") for at in range(model.columnCount())):
                    table.setFocus()
                    QTest.keyClick(table, Qt.Key.Key_Home)
                    for _ in range(row):
                        QTest.keyClick(table, Qt.Key.Key_Down)
                    self.clerk.settle()
                    return
        raise NotOnScreen(word)
