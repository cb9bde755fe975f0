"""A small field that stands in a line with switches: label before it, what is wrong behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.ui import theme
from ipdesk.ui.widgets import Text, TextField
from ipdesk.ui.widgets.base import row_in, set_property
from ipdesk.ui.widgets.fields.confirmable_field import confirm_link


class InlineField(QWidget):
    """A label and a short line of text; ``confirmed`` tells that a doubtful one is right."""

    confirmed = Signal()

    def __init__(self, label: str, editor: TextField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label, self._error = Text(label, "cap"), Text("", "error")
        self._error.hide()
        self._confirm = confirm_link(editor)
        self._confirm.clicked.connect(self.confirmed)
        self._problem: Problem | None = None
        editor.setAccessibleName(label)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _listen(self) -> None:
        self.editor.tableRefused.connect(self._say)
        self.editor.textEdited.connect(self._say_problem)
        self.editor.editingFinished.connect(self._say_problem)

    def _lay_out(self) -> None:
        row = row_in(self, 2)
        for widget in (self._label, self.editor, self._error, self._confirm):
            row.addWidget(widget)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.editor.setFixedWidth(theme.grid(19))
        self.updateGeometry()

    def show_problem(self, problem: Problem | None) -> None:
        """Mark the field and say why, or clear the mark."""
        if problem == self._problem:
            return
        self._problem = problem
        self._confirm.setVisible(problem is not None and problem.confirmable)
        self._say_problem()

    def _say_problem(self) -> None:
        self._say(self._problem.message if self._problem else "")

    def _say(self, sentence: str) -> None:
        if sentence == self._error.text():
            return
        set_property(self.editor, "err", "true" if sentence else "false")
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width of the text and the height of every field, in px."""
        return QSize(super().sizeHint().width(), theme.density().input)
