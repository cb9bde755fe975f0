"""What the dialogs of the page share: fields by name, what is missing, what was refused."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.ui import theme
from ipdesk.ui.widgets import Dialog, Field, FormGrid, MessageLine
from ipdesk.ui.widgets.fields.checked_field import CheckedField


class FormDialog(Dialog):
    """A form. ``submitted`` carries what was entered; it stays open until ``saved`` or ``refuse``."""

    submitted = Signal(object)

    def __init__(self, title: str, accept: str, parent: QWidget) -> None:
        super().__init__(title, accept, parent=parent)
        self.message, self.grid = MessageLine(), FormGrid(4)
        self.fields: dict[str, Field] = {}
        self.body.addWidget(self.message)
        self.body.addWidget(self.grid)

    def add(self, name: str, label: str, editor: QWidget, span: int = 1, mark: str = "") -> None:
        """Put a field into the form, under the name by which problems call it."""
        self.fields[name] = Field(label, editor, mark=mark)
        self.grid.add(self.fields[name], span)

    def restyle(self) -> None:
        """Take the measures in force, with room for four fields in a row."""
        super().restyle()
        self.setMinimumWidth(theme.grid(200))

    def entered(self) -> object | None:
        """Return what was entered, None while something cannot be read."""
        raise NotImplementedError

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        return ()

    def _unreadable(self) -> list[Problem]:
        checked = ((name, field.editor) for name, field in self.fields.items())
        found = ((name, one.problem()) for name, one in checked if isinstance(one, CheckedField))
        return [Problem(name, problem) for name, problem in found if problem]

    def accept(self) -> None:
        """Hand in what was entered, unless something is missing or cannot be read: that is said."""
        for field in self.fields.values():
            field.set_error("")
        self.message.clear()
        unreadable = self._unreadable()
        told = {problem.field for problem in unreadable}
        problems = [*unreadable, *(one for one in self.missing() if one.field not in told)]
        if problems:
            self.refuse(InvalidInput(problems))
        elif self.accept_button.isEnabled() and (entered := self.entered()) is not None:
            self.hold()
            self.submitted.emit(entered)

    def saved(self) -> None:
        """Close: what was entered is kept now."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why it was not done: at the fields, else as a sentence; all that was typed stays."""
        self.release()
        problems = error.problems if isinstance(error, InvalidInput) else ()
        placed = [problem for problem in problems if problem.field in self.fields]
        for problem in placed:
            self.fields[problem.field].set_error(problem.message)
        others = [problem.message for problem in problems if problem.field not in self.fields]
        if others or not problems:
            self.message.say("\n".join(others) or error.message)
        if placed:
            self.fields[placed[0].field].editor.setFocus(Qt.FocusReason.OtherFocusReason)
