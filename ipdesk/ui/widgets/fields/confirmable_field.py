"""A field whose unusual value can be confirmed in place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.ui.widgets import Field
from ipdesk.ui.widgets.fields.confirm_link import CONFIRM, TAKE, DoubtLink, confirm_link

_LONGEST_OFFER = 12  # characters; the sentence above it has the whole


class DoubtField(Field):
    """A field with links under its error, for values that are unusual but may be right, and for better ones.

    ``confirmed`` tells that the value is right as it is, ``taken`` carries the value that was offered. Hints
    and errors are shown whole, in as many rows as they need: their point often stands at the end. The room
    that they took is kept while the value is put right, until ``give_room_back``: what lies below stays.
    """

    confirmed = Signal()
    taken = Signal(str)

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: bool | None = None,
        mark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, editor, hint=hint, optional=optional, mark=mark, parent=parent)
        self._usual_hint, self._note = hint, ""
        self._locked = False
        self._suggestion = ""
        self._links: dict[str, DoubtLink] = {}  # made for the first doubt: most fields never have one

    def show_problem(self, problem: Problem | None) -> None:
        """Mark the field and say why, or clear the mark; a doubt and a better value get a link each."""
        self.set_error(problem.message if problem else "")
        self._show_link(CONFIRM, problem is not None and problem.confirmable)
        self.show_suggestion(problem.suggestion if problem else "")
        self.setMinimumHeight(max(self.minimumHeight(), self._column.sizeHint().height()))

    def give_room_back(self) -> None:
        """Take no more room than what stands there now needs."""
        self.setMinimumHeight(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room back at another width, where texts break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.give_room_back()

    def show_suggestion(self, suggestion: str, word: str = "") -> None:
        """Offer another value, told by its word; none for an empty one."""
        self._suggestion, told = suggestion, word or suggestion
        short = told if len(told) <= _LONGEST_OFFER else f"{told[:_LONGEST_OFFER]}…"
        self._show_link(
            TAKE, bool(suggestion), self.tr("改为“{offer}”（{key}）").format(offer=short, key=TAKE)
        )

    def _show_link(self, key: str, wanted: bool, text: str = "") -> None:
        if wanted and not self._links:
            self._make_links()
        if self._links:
            link = self._links[key]
            if text:
                link.set_text(text)
            link.setVisible(wanted)

    def _make_links(self) -> None:
        self._links = {TAKE: DoubtLink(TAKE, self.editor), CONFIRM: confirm_link(self.editor)}
        for link in self._links.values():
            self._column.insertWidget(self._column.count() - 1, link, 0, Qt.AlignmentFlag.AlignLeft)
        self._links[CONFIRM].clicked.connect(self.confirmed)
        self._links[TAKE].clicked.connect(lambda: self.taken.emit(self._suggestion))

    def show_note(self, note: str) -> None:
        """Say what the value tells; without one the usual hint stands, as long as something can be typed."""
        self._note = note
        self.set_hint(note or ("" if self._locked else self._usual_hint))

    def set_usual_hint(self, hint: str) -> None:
        """Say how to fill the field in, where that depends on what else stands in the form."""
        self._usual_hint = hint
        self.show_note(self._note)

    def lock(self, locked: bool) -> None:
        """Say how to fill the field in, or only what stands in it."""
        if locked is not self._locked:
            self._locked = locked
            self._show_mark(bool(self._mark.text()))
            self.show_note(self._note)

    def _show_mark(self, wanted: bool) -> None:
        super()._show_mark(wanted and not self._locked)

    def can_confirm(self) -> bool:
        """Say whether the value on show waits to be confirmed."""
        return bool(self._links) and self._links[CONFIRM].isVisibleTo(self)

    def suggestion(self) -> str:
        """Return the value that the field suggests instead, empty for none."""
        return self._suggestion


def problem_in(problems: Iterable[Problem], field: str) -> Problem | None:
    """Return the first problem of a field; one that must be put right goes before a doubt."""
    own = sorted((one for one in problems if one.field == field), key=lambda one: one.confirmable)
    return own[0] if own else None
