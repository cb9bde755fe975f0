"""The live list of awards: only the lines in sight are painted, so that two hundred are as quick as two."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ipdesk.ui import theme
from ipdesk.ui.awards.award_layout import Place, facts_text, place, sum_text
from ipdesk.ui.awards.award_paint import paint_award
from ipdesk.ui.awards.award_views import AwardLineView, BarView, NoticeView, RemediesView, TraceStepView
from ipdesk.ui.awards.limit_bar import spoken_bar
from ipdesk.ui.awards.notice_strip import spoken_notice
from ipdesk.ui.awards.remedy_block import spoken_remedies
from ipdesk.ui.awards.trace import spoken_trace

__all__ = [
    "AwardLineView",
    "AwardList",
    "BarView",
    "NoticeView",
    "RemediesView",
    "TraceStepView",
    "spoken_line",
]

_Index = QModelIndex | QPersistentModelIndex


def spoken_line(line: AwardLineView) -> str:
    """Return an award line as text: what is read out to the applicant, and what is copied."""
    head = f"{line.title}　{theme.chip_word(line.status)}　{sum_text(line)}"
    bars = [spoken_bar(bar) for bar in line.bars]
    said = (*line.warnings, *(spoken_notice(notice) for notice in line.notices))
    parts = (head, facts_text(line), *bars, *said, spoken_trace(line.trace))
    return "\n".join(part for part in parts if part)


class AwardModel(QAbstractListModel):
    """The award lines; it also keeps where the parts of each stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[AwardLineView, ...] = ()
        self.opened = ""  # the key of the line whose trace is open
        self.remedies: RemediesView | None = None  # what would change that line
        self._places: dict[AwardLineView, Place] = {}
        self.sizes: list[QSize] = []  # of the lines, ready for the view, which asks for all of them
        self.inner = 0  # px of width that the content has

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's manner
        """Return the number of lines; the list has no second level."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is read out of a line; its picture is painted by the delegate."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(index.row())
        return None

    def spoken(self, row: int) -> str:
        """Return a line as text, with what would change it where that stands below."""
        line = self.lines[row]
        remedies = spoken_remedies(self.remedies) if self.is_open(line) else ""
        return "\n".join(part for part in (spoken_line(line), remedies) if part)

    def is_open(self, line: AwardLineView) -> bool:
        """Say whether the clerk has unfolded the trace below a line; at most one is."""
        return bool(self.opened) and line.key == self.opened

    def measure(self, inner: int) -> None:
        """Work all places out anew for a width in px."""
        self.inner, self._places = inner, {}
        self.size_up()

    def place(self, line: AwardLineView) -> Place:
        """Return where the parts of a line stand in the present width."""
        if self.is_open(line):
            return place(line, self.inner, True, self.remedies)
        found = self._places.get(line)
        if found is None:
            found = self._places[line] = place(line, self.inner, False)
        return found

    def size_up(self) -> None:
        """Take the sizes of the lines as they are now."""
        self.sizes = [QSize(self.inner, self.place(line).height) for line in self.lines]

    def reset(self, lines: Sequence[AwardLineView]) -> None:
        """Take other lines, of another number."""
        self.beginResetModel()
        kept = self._places
        self._keep(lines)
        self._places = {line: kept[line] for line in self.lines if line in kept}
        self.size_up()
        self.endResetModel()

    def replace(self, lines: Sequence[AwardLineView]) -> list[int]:
        """Take as many other lines; return the rows of those that differ."""
        rows = [at for at, (now, old) in enumerate(zip(lines, self.lines, strict=True)) if now != old]
        for at in rows:
            self._places.pop(self.lines[at], None)
        self._keep(lines)
        return rows

    def size_up_rows(self, rows: Iterable[int]) -> bool:
        """Take the sizes of the lines in some rows as they are now; tell whether any has changed."""
        sizes = {at: QSize(self.inner, self.place(self.lines[at]).height) for at in rows}
        changed = any(self.sizes[at] != size for at, size in sizes.items())
        for at, size in sizes.items():
            self.sizes[at] = size
        return changed

    def _keep(self, lines: Sequence[AwardLineView]) -> None:
        if self.remedies is not None and self._opened_in(lines) != self._opened_in(self.lines):
            self.remedies = None  # they were those of the line as it was
        self.lines = tuple(lines)

    def _opened_in(self, lines: Sequence[AwardLineView]) -> AwardLineView | None:
        return next((line for line in lines if line.key == self.opened), None)

    def row_of(self, key: str) -> int:
        """Return the row of a line, -1 when there is none of that key."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)


class AwardDelegate(QStyledItemDelegate):
    """Paints award lines."""

    def __init__(self, model: AwardModel, view: "AwardList") -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size that was measured for the line, with its trace where that is open; in px."""
        return self._model.sizes[index.row()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a line in the room left of the scroll bar, the current and the last one set apart."""
        model, line = self._model, self._model.lines[index.row()]
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        inner = QRectF(rect.left() + theme.density().pad, rect.top(), model.inner, rect.height())
        current = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        last = index.row() == len(model.lines) - 1
        opened = model.is_open(line)
        paint_award(painter, inner, line, model.place(line), opened, current, last, model.remedies)


