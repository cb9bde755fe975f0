"""The list of applications: it holds ids, and reads rows as they are painted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationRow
from ipdesk.ui.applicants.finder import BARRED, barred_text
from ipdesk.ui.applications.list.columns import (
    AMOUNT,
    APPLICANT,
    CHECK,
    DUE,
    STATE,
    cell_text,
    columns,
    cut_word,
    due_texts,
    list_chip,
    prepared_text,
    sum_origin,
)
from ipdesk.ui.desk.block_rows import BlockRows
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import CHIP_ROLE, GLYPH_ROLE, WORD_ROLE

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CHIP_ROLE, GLYPH_ROLE, WORD_ROLE)


def _listed(
    today: Callable[[], datetime.date], session: Session, ids: Sequence[int]
) -> tuple[ApplicationRow, ...]:
    """Read rows, each with whether its applicant is barred today."""
    rows = queries.application_rows(session, ids)
    barred = queries.barred_applicants(session, {row.applicant for row in rows}, today())
    due = queries.deadlines(session, ids, today())
    return tuple(
        replace(row, barred_until=barred.get(row.applicant), deadlines=due.get(row.id, ())) for row in rows
    )


def _tool_tip(row: ApplicationRow, column: int, today: datetime.date) -> str | None:
    if column == DUE:
        return due_texts(row, today) or None
    if column == APPLICANT:
        return "\n".join(filter(None, (row.applicant_name, barred_text(row.barred_until))))
    if column == AMOUNT:
        return "\n".join(filter(None, (sum_origin(row), prepared_text(row))))
    return prepared_text(row) or None if column == STATE else None


def _beside(row: ApplicationRow, column: int, role: int) -> str | None:
    """Return the glyph, word or chip of a cell."""
    if column == APPLICANT and role == GLYPH_ROLE:
        return BARRED if row.barred_until else None
    if column == AMOUNT and role == WORD_ROLE:
        return cut_word(row) or None
    return list_chip(row) if column == STATE and role == CHIP_ROLE else None


class ApplicationsModel(QAbstractTableModel):
    """Applications in the order of their ids. ``checksChanged`` tells that other ones are ticked."""

    checksChanged = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: BlockRows[ApplicationRow] = BlockRows(desk, partial(_listed, desk.today))
        self._checked: dict[int, None] = {}
        self._columns = len(columns())
        self.proposes = False  # whether what is computed and proposed stands apart from the last word

    # --- what is listed ---

    def ids(self) -> tuple[int, ...]:
        """Return the ids of all applications that were found, in the order of the list."""
        return self._rows.ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """List other applications; what is ticked stays ticked as long as it is listed."""
        self.beginResetModel()
        self._rows.set_ids(ids)
        self.endResetModel()
        listed = set(self._rows.ids)
        self._set_checked(number for number in self._checked if number in listed)

    def row_of(self, application: int) -> int:
        """Return the row of an application, -1 where it is not listed."""
        return self._rows.ids.index(application) if application in self._rows.ids else -1

    def application(self, row: int) -> ApplicationRow | None:
        """Return the application of a row, None where there is none (any more)."""
        return self._rows.row(row)

    # --- what is ticked ---

    def checked(self) -> tuple[int, ...]:
        """Return the ids that are ticked, in the order of ticking."""
        return tuple(self._checked)

    def check_all(self) -> None:
        """Tick all that is listed, or nothing when all is ticked already."""
        self._set_checked(() if len(self._checked) == len(self._rows.ids) else self._rows.ids)

    def check_none(self) -> None:
        """Take all ticks back."""
        self._set_checked(())

    def uncheck(self, done: Collection[int]) -> None:
        """Take the ticks of these back."""
        self._set_checked(number for number in self._checked if number not in done)

    def _set_checked(self, ids: Iterable[int]) -> None:
        wanted = dict.fromkeys(ids)
        if wanted.keys() != self._checked.keys():
            self._checked = wanted
            if self._rows.ids:
                self.dataChanged.emit(self.index(0, CHECK), self.index(len(self._rows.ids) - 1, CHECK))
            self.checksChanged.emit()

    # --- what Qt asks ---

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of applications found, loaded or not; the list has no second level."""
        return 0 if parent.isValid() else len(self._rows.ids)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of ``columns()`` for an application; nothing lies below one."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's tick, text, tooltip or chip; nothing while its row is being loaded."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CHECK:
            ticked = self._rows.ids[index.row()] in self._checked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        row = self.application(index.row()) if role in _ROLES else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, index.column(), self._desk.today())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row, index.column(), self._desk.today())
        return _beside(row, index.column(), role)

    def begin_day(self) -> None:
        """Write the days anew: those of the present year are written without it, and bars end."""
        self._rows.set_ids(self._rows.ids)
        if self._rows.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows.ids) - 1, self._columns - 1))

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick an application, or take its tick back; nothing else can be edited."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        number = self._rows.ids[index.row()]
        rest = dict.fromkeys(other for other in self._checked if other != number)
        self._set_checked((*rest, number) if value == Qt.CheckState.Checked else rest)
        return True
