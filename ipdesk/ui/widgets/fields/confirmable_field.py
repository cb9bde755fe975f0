"""Fields whose unusual value can be confirmed in place: the link that does it, one field, those of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.ui.widgets import Button, Field

CONFIRM, TAKE = "Alt+Y", "Alt+U"
_CLICK = 30  # milliseconds
_LONGEST_OFFER = 12  # characters; the sentence above it has the whole


class DoubtLink(Button):
    """A link that belongs to an editor; hidden until there is a doubt.

    One key is that of all of them: the link at the focus is meant.
    """

    def __init__(self, key: str, editor: QWidget) -> None:
        super().__init__("", "link")
        self.key, self.editor = key, editor
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab and Enter pass it by
        self.hide()
        self.add_key(key).activatedAmbiguously.connect(self._press_one)

    def _press_one(self) -> None:
        """Of several links with the same key press the one at the focus; from elsewhere go to the first."""
        links = (link for link in self.window().findChildren(DoubtLink) if link.key == self.key)
        waiting = [link for link in links if link.isVisible()]
        own = next((link for link in waiting if link.editor.hasFocus()), None)
        if own is not None:
            own.click()
        elif waiting:
            waiting[0].editor.setFocus()


def confirm_link(editor: QWidget) -> DoubtLink:
    """Make the link below a doubtful number by which the clerk says that it was compared with the paper."""
    link = DoubtLink(CONFIRM, editor)
    words = QCoreApplication.translate("DoubtField", "核对无误，就用它（{key}）")
    link.set_text(words.format(key=CONFIRM))
    return link


class DoubtField(Field):
    """A field with links under its error, for values that are unusual but may be right, and for better ones.

    ``confirmed`` tells that the value is right as it is, ``taken`` carries the value that was offered. Hints
    and errors are shown whole, in as many rows as they need: their point often stands at the end. The room
    that they took is kept while the value is put right, until the field is left: what lies below stays. So it
    is where that is done in another field, until that one is left.
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
        self._mended_elsewhere = False
        self._links: dict[str, DoubtLink] = {}  # made for the first doubt: most fields never have one
        editor.installEventFilter(self)

    def show_problem(self, problem: Problem | None) -> None:
        """Mark the field and say why, or clear the mark; a doubt and a better value get a link each."""
        self.set_error(problem.message if problem else "")
        self._show_link(CONFIRM, problem is not None and problem.confirmable)
        self.show_suggestion(problem.suggestion if problem else "")
        self.setMinimumHeight(max(self.minimumHeight(), self._column.sizeHint().height()))
        if problem is None and self.minimumHeight() > self._column.sizeHint().height():
            self._wait_for_another()

    def _wait_for_another(self) -> None:
        """Give the room back, too, once another field is left in which a value of this one was put right."""
        app = QApplication.instance()
        if not self._mended_elsewhere and not self.editor.hasFocus() and isinstance(app, QApplication):
            self._mended_elsewhere = True
            app.focusChanged.connect(self._other_left)

    def _other_left(self) -> None:
        app = QApplication.instance()
        self._mended_elsewhere = False
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._other_left)
        QTimer.singleShot(0, self, self._give_back_after_click)

    def give_room_back(self) -> None:
        """Take no more room than what stands there now needs."""
        self.setMinimumHeight(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the room back once a value that was put right is left."""
        if event.type() == QEvent.Type.FocusOut and watched is self.editor:
            QTimer.singleShot(0, self, self._give_back_after_click)
        return super().eventFilter(watched, event)

    def _give_back_after_click(self) -> None:
        """Wait while a button of the mouse is held: what is being clicked at must not move."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_CLICK, self, self._give_back_after_click)
        elif not self.error():
            self.give_room_back()

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
