"""Where the decision is otherwise than proposed, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.ui import theme
from ipdesk.ui.widgets import Field, LineField, Text

MOST = 4


class DeparturePart(QWidget):
    """Names the lines and asks for one reason; not there where nothing differs. ``edited`` tells typing."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = ""  # what else a reason was asked for, when the decision was refused
        self.head, self.lines = Text("", "strong"), Text("", "sub")
        self.reason = LineField()
        self.field = Field(self.tr("与拟资助不同的理由"), self.reason)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.lines.setWordWrap(True)
        for widget in (self.head, self.lines, self.field):
            self._box.addWidget(widget)
        self.reason.textEdited.connect(lambda _: self._tell())
        theme.follow(self.restyle)
        self.hide()

    def restyle(self) -> None:
        """Take the measures in force."""
        self._box.setSpacing(theme.grid(1))

    def _tell(self) -> None:
        self.field.set_error("")
        self.edited.emit()

    def show_lines(self, sentences: Sequence[str]) -> None:
        """Name the lines that are granted otherwise than proposed."""
        self.setVisible(bool(sentences or self._asked))
        differs = self.tr("有 {count} 处与拟资助金额不同").format(count=len(sentences))
        self.head.setText(differs if sentences else self.tr("与公示的不同，要写理由"))
        shown = [*([self._asked] if self._asked else ()), *sentences[:MOST]]
        if len(sentences) > MOST:
            shown.append(self.tr("……共 {count} 处").format(count=len(sentences)))
        self.lines.setText("\n".join(shown))

    def ask(self, sentence: str) -> None:
        """Ask for a reason, with a sentence that says what for; it stays until another file is shown."""
        self._asked = sentence
        self.show_lines(())
        self.go_to()

    def text(self) -> str:
        """Return the reason as it stands."""
        return self.reason.text().strip()

    def show_reason(self, text: str) -> None:
        """Show the reason that was typed before."""
        self._asked = ""
        self.reason.setText(text)
        self.field.set_error("")

    def mark_problem(self) -> bool:
        """Mark a reason that is missing or says nothing; say whether it is."""
        if self.isHidden():
            return False
        missing = "" if self.text() else self.tr("与拟资助金额不同的，要写理由")
        self.field.set_error(missing or reason_fault(self.text(), self.tr("理由")))
        return bool(self.field.error())

    def go_to(self) -> None:
        """Put the focus on the reason."""
        self.reason.reveal()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, locked: bool) -> None:
        """Let the reason be typed, or only read."""
        self.reason.setReadOnly(locked)
