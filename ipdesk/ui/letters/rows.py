"""Rows of the letters page that can be ticked: what waits to be issued, and what went out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ipdesk.documents.letters.registry import name_of_letter, says_sum
from ipdesk.models.records import ApplicationRow, DocumentKind, LetterRow
from ipdesk.ui.widgets.days import short_day
from ipdesk.ui.widgets.money import fen_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
CHECK = 0
VOID = "作废"  # as the paper is marked
NOT_READY = "未填全"  # as the chips of a form say it


@dataclass(frozen=True, slots=True)
class Item:
    """One row: its record, the texts of its cells after the check box, the sum in fen, whose it is.

    ``kind`` is that of the document; ``decided_on`` the day of the meeting that a letter to come reports.
    ``amount`` is None where the document is not about a sum, or void; a letter that went out and is not is
    ``standing``. One with a ``problem``, which says why it cannot be printed yet, is not ticked. ``title`` is
    what a letter that went out calls itself.
    """

    id: int
    cells: tuple[str, ...]
    amount: int | None
    name: str
    kind: str
    decided_on: datetime.date | None = None
    standing: bool = False
    problem: str = ""
    title: str = ""


def waiting_item(row: ApplicationRow, kind: DocumentKind, problem: str = "") -> Item:
    """Return the row of an application whose document of a kind is still to be issued.

    ``problem`` says why that cannot be yet.
    """
    amount = row.amount if says_sum(kind.id) else None
    cells = (row.number, row.applicant_name, NOT_READY if problem else _sum(amount))
    decided_on = row.minutes_date if kind.after_decision else None
    return Item(row.id, cells, amount, row.applicant_name, kind.id, decided_on, problem=problem)


def issued_item(row: LetterRow, today: datetime.date) -> Item:
    """Return the row of a letter that went out.

    One without a number stands under its name; one that is void says so in place of a sum.
    """
    title = name_of_letter(row)
    number, day = row.number or title, short_day(row.date, today)
    amount = row.amount if says_sum(row.kind) and not row.is_void else None
    cells = (number, row.applicant_name, day, VOID if row.is_void else _sum(amount))
    return Item(row.id, cells, amount, row.applicant_name, row.kind, standing=not row.is_void, title=title)


def total_of(items: Collection[Item]) -> str:
    """Return what documents come to together, as text; "" where none of them is about a sum."""
    amounts = [item.amount for item in items if item.amount is not None]
    return fen_text(sum(amounts)) if amounts else ""


def _sum(amount: int | None) -> str:
    return "" if amount is None else fen_text(amount)


class RowsModel(QAbstractTableModel):
    """Items with check boxes. ``checksChanged`` tells that others are ticked."""

    checksChanged = Signal()

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()
        self._columns = columns
        self._checked: dict[int, None] = {}

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items; what is ticked stays so as long as it is there."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()
        there = {item.id for item in items}
        self._set_checked(number for number in self._checked if number in there)

    def row_of(self, number: int) -> int:
        """Return the row of a record, -1 where it is not there."""
        return next((row for row, item in enumerate(self.items) if item.id == number), -1)

    def checked(self) -> tuple[Item, ...]:
        """Return the items that are ticked, in the order of the list."""
        return tuple(item for item in self.items if item.id in self._checked)

    def check(self, number: int) -> None:
        """Tick a record."""
        self._set_checked((*self._checked, number))

    def check_all(self) -> None:
        """Tick everything, or nothing when everything is ticked."""
        every = [item.id for item in self.items if not item.problem]
        self._set_checked(() if len(self._checked) == len(every) else every)

    def check_none(self) -> None:
        """Take all ticks back."""
        self._set_checked(())

    def _set_checked(self, numbers: Iterable[int]) -> None:
        unready = {item.id for item in self.items if item.problem}
        wanted = dict.fromkeys(number for number in numbers if number not in unready)
        if wanted.keys() == self._checked.keys():
            return
        self._checked = wanted
        if self.items:
            self.dataChanged.emit(self.index(0, CHECK), self.index(len(self.items) - 1, CHECK))
        self.checksChanged.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of items; the list has no second level."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns, the one of the ticks included."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an item's text in a column, or whether it is ticked."""
        item = self.items[index.row()]
        if index.column() == CHECK:
            if role != Qt.ItemDataRole.CheckStateRole:
                return None
            return Qt.CheckState.Checked if item.id in self._checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.problem or item.title or None
        return item.cells[index.column() - 1] if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick an item, or take its tick back; nothing else can be edited."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        number = self.items[index.row()].id
        rest = [other for other in self._checked if other != number]
        self._set_checked((*rest, number) if value == Qt.CheckState.Checked else rest)
        return True
