"""Painting one award line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ipdesk.ui import theme
from ipdesk.ui.widgets.award_layout import (
    Place,
    before_cut_word,
    facts_text,
    struck_text,
    sum_text,
    toggle_rect,
    toggle_word,
    warning_indent,
)
from ipdesk.ui.widgets.award_views import AwardLineView
from ipdesk.ui.widgets.base import focus_ring
from ipdesk.ui.widgets.chip import chip_size, paint_chip
from ipdesk.ui.widgets.limit_bar import bar_height, paint_limit_bar
from ipdesk.ui.widgets.trace import paint_trace

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_QUIET = ("excluded", "ineligible", "incomplete", "undecided", "referred")


def _write(painter: QPainter, rect: QRectF, text: str, px: int, token: str, strong: bool = False) -> None:
    """Write one line at the left of a rectangle, with … where it does not fit."""
    weight = theme.SEMIBOLD if strong else theme.REGULAR
    if theme.text_width(text, px, weight) > rect.width():
        text = theme.metrics(px, weight).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.setFont(theme.font(px, weight))
    painter.setPen(theme.color(token))
    painter.drawText(rect, _LEFT, text)


def _paint_head(painter: QPainter, inner: QRectF, line: AwardLineView) -> None:
    """Paint name, chip and sum."""
    measures = theme.density()
    row = QRectF(inner.left(), inner.top() + measures.award_pad, inner.width(), measures.award_row)
    painter.setFont(theme.font(measures.sum, theme.SEMIBOLD))
    painter.setPen(theme.color("ink2" if line.status in _QUIET else "ink"))
    painter.drawText(row, _RIGHT, sum_text(line))
    chip = chip_size(line.status)
    left = row.right() - measures.sum_column - theme.grid(1) - chip.width()
    paint_chip(painter, QPointF(left, row.center().y() - chip.height() / 2), line.status)
    name = QRectF(row.left(), row.top(), left - row.left() - theme.grid(2), row.height())
    _write(painter, name, line.title, measures.base, "ink", strong=True)


def _paint_toggle(painter: QPainter, corner: QPointF, line: AwardLineView, opened: bool) -> None:
    measures = theme.density()
    rect = toggle_rect(line, opened).translated(corner)
    _write(painter, rect, toggle_word(opened), measures.small, "accent")
    size = theme.grid(3)
    glyph = "chevron-up" if opened else "chevron-down"
    left = rect.right() - measures.glyph + 1
    theme.paint_icon(painter, glyph, left, rect.center().y() - size / 2 + 1, size, "accent")


def _paint_struck(painter: QPainter, row: QRectF, line: AwardLineView) -> float:
    """Paint the sum before the cut, struck through; return where it begins."""
    text = struck_text(line)
    if not text:
        return row.right()
    small = theme.density().small
    width = theme.text_width(text, small)
    painter.setFont(theme.font(small))
    painter.setPen(theme.color("ink2"))
    painter.drawText(row, _RIGHT, text)
    middle = row.center().y() + 1
    painter.setPen(QPen(theme.color("ink2"), 1))
    painter.drawLine(QPointF(row.right() - width, middle), QPointF(row.right(), middle))
    word = before_cut_word()
    left = row.right() - width - theme.text_width(word, small) - theme.grid(0.5)
    _write(painter, QRectF(left, row.top(), width, row.height()), word, small, "ink2")
    return left


def _paint_sub(painter: QPainter, inner: QRectF, line: AwardLineView, at: Place, opened: bool) -> None:
    """Paint article and formula, the words that open the trace, and the sum before the cut."""
    measures = theme.density()
    row = QRectF(inner.left(), inner.top() + at.sub, inner.width(), measures.award_sub)
    end = _paint_struck(painter, row, line)
    _write(
        painter,
        QRectF(row.left(), row.top(), end - row.left(), row.height()),
        facts_text(line),
        measures.small,
        "ink2",
    )
    if line.trace:
        _paint_toggle(painter, QPointF(inner.left() - measures.pad, inner.top()), line, opened)


def _paint_warnings(painter: QPainter, inner: QRectF, line: AwardLineView, at: Place) -> None:
    measures = theme.density()
    drop = (measures.warn_row - theme.metrics(measures.small).height()) / 2
    for text, (top, height) in zip(line.warnings, at.warnings, strict=True):
        y = inner.top() + top
        theme.paint_icon(
            painter,
            "warning",
            inner.left() + 1,
            y + (measures.warn_row - measures.glyph) / 2,
            measures.glyph,
            "ink",
        )
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink"))
        room = QRectF(inner.left() + warning_indent(), y + drop, inner.width() - warning_indent(), height)
        painter.drawText(room, _WRAP, text)


def paint_award(
    painter: QPainter, inner: QRectF, line: AwardLineView, at: Place, opened: bool, current: bool, last: bool
) -> None:
    """Paint an award line into the rectangle of its content.

    ``current`` gives it the focus ring, ``last`` no line below.
    """
    painter.save()
    _paint_head(painter, inner, line)
    _paint_sub(painter, inner, line, at, opened)
    for number, bar in enumerate(line.bars):
        top = inner.top() + at.bars + number * bar_height()
        paint_limit_bar(painter, QRectF(inner.left(), top, inner.width(), bar_height()), bar)
    _paint_warnings(painter, inner, line, at)
    if opened:
        paint_trace(
            painter, QRectF(inner.left(), inner.top() + at.trace, inner.width(), inner.height()), line.trace
        )
    if not last:
        painter.fillRect(QRectF(inner.left(), inner.bottom() - 1, inner.width(), 1), theme.color("line"))
    if current:
        room = theme.grid(1)  # between content and ring; the scroll bar has its place beyond
        focus_ring(painter, inner.adjusted(-room, 1, room, -2), theme.density().radius)
    painter.restore()
