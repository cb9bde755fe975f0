"""The course of an application: what is done, where it stands, what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.wrapping import wrapped_height, write_wrapped

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

Stage = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class TimeStep:
    """One step: its word, who and what below, when at the right, and how far it is."""

    word: str
    who: str
    when: str
    stage: Stage


class Timeline(QWidget):
    """Steps from top to bottom, each with as many rows as who and what below it need."""

    def __init__(self, steps: Sequence[TimeStep] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[TimeStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(sum(self._heights()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the steps' words for the new width."""
        super().resizeEvent(event)
        self.restyle()

    def _room(self) -> int:
        """Return the width in px of the words."""
        return max(1, self.width() - theme.density().dot - theme.grid(3))

    def _heights(self) -> list[int]:
        """Return the height in px of each step."""
        return [theme.density().time_row + wrapped_height(step.who, self._room(), 0) for step in self._steps]

    def set_steps(self, steps: Sequence[TimeStep]) -> None:
        """Show what happened to an application, the earliest first, also for a screen reader."""
        self._steps = tuple(steps)
        self.setAccessibleName("；".join(f"{step.word} {step.who} {step.when}" for step in steps))
        self.restyle()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the drawer and the height of all steps, in px."""
        return QSize(theme.density().drawer, sum(self._heights()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each step: a dot, its words, and a thread to the next."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for at, (step, height) in enumerate(zip(self._steps, self._heights(), strict=True)):
            rect = QRectF(0, top, self.width(), height)
            top += height
            if at < len(self._steps) - 1:
                self._paint_thread(painter, rect)
            self._paint_dot(painter, rect, step)
            self._paint_words(painter, rect, step)

    def _paint_thread(self, painter: QPainter, rect: QRectF) -> None:
        side = theme.density().dot
        x = rect.left() + side / 2
        painter.setPen(QPen(theme.color("line2"), theme.density().mark))
        painter.drawLine(QPointF(x, rect.top() + side + 3), QPointF(x, rect.bottom() - 1))

    def _paint_dot(self, painter: QPainter, rect: QRectF, step: TimeStep) -> None:
        side = theme.density().dot
        spot = QRectF(rect.left(), rect.top() + 1, side, side)
        if step.stage == "done":
            rounded(painter, spot, side / 2, "tint2")
            inset = (side - theme.grid(3)) / 2
            theme.paint_icon(
                painter, "check", spot.left() + inset, spot.top() + inset, theme.grid(3), "accent"
            )
        elif step.stage == "now":
            rounded(painter, spot, side / 2, "surface", "accent", 2)
            rounded(painter, spot.adjusted(5, 5, -5, -5), side / 2, "accent")
        else:
            rounded(painter, spot.adjusted(1, 1, -1, -1), side / 2, "surface", "control")

    def _paint_words(self, painter: QPainter, rect: QRectF, step: TimeStep) -> None:
        measures, now = theme.density(), step.stage == "now"
        first = QRectF(rect.left(), rect.top(), rect.width(), measures.award_sub)
        second = first.translated(measures.dot + theme.grid(3), measures.award_sub - 1)
        second.setWidth(self._room())
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink2"))
        painter.drawText(first, _RIGHT, step.when)
        write_wrapped(painter, second, measures.award_sub, step.who, "ink2")
        painter.setFont(theme.font(measures.base, theme.BOLD if now else theme.REGULAR))
        painter.setPen(theme.color({"done": "ink", "now": "accent", "later": "ink2"}[step.stage]))
        painter.drawText(first.translated(measures.dot + theme.grid(3), 0), _LEFT, step.word)
