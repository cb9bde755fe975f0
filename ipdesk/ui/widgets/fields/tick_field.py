"""Boxes to tick that are one input of a form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets.base import discard
from ipdesk.ui.widgets.check_box import CheckBox


class TickField(QWidget):
    """Boxes under one label. ``changed`` tells that one was ticked or not any more.

    ``hintChanged`` carries what the ticks come to, as ``hint`` says it: the line below the field shows that,
    or in its place what is wrong.
    """

    changed = Signal()
    hintChanged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[CheckBox] = []

    def put_boxes(self, boxes: Iterable[CheckBox]) -> None:
        """Take other boxes, which stand where their maker puts them."""
        discard(self.boxes)
        self.boxes = [*boxes]
        for box in self.boxes:
            box.toggled.connect(lambda _: self.tell())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Let the keyboard come to the first box; a focus proxy of Qt would break the order of a form."""
        for box in self.boxes[:1]:
            box.setFocus(reason)

    def tell(self) -> None:
        """Say anew what the ticks come to."""
        self.changed.emit()
        self.hintChanged.emit(self.hint())

    def hint(self) -> str:
        """Return what the ticks come to, "" where that goes without saying."""
        return ""

    def ticked(self) -> tuple[str, ...]:
        """Return the words of the boxes that are ticked."""
        return tuple(box.text() for box in self.boxes if box.isChecked())
