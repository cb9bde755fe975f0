"""Things side by side, on as many rows as their room makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.ui.widgets.base import ElidedText, Text


class WrappingText(Text):
    """A text that stands whole: on one line where that fits, else on several."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setWordWrap(True)

    def natural_width(self) -> int:
        """Return the width in px of the text on one line."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 2

    def whole(self) -> str:
        """Return the text as it was set, not as it is broken into lines."""
        return self.text()


@dataclass(slots=True)
class _Placed:
    """A widget of a row, with the width that it gets in px."""

    widget: QWidget
    width: int

    def height(self) -> int:
        widget = self.widget
        if widget.hasHeightForWidth():
            return widget.heightForWidth(self.width)
        return max(widget.sizeHint().height(), widget.minimumHeight())


def _least(widget: QWidget) -> int:
    if isinstance(widget, WrappingText):
        return widget.natural_width()
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


def _liked(widget: QWidget) -> int:
    if isinstance(widget, WrappingText):
        return widget.natural_width()
    return min(max(widget.sizeHint().width(), widget.minimumWidth()), widget.maximumWidth())


class WrapRow(QWidget):
    """Takes whatever width it gets; its height follows.

    One row takes all where they fit at their least widths; else each has what it would like, on as many rows
    as that needs. ``at_right`` lets the last one end at the right edge, narrower before it takes a row of
    its own; ``ends_right`` lets every row, where texts that may be cut short give way before there is
    another.
    """

    def __init__(self, parent: QWidget | None = None, *, ends_right: bool = False) -> None:
        super().__init__(parent)
        self._ends_right = ends_right
        self._widgets: list[QWidget] = []
        self._at_right: QWidget | None = None
        self._across = self._down = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_gaps(self, across: int, down: int) -> None:
        """Set the room in px between neighbours and between rows."""
        self._across, self._down = across, down
        self.arrange()

    def add(self, widget: QWidget, *, at_right: bool = False) -> None:
        """Put a widget behind the others."""
        widget.setParent(self)
        self._widgets.append(widget)
        if at_right:
            self._at_right = widget
        widget.show()

    def remove(self, widget: QWidget) -> None:
        """Take a widget out of the rows for good."""
        self._widgets.remove(widget)
        widget.hide()
        widget.deleteLater()

    def shown(self) -> list[QWidget]:
        """Return what is in it and not hidden, in order."""
        return [widget for widget in self._widgets if not widget.isHidden()]

    def least_width(self) -> int:
        """Return the width in px below which one row does not take all."""
        return sum(self._least(widget) + self._across for widget in self.shown()) - self._across

    def _least(self, widget: QWidget) -> int:
        gives_way = self._ends_right and isinstance(widget, ElidedText)
        return widget.minimumWidth() if gives_way else _least(widget)

    def arrange(self) -> None:
        """Place everything anew, and take the height that needs."""
        top = 0
        for row in self._rows():
            height = max(placed.height() for placed in row)
            self._place(row, top, height)
            top += height + self._down
        self.setFixedHeight(max(0, top - self._down))

    def _rows(self) -> list[list[_Placed]]:
        shown = self.shown()
        least = [_Placed(widget, min(self._least(widget), self.width())) for widget in shown]
        spare = self.width() - sum(placed.width + self._across for placed in least) + self._across
        if spare < 0:
            return self._broken([_Placed(widget, min(_liked(widget), self.width())) for widget in shown])
        for placed in least:
            more = max(0, min(spare, _liked(placed.widget) - placed.width))
            placed.width += more
            spare -= more
        return [least] if least else []

    def _broken(self, widgets: Sequence[_Placed]) -> list[list[_Placed]]:
        rows: list[list[_Placed]] = []
        taken = 0
        for placed in widgets:
            room = self.width() - taken - self._across
            if rows and placed.widget is self._at_right and self._least(placed.widget) <= room:
                placed.width = min(placed.width, room)
            if not rows or placed.width > room:
                rows.append([])
                taken = -self._across
            rows[-1].append(placed)
            taken += self._across + placed.width
        return rows

    def _place(self, row: Sequence[_Placed], top: int, height: int) -> None:
        left = 0
        if self._ends_right:
            left = self.width() - sum(placed.width + self._across for placed in row) + self._across
        for placed in row:
            if placed.widget is self._at_right:
                left = self.width() - placed.width
            own = placed.height()
            placed.widget.setGeometry(QRect(left, top + (height - own) // 2, placed.width, own))
            left += placed.width + self._across

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the items into rows for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Put into rows what came or went meanwhile: nobody tells a row of that which is not in sight."""
        super().showEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Put the items into rows again when one of them changes its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)
