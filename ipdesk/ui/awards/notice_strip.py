"""The strip that a notice stands on: a flag and a grey ground, so that nobody takes it for a cut."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import NoticeView
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.wrapping import wrapped_height, write_wrapped


def answer_text(notice: NoticeView) -> str:
    """Return the answer with its caption, nothing where there is none."""
    if not notice.answer:
        return ""
    return QCoreApplication.translate("NoticeStrip", "处理意见：{answer}").format(answer=notice.answer)


def spoken_notice(notice: NoticeView) -> str:
    """Return a notice and the answer given to it, as they are read out or copied."""
    words = QCoreApplication.translate("NoticeStrip", "国家规定提示：{text}").format(text=notice.text)
    return "\n".join(part for part in (words, answer_text(notice)) if part)


def _indent() -> int:
    return theme.density().glyph + theme.grid(4)


def _room(width: int) -> int:
    return width - _indent() - theme.grid(2)


def _parts(notice: NoticeView, width: int) -> list[tuple[str, str, int]]:
    """Return text, colour and height of the notice and of its answer."""
    row = theme.density().warn_row
    found = ((notice.text, "ink2"), (answer_text(notice), "ink"))
    return [(text, token, wrapped_height(text, _room(width), row)) for text, token in found if text]


def strip_height(notice: NoticeView, width: int) -> int:
    """Return the height in px of a strip in a width, with the gap above it."""
    return theme.grid(1) + sum(height for _, _, height in _parts(notice, width))


def paint_strip(painter: QPainter, left: float, top: float, width: int, notice: NoticeView) -> None:
    """Paint a strip below the gap that ``strip_height`` counts; place and ``width`` in px."""
    measures = theme.density()
    top += theme.grid(1)
    parts = _parts(notice, width)
    whole = QRectF(left, top, width, sum(height for _, _, height in parts))
    rounded(painter, whole, measures.radius_small, "nav")
    inset = (measures.warn_row - measures.glyph) / 2
    theme.paint_icon(painter, "flag", left + theme.grid(2), top + inset, measures.glyph, "ink2")
    for text, token, height in parts:
        room = QRectF(left + _indent(), top, _room(width), 0)
        write_wrapped(painter, room, measures.warn_row, text, token)
        top += height
