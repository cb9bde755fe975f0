"""Painting one award line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ipdesk.ui import theme
from ipdesk.ui.awards.award_layout import (
    Place,
    before_cut_word,
    facts_text,
    name_room,
    struck_room,
    struck_text,
    sum_room,
    sum_text,
    toggle_word,
    warning_indent,
)
from ipdesk.ui.awards.award_views import AwardLineView, RemediesView
from ipdesk.ui.awards.limit_bar import bar_height, paint_limit_bar
from ipdesk.ui.awards.notice_strip import paint_strip
from ipdesk.ui.awards.remedy_block import paint_remedies
from ipdesk.ui.awards.trace import paint_trace
from ipdesk.ui.widgets.base import focus_ring, hairline
from ipdesk.ui.widgets.chip import chip_size, paint_chip
from ipdesk.ui.widgets.wrapping import write_wrapped

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_QUIET = ("unreached", "excluded", "ineligible", "incomplete", "undecided", "referred")


def _write(painter: QPainter, rect: QRectF, text: str, token: str, align: int = _LEFT) -> None:
    """Write one line of small text in a rectangle."""
    painter.setFont(theme.font(theme.density().small))
    painter.setPen(theme.color(token))
    painter.drawText(rect, align, text)


def _paint_head(painter: QPainter, inner: QRectF, line: AwardLineView) -> None:
    """Paint name, chip and sum."""
    measures = theme.density()
    row = QRectF(inner.left(), inner.top() + measures.award_pad, inner.width(), measures.award_row)
    painter.setFont(theme.font(measures.sum, theme.BOLD))
    painter.setPen(theme.color("ink2" if line.status in _QUIET else "ink"))
    painter.drawText(row, _RIGHT, sum_text(line))
    chip = chip_size(line.status)
    left = row.right() - sum_room(line) - chip.width()
    paint_chip(painter, QPointF(left, row.center().y() - chip.height() / 2), line.status)
    name = QRectF(row.left(), row.top(), name_room(line, int(inner.width())), 0)
    px, weight = measures.base, theme.BOLD
    write_wrapped(painter, name, measures.award_row, line.title, "ink", px=px, weight=weight)


def _paint_toggle(painter: QPainter, rect: QRectF, opened: bool) -> None:
    measures = theme.density()
    _write(painter, rect, toggle_word(opened), "accent")
    size = theme.grid(3)
    glyph = "chevron-up" if opened else "chevron-down"
    left = rect.right() - measures.glyph + 1
    theme.paint_icon(painter, glyph, left, rect.center().y() - size / 2 + 1, size, "accent")


def _paint_struck(painter: QPainter, row: QRectF, line: AwardLineView) -> None:
    """Paint the sum before the cut, struck through, with its words."""
    text = struck_text(line)
    _write(painter, row, text, "ink2", _RIGHT)
    start = row.right() - theme.text_width(text, theme.density().small)
    middle = row.center().y() + 1
    painter.setPen(QPen(theme.color("ink2"), 1))
    painter.drawLine(QPointF(start, middle), QPointF(row.right(), middle))
    words = QRectF(row.right() - struck_room(line), row.top(), row.width(), row.height())
    _write(painter, words, before_cut_word(), "ink2")


def _paint_sub(painter: QPainter, inner: QRectF, line: AwardLineView, at: Place, opened: bool) -> None:
    """Paint article and formula, the words that open the trace, and the sum before the cut."""
    row = QRectF(inner.left(), inner.top() + at.sub, inner.width(), theme.density().award_sub)
    if struck_text(line):
        _paint_struck(painter, row, line)
    facts = QRectF(row.left(), row.top(), at.facts, 0)
    write_wrapped(painter, facts, theme.density().award_sub, facts_text(line), "ink2")
    if line.trace:
        _paint_toggle(painter, at.toggle.translated(inner.topLeft()), opened)


def _paint_bars(painter: QPainter, inner: QRectF, line: AwardLineView, at: Place) -> None:
    top = inner.top() + at.bars
    for bar in line.bars:
        height = bar_height(bar, int(inner.width()))
        paint_limit_bar(painter, QRectF(inner.left(), top, inner.width(), height), bar)
        top += height


def _paint_warnings(painter: QPainter, inner: QRectF, line: AwardLineView, at: Place) -> None:
    measures, indent = theme.density(), warning_indent()
    inset = (measures.warn_row - measures.glyph) / 2
    for text, (top, _) in zip(line.warnings, at.warnings, strict=True):
        y = inner.top() + top
        theme.paint_icon(painter, "warning", inner.left() + 1, y + inset, measures.glyph, "ink")
        room = QRectF(inner.left() + indent, y, inner.width() - indent, 0)
        write_wrapped(painter, room, measures.warn_row, text, "ink")


def _paint_reasons(
    painter: QPainter, inner: QRectF, line: AwardLineView, at: Place, remedies: RemediesView | None
) -> None:
    """Paint the trace, and below it what would change the line."""
    rect = QRectF(inner.left(), inner.top() + at.trace, inner.width(), inner.height())
    paint_trace(painter, rect, line.trace)
    if remedies is not None:
        paint_remedies(painter, inner.left(), inner.top() + at.remedies, int(inner.width()), remedies)


def paint_award(
    painter: QPainter, inner: QRectF, line: AwardLineView, at: Place, opened: bool, current: bool, last: bool,
    remedies: RemediesView | None = None,
) -> None:  # fmt: skip
    """Paint an award line into the rectangle of its content.

    ``current`` gives it the focus ring, ``last`` no line below; ``remedies`` stand under an open trace.
    """
    painter.save()
    _paint_head(painter, inner, line)
    _paint_sub(painter, inner, line, at, opened)
    _paint_bars(painter, inner, line, at)
    _paint_warnings(painter, inner, line, at)
    for notice, top in zip(line.notices, at.notices, strict=True):
        paint_strip(painter, inner.left(), inner.top() + top, int(inner.width()), notice)
    if opened:
        _paint_reasons(painter, inner, line, at, remedies)
    if not last:
        hairline(painter, QPointF(inner.left(), inner.bottom() - 0.5), inner.width(), "line")
    if current:
        room = theme.grid(1)  # between content and ring; the scroll bar has its place beyond
        focus_ring(painter, inner.adjusted(-room, 1, room, -2), theme.density().radius)
    painter.restore()