class AwardList(QListView):
    """What each achievement is worth, line by line.

    Up and Down move, Enter or Space opens and closes the trace of a line (one at a time), Ctrl+C copies the
    line with its trace as text. ``set_lines`` keeps the current and the open line by their keys.
    ``traceShown`` tells the key of the line whose trace stands open now, whenever it may have changed, and
    nothing once none does: whoever can answers with ``set_remedies``.
    """

    traceShown = Signal(str)

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AwardModel(self)
        self._empty = empty
        self.setModel(self._model)
        self.setItemDelegate(AwardDelegate(self._model, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("核算明细"))
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.verticalScrollBar().setSingleStep(theme.density().award_row)
        self._measure()

    def lines(self) -> tuple[AwardLineView, ...]:
        """Return the lines in their order, open or not."""
        return self._model.lines

    def set_empty_text(self, text: str) -> None:
        """Say what to do while there is no line."""
        if text != self._empty:
            self._empty = text
            self.viewport().update()

    def set_lines(self, lines: Sequence[AwardLineView]) -> None:
        """Show the lines of a new result; the current line and the open trace stay where they still exist."""
        if len(lines) != len(self._model.lines):
            current = self._current_key()
            self._model.reset(lines)
            self._go_to(current)
            self.viewport().update()
        else:
            self._replace(lines)
        if self._model.opened:
            self.traceShown.emit(self._model.opened)

    def _replace(self, lines: Sequence[AwardLineView]) -> None:
        """Paint only the lines that differ, unless one of them moves the others."""
        rows = self._model.replace(lines)
        if self._model.size_up_rows(rows):
            self.scheduleDelayedItemsLayout()
            self.viewport().update()
        else:
            for row in rows:
                self.update(self._model.index(row))

    def set_remedies(self, key: str, remedies: RemediesView | None) -> None:
        """Show under the trace of a line what would change it, if that is still the open one."""
        if key != self._model.opened or remedies == self._model.remedies:
            return
        self._model.remedies = remedies
        self._lay_out_anew()
        if self.hasFocus():
            self._scroll_to_opened()  # never under the eyes of somebody who types elsewhere

    def remedies(self) -> RemediesView | None:
        """Return what stands under the open trace."""
        return self._model.remedies

    def _current_key(self) -> str:
        row = self.currentIndex().row()
        return self._model.lines[row].key if 0 <= row < len(self._model.lines) else ""

    def _go_to(self, key: str) -> None:
        row = self._model.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def open_trace(self, key: str) -> None:
        """Open the trace of a line, or of none for an empty key."""
        if key == self._model.opened:
            return
        self._model.opened, self._model.remedies = key, None
        self._lay_out_anew()
        self._scroll_to_opened()
        self.traceShown.emit(key)

    def _lay_out_anew(self) -> None:
        self._model.size_up()
        self.doItemsLayout()

    def _scroll_to_opened(self) -> None:
        row = self._model.row_of(self._model.opened)
        if row >= 0:
            self.scrollTo(self._model.index(row))

    def opened(self) -> str:
        """Return the key of the line whose trace is open, empty for none."""
        return self._model.opened

    def _toggle(self, row: int) -> None:
        if 0 <= row < len(self._model.lines):
            line = self._model.lines[row]
            if line.trace:
                self.open_trace("" if self._model.is_open(line) else line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold the trace of the current line by Enter or Space, copy the line by Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the current line with its trace as text."""
        row = self.currentIndex().row()
        if 0 <= row < len(self._model.lines):
            QGuiApplication.clipboard().setText(self._model.spoken(row))

    def toggle_rect(self, key: str) -> QRectF:
        """Return where the words that open a trace stand in the viewport; empty for a line without."""
        row = self._model.row_of(key)
        spot = self._model.place(self._model.lines[row]).toggle
        corner = self.visualRect(self._model.index(row)).topLeft()
        return spot.translated(corner.x() + theme.density().pad, corner.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Unfold a trace by a click on its toggle."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            line = self._model.lines[index.row()]
            if self.toggle_rect(line.key).contains(event.position()):
                self._toggle(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first line current where none is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.lines:
            self.setCurrentIndex(self._model.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure all lines again where their width has changed."""
        super().resizeEvent(event)
        if self._inner() != self._model.inner:
            self._measure()

    def _inner(self) -> int:
        """Return the width of the content, with or without the scroll bar."""
        return self.width() - 2 * theme.density().pad

    def _measure(self) -> None:
        self._model.measure(self._inner())
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or in an empty list the sentence on what brings some."""
        super().paintEvent(event)
        if not self._model.lines and self._empty:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(theme.density().base))
            painter.setPen(theme.color("ink3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect(), int(flags), self._empty)
