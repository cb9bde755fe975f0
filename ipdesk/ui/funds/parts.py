"""The parts of the page: the tasks at the left; at the right their sums, or one of them in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.funds.models import FundRow, FundRowsModel
from ipdesk.ui.funds.rows import (
    grant_columns,
    group_columns,
    payment_columns,
    posting_columns,
    task_columns,
)
from ipdesk.ui.widgets import Button, Column, DeskTable, Panel


class FundTable(Panel):
    """A panel with a table of rows."""

    def __init__(
        self, title: str, key: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, key, flush=True, parent=parent)
        self.table = DeskTable(columns, long=True)
        marked = next((at for at, one in enumerate(columns) if one.kind == "key"), 0)
        self.model = FundRowsModel(len(columns), self.table, marked)
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        self.body.addWidget(self.table, 1)

    def show_rows(self, rows: Sequence[FundRow], wanted: int = 0) -> None:
        """Show other rows, standing on the one wanted (0 for none), else where one stood, or the first."""
        stood = wanted or self.current()
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        self.table.select_row(max(0, self.model.row_of(stood)) if rows else -1)
        self.table.blockSignals(False)
        self._make_room()

    def _make_room(self) -> None:
        """Cut no sum short: texts give way to it."""
        for at, column in enumerate(self.table.columns):
            if column.kind == "number":
                self.table.make_room(at, [row.cells[at] for row in self.model.rows])

    def current(self) -> int:
        """Return the id of the record that the keys act on, 0 for none."""
        at = self.table.current_row()
        return self.model.rows[at].id if 0 <= at < len(self.model.rows) else 0


class FundParts(QWidget):
    """Tasks (F2); beside them sums by way and section, or grants (F3), payments and postings (F4) of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = FundTable(self.tr("任务"), "F2", task_columns())
        self.methods = FundTable(self.tr("按分配方式"), "", group_columns(self.tr("分配方式")))
        self.sections = FundTable(self.tr("按责任股室"), "", group_columns(self.tr("责任股室")))
        self.grants = FundTable(self.tr("核定"), "F3", grant_columns())
        self.case = Button(self.tr("看申请件"), "quiet", shortcut="F8")
        self.grants.add_head(self.case)
        self.case.hide()
        self.payments = FundTable(self.tr("支付"), "F4", payment_columns())
        self.postings = FundTable(self.tr("记账"), "F4", posting_columns())
        self._below, self.right, self._row = QStackedWidget(), QStackedWidget(), QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.tasks, 3)
        self._row.addWidget(self.right, 2)
        self._add_ways()
        self._columns = [self._column(self.methods, self.sections), self._column(self.grants, self._below)]

    def _add_ways(self) -> None:
        """Let the payments lead to the postings, and back."""
        words = (self.payments, self.tr("看记账")), (self.postings, self.tr("看支付"))
        for place, (table, word) in enumerate(words):
            way = Button(word, "quiet", shortcut="F6")
            way.clicked.connect(lambda _=False, other=1 - place: self.show_below(other))
            table.add_head(way)
            self._below.addWidget(table)

    def show_below(self, place: int) -> None:
        """Show the payments (0), or the postings (1), and go there."""
        self._below.setCurrentIndex(place)
        self.below().table.setFocus()

    def below(self) -> FundTable:
        """Return the payments or the postings, whichever is in sight."""
        return self.postings if self._below.currentIndex() else self.payments

    def _column(self, *panels: QWidget) -> QVBoxLayout:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        for panel in panels:
            column.addWidget(panel, 1)
        self.right.addWidget(part)
        return column

    def restyle(self) -> None:
        """Take the measures in force."""
        for column in (self._row, *self._columns):
            column.setSpacing(theme.density().gap)

    def show_task(self, shown: bool) -> None:
        """Show one task in full, else the sums of all."""
        self.right.setCurrentIndex(1 if shown else 0)
