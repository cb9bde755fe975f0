"""Painting the cells of a table."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import hairline, rounded
from ipdesk.ui.widgets.chip import chip_size, paint_chip
from ipdesk.ui.widgets.table.share_bar import Shares, paint_shares

CHIP_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the state of a chip
GLYPH_ROLE = int(Qt.ItemDataRole.UserRole) + 2  # the name of an icon before the text
SHARES_ROLE = int(Qt.ItemDataRole.UserRole) + 3  # the shares of a bar
WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 4  # a quiet word before a number

_SMALL = ("sub", "subref")

_Index = QModelIndex | QPersistentModelIndex


def paint_check(painter: QPainter, spot: QRectF, checked: bool) -> None:
    """Paint a check box that fills a square."""
    radius = theme.density().radius_small
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rounded(painter, spot, radius, "accent" if checked else "surface", "accent" if checked else "control")
    if checked:
        side = theme.grid(3)
        inset = (spot.width() - side) / 2
        theme.paint_icon(painter, "check", spot.left() + inset, spot.top() + inset, side, "surface")
    painter.restore()


def bar_room(view: QAbstractItemView) -> int:
    """Return the width in px that a scroll bar takes of the last cells' padding at the right."""
    return max(0, view.contentsRect().width() - view.viewport().width())


def is_checked(index: _Index) -> bool:
    """Tell whether the check box of a cell is set; models may give the enum or its number."""
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    return state in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


