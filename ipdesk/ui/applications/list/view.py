"""The list of applications with its tabs, filters and table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.records import ApplicationFilter, ApplicationRow, FilterChoices, Mark
from ipdesk.models.workflow import State, Step
from ipdesk.ui import theme
from ipdesk.ui.applications.list.columns import (
    ACCEPTED,
    ACHIEVEMENTS,
    APPLICANT,
    CALL,
    COMPUTED,
    DUE,
    NUMBER,
    PROPOSED,
    SORTS,
    columns,
)
from ipdesk.ui.applications.list.filters import FilterBar, StateTabs, Tab
from ipdesk.ui.applications.list.header import SortHeader
from ipdesk.ui.applications.list.load import Overview, overview
from ipdesk.ui.applications.list.model import ApplicationsModel
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.widgets import CheckBox, DeskTable, Panel, WrapRow
from ipdesk.ui.widgets.undo_line import UndoLine

_COLUMNS, _WITH_CALL = "list_columns", "call"  # how the computer remembers which columns are shown


class ListView(Panel):
    """Which applications, in which order, which of them ticked.

    ``moved`` tells the current application (None for none), ``opened`` the one to open, ``ticked`` that
    others are ticked, ``refreshed`` the overview after each reading.
    """

    moved = Signal(object)
    opened = Signal(object)
    ticked = Signal()
    refreshed = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._desk, self._latest, self._preferences = desk, LatestRequest(desk, self), preferences
        self._state: Tab = None
        self._column, self._descending = NUMBER, True
        self._wanted_row = 0  # the application to stand on after the next reading, 0 for the same as now
        self._wanted_call = 0  # the call to narrow by once its choice is there
        self._top, self._first = QVBoxLayout(), WrapRow()
        self.tabs, self.filters = StateTabs(self._first), FilterBar(self._desk.policy_name, self._kind_name)
        self.table, self.model = DeskTable(columns(), long=True), ApplicationsModel(desk, self)
        self.header = SortHeader(self.table.columns, tuple(SORTS), self.table)
        self.undo = UndoLine()
        self.call_column = CheckBox(self.tr("显示批次"))
        self._lay_out()
        self._listen()
        theme.follow(self._restyle_top)

    def _lay_out(self) -> None:
        self.table.setHorizontalHeader(self.header)
        self.table.setModel(self.model)
        self.table.restyle()
        self.table.setAccessibleName(self.tr("申请件"))
        self.header.show_order(self._column, self._descending)
        self._lay_out_top()
        self._follow_proposals(False)
        self.body.addLayout(self._top)
        self.body.addWidget(self.undo)
        self.body.addWidget(self.table, 1)
        self.setTabOrder(self.header, self.table)

    def _lay_out_top(self) -> None:
        self._first.add(self.call_column)
        self._first.add(self.filters.text, at_right=True)
        self.call_column.hide()
        self.call_column.setChecked(self._preferences.text(_COLUMNS) == _WITH_CALL)
        self._top.addWidget(self._first)
        self._top.addWidget(self.filters)

    def _restyle_top(self) -> None:
        step = theme.grid(1)
        self._top.setContentsMargins(2 * step, step, 3 * step, 2 * step)
        self._top.setSpacing(2 * step)
        self._first.set_gaps(step, step)
        self.filters.text.setMinimumWidth(theme.grid(28))
        self.filters.text.setMaximumWidth(theme.density().search * 3 // 4)

    def _listen(self) -> None:
        self.tabs.chosen.connect(self._choose_state)
        self.tabs.lead_down_to(self.table)
        self.filters.changed.connect(self.refresh)
        self.call_column.toggled.connect(self._show_call_column)
        self.header.chosen.connect(self.order_by)
        self.table.moved.connect(lambda row: self.moved.emit(self.model.application(row)))
        self.table.opened.connect(lambda row: self.opened.emit(self.model.application(row)))
        self.model.checksChanged.connect(self.ticked)
        every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), self.table)
        every.setContext(Qt.ShortcutContext.WidgetShortcut)
        every.activated.connect(self.model.check_all)

    def _show_call_column(self, shown: bool) -> None:
        """Show the column of calls, or not, and remember it: it is the eyes at this computer that want it."""
        self._fit_columns()
        self._preferences.set_text(_COLUMNS, _WITH_CALL if shown else "")

    # --- names ---

    def _kind_name(self, kind: str) -> str:
        for policy in self._desk.policies.ids():
            kinds = self._desk.policy(policy).vocabulary.kinds
            if kind in kinds:
                return kinds[kind].name
        return kind

    # --- what is listed ---

    def wanted(self) -> ApplicationFilter:
        """Return the filter with its tab."""
        if isinstance(self._state, State):
            return replace(self.filters.wanted(), state=self._state)
        return replace(self.filters.wanted(), archived=self._state is Mark.ARCHIVED)

    def chosen_state(self) -> Tab:
        """Return which tab alone is listed, None for all."""
        return self._state

    def _choose_state(self, state: Tab) -> None:
        self._state = state
        self.refresh()

    def choose_state(self, state: Tab) -> None:
        """List the applications of one state, of the archive, or all."""
        self.tabs.choose(state)
        self._choose_state(state)

    def order_by(self, column: int) -> None:
        """Order by a column; once more turns the order around. Numbers and sums begin with the largest."""
        if column == self._column:
            self._descending = not self._descending
        else:
            self._column, self._descending = column, column != APPLICANT
        self.header.show_order(self._column, self._descending)
        self.refresh()

    def go_to(self, application: int) -> None:
        """Stand on an application, showing all again where the filter would hide it."""
        self._wanted_row = application
        self.filters.clear()
        self.choose_state(None)

    def show_call(self, call: int) -> None:
        """Show the applications of a call and no others, in whatever state."""
        self._wanted_call = call
        self.filters.clear()
        self.choose_state(None)
        self.refresh()

    def stand_on(self, application: int) -> None:
        """Stand on an application where the filter shows it; where it does not, the row stays."""
        self._wanted_row = application
        self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        sort = SORTS[self._column]
        self._latest.ask(overview, self.wanted(), sort, self._descending, done=self._show)

    def _show(self, found: Overview) -> None:
        current, row = self.current(), max(0, self.table.current_row())
        stand = self._wanted_row or (current.id if current else 0)
        self._wanted_row = 0
        self._show_choices(found.choices)
        self.tabs.follow(found.procedure)
        self._follow_proposals(found.choices.proposals or Step.PROPOSE.target in found.procedure.stages)
        self.tabs.set_counts(found.counts, found.archived)
        self.model.set_ids(found.ids)
        self.table.set_hint("" if found.ids else self._empty_word(found))
        place = self.model.row_of(stand)
        self.table.select_row(place if place >= 0 else min(row, len(found.ids) - 1))
        if not found.ids:
            self.moved.emit(None)
        self.refreshed.emit(found)

    def _show_choices(self, choices: FilterChoices) -> None:
        """Offer what the list can be narrowed by, and narrow it by the call that is wanted."""
        self.filters.set_choices(choices)
        if self._wanted_call:
            call, self._wanted_call = self._wanted_call, 0
            self.filters.call.set_key(str(call))
        self.call_column.setVisible(bool(choices.calls))
        self._fit_columns()
        self._first.arrange()

    def _follow_proposals(self, proposes: bool) -> None:
        """Let what is computed and proposed stand apart where the office proposes."""
        self.model.proposes = proposes
        self._fit_columns()

    def _wants_calls(self) -> bool:
        return self.call_column.isChecked() and not self.call_column.isHidden()

    def _fit_columns(self) -> None:
        """Leave out what a narrow list has no room for: nothing of the sums, and no day that must be kept.

        The call stands where it is wanted and has room beside how far a file has come.
        """
        proposes, widths = self.model.proposes, [one.width() for one in self.table.columns]
        optional = (CALL, DUE, ACHIEVEMENTS, ACCEPTED, *(() if proposes else (COMPUTED, PROPOSED)))
        left = self.width() - sum(width for at, width in enumerate(widths) if at not in optional)
        for column in (COMPUTED, PROPOSED):
            self.table.show_column(column, proposes)
        call = widths[CALL] + 2 * theme.density().pad  # with the edges of the table
        called = self._wants_calls() and left >= call
        self.table.show_column(CALL, called)
        left -= widths[DUE] + (call if called else 0)
        self.table.show_column(DUE, left >= 0)
        both = widths[ACHIEVEMENTS] + widths[ACCEPTED]
        instead = not proposes and left < 0 and (not called or left + widths[DUE] >= both)
        for column in (ACHIEVEMENTS, ACCEPTED):
            self.table.show_column(column, left >= both or instead)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _empty_word(self, found: Overview) -> str:
        if self.wanted() == ApplicationFilter():
            return self.tr("还没有申请件，在“受理”页登记第一件")
        if sum(found.counts.values()):
            return self.tr("这一步骤没有申请件，按 Alt+1 看全部")
        return self.tr("没有符合条件的申请件，按“清除”看全部")

    # --- what is chosen ---

    def current(self) -> ApplicationRow | None:
        """Return the application the list stands on."""
        return self.model.application(self.table.current_row())
