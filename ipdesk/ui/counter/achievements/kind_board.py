"""All kinds of achievement at a glance, by section; one of them is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.models.parsing.kind_search import KindChoice, KindGroup
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.scroll_area import keep_in_sight

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)


class KindBoard(QWidget):
    """Words in rows, a caption before each section; at first none of them is marked.

    ``picked`` carries the choice that was clicked.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[KindGroup, ...] = ()
        self._spots: list[tuple[KindChoice, QRectF]] = []
        self._captions: list[tuple[str, QRectF]] = []
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._place(self.width())
        self.updateGeometry()

    def set_groups(self, groups: Sequence[KindGroup], *, mark_first: bool) -> None:
        """Offer other kinds; ``mark_first`` says whether the first of them is marked, or none."""
        self._groups, self._current = tuple(groups), 0 if mark_first else -1
        self.restyle()
        self._tell()

    def choice(self) -> KindChoice | None:
        """Return the marked choice, None while there is none."""
        return self._spots[self._current][0] if 0 <= self._current < len(self._spots) else None

    def kind(self) -> str:
        """Return the marked kind, empty when there is none."""
        choice = self.choice()
        return choice.kind if choice else ""

    def kinds(self) -> tuple[str, ...]:
        """Return all kinds to choose from."""
        return tuple(choice.kind for choice, _ in self._spots)

    def _tell(self) -> None:
        choice = self.choice()
        self.setAccessibleName(choice.name if choice else "")
        self.update()
        if choice is not None:
            keep_in_sight(self, self._spots[self._current][1].toRect())

    def step(self, by: int) -> None:
        """Mark the next kind, or one before."""
        if self._spots:
            self._current = max(0, min(len(self._spots) - 1, self._current + by))
            self._tell()

    def step_row(self, by: int) -> None:
        """Mark the kind above or below, the nearest in that row; from no mark, the first."""
        if self.choice() is None:
            self.step(1)
            return
        here = self._spots[self._current][1]
        tops = sorted({rect.top() for _, rect in self._spots})
        row = tops.index(here.top()) + by
        if 0 <= row < len(tops):
            near = [at for at, (_, rect) in enumerate(self._spots) if rect.top() == tops[row]]
            self._current = min(near, key=lambda at: abs(self._spots[at][1].center().x() - here.center().x()))
            self._tell()

    def _word_width(self, name: str) -> int:
        return theme.text_width(name, theme.density().base) + theme.grid(5)

    def _place(self, width: int) -> int:
        """Work out where captions and words stand; return the height they take."""
        measures = theme.density()
        row = measures.quiet - theme.grid(0.5)
        captions = (theme.text_width(group.title, measures.small) for group in self._groups)
        edge = max(captions, default=0) + theme.grid(3)
        self._spots, self._captions = [], []
        top = 0
        for group in self._groups:
            self._captions.append((group.title, QRectF(0, top, edge, row)))
            left = edge
            for choice in group.kinds:
                wide = min(self._word_width(choice.name), max(1, width - edge))
                if left + wide > width and left > edge:
                    left, top = edge, top + row
                self._spots.append((choice, QRectF(left, top, wide, row)))
                left += wide
            top += row
        return top

    def hasHeightForWidth(self) -> bool:
        """Say yes: words go to the next row where the width ends."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lay the words out for a width on trial and return the height, both in px."""
        kept = self._spots, self._captions
        height = self._place(width)
        self._spots, self._captions = kept
        return height

    def sizeHint(self) -> QSize:
        """Return the size at the width of today, in px, never narrower than a few words."""
        return QSize(theme.grid(100), self.heightForWidth(max(self.width(), theme.grid(100))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the words out again for the new width."""
        super().resizeEvent(event)
        self._place(self.width())

    def _at(self, place: QPointF) -> int:
        return next((at for at, (_, rect) in enumerate(self._spots) if rect.contains(place)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make the kind under the pointer the current one."""
        at = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
        if at >= 0 and at != self._current:
            self._current = at
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the kind that was clicked."""
        at = self._at(event.position())
        if at >= 0:
            self.picked.emit(self._spots[at][0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads of the groups and the kinds, the current one marked."""
        measures, painter = theme.density(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink3"))
        for title, rect in self._captions:
            painter.drawText(rect, _MIDDLE, title)
        for at, (choice, rect) in enumerate(self._spots):
            self._paint_word(painter, choice.name, rect, at == self._current)

    def _paint_word(self, painter: QPainter, name: str, rect: QRectF, marked: bool) -> None:
        measures = theme.density()
        if marked:
            rounded(painter, rect.adjusted(0, 1, -2, -1), measures.radius, "tint", "accent", measures.stroke)
        painter.setFont(theme.font(measures.base, theme.BOLD if marked else theme.REGULAR))
        painter.setPen(theme.color("accent" if marked else "ink"))
        room = int(rect.width()) - theme.grid(3)
        if theme.text_width(name, measures.base) > room:
            name = theme.metrics(measures.base).elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(rect, _CENTER, name)
