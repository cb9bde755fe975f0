"""Limit bars: what was used before, what this application takes, what is left, what was cut."""

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import BarView
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.money import short_text

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _number(bar: BarView, value: int) -> str:
    return short_text(value) if bar.is_money else f"{value:,}"


def _parts_width(bar: BarView) -> int:
    measures, width = theme.density(), 0
    for at, (_, word, number) in enumerate(bar_parts(bar)):
        weight = theme.BOLD if at == 1 else theme.REGULAR
        width += theme.text_width(number, measures.small, weight)
        width += theme.text_width(word + " ", measures.small) + measures.swatch + theme.grid(3.5)
    return width


def _label_rises(bar: BarView, width: float) -> bool:
    """Tell whether the label needs a row of its own, above the numbers."""
    return _rises(bar, int(width), theme.density().name)


@lru_cache(maxsize=2_000)
def _rises(bar: BarView, width: int, density: str) -> bool:
    return theme.text_width(bar_label(bar), theme.density().small) + _parts_width(bar) > width


def bar_height(bar: BarView, width: int) -> int:
    """Return the height in px of a limit bar with its text in a given width."""
    measures = theme.density()
    extra = measures.award_sub if _label_rises(bar, width) else 0
    return extra + measures.bar_text + measures.bar


def bar_label(bar: BarView) -> str:
    """Return what stands at the left of the bar: its name and the limit, once."""
    limit = _number(bar, bar.limit)
    if limit in bar.label:
        return bar.label
    money, count = QCoreApplication.translate("LimitBar", "{label} {limit} 元"), "{label} {limit}"
    return (money if bar.is_money else count).format(label=bar.label, limit=limit)


def bar_parts(bar: BarView) -> tuple[tuple[str, str, str], ...]:
    """Return the token of the swatch, the word and the number of what was used before, 本次 and 剩余."""
    left = max(0, bar.limit - bar.used - bar.this)
    tr = QCoreApplication.translate
    before = tr("LimitBar", "此前已用") if bar.shared else tr("LimitBar", "已审定")
    return (
        ("mid", before, _number(bar, bar.used)),
        ("accent", tr("LimitBar", "本次"), _number(bar, bar.this)),
        ("", tr("LimitBar", "剩余"), _number(bar, left)),
    )


def spoken_bar(bar: BarView) -> str:
    """Return the bar as a sentence, for readers and for copying."""
    return f"{bar_label(bar)}：" + "，".join(f"{word} {number}" for _, word, number in bar_parts(bar))


def _paint_swatch(painter: QPainter, left: float, middle: float, token: str) -> None:
    side = theme.density().swatch
    spot = QRectF(left, middle - side / 2, side, side)
    rounded(painter, spot, 2, token or "surface", "" if token else "control")


def _paint_part(
    painter: QPainter, right: float, line: QRectF, part: tuple[str, str, str], strong: bool
) -> float:
    """Paint one number with its swatch so that it ends at ``right``; return where it begins."""
    token, word, number = part
    small, weight = theme.density().small, theme.BOLD if strong else theme.REGULAR
    for text, face, ink in ((number, weight, "ink"), (word + " ", theme.REGULAR, "ink2")):
        width = theme.text_width(text, small, face)
        right -= width
        painter.setFont(theme.font(small, face))
        painter.setPen(theme.color(ink))
        painter.drawText(QRectF(right, line.top(), width + 1, line.height()), _MIDDLE, text)
    right -= theme.density().swatch + theme.grid(1)
    _paint_swatch(painter, right, line.center().y() + 1, token)
    return right


def _paint_text(painter: QPainter, line: QRectF, bar: BarView) -> None:
    right = line.right()
    if _label_rises(bar, line.width()):
        above = QRectF(line.left(), line.top(), line.width(), theme.density().award_sub)
        line = line.translated(0, above.height())
        _paint_label(painter, above, bar)
    else:
        _paint_label(painter, line, bar)
    for at, part in reversed(tuple(enumerate(bar_parts(bar)))):
        right = _paint_part(painter, right, line, part, at == 1) - theme.grid(2.5)


def _paint_label(painter: QPainter, line: QRectF, bar: BarView) -> None:
    small = theme.density().small
    painter.setFont(theme.font(small))
    painter.setPen(theme.color("ink2"))
    shown = theme.metrics(small).elidedText(bar_label(bar), Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, _MIDDLE, shown)


def _paint_segments(painter: QPainter, track: QRectF, bar: BarView) -> None:
    if bar.limit <= 0:
        return
    measures = theme.density()
    used = track.width() * min(bar.used, bar.limit) / bar.limit
    this = track.width() * min(bar.this, max(0, bar.limit - bar.used)) / bar.limit
    gap = measures.segment_gap if used and this else 0
    painter.fillRect(QRectF(track.left(), track.top(), used, track.height()), theme.color("mid"))
    painter.fillRect(
        QRectF(track.left() + used + gap, track.top(), max(0.0, this - gap), track.height()),
        theme.color("accent"),
    )


def _paint_cut(painter: QPainter, track: QRectF, tail: QRectF) -> None:
    """Paint the mark at the limit and behind it, hatched, what went beyond."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(tail, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(theme.color("ink3"), 1))
    for step in range(0, round(tail.width() + tail.height()), theme.grid(1)):
        foot = QPointF(tail.left() + step - tail.height() + 1, tail.bottom())
        painter.drawLine(foot, QPointF(foot.x() + tail.height(), tail.top()))
    painter.restore()
    beyond = theme.density().mark
    mark = QRectF(tail.left() - beyond, track.top() - beyond, beyond, track.height() + 2 * beyond)
    painter.fillRect(mark, theme.color("ink"))


def paint_limit_bar(painter: QPainter, rect: QRectF, bar: BarView) -> None:
    """Paint a limit with its line of text and its bar at the top of a rectangle."""
    measures = theme.density()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_text(painter, QRectF(rect.left(), rect.top(), rect.width(), measures.bar_text), bar)
    bottom = rect.top() + bar_height(bar, int(rect.width()))
    whole = QRectF(rect.left(), bottom - measures.bar, rect.width(), measures.bar)
    tail = measures.hatch if bar.cut else 0
    track = whole.adjusted(0, 0, -tail, 0)
    shape = QPainterPath()
    shape.addRoundedRect(whole if bar.cut else track, measures.radius_bar, measures.radius_bar)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillRect(track, theme.color("line"))
    _paint_segments(painter, track, bar)
    painter.restore()
    if bar.cut:
        _paint_cut(painter, track, whole.adjusted(track.width(), 0, 0, 0))


class LimitBar(QWidget):
    """A limit as a widget of its own."""

    def __init__(self, bar: BarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_bar(bar)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(bar_height(self._bar, self.width()) + theme.grid(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words above the bar for the new width."""
        super().resizeEvent(event)
        self.restyle()

    def set_bar(self, bar: BarView) -> None:
        """Show another limit."""
        self._bar = bar
        self.setAccessibleName(spoken_bar(bar))
        self.restyle()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the narrow column of awards and the height set for the bar, in px."""
        return QSize(theme.density().award_narrow, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar: what was used before, what this application takes, what is left."""
        paint_limit_bar(QPainter(self), QRectF(self.rect()), self._bar)
