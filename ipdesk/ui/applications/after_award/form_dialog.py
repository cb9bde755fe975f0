"""A dialog of fields whose command says what is wrong with them; it stays until that is carried out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import Command
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import DateField, Dialog, Field, FormGrid, WrappingText


class FormDialog(Dialog):
    """Fields by the names that the command's problems have. ``then`` follows once it is carried out.

    ``make`` gives the command, or None where a field is still to be filled in, which it has said.
    """

    def __init__(
        self, desk: Desk, title: str, accept: str, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        super().__init__(title, accept, parent=parent)
        self._desk, self._then = desk, then
        self.fields: dict[str, Field] = {}
        self.grid = FormGrid(2)
        self.problem = WrappingText("", "strong")
        self.problem.hide()

    def put(self, name: str, field: Field, span: int = 2) -> None:
        """Add a field."""
        self.fields[name] = field
        self.grid.add(field, span)

    def finish(self) -> None:
        """Lay out what was added, with the line for what has no field."""
        self.body.addWidget(self.grid)
        self.body.addWidget(self.problem)

    def restyle(self) -> None:
        """Take the measures in force, with room for sentences."""
        super().restyle()
        self.setMinimumWidth(self.minimumWidth() * 3 // 2)

    def make(self) -> Command[Any] | None:
        """Return the command that the fields ask for."""
        raise NotImplementedError

    def day_of(self, name: str) -> datetime.date | None:
        """Return the day in a field; where there is none, that is said, and the answer is None."""
        editor = self.fields[name].editor
        assert isinstance(editor, DateField)
        day = editor.day()
        if day is None:
            self.show_problems([Problem(name, editor.problem() or self.tr("请填写日期。"))])
        return day

    def accept(self) -> None:
        """Have it done."""
        for field in self.fields.values():
            field.set_error("")
        self._tell("")
        command = self.make()
        if command is not None:
            self.hold()
            self._desk.run_later(self, command, self._done, self._refused)

    def _done(self, value: object) -> None:
        super().accept()
        self._then(value)

    def _refused(self, error: DeskError) -> None:
        self.release()
        if isinstance(error, InvalidInput):
            self.show_problems(error.problems)
        else:
            self._tell(error.message)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong at its field, the rest below, and go to the first."""
        found = tuple(problems)
        for problem in reversed(found):
            if problem.field in self.fields:
                self.fields[problem.field].set_error(problem.message)
                self.fields[problem.field].editor.setFocus()
        self._tell("\n".join(one.message for one in found if one.field not in self.fields))

    def _tell(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
