"""The list of all policies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.ui.policies.rows import PolicyRow, source_word, state_word
from ipdesk.ui.widgets import GLYPH_ROLE, Column, DeskTable, Panel


class PolicyList(Panel):
    """Every policy and every file of the office. ``moved`` carries the row that is current, or None."""

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("全部政策"), "F2", flush=True, parent=parent)
        self.rows: tuple[PolicyRow, ...] = ()
        self.table = DeskTable(self._columns())
        self._model = QStandardItemModel(0, 4, self)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("全部政策"))
        self.table.moved.connect(lambda _: self.moved.emit(self.current()))
        self.body.addWidget(self.table, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("政策"), "key", ems=13, stretch=True),
            Column(self.tr("文号"), "sub", ems=11.5),
            Column(self.tr("来源"), "sub", ems=3.5, stay=True),
            Column(self.tr("情况"), "text", ems=6, stay=True),
        )

    def current(self) -> PolicyRow | None:
        """Return the policy that the keys act on, None in an empty list."""
        row = self.table.current_row()
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def show_rows(self, rows: Sequence[PolicyRow], wanted: str = "") -> None:
        """Show the policies and stand on ``wanted`` (a key), else where the list stood."""
        before = self.current()
        key = wanted or (before.key if before is not None else "")
        with QSignalBlocker(self.table):  # each row it stands on meanwhile would have its whole text written
            self._model.setRowCount(0)
            for row in rows:
                self._model.appendRow(self._items(row))
            self.rows = tuple(rows)
            place = next((at for at, row in enumerate(rows) if row.key == key), 0)
            self.table.select_row(place)
        self.moved.emit(self.current())
        own = any(row.own is not None for row in rows)
        self.table.set_hint("" if own else self.tr("还没有本单位的政策，按 Ctrl+O 导入政策文件"))

    def _items(self, row: PolicyRow) -> list[QStandardItem]:
        word, glyph = state_word(row)
        state = QStandardItem(word)
        state.setData(glyph, GLYPH_ROLE)
        document = row.policy.pack.document if row.policy is not None else ""
        return [*(QStandardItem(text) for text in (row.name, document, source_word(row))), state]
