"""The list of awards, where a line that another file stands in the way of opens that file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme
from ipdesk.ui.awards.award_groups import AwardGroup
from ipdesk.ui.awards.award_layout import place
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.widgets.base import is_enter


class LinkedAwardList(AwardList):
    """``followed`` carries the source of a line: Enter on it, or a click on its warnings.

    Space opens the trace of any line; Enter too where there is nothing to follow.
    """

    followed = Signal(object)

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(empty, parent)
        self._groups: tuple[AwardGroup, ...] = ()
        self.setMouseTracking(True)

    def set_groups(self, groups: Sequence[AwardGroup]) -> None:
        """Show other lines."""
        self._groups = tuple(groups)
        self.set_lines([group.view for group in groups])

    def groups(self) -> tuple[AwardGroup, ...]:
        """Return the groups of equal lines behind the lines on show."""
        return self._groups

    def _current(self) -> AwardGroup | None:
        row = self.currentIndex().row()
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow by Enter a line to what made it; the rest is a list's."""
        group = self._current()
        if is_enter(event) and group is not None and group.source is not None:
            self.followed.emit(group.source)
        else:
            super().keyPressEvent(event)

    def _warned_at(self, at: QPointF) -> AwardGroup | None:
        """Return the line whose warnings are at a place, where they have a source."""
        index = self.indexAt(at.toPoint())
        if not index.isValid() or index.row() >= len(self._groups):
            return None
        group, rect = self._groups[index.row()], QRectF(self.visualRect(index))
        opened = bool(group.view.trace) and self.opened() == group.view.key
        spots = place(group.view, self.viewport().width(), opened).warnings
        within = any(top <= at.y() - rect.top() < top + height for top, height in spots)
        return group if within and group.source is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer which warnings lead to another line."""
        super().mouseMoveEvent(event)
        linked = self._warned_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the warning that was clicked to what it is about."""
        super().mouseReleaseEvent(event)
        group = self._warned_at(event.position())
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit(group.source)

    def least_height(self) -> int:
        """Return a height in px that shows at least one whole line."""
        return 3 * theme.density().row
