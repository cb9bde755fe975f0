"""The steps of a reasoning, numbered, each with its result at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import TraceStepView
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.wrapping import wrapped_height, write_wrapped

_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def spoken_trace(steps: Sequence[TraceStepView]) -> str:
    """Return the steps as lines of text, as they are read out or copied."""
    return "\n".join(f"{at}. {step.text}\t{step.result}".rstrip() for at, step in enumerate(steps, 1))


def _indent() -> int:
    return theme.density().icon_small + theme.grid(2.5)


def _text_room(step: TraceStepView, width: int, weight: theme.Weight) -> int:
    taken = theme.text_width(step.result, theme.density().small, weight) + theme.grid(3) if step.result else 0
    return max(theme.grid(20), width - _indent() - taken)


def step_height(step: TraceStepView, width: int, last: bool = False) -> int:
    """Return the height in px of a step in a given width."""
    weight = theme.BOLD if last else theme.REGULAR
    return wrapped_height(step.text, _text_room(step, width, weight), theme.density().trace_row, None, weight)


def trace_height(steps: Sequence[TraceStepView], width: int) -> int:
    """Return the height in px of all steps in a given width."""
    return sum(step_height(step, width, at == len(steps) - 1) for at, step in enumerate(steps))


def _paint_number(painter: QPainter, left: float, middle: float, number: int, last: bool) -> None:
    side = theme.density().icon_small
    spot = QRectF(left, middle - side / 2, side, side)
    rounded(painter, spot, side / 2, "accent" if last else "surface", "accent" if last else "control")
    painter.setFont(theme.font(theme.density().tiny, theme.BOLD))
    painter.setPen(theme.color("surface" if last else "ink2"))
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(number))


def _paint_thread(painter: QPainter, left: float, top: float, height: float) -> None:
    """Paint the thread from the number of a step to that of the next."""
    measures = theme.density()
    middle = left + (measures.icon_small - measures.hair) / 2
    start = top + (measures.trace_row + measures.icon_small) / 2
    length = height - measures.icon_small
    painter.fillRect(QRectF(middle, start, measures.hair, length), theme.color("line2"))


def _paint_step(painter: QPainter, rect: QRectF, number: int, step: TraceStepView, last: bool) -> None:
    measures, weight = theme.density(), theme.BOLD if last else theme.REGULAR
    _paint_number(painter, rect.left(), rect.top() + measures.trace_row / 2, number, last)
    room = QRectF(rect.left() + _indent(), rect.top(), _text_room(step, int(rect.width()), weight), 0)
    write_wrapped(painter, room, measures.trace_row, step.text, "ink" if last else "ink2", weight=weight)
    painter.setPen(theme.color("ink"))
    painter.drawText(QRectF(rect.left(), rect.top(), rect.width(), measures.trace_row), _RIGHT, step.result)


def paint_trace(painter: QPainter, rect: QRectF, steps: Sequence[TraceStepView]) -> None:
    """Paint the steps from the top of a rectangle; the last one is the result and stands out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = rect.top()
    for at, step in enumerate(steps):
        last = at == len(steps) - 1
        height = step_height(step, int(rect.width()), last)
        if not last:
            _paint_thread(painter, rect.left(), top, height)
        _paint_step(painter, QRectF(rect.left(), top, rect.width(), height), at + 1, step, last)
        top += height
    painter.restore()