class DeskDelegate(QStyledItemDelegate):
    """Paints each cell by the kind of its column."""

    def __init__(self, kinds: Sequence[str], view: QAbstractItemView) -> None:
        super().__init__(view)
        self._kinds, self._view = tuple(kinds), view

    @staticmethod
    def pads(first: bool, last: bool, bar: int = 0) -> tuple[int, int]:
        """Return the room in px left and right of a cell's text; ``bar`` is what a scroll bar takes of it."""
        edge = theme.density().pad
        return edge if first else theme.grid(2), max(0, edge - bar) if last else theme.grid(2)

    def _inner(self, rect: QRect, index: _Index) -> QRect:
        """Return the part of a cell that its content may fill."""
        first, last = index.column() == 0, index.column() == len(self._kinds) - 1
        left, right = self.pads(first, last, bar_room(self._view))
        return rect.adjusted(left, 0, -right, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground of a cell and its content: text, number, chip, check or link."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, rect, index, selected)
        self._paint_content(painter, self._inner(rect, index), index, selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: _Index, selected: bool) -> None:
        if selected:
            painter.fillRect(rect, theme.color("tint"))
        hairline(painter, QPointF(rect.left(), rect.bottom() + 0.5), rect.width(), "line")
        if selected and self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._paint_focus(painter, rect)
        if selected and index.column() == 0:
            width = theme.density().select_bar
            painter.fillRect(rect.left(), rect.top(), width, rect.height(), theme.color("accent"))

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        thick = theme.density().focus
        for y in (rect.top() + thick / 2, rect.top() + rect.height() - thick / 2):
            hairline(painter, QPointF(rect.left(), y), rect.width(), "accent", thick)

    def _paint_content(self, painter: QPainter, rect: QRect, index: _Index, selected: bool) -> None:
        kind = self._kinds[index.column()]
        if kind == "check":
            paint_check(painter, self._check_spot(rect), is_checked(index))
        elif kind == "chip":
            self._paint_chip(painter, rect, index, selected)
        elif kind == "bar":
            self._paint_bar(painter, rect, index)
        else:
            self._paint_text(painter, rect, index, kind)

    def _check_spot(self, rect: QRect) -> QRectF:
        side = theme.density().check
        return QRectF(rect.left(), rect.center().y() - side / 2 + 0.5, side, side).toRect().toRectF()

    def _paint_chip(self, painter: QPainter, rect: QRect, index: _Index, selected: bool) -> None:
        chip, word = str(index.data(CHIP_ROLE) or ""), str(index.data() or "")
        if chip or word:
            top = rect.top() + (rect.height() - chip_size(chip, word).height()) // 2
            paint_chip(painter, QPointF(rect.left(), top), chip, word, selected)

    def _paint_bar(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Paint the shares of a cell, with its text behind them in a room that all rows share."""
        shares, measures = index.data(SHARES_ROLE), theme.density()
        if not isinstance(shares, Shares):
            return
        said = theme.text_width("100.00%", measures.small) + theme.grid(1)
        top = rect.center().y() - measures.bar / 2 + 0.5
        room = max(0, rect.width() - said)
        paint_shares(painter, QRectF(rect.left(), top, room, measures.bar), shares.bar)
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink2"))
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(middle), shares.word)

    @staticmethod
    def _hand(kind: str) -> tuple[int, theme.Weight]:
        """Return size and weight of the text in a column of a kind."""
        measures = theme.density()
        px = measures.small if kind in _SMALL else measures.base
        return px, theme.BOLD if kind == "key" else theme.REGULAR

    def _cut(self, rect: QRect, index: _Index) -> str:
        """Return the whole text of a cell that shows only a part of it, nothing where it shows it whole."""
        kind, text = self._kinds[index.column()], str(index.data() or "")
        before = self._glyph_room(index) + self._word_room(index)
        room = self._inner(rect, index).adjusted(before, 0, 0, 0).width()
        cut = kind not in ("check", "chip", "bar") and theme.text_width(text, *self._hand(kind)) > room
        return text if cut else ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show the tooltip of the model, else the whole text of a cell that is cut short."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            rect: QRect = option.rect  # type: ignore[attr-defined]
            told = index.data(Qt.ItemDataRole.ToolTipRole) or self._cut(rect, index)
            QToolTip.showText(event.globalPos(), str(told), view, rect)
            return bool(told)
        return super().helpEvent(event, view, option, index)

    def _paint_text(self, painter: QPainter, rect: QRect, index: _Index, kind: str) -> None:
        px, weight = self._hand(kind)
        rect = self._paint_glyph(painter, rect, index)
        text = str(index.data() or "")
        if (wide := theme.text_width(text, px, weight)) > rect.width():
            middle, end = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
            cut = middle if kind in ("ref", "subref") else end
            text = theme.metrics(px, weight).elidedText(text, cut, rect.width())
        painter.setFont(theme.font(px, weight))
        painter.setPen(theme.color("ink2" if kind in _SMALL else "ink"))
        side = Qt.AlignmentFlag.AlignRight if kind == "number" else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        self._paint_word(painter, rect.adjusted(0, 0, -wide - theme.grid(1), 0), index)

    def _paint_glyph(self, painter: QPainter, rect: QRect, index: _Index) -> QRect:
        name = index.data(GLYPH_ROLE)
        if not name:
            return rect
        side = theme.density().glyph
        top = rect.center().y() - side / 2 + 1
        theme.paint_icon(painter, str(name), rect.left(), top, side, "ink2")
        return rect.adjusted(self._glyph_room(index), 0, 0, 0)

    def _paint_word(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Paint what is said of a number before it; ``rect`` ends where the number begins."""
        if word := str(index.data(WORD_ROLE) or ""):
            painter.setFont(theme.font(theme.density().small))
            painter.setPen(theme.color("ink2"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), word)

    @staticmethod
    def _word_room(index: _Index) -> int:
        word = str(index.data(WORD_ROLE) or "")
        return theme.text_width(word, theme.density().small) + theme.grid(1) if word else 0

    @staticmethod
    def _glyph_room(index: _Index) -> int:
        return theme.density().glyph + theme.grid(1) if index.data(GLYPH_ROLE) else 0

    def turn(self, index: _Index) -> None:
        """Turn the check box of a cell through its model."""
        state = Qt.CheckState.Unchecked if is_checked(index) else Qt.CheckState.Checked
        model = index.model()
        if model is not None:
            model.setData(model.index(index.row(), index.column()), state, Qt.ItemDataRole.CheckStateRole)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Turn a check by a click anywhere in its cell."""
        click = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if click and self._kinds[index.column()] == "check":
            self.turn(index)
            return True
        return super().editorEvent(event, model, option, index)
