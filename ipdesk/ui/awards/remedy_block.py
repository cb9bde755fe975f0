"""What would change a line, under its reasoning: a few sentences, and how many more there are."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import RemediesView
from ipdesk.ui.widgets.wrapping import wrapped_height, write_wrapped


def spoken_remedies(remedies: RemediesView | None) -> str:
    """Return the block as lines of text, nothing where there is none."""
    return "\n".join((remedies.head, *remedies.remedies, *_more(remedies))) if remedies else ""


def _more(remedies: RemediesView) -> tuple[str, ...]:
    return (remedies.more,) if remedies.more else ()


def _indent() -> int:
    return theme.density().icon_small + theme.grid(2.5)  # as the steps above


def _sentence_height(text: str, width: int) -> int:
    return wrapped_height(text, width - _indent(), theme.density().trace_row)


def _head_height(remedies: RemediesView, width: int) -> int:
    return wrapped_height(remedies.head, width, theme.density().trace_row, None, theme.BOLD)


def remedies_height(remedies: RemediesView | None, width: int) -> int:
    """Return the height in px of the block in a width, with the gap above it; 0 where there is none."""
    if remedies is None:
        return 0
    sentences = (*remedies.remedies, *_more(remedies))
    return (
        theme.grid(2)
        + _head_height(remedies, width)
        + sum(_sentence_height(text, width) for text in sentences)
    )


def paint_remedies(painter: QPainter, left: float, top: float, width: int, remedies: RemediesView) -> None:
    """Paint the block below the gap that ``remedies_height`` counts; place and ``width`` in px."""
    row, size = theme.density().trace_row, theme.density().glyph
    top += theme.grid(2)
    head = QRectF(left, top, width, 0)
    write_wrapped(painter, head, row, remedies.head, "ink", weight=theme.BOLD)
    top += _head_height(remedies, width)
    for text in remedies.remedies:
        beside = left + (theme.density().icon_small - size) / 2
        theme.paint_icon(painter, "arrow-right", beside, top + (row - size) / 2, size, "accent")
        write_wrapped(painter, QRectF(left + _indent(), top, width - _indent(), 0), row, text, "ink")
        top += _sentence_height(text, width)
    for text in _more(remedies):
        write_wrapped(painter, QRectF(left + _indent(), top, width - _indent(), 0), row, text, "ink2")
