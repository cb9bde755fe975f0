"""A line of text, where Enter moves on to the next field, and one that shows nothing of what is typed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ipdesk.rules.core.plain_text import without_invisible
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import SelectOnFocusMixin, goes_by_enter
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin
from ipdesk.ui.widgets.fields.paste import LinePasteMixin


class TextField(SelectOnFocusMixin, InputMethodMixin, LinePasteMixin, QLineEdit):
    """A line edit that takes the measures of the theme. Enter confirms and moves on.

    ``tableRefused`` says that a table was pasted, of which nothing was taken.
    """

    tableRefused = Signal(str)

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().input)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, as it looks when nobody is typing."""
        self.setText(text)
        self.setModified(False)
        self._show_beginning()

    def _show_beginning(self) -> None:
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take invisible characters off when the field is left, and show the text from its beginning."""
        self._take_off_invisible()
        super().focusOutEvent(event)
        self._show_beginning()

    def _take_off_invisible(self) -> None:
        """Take off what nobody sees and what turns text backwards; it can be undone like what is typed."""
        seen = without_invisible(self.text())
        if seen != self.text() and not self.isReadOnly():
            self.selectAll()
            self.insert(seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next field by Enter, back with Shift, after Qt has told of it."""
        super().keyPressEvent(event)
        if goes_by_enter(self, event):
            event.accept()


class PasswordField(TextField):
    """A password: dots in place of its letters, no input method, nothing to copy. Enter moves on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def take(self) -> str:
        """Return what was typed, and forget it."""
        typed = self.text()
        self.clear()
        return typed

    def _take_off_invisible(self) -> None:
        """Leave a password as it was typed."""
