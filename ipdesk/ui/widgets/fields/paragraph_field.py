"""A field for a paragraph that runs over several lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ipdesk.models.parsing.text.lines import one_line
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import goes_by_enter, is_enter
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin
from ipdesk.ui.widgets.fields.paste import ParagraphPasteMixin

_MOST_LINES = 12  # what is longer is scrolled


class ParagraphField(InputMethodMixin, ParagraphPasteMixin, QPlainTextEdit):
    """One paragraph, wrapped. Enter and Tab move on; ``textEdited`` tells that somebody typed.

    It is as high as its text, at least ``lines``: a line that is cut or scrolled away is not read.
    """

    textEdited = Signal()

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.textEdited)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.restyle())
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force, and the height that the text needs at this width."""
        line = theme.metrics(theme.density().base).lineSpacing()
        needed = int(self.document().size().height())  # of a plain text Qt counts lines
        self.setFixedHeight(min(max(self._lines, needed), _MOST_LINES) * line + theme.grid(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the text needs at the new width; its document does not always tell."""
        super().resizeEvent(event)
        self.restyle()

    def text(self) -> str:
        """Return the paragraph in one line, whatever breaks were pasted."""
        return one_line(self.toPlainText())

    def setText(self, text: str) -> None:
        """Show another paragraph, without telling."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)  # what is typed comes after it, not before
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, back with Shift; a paragraph takes no line break."""
        if goes_by_enter(self, event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # one paragraph: no break within, whatever is held
        else:
            super().keyPressEvent(event)


class LinesField(ParagraphField):
    """Several entries, each in a line of its own. Enter begins another, in an empty line it moves on."""

    def text(self) -> str:
        """Return the entries, a line each, without empty ones."""
        return "\n".join(self.lines())

    def lines(self) -> tuple[str, ...]:
        """Return the entries, each in one line without blanks around it."""
        found = (one_line(line).strip() for line in self.toPlainText().splitlines())
        return tuple(filter(None, found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin another line by Enter."""
        if is_enter(event) and self.textCursor().block().text().strip():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
        else:
            super().keyPressEvent(event)
