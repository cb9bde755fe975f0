"""The table of the desk: plain rows, one line under each, the selected one tinted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import hairline, is_enter
from ipdesk.ui.widgets.chip import chip_size
from ipdesk.ui.widgets.table.clipboard import copy_table
from ipdesk.ui.widgets.table.delegate import DeskDelegate, bar_room

_READABLE = 0.7  # of the least width of a column that stretches: so much stays in the smallest window

Kind = Literal["text", "ref", "key", "number", "sub", "subref", "chip", "check", "bar"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it holds, and how wide it is.

    ``ems`` counts Chinese characters that fit; what room is left is shared out, most of it to
    those that ``stretch``, and nothing to those that ``stay``.
    Kinds: text; ref (a number of a document, cut in the middle: its end tells it apart); key (the identifying
    column, semibold); number (at the right); sub (small, second to the rest); subref (a small ref); chip
    (CHIP_ROLE gives the state, the display text another word for it); check (CheckStateRole); bar
    (SHARES_ROLE gives the shares).
    """

    title: str
    kind: Kind = "text"
    ems: float = 6
    stretch: bool = False
    stay: bool = False

    def weight(self) -> int:
        """Return how much of the spare width the column takes beside the others."""
        if self.kind == "check" or self.stay:
            return 0
        return round(10 * self.ems) * (4 if self.stretch else 1)

    def width(self) -> int:
        """Return the least width in px."""
        measures = theme.density()
        if self.kind == "check":
            return measures.check + theme.grid(4)
        return round(self.ems * measures.base) + theme.grid(4)


class DeskHeader(QHeaderView):
    """The heads of a table's columns."""

    def __init__(self, columns: Sequence[Column], table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._columns, self._table = columns, table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Head other columns."""
        self._columns = columns
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint a title above its column, aligned as its cells are."""
        measures, column = theme.density(), self._columns[logical]
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink3"))
        first, last = logical == 0, logical == len(self._columns) - 1
        left, right = DeskDelegate.pads(first, last, bar_room(self._table))
        side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(left, 0, -right, 0)
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), column.title)
        hairline(painter, QPointF(rect.left(), rect.bottom() + 0.5), rect.width(), "line2")
        painter.restore()


_USUAL = 4
"""Rows of a table for which room is asked."""


