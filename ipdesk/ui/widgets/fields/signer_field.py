"""A field for who signed on paper: whoever signed before is offered, with the post that was written down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from ipdesk.ui.widgets.fields.text_field import TextField

_APART = "、"


class _LastName(QCompleter):
    """Completes the last of several names; those before it stay."""

    def splitPath(self, path: str) -> list[str]:
        """Return what is looked for: what stands behind the last 、."""
        return [path.rpartition(_APART)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole text with the name that was picked."""
        edit = self.widget()
        typed = edit.text() if isinstance(edit, TextField) else ""
        before, apart, _ = typed.rpartition(_APART)
        return before + apart + str(index.data())


class SignerField(TextField):
    """Names with their posts, several apart by 、. ``known`` are offered as somebody types, or by ↓."""

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        completer = _LastName(QStringListModel(list(known), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setObjectName("popup")
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by ↓."""
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and not completer.popup().isVisible():
            completer.setCompletionPrefix(self.text().rpartition(_APART)[2].strip())
            completer.complete()
            event.accept()
        else:
            super().keyPressEvent(event)
