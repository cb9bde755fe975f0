"""The register with its filter and its table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.achievements.columns import BEGIN_LARGE, DATE, ORDERS, columns
from ipdesk.ui.achievements.filters import RegisterFilters
from ipdesk.ui.achievements.load import RegisterOverview, register_overview
from ipdesk.ui.achievements.model import RegisterModel
from ipdesk.ui.applications.list.header import SortHeader
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import DeskTable, Panel


class RegisterView(Panel):
    """``moved`` tells the id of the thing in hand (0 for none), ``refreshed`` the overview of a reading."""

    moved = Signal(int)
    opened = Signal()
    refreshed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._latest = LatestRequest(desk, self)
        self._column, self._descending = DATE, True
        self._wanted = 0  # the thing to stand on after the next reading, 0 for the same as now
        self.filters, self._top = RegisterFilters(), QVBoxLayout()
        self.table, self.model = DeskTable(columns(), long=True), RegisterModel(desk, self)
        self.header = SortHeader(self.table.columns, tuple(ORDERS), self.table)
        self._lay_out()
        self._listen()
        theme.follow(self._restyle_top)

    def _lay_out(self) -> None:
        self.table.setHorizontalHeader(self.header)
        self.table.setModel(self.model)
        self.table.restyle()
        self.table.setAccessibleName(self.tr("成果登记"))
        self.header.show_order(self._column, self._descending)
        self._top.addWidget(self.filters)
        self.body.addLayout(self._top)
        self.body.addWidget(self.table, 1)
        self.setTabOrder(self.header, self.table)

    def _restyle_top(self) -> None:
        step = theme.grid(1)
        self._top.setContentsMargins(3 * step, 2 * step, 3 * step, 2 * step)

    def _listen(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.header.chosen.connect(self.order_by)
        self.table.moved.connect(lambda row: self.moved.emit(self.model.id_at(row)))
        self.table.opened.connect(lambda _: self.opened.emit())

    def order_by(self, column: int) -> None:
        """Order by a column; once more turns the order around."""
        self._descending = not self._descending if column == self._column else column in BEGIN_LARGE
        self._column = column
        self.header.show_order(self._column, self._descending)
        self.refresh()

    def order(self) -> tuple[object, bool]:
        """Return by what the register is ordered, and whether the largest comes first."""
        return ORDERS[self._column], self._descending

    def current(self) -> int:
        """Return the id of the thing in hand, 0 for none."""
        return self.model.id_at(self.table.current_row())

    def go_to(self, thing: int) -> None:
        """Stand on a thing, showing all again."""
        self._wanted = thing
        self.filters.clear()

    def refresh(self) -> None:
        """Read again, behind the window."""
        self._latest.ask(register_overview, self.filters.wanted(), *self.order(), done=self._show)

    def _empty_word(self, found: RegisterOverview) -> str:
        if found.kinds:
            return self.tr("没有符合的成果")
        return self.tr("还没有登记成果。受理的申请件和导入的清单登记在这里")

    def _show(self, found: RegisterOverview) -> None:
        stood = self._wanted or self.current()
        self._wanted = 0
        self.filters.set_choices(found.kinds, found.years)
        self.model.set_ids(found.ids)
        self.table.set_hint("" if found.ids else self._empty_word(found))
        self.table.select_row(max(0, self.model.row_of(stood)) if found.ids else -1)
        self.moved.emit(self.current())
        self.refreshed.emit(found)
