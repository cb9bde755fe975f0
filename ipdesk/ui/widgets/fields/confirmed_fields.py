"""Fields of a form whose unusual text was confirmed, each as long as its text stays."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit

from ipdesk.models.core.errors import Problem
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField


class ConfirmedFields:
    """Remembers which of some fields were confirmed; what is told of another text is taken back with it."""

    def __init__(self, fields: Mapping[str, DoubtField]) -> None:
        self._fields, self._sure = fields, set[str]()
        for name, field in fields.items():
            assert isinstance(field.editor, QLineEdit), name
            field.confirmed.connect(lambda name=name: self._confirm(name))
            field.editor.textChanged.connect(lambda _, name=name: self._forget(name))

    def names(self) -> frozenset[str]:
        """Return the fields that are confirmed now."""
        return frozenset(self._sure)

    def show(self, problem: Problem) -> None:
        """Say what is wrong in one of the fields, with the way to confirm a doubt; nothing for others."""
        if problem.field in self._fields:
            self._fields[problem.field].show_problem(problem)

    def _confirm(self, name: str) -> None:
        self._sure.add(name)
        self._fields[name].show_problem(None)

    def _forget(self, name: str) -> None:
        self._sure.discard(name)
        self._fields[name].show_problem(None)
