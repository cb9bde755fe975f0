"""Somebody at the desk: finds fields by their labels, types, presses keys, waits until all has settled.

Everything goes through the events of a keyboard, a mouse or an input method. What a person could not see or
reach cannot be used here either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from ipdesk.ui.desk.tasks import Tasks

W = TypeVar("W", bound=QWidget)

PATIENCE = 30_000  # ms; far longer than anything should take
_ROWS_READ = 60  # of a list; nobody reads on to the end of a long one
_LOOK = 2  # ms between two looks at the window; each costs little, and the clerk takes thousands of steps


class NotOnScreen(LookupError):
    """What the clerk looked for is not in sight, or did not happen in time."""


class Clerk:
    """Works with whatever window is in front. ``tasks`` is the worker whose jobs are waited for."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._failure: Exception | None = None
        self._looking: list[QTimer] = []
        self._down: QAbstractButton | None = None  # the button last seen on its way down

    # --- looking ---

    def window(self) -> QWidget:
        """Return the window in front: a dialog before the window it belongs to. Raises NotOnScreen."""
        found = QApplication.activeModalWidget() or QApplication.activeWindow()
        if found is None:
            found = next((one for one in QApplication.topLevelWidgets() if one.isVisible()), None)
        if found is None:
            raise NotOnScreen("no window")
        return found

    def _come_back(self) -> None:
        """Give the focus back to the window under a dialog that was closed, as a window manager does."""
        window = self.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.wait(window.isActiveWindow, "the window in front")

    def sees(self, text: str) -> bool:
        """Say whether a text stands somewhere in the window in front, in words or in an input."""
        return any(text in said for said in self.texts())

    def texts(self) -> list[str]:
        """Return every text in sight: labels, inputs, lists, what painted widgets say of themselves."""
        found = []
        for widget in self._shown(QWidget):
            if isinstance(widget, QLabel | QLineEdit):
                found.append(widget.text())
            elif isinstance(widget, QComboBox):
                found.append(widget.currentText())
            elif isinstance(widget, QAbstractItemView):
                found += _listed(widget)
            found += [widget.accessibleName(), widget.accessibleDescription()]
        return [text for text in found if text]

    def text_beginning(self, start: str) -> str:
        """Return the first text in sight that begins so. Raises NotOnScreen."""
        for text in self.texts():
            if text.startswith(start):
                return text
        raise NotOnScreen(start)

    def find(self, label: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """Return the widget in sight that is called so. Raises NotOnScreen."""
        for widget in self._shown(kind):
            if widget.accessibleName() == label and widget.isEnabled():
                return widget
        raise NotOnScreen(label)

    def _shown(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window().findChildren(kind) if widget.isVisible()]

    # --- doing ---

    def press(self, keys: str) -> None:
        """Press a key or a combination such as ``F9`` or ``Ctrl+Return`` where the focus is."""
        QTest.keySequence(self._focus(), QKeySequence(keys))
        self.settle()

    def type(self, text: str) -> None:
        """Type into the widget that has the focus; what is not ASCII comes from the input method."""
        focus = self._focus()
        if text.isascii():
            QTest.keyClicks(focus, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QCoreApplication.sendEvent(focus, event)
        self.settle()

    def fill(self, label: str, text: str) -> None:
        """Click into the input with a label and type into it, in place of what stood there."""
        line = self.find(label, QLineEdit)
        self.click(line)
        QTest.keySequence(line, QKeySequence(QKeySequence.StandardKey.SelectAll))
        self.type(text)

    def choose(self, label: str, word: str) -> None:
        """Open the list of a choice and walk to a word with the arrow keys; raises NotOnScreen."""
        choice = self.find(label, QComboBox)
        wanted = choice.findText(word)
        if wanted < 0:
            raise NotOnScreen(f"{label}: {word}")
        self.click(choice)
        listed = choice.view()
        QTest.keyClick(listed, Qt.Key.Key_Home)
        for _ in range(wanted):
            QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Return)
        self.settle()

    def turn_on(self, label: str) -> None:
        """Click on a switch that is off; its name begins with its label. Raises NotOnScreen."""
        self._switch(label, on=True)

    def turn_off(self, label: str) -> None:
        """Click on a switch that is on. Raises NotOnScreen."""
        self._switch(label, on=False)

    def _switch(self, label: str, *, on: bool) -> None:
        for switch in self._shown(QAbstractButton):
            if switch.isCheckable() and switch.text() == label:
                if switch.isChecked() is not on:
                    self.click(switch)
                return
        raise NotOnScreen(label)

    def click(self, widget: QWidget) -> None:
        """Scroll a widget into sight and click on it."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window()

    # --- waiting ---

    def settle(self) -> None:
        """Wait until no button is on its way down and the worker has answered."""
        self.wait(self._settled, "rest")
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        self._come_back()

    def _settled(self) -> bool:
        if self._tasks.busy():
            return False
        if self._down is not None and isValid(self._down) and self._down.isVisible() and self._down.isDown():
            return False  # nothing else needs a look before
        self._down = next((button for button in self._shown(QAbstractButton) if button.isDown()), None)
        return self._down is None

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Let the window live until something holds. Raises NotOnScreen when it does not in time."""
        loop, look, patience = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.exit(0) if holds() else None)
        look.start(_LOOK)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: loop.exit(1))
        patience.start(PATIENCE)
        in_time = loop.exec() == 0
        look.stop()
        patience.stop()
        if not in_time:
            raise NotOnScreen(what)

    def wait_to_see(self, text: str) -> None:
        """Wait until a text stands in the window. Raises NotOnScreen."""
        self.wait(lambda: self.sees(text), text)

    def answering(self, answer: Callable[[], None]) -> None:
        """Say what to do in the dialog that the next action opens, which blocks until it is closed."""
        before = [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]
        look = QTimer()
        self._looking.append(look)

        def answer_once() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or dialog in before or not dialog.isVisible():
                return
            if not _holds_focus(dialog):  # a key pressed now would be lost, and the dialog stay for good
                dialog.activateWindow()
                return
            look.stop()
            self._answer(answer, dialog)

        look.timeout.connect(answer_once)
        look.start(_LOOK)

    def leave(self) -> None:
        """Look out for no dialog any more."""
        for look in self._looking:
            look.stop()

    def _answer(self, answer: Callable[[], None], dialog: QWidget) -> None:
        """Answer a dialog. What goes wrong there is raised by ``settle``, after the dialog is closed."""
        try:
            answer()
        except Exception as error:
            self._failure = error
            dialog.close()


def _holds_focus(dialog: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is dialog or dialog.isAncestorOf(focus))


def _listed(view: QAbstractItemView) -> list[str]:
    """Return what the cells of a list say, as far as its rows can be scrolled to at once."""
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    rows = range(min(model.rowCount(), _ROWS_READ))
    cells = (model.index(row, column).data() for row in rows for column in range(columns))
    return [str(cell) for cell in cells if cell]
