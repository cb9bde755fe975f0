"""A field whose unusual value can be confirmed in place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.models.errors import Problem
from ipdesk.ui.widgets import Button, Field

_KEY = "Alt+Y"


class DoubtField(Field):
    """A field with a button under its error, for values that are unusual but may be right (``confirmed``).

    Hints and errors are shown whole, in as many rows as they need: their point often stands at the end.
    """

    confirmed = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        blank_as: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, editor, hint=hint, optional=optional, blank_as=blank_as, parent=parent)
        self._usual_hint = hint
        self._button = Button(self.tr("核对无误，就用它（{key}）").format(key=_KEY), "link")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab and Enter pass it by
        self._button.hide()
        self._button.clicked.connect(self.confirmed)
        key = QShortcut(QKeySequence(_KEY), self._button)
        key.activated.connect(self._button.click)
        key.activatedAmbiguously.connect(self._confirm_one)
        self._column.insertWidget(self._column.count() - 1, self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def _confirm_one(self) -> None:
        """Of several doubts confirm the one at the focus; from elsewhere go to the first."""
        waiting = [field for field in self.window().findChildren(DoubtField) if field.waits()]
        own = next((field for field in waiting if field.editor.hasFocus()), None)
        if own is not None:
            own._button.click()
        elif waiting:
            waiting[0].editor.setFocus()

    def show_problem(self, problem: Problem | None) -> None:
        """Mark the field and say why, or clear the mark; a doubt gets the button."""
        self.set_error(problem.message if problem else "")
        self._button.setVisible(problem is not None and problem.confirmable)

    def show_note(self, note: str) -> None:
        """Say what the value tells; without one the usual hint stands."""
        self.set_hint(note or self._usual_hint)

    def waits(self) -> bool:
        """Say whether the button is in sight."""
        return self._button.isVisible()

    def can_confirm(self) -> bool:
        """Say whether the value on show waits to be confirmed."""
        return self._button.isVisibleTo(self)


def problem_in(problems: Iterable[Problem], field: str) -> Problem | None:
    """Return the first problem of a field; one that must be put right goes before a doubt."""
    own = sorted((one for one in problems if one.field == field), key=lambda one: one.confirmable)
    return own[0] if own else None
