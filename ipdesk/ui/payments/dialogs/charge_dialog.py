"""Saying which task of a fund pays what is decided of a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChargeCall
from ipdesk.models.core.errors import NotFound, Problem
from ipdesk.models.records import Call, CallCharges, Charge
from ipdesk.models.records.funds.charges import OTHERS
from ipdesk.models.workflow import Level
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.models import FundRow, FundRowsModel
from ipdesk.ui.payments.load import PaymentsFile
from ipdesk.ui.widgets import Button, ChoiceField, Column, DeskTable, TextField, WrappingText
from ipdesk.ui.widgets.table.ticked import room_for

_NONE = "none"
_ROWS = 4  # of the list in sight at least


class ChargeDialog(CommandDialog):
    """One task for all that a call grants, and others for clauses of their own.

    ``then`` is told the call: what was decided of it before is still to be charged.
    """

    room = 170

    def __init__(
        self,
        desk: Desk,
        file: PaymentsFile,
        calls: Sequence[Call],
        then: Callable[[int], None],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _tr("申报批次由哪个任务列支"), _tr("保存"), self._saved, parent, columns=4)
        self._calls, self._told = {one.id: one for one in calls}, then
        self._known, self._own = CallCharges(), dict[str, int]()
        tasks = [(str(one.id), f"{one.section} {one.number}　{one.name}") for one in file.tasks]
        self.call = ChoiceField([(str(one.id), one.title) for one in calls])
        self.others, self.task = ChoiceField([*tasks, (_NONE, _tr("不指定"))]), ChoiceField(tasks)
        self.rule, self.authority = ChoiceField(()), TextField()
        self.add_one = Button(_tr("另列这一条"), icon="plus", shortcut="Alt+A")
        self._words = dict(tasks)
        self._make_list()
        self._lay_out_form()
        self._listen()
        self.call.set_key(str(calls[0].id))
        self._read_call()
        self.call.setFocus()

    def _make_list(self) -> None:
        columns = (
            Column(_tr("条款"), "key", ems=12, stretch=True),
            Column(_tr("列支任务"), ems=10, stretch=True),
        )
        self.table = DeskTable(columns)
        self.model = FundRowsModel(len(columns), self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_tr("另列的条款"))
        self.table.setMinimumHeight(room_for(_ROWS))

    def _listen(self) -> None:
        gone = QShortcut(QKeySequence("Delete"), self.table)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self._remove)
        self.add_one.clicked.connect(self._add)
        self.call.changed.connect(lambda _: self._read_call())

    def _lay_out_form(self) -> None:
        said = _tr("审定时从所选任务的可用额度核定；额度不够的不能审定。此前已审定的，保存后一并列支。")
        self.body.insertWidget(0, WrappingText(said))
        self.add("call", _tr("申报批次"), self.call, 2)
        self.add("others", _tr("由哪个任务列支"), self.others, 2)
        self.add("authority", _tr("上级授权本级拨付的文件"), self.authority, 4, optional=False)
        self.add("rule", _tr("由别的任务列支的条款"), self.rule, 2, _tr("没有的不填"))
        self.add("task", _tr("这一条的列支任务"), self.task, 2)
        self.place(self.add_one, 4)
        self.need("others")
        self.body.addWidget(self.table, 1)

    # --- the call in hand ---

    def _read_call(self) -> None:
        call = self._calls[int(self.call.key())]
        self._known = self._desk.read(queries.call_charges, call.id)
        self._own = {one.rule: one.task for one in self._known.charges if one.rule != OTHERS}
        others = next((one.task for one in self._known.charges if one.rule == OTHERS), None)
        unsaid = _NONE if self._known.charges else ""
        self.others.set_key(unsaid if others is None else str(others))
        self.authority.setText(self._known.authority)
        self.grid.leave_out(() if call.level is Level.UPPER else (self.fields["authority"],))
        self.rule.set_choices(list(self._rules(call)))
        self._show_own()

    def _rules(self, call: Call) -> Iterator[tuple[str, str]]:
        """Yield the clauses of the policy that pay something, by their full ids."""
        try:
            rules = self._desk.policy(call.policy).pack.rules
        except NotFound:
            return
        for rule in rules:
            if rule.amount is not None:
                yield f"{call.policy}/{rule.id}", f"{rule.article}　{rule.title}"

    def _show_own(self) -> None:
        words = dict(self._rules(self._calls[int(self.call.key())]))
        own = enumerate(self._own.items(), start=1)
        cells = (((words.get(rule, rule), self._words.get(str(task), "")), at) for at, (rule, task) in own)
        self.model.show_rows([FundRow(at, texts) for texts, at in cells])
        self.table.set_hint("" if self._own else _tr("没有另列的条款；列入的选中后按 Delete 撤去"))

    def _add(self) -> None:
        if self.rule.key() and self.task.key():
            self._own[self.rule.key()] = int(self.task.key())
            self._show_own()

    def _remove(self) -> None:
        at = self.table.current_row()
        if 0 <= at < len(self._own):
            del self._own[list(self._own)[at]]
            self._show_own()

    def content(self) -> object:
        """Return what was entered, the clauses of their own among it."""
        return super().content(), tuple(self._own.items())

    # --- saving ---

    def missing(self) -> Iterator[Problem]:
        """Yield that no task is named, or a clause that is not in the list yet: it would be forgotten."""
        yield from super().missing()
        if self.others.key() == _NONE and not self._own and not self._known.charges:
            yield Problem("others", _tr("这个批次还没有列支任务，请选择一个，或者另列条款。"))
        chosen = self.rule.key()
        if chosen and self.task.key() and self._own.get(chosen) != int(self.task.key()):
            yield Problem("rule", _tr("按 Alt+A 列入下表，或者清空这一格。"))

    def entered(self) -> ChargeCall:
        """Return what pays the call from now on."""
        charges = [Charge(task, rule) for rule, task in self._own.items()]
        if self.others.key() != _NONE:
            charges.append(Charge(int(self.others.key())))
        call, authority = int(self.call.key()), self.authority.text()
        return ChargeCall(
            call=call, revision=self._known.revision, charges=tuple(charges), authority=authority
        )

    def _saved(self, _: object) -> None:
        self._told(int(self.call.key()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
