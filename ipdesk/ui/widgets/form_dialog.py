"""A dialog of fields by name: what is missing is said at its field, and what was refused, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.ui.widgets.dialog import Dialog
from ipdesk.ui.widgets.fields.checked_field import CheckedField
from ipdesk.ui.widgets.fields.choice_field import ChoiceField
from ipdesk.ui.widgets.fields.entries import entry
from ipdesk.ui.widgets.fields.field import Field, FormGrid
from ipdesk.ui.widgets.message import MessageLine


class FormDialog(Dialog):
    """A form. ``submitted`` carries what was entered; it stays open until ``saved`` or ``refuse``.

    The fields stand below what was put into the body before the first of them; four have room in a row.
    Problems of another name than that of their field are told where ``places`` says.
    """

    submitted = Signal(object)
    room = 200
    places: ClassVar[Mapping[str, str]] = {}

    def __init__(self, title: str, accept: str, parent: QWidget, columns: int = 4) -> None:
        super().__init__(title, accept, parent=parent)
        self.message, self.grid = MessageLine(), FormGrid(columns)
        self.fields: dict[str, Field] = {}
        self._needed: dict[str, str] = {}  # names of fields with what is said where they are empty
        self._outer.insertWidget(1, self.message)  # above what scrolls: a refusal is always in sight

    def add(
        self, name: str, label: str, editor: QWidget, span: int = 1, mark: str = "", *,
        hint: str = "", optional: bool | None = None,
    ) -> None:  # fmt: skip
        """Put an input into the form, under the name by which problems call it."""
        self.put(name, Field(label, editor, hint=hint, optional=optional, mark=mark), span)

    def put(self, name: str, field: Field, span: int = 1) -> None:
        """Put a field into the form, under the name by which problems call it."""
        self.fields[name] = field
        self.place(field, span)

    def place(self, widget: QWidget, span: int = 1) -> None:
        """Put something else among the fields."""
        if self.body.indexOf(self.grid) < 0:
            self.body.addWidget(self.grid)
        self.grid.add(widget, span)

    def entered(self) -> object | None:
        """Return what was entered, None while something cannot be read."""
        raise NotImplementedError

    def need(self, *names: str, **said: str) -> None:
        """Have fields say something, by their names, or with what is said of an empty one.

        They are marked 必填, unless something else stands there. All that are empty are told at once, before
        anything is handed in, and the first is gone to.
        """
        needed = {name: _asking(self.fields[name]) for name in names} | said
        self._needed |= needed
        for field in (self.fields[name] for name in needed):
            field.set_mark(field.mark() or QCoreApplication.translate("FormDialog", "必填"))

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        for name, said in self._needed.items():
            field = self.fields[name]
            if not field.isHidden() and not str(entry(field.editor) or "").strip():
                yield Problem(name, said)

    def _unreadable(self) -> list[Problem]:
        shown = ((name, field.editor) for name, field in self.fields.items() if not field.isHidden())
        found = ((name, one.problem()) for name, one in shown if isinstance(one, CheckedField))
        return [Problem(name, problem) for name, problem in found if problem]

    def _doubted(self) -> Iterable[Problem]:
        """Yield what is said of texts that fields watch."""
        for name, field in self.fields.items():
            if not field.isHidden() and (fault := field.watched_fault()):
                yield Problem(name, fault)

    def accept(self) -> None:
        """Hand in what was entered, unless something is missing or cannot be read: that is said."""
        for field in self.fields.values():
            field.set_error("")
        self.message.clear()
        unreadable = self._unreadable()
        told = {problem.field for problem in unreadable}
        others = (*self.missing(), *self._doubted())
        problems = [*unreadable, *(one for one in others if one.field not in told)]
        if problems:
            self.refuse(InvalidInput(problems))
        elif self.accept_button.isEnabled() and (entered := self.entered()) is not None:
            self.hold()
            self.submitted.emit(entered)

    def saved(self, _: object = None) -> None:
        """Close: what was entered is kept now."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why it was not done: at the fields, else as a sentence; all that was typed stays."""
        self.release()
        problems = error.problems if isinstance(error, InvalidInput) else ()
        said = [(self.places.get(one.field, one.field), one.message) for one in problems]
        others = dict.fromkeys(message for name, message in said if name not in self.fields)
        if others or not problems:
            self.message.say("\n".join(others) or error.message)
        self._mark(dict(said))

    def _mark(self, said: Mapping[str, str]) -> None:
        """Say at the fields what is wrong, by their names, and go to the first of them."""
        marked = [(field, said[name]) for name, field in self.fields.items() if name in said]
        for field, message in marked:
            field.set_error(message)
        if marked:
            self.go_to(marked[0][0].editor)


def _asking(field: Field) -> str:
    """Return the sentence that asks for what a field is called after."""
    tr = QCoreApplication.translate
    said = tr("FormDialog", "请选择{label}。") if isinstance(field.editor, ChoiceField) else ""
    return (said or tr("FormDialog", "请填写{label}。")).format(label=field.label.text())
