"""A form whose command says what is wrong with it; it stays until that is carried out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands.base import Command
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue.form_keeper import FormKeeper
from ipdesk.ui.widgets import DateField, FormDialog


class CommandDialog(FormDialog):
    """Fields by the names that the command's problems have. ``then`` follows once it is carried out.

    Where ``kept_as`` says which form it is and what it is about, as ``contract of 7``, whatever stands in its
    inputs is kept while it is typed, and offered when the same is opened again.
    """

    room = 0
    kept_as = ""

    def __init__(
        self,
        desk: Desk,
        title: str,
        accept: str,
        then: Callable[[Any], None],
        parent: QWidget,
        columns: int = 2,
    ) -> None:
        super().__init__(title, accept, parent, columns)
        self._desk, self._then = desk, then
        self._made: Callable[[Command[Any]], Command[Any]] = _as_it_is
        self.submitted.connect(self._run)

    def restyle(self) -> None:
        """Take the measures in force, with room for sentences."""
        super().restyle()
        self.setMinimumWidth(self.minimumWidth() * 3 // 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring back what was left, once it is known what stood there before."""
        super().showEvent(event)
        if self.kept_as and self.keeper is None:
            self.keeper = FormKeeper(self._desk.forms, self.kept_as, self)

    def entered(self) -> Command[Any] | None:
        """Return the command that the fields ask for, None where one is still to be filled in."""
        raise NotImplementedError

    def day_of(self, name: str) -> datetime.date | None:
        """Return the day in a field; where there is none, that is said, and the answer is None."""
        editor = self.fields[name].editor
        assert isinstance(editor, DateField)
        day = editor.day()
        if day is None:
            self.refuse(InvalidInput((Problem(name, editor.problem() or self.tr("请填写日期。")),)))
        return day

    def hand_on(self, made: Callable[[Command[Any]], Command[Any]], then: Callable[[Any], None]) -> None:
        """Run another command, made of that which the fields ask for, and go on otherwise."""
        self._made, self._then = made, then

    def _run(self, command: Command[Any]) -> None:
        self._desk.run_later(self, self._made(command), self._done, self.refuse)

    def _done(self, value: object) -> None:
        if isinstance(self.keeper, FormKeeper):
            self.keeper.forget()
        self.saved()
        self._then(value)


def _as_it_is(command: Command[Any]) -> Command[Any]:
    return command