class DeskTable(QTableView):
    """A table with the measures of the desk.

    Enter or a double click opens a row (``opened``), Space turns its check box, ``moved`` tells the current
    row, ``taken`` that somebody, not the program, went to another. ``long`` takes the lower rows of long
    lists. ``set_hint`` writes a sentence where there is room below the rows.
    """

    opened = Signal(int)
    moved = Signal(int)
    taken = Signal()

    def __init__(
        self, columns: Sequence[Column], *, long: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._long, self._hint = long, ""
        self._rows = _USUAL  # that are in sight in a low window
        self._by_hand = False  # whether a key or the mouse moves now
        self._texts: dict[int, Sequence[str]] = {}  # by column, what must not be cut
        self._chips: dict[int, Sequence[str]] = {}  # likewise, states
        self._delegate = DeskDelegate([column.kind for column in columns], self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(DeskHeader(self.columns, self))
        self._set_manners()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.follow(self.restyle)

    def _set_manners(self) -> None:
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        row = measures.list_row if self._long else measures.row
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalScrollBar().setSingleStep(row)
        self.horizontalHeader().setFixedHeight(measures.table_head)
        self._share_width()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, follow its current row, and share the width among its columns."""
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(lambda index, _: self._move(index.row()))
            self._share_width()

    def _move(self, row: int) -> None:
        self.viewport().update()
        self.moved.emit(row)
        if self._by_hand:
            self.taken.emit()

    @contextmanager
    def _hand(self) -> Iterator[None]:
        """Let moves within be somebody's, not the program's."""
        self._by_hand = True
        try:
            yield
        finally:
            self._by_hand = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the row under the mouse."""
        with self._hand():
            super().mousePressEvent(event)

    def set_hint(self, hint: str) -> None:
        """Write a sentence below the rows: what to do here, with the name of the key."""
        self._hint = hint
        self.viewport().update()

    def current_row(self) -> int:
        """Return the row that the keys act on, -1 for none."""
        return self.currentIndex().row()

    def select_row(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        if self.model() is not None and 0 <= row < self.model().rowCount():
            shown = (at for at in range(len(self.columns)) if not self.isColumnHidden(at))
            # From a column that is not shown, the arrows lead nowhere.
            self.setCurrentIndex(self.model().index(row, next(shown, 0)))

    def show_column(self, column: int, shown: bool) -> None:
        """Show a column or leave it out; its room is shared among the others then."""
        if self.isColumnHidden(column) == shown:
            self.setColumnHidden(column, not shown)
            self._share_width()

    def set_title(self, column: int, title: str) -> None:
        """Give a column another title."""
        self.columns = tuple(
            replace(one, title=title) if at == column else one for at, one in enumerate(self.columns)
        )
        header = self.horizontalHeader()
        if isinstance(header, DeskHeader):
            header.set_columns(self.columns)

    def _height(self, rows: int) -> int:
        return self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize()

    def keep_in_sight(self, rows: int) -> None:
        """Leave the room of more than so many rows to what stands below, in a low window."""
        self._rows = max(1, min(rows, _USUAL))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the head and four rows, or of the few there are, in px."""
        return QSize(super().sizeHint().width(), self._height(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Return the height of the head and three rows, or of the few there are, in px."""
        return QSize(super().minimumSizeHint().width(), self._height(min(self._rows, _USUAL - 1)))

    def make_room(self, column: int, texts: Sequence[str]) -> None:
        """Keep a column as wide as the longest of these texts; those that stretch give way to it."""
        if list(self._texts.get(column, ())) != list(texts):
            self._texts[column] = tuple(texts)
            self._share_width()

    def make_room_for_chips(self, column: int, chips: Sequence[str]) -> None:
        """Keep a column as wide as the widest of these states."""
        if list(self._chips.get(column, ())) != list(chips):
            self._chips[column] = tuple(chips)
            self._share_width()

    def _least_width(self, at: int) -> int:
        px, pad = theme.density().base, theme.grid(4) + 1
        texts = (theme.text_width(text, px) for text in self._texts.get(at, ()))
        chips = (chip_size(chip, "").width() for chip in self._chips.get(at, ()))
        return max((self.columns[at].width(), *(width + pad for width in (*texts, *chips))))

    def _give_way(self, widths: list[int], lacking: int) -> None:
        """Let those that stretch be cut where room is lacking, but never to less than they can be read by."""
        for at, column in enumerate(self.columns):
            if column.stretch and lacking > 0:
                given = min(lacking, max(0, widths[at] - round(_READABLE * column.width())))
                widths[at] -= given
                lacking -= given

    def _share_width(self) -> None:
        """Give each column its width, and what is left to those that stretch.

        Where a scroll bar comes or goes only the padding at the right is another: no column moves.
        """
        if self.model() is None:
            return
        hidden = [self.isColumnHidden(at) for at in range(len(self.columns))]
        widths = self._least_widths(hidden)
        weights = [0 if hidden[at] else column.weight() for at, column in enumerate(self.columns)]
        spare = max(0, self.contentsRect().width() - sum(widths))
        shares = [spare * weight // max(1, sum(weights)) for weight in weights]
        shares[weights.index(max(weights))] += spare - sum(shares)  # what the division left over
        shares[-1] -= bar_room(self)
        for at, width in enumerate(widths):
            if not hidden[at]:
                self.setColumnWidth(at, width + shares[at])

    def _least_widths(self, hidden: Sequence[bool]) -> list[int]:
        """Return the width in px that each column must have, 0 for a hidden one."""
        edge = theme.density().pad - theme.grid(2)  # first and last keep more distance
        widths = [0 if hidden[at] else self._least_width(at) for at in range(len(self.columns))]
        widths[0] += edge
        widths[-1] += edge
        if self._texts:
            self._give_way(widths, sum(widths) - self.contentsRect().width())
        return widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns; the current row stays in sight where the room is lower."""
        row = self.visualRect(self.currentIndex())
        seen = row.isValid() and 0 <= row.top() < event.oldSize().height()
        super().resizeEvent(event)
        self._share_width()
        if seen:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, copy by Ctrl+C, check by Space, go to the first and last row by Home and End."""
        row = self.current_row()
        if is_enter(event) and row >= 0:
            self.opened.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Space and row >= 0 and self._turn_check(row):
            event.accept()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._go_to_edge(last=event.key() == Qt.Key.Key_End)
        else:
            with self._hand():
                super().keyPressEvent(event)

    def _go_to_edge(self, *, last: bool) -> None:
        """Go to the first or the last row; a row has no places of its own to go to."""
        with self._hand():
            self.select_row(self.model().rowCount() - 1 if last else 0)

    def copy(self) -> None:
        """Put the current row on the clipboard, every cell as it is read."""
        row, columns = self.current_row(), [at for at, one in enumerate(self.columns) if one.kind != "check"]
        if row >= 0:
            cells = [str(self.model().index(row, at).data() or "") for at in columns]
            numbers = [at for at, column in enumerate(columns) if self.columns[column].kind == "number"]
            copy_table([cells], numbers)

    def _turn_check(self, row: int) -> bool:
        """Turn the check box of a row; tell whether it has one."""
        for at, column in enumerate(self.columns):
            if column.kind == "check":
                self._delegate.turn(self.model().index(row, at))
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first row current where none is, and paint the ring of the focus."""
        super().focusInEvent(event)
        if self.current_row() < 0:
            self.select_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the rows without the ring of the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _free_room(self) -> QRect:
        """Return the room below the rows, empty where it is too low for a sentence."""
        room = self.viewport().rect()
        rows = 0 if self.model() is None else self.model().rowCount()
        used = self.rowViewportPosition(rows - 1) + self.rowHeight(rows - 1) if rows else 0
        room.setTop(used)
        return room if room.height() >= 2 * theme.density().row else QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and in the free room of an empty table what the clerk may do."""
        super().paintEvent(event)
        room = self._free_room()
        if self._hint and not room.isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(theme.density().base))
            painter.setPen(theme.color("ink3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._hint)
