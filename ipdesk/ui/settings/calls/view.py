"""The list of calls, and what can be done with the one in hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeCall, CloseCall, OpenCall
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.session import Session
from ipdesk.models.records import Call, CallDetails, CallSums
from ipdesk.models.workflow import Level
from ipdesk.ui import theme
from ipdesk.ui.awards.policy_place import place_notice
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import ListCall
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.settings.calls.dialog import CallDialog
from ipdesk.ui.settings.calls.materials import Clauses
from ipdesk.ui.settings.calls.power import power_agreed
from ipdesk.ui.settings.calls.reopen_dialog import ReopenDialog
from ipdesk.ui.settings.calls.rows import BUDGET, STATE, cells, change_text, columns, glyph, sums_text
from ipdesk.ui.settings.calls.settling import settle_call
from ipdesk.ui.settings.calls.term import place_agreed, term_agreed
from ipdesk.ui.widgets import GLYPH_ROLE, ActionBar, Button, DeskTable, MessageLine, Panel, Text, confirm


class CallsView(QWidget):
    """Calls are written down (Alt+N), changed (Enter) and closed before their time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self.calls: tuple[Call, ...] = ()
        self.message, self.bar = MessageLine(), ActionBar()
        self.panel, self.table = Panel(self.tr("申报批次"), "F2", flush=True), DeskTable(columns())
        self._model = QStandardItemModel(0, len(columns()), self)
        self.sums: Mapping[int, CallSums] = {}
        self.sum_line = Text("", "sub")
        self._make_buttons()
        self.dialog: CallDialog | None = None
        self._saved_call = 0  # to stand on after the next reading
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)
        self._allow()

    def _make_buttons(self) -> None:
        self.list_button = Button(self.tr("看申请件"), icon="list", shortcut="Alt+L")
        self.settle_button = Button(self.tr("汇总核定…"), icon="check-square", shortcut="Alt+S")
        self.close_button = Button(self.tr("关闭批次…"), icon="lock", shortcut="Alt+C")
        self.reopen_button = Button(self.tr("重新打开…"), shortcut="Alt+O")
        self.change_button = Button(self.tr("修改…"), icon="pencil", shortcut="Ctrl+E")
        self.new_button = Button(self.tr("新建批次…"), "primary", icon="plus", shortcut="Alt+N")

    def _lay_out(self) -> None:
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("申报批次"))
        self.panel.body.addWidget(self.table, 1)
        self._outer.addWidget(self.message)
        self._outer.addWidget(self.panel, 1)
        self._outer.addWidget(self.sum_line)
        buttons = self.list_button, self.settle_button, self.close_button, self.reopen_button
        for button in (*buttons, self.change_button, self.new_button):
            self.bar.add(button)

    def _listen(self) -> None:
        self.table.opened.connect(lambda _: self.change())
        self.table.moved.connect(lambda _: self._allow())
        self.bar.follow(self.table)
        self.new_button.clicked.connect(lambda: self._open(None))
        self.change_button.clicked.connect(self.change)
        self.close_button.clicked.connect(self.close_current)
        self.reopen_button.clicked.connect(self.reopen_current)
        self.list_button.clicked.connect(self.list_current)
        self.settle_button.clicked.connect(self.settle_current)
        self._desk.changed.connect(self._refresh_for)
        buttons = self.new_button, self.change_button, self.close_button, self.reopen_button
        self._desk.guard(Permission.ADMINISTER, *buttons)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(theme.density().gap)

    # --- refreshing ---

    def enter(self) -> None:
        """Read again, and let the keyboard begin in the list."""
        self.refresh()
        self.table.setFocus()

    def _refresh_for(self, changes: Changes) -> None:
        counts = self.isVisible() and changes.touches(Kind.APPLICATION)
        if counts or changes.touches(Kind.CALL, Kind.POLICY):
            self.refresh()

    def refresh(self) -> None:
        """Read the calls again, behind the window."""
        self._latest.ask(_calls_with_sums, done=self._show)

    def _show(self, found: tuple[tuple[Call, ...], Mapping[int, CallSums]]) -> None:
        calls, self.sums = found
        self.table.show_column(BUDGET, any(call.budget is not None for call in calls))
        current = self.current()
        stand = self._saved_call or (current.id if current is not None else 0)
        self._saved_call = 0
        self._list(calls, stand)
        said = self.tr("发了申报通知的，按 Alt+N 登记批次；没有登记的，受理时不问批次")
        self.table.set_hint("" if calls else said)
        self._allow()

    def _list(self, calls: tuple[Call, ...], stand: int) -> None:
        """List the calls and stand on one, by its id; on the first where it is gone."""
        with QSignalBlocker(self.table):
            self._model.setRowCount(0)
            for call in calls:
                self._model.appendRow(self._items(call))
            self.calls = calls
            places = [at for at, call in enumerate(calls) if call.id == stand]
            self.table.select_row(places[0] if places else 0)

    def _items(self, call: Call) -> list[QStandardItem]:
        now = self._desk.store.moment()
        items = [QStandardItem(text) for text in cells(call, now, self._desk.policy_name)]
        items[STATE].setData(glyph(call, now), GLYPH_ROLE)
        return items

    def current(self) -> Call | None:
        """Return the call that the keys act on, None in an empty list."""
        row = self.table.current_row()
        return self.calls[row] if 0 <= row < len(self.calls) else None

    def _allow(self) -> None:
        call = self.current()
        closed = call is not None and call.closed_at is not None
        self.close_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        self.close_button.enable(call is not None, self.tr("还没有登记批次"))
        self.change_button.enable(call is not None, self.tr("还没有登记批次"))
        self.list_button.enable(call is not None, self.tr("还没有登记批次"))
        own = call is not None and call.level is Level.OWN
        self.settle_button.enable(own, self.tr("由上级审定的批次，不在本级汇总核定"))
        self.sum_line.setText(sums_text(call, self.sums.get(call.id)) if call is not None else "")

    # --- its applications ---

    def list_current(self) -> None:
        """Show the applications of the call in hand."""
        if (call := self.current()) is not None:
            self._desk.open(ListCall(call.id))

    def settle_current(self) -> None:
        """Settle the call in hand over all its applications."""
        call = self.current()
        if call is None:
            return
        self.message.clear()
        try:
            settle_call(self._desk, self, self.message, call)
        except DeskError as error:
            self.message.say(error.message, *self._desk.ways_out(error))

    # --- writing ---

    def change(self) -> None:
        """Change the call in hand; of one that was closed only the budget."""
        call = self.current()
        if call is None:
            return
        if why := self._desk.refusal(Permission.ADMINISTER):
            self.message.say(why)
        else:
            self._open(call)

    def _open(self, call: Call | None) -> None:
        self.message.clear()
        titles = [(one, self._desk.policy_name(one)) for one in self._desk.policies.ids()]
        if call is not None and call.policy not in dict(titles):
            titles.append((call.policy, call.policy))
        changes = self._desk.read(queries.call_changes, call.id) if call is not None else ()
        history = tuple(map(change_text, changes))
        sums = self._desk.read(queries.call_sums).get(call.id) if call is not None else None
        self.dialog = CallDialog(call, titles, self._desk.today(), self, history, sums, self._clauses)
        self.dialog.submitted.connect(self._save)
        self.dialog.finished.connect(self._put_away)
        self.dialog.open_once()

    def _clauses(self, policy: str) -> Clauses:
        """Return the clauses of a policy, with article and title; none of one that is not there."""
        if policy not in self._desk.policies.ids():
            return ()
        found = self._desk.policy(policy).clauses
        return [(one.id, f"{one.cited}　{one.title}") for one in found]

    def _put_away(self) -> None:
        self.dialog = None
        self.table.setFocus()

    def _save(self, details: CallDetails) -> None:
        assert self.dialog is not None, "it has just told"
        call = self.dialog.call
        is_open = call is None or call.closed_at is None
        known = is_open and details.policy in self._desk.policies.ids()
        if not power_agreed(self.dialog, details) or (known and not self._fits(details)):
            self.dialog.release()
        else:
            self._write(call, details, self.dialog.reason())

    def _fits(self, details: CallDetails) -> bool:
        """Ask where the policy seems to be another than is meant; say whether the call may be saved."""
        assert self.dialog is not None, "it has just told"
        policy = self._desk.policy(details.policy)
        if not term_agreed(self.dialog, details, policy):
            return False
        return place_agreed(self.dialog, place_notice(self._desk, policy))

    def _write(self, call: Call | None, details: CallDetails, why: str) -> None:
        def done(opened: object) -> None:
            self._saved_call = opened if isinstance(opened, int) else 0
            self._saved(details)

        if call is None:
            self._desk.run_later(self, OpenCall(details=details), done, self._refused)
        else:
            command = ChangeCall(call=call.id, revision=call.revision, details=details, reason=why)
            self._desk.run_later(self, command, done, self._refused)

    def _saved(self, details: CallDetails) -> None:
        if self.dialog is not None:
            self.dialog.saved()
        self.bar.tell(self.tr("已保存“{title}”").format(title=details.title.strip()), "check")

    def _refused(self, error: DeskError) -> None:
        if self.dialog is None:
            self.message.say(error.message)
            return
        self.dialog.refuse(error)
        self.refresh()

    def close_current(self) -> None:
        """Close the call in hand before its time, after asking."""
        call = self.current()
        if call is None or call.closed_at is not None or not self._agreed(call):
            return
        self.message.clear()
        said = self.tr("已关闭“{title}”").format(title=call.title)
        self._desk.run_later(
            self, CloseCall(call=call.id), lambda _: self.bar.tell(said, "check"), self._refused
        )

    def reopen_current(self) -> None:
        """Open the call in hand again, once it was said why."""
        call = self.current()
        if call is None or call.closed_at is None:
            return
        self.message.clear()
        said = self.tr("已重新打开“{title}”").format(title=call.title)
        ReopenDialog(self._desk, call, lambda _: self.bar.tell(said, "check"), self).open_once()

    def _agreed(self, call: Call) -> bool:
        words = self.tr(
            "“{title}”关闭后不能再按它受理，只能改预算。已受理的 {count} 件不受影响。"
            "关错了的，公示以前可以写明理由重新打开。"
        )
        said = words.format(title=call.title, count=call.accepted)
        return confirm(self, self.tr("关闭这个批次？"), said, self.tr("关闭批次"), danger=True)


def _calls_with_sums(session: Session) -> tuple[tuple[Call, ...], Mapping[int, CallSums]]:
    return queries.calls(session), queries.call_sums(session)
