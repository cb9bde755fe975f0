"""Keys while an input method composes: they choose among its candidates and belong to nobody else.

Enter, arrows, Esc, Tab and F-keys mean something to fields, finders and pages. While pinyin stands in a field
that is not yet text, the same keys are meant for the input method, and some of these hand them on.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.ui.widgets.base import is_alt_text

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ENDS = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.DeferredDelete)


class _Guard(QObject):
    """Looks at the application's keys for as long as one widget composes, and not a moment longer."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._composing: QWidget | None = None

    def note(self, widget: QWidget, preedit: str) -> None:
        """Take note of what stands in a widget that is not yet text."""
        if preedit and self._composing is None:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        elif not preedit:
            self._stop()
        self._composing = widget if preedit else None

    def _stop(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._composing = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return _keep(event)
        if watched is self._composing and event.type() in _ENDS:
            self._stop()
        return False


def _keep(event: QKeyEvent) -> bool:
    """Keep a key from everybody, as a shortcut too; letters that come through are text and pass."""
    text = event.text()
    letter = text.isprintable() and text.strip() and not event.modifiers() & _COMMANDS
    if letter or event.key() in _MODIFIERS:
        return False
    event.accept()
    return True


_guards: dict[QApplication, _Guard] = {}


def _guard() -> _Guard:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app not in _guards:
        _guards[app] = _Guard(app)
    return _guards[app]


class InputMethodMixin:
    """Mixed into every widget that text is typed into, before its Qt class."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no letter that comes with Alt and means nothing here; Qt would type it."""
        if is_alt_text(event):
            event.ignore()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note the letters that an input method has not turned into words yet, then let Qt show them."""
        assert isinstance(self, QWidget)
        _guard().note(self, event.preeditString())
        super().inputMethodEvent(event)  # type: ignore[misc]
