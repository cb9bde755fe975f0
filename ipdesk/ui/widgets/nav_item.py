"""An entry of the navigation: icon with word, the number of things that wait, and its key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import EnterClickMixin, focus_ring, rounded

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class NavItem(EnterClickMixin, QAbstractButton):
    """One page in the navigation. ``set_narrow`` puts the word under the icon; its key is then a tooltip."""

    def __init__(self, word: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._count, self._narrow, self._key = icon, 0, False, ""
        self._what = ""
        self.setText(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self.setFixedHeight(measures.nav_narrow_item if self._narrow else measures.nav_item)

    def set_narrow(self, narrow: bool) -> None:
        """Put the word under the icon, for windows that are short of width."""
        self._narrow = narrow
        self.restyle()
        self.update()

    def set_key(self, key: str) -> None:
        """Say by which key the page is reached."""
        self._key = key
        self._name()
        self.setAccessibleDescription(key)
        self.update()

    def set_count(self, count: int, what: str = "") -> None:
        """Show how many things wait on the page, nothing for 0; tool tip and name say for what."""
        self._count, self._what = count, what
        self._name()
        self.update()

    def count(self) -> int:
        """Return how many things wait on the page."""
        return self._count

    def _name(self) -> None:
        counted = f"{self._what} {self._count}".strip() if self._count else ""
        self.setAccessibleName(f"{self.text()} {counted}".strip())
        self.setToolTip("　".join(part for part in (counted if self._what else "", self._key) if part))

    def sizeHint(self) -> QSize:
        """Return the width of the navigation in its wide or narrow form, in px."""
        measures = theme.density()
        return QSize(measures.nav_narrow if self._narrow else measures.nav_width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and word, one above the other in the narrow form."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(theme.grid(2), 1, -theme.grid(2), -1)
        self._paint_ground(painter, pill)
        if self._narrow:
            self._paint_stacked(painter, pill)
        else:
            self._paint_beside(painter, pill)
        if self.hasFocus():
            focus_ring(painter, pill, theme.density().radius)

    def _paint_ground(self, painter: QPainter, pill: QRectF) -> None:
        measures = theme.density()
        if self.isChecked():
            rounded(painter, pill, measures.radius, "surface")
            mark = QRectF(pill.left(), pill.center().y() - theme.grid(2), measures.select_bar, theme.grid(4))
            rounded(painter, mark, 1.5, "accent")
        elif self.underMouse():
            rounded(painter, pill, measures.radius, "bg")

    def _tokens(self) -> tuple[str, str]:
        return ("accent", "accent") if self.isChecked() else ("ink2", "ink")

    def _paint_beside(self, painter: QPainter, pill: QRectF) -> None:
        measures = theme.density()
        glyph, ink = self._tokens()
        left, side = pill.left() + theme.grid(3.5), measures.icon
        theme.paint_icon(painter, self._glyph, left, pill.center().y() - side / 2, side, glyph)
        painter.setFont(theme.font(measures.nav_text, theme.BOLD if self.isChecked() else theme.REGULAR))
        painter.setPen(theme.color(ink))
        painter.drawText(pill.adjusted(theme.grid(3.5) + side + theme.grid(2.5), 0, 0, 0), _LEFT, self.text())
        edge = pill.adjusted(0, 0, -theme.grid(2), 0)
        if self._key:
            painter.setFont(theme.font(measures.small))
            painter.setPen(theme.color("ink3"))
            painter.drawText(edge, _RIGHT, self._key)
            edge.adjust(0, 0, -theme.text_width(self._key, measures.small) - theme.grid(2), 0)
        self._paint_count(painter, edge, _RIGHT)

    def _paint_count(self, painter: QPainter, rect: QRectF, align: int) -> None:
        if self._count:
            painter.setFont(theme.font(theme.density().small))
            painter.setPen(theme.color("ink2"))
            painter.drawText(rect, align, str(self._count))

    def _paint_stacked(self, painter: QPainter, pill: QRectF) -> None:
        measures, side = theme.density(), theme.density().icon
        glyph, ink = self._tokens()
        top = pill.top() + theme.grid(1.5)
        theme.paint_icon(painter, self._glyph, pill.center().x() - side / 2, top, side, glyph)
        painter.setFont(theme.font(measures.small, theme.BOLD if self.isChecked() else theme.REGULAR))
        painter.setPen(theme.color(ink))
        line = QRectF(pill.left(), top + side, pill.width(), pill.bottom() - top - side)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self.text())
        corner = QRectF(pill.left(), top - 2, pill.width() - theme.grid(1), side)
        self._paint_count(painter, corner, _RIGHT)
