"""What became of the payments of a batch, entered from slips where there is no file of the bank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.payments.results import Outcome, ResultRow, SentPayment, SentState
from ipdesk.models.commands import EnterResults
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import PaymentBatch
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.widgets import ChoiceField, Column, DateField, Text, TextField
from ipdesk.ui.widgets.table.ticked import TickedTable

_ROWS = 8  # of the list in sight at least


class ByHandDialog(CommandDialog):
    """Asks for the payments with one outcome; the others go on waiting.

    Nothing is chosen beforehand: a result that nobody looked for would stand in the books.
    """

    room = 190

    def __init__(
        self,
        desk: Desk,
        batch: PaymentBatch,
        sent: Sequence[SentPayment],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        title = _tr("照回单登记结果　批次 {number}").format(number=batch.number)
        super().__init__(desk, title, _tr("登记结果"), then, parent, columns=4)
        self._batch = batch.id
        self._waiting = {at: one for at, one in enumerate(sent, start=1) if one.state in _OPEN}
        self.outcome = ChoiceField(list(_outcomes()))
        self.day, self.reason, self.summary = DateField(desk.today), TextField(), Text("", "strong")
        self._make_list()
        self._lay_out_form()
        self.day.set_day(desk.today())
        self.outcome.changed.connect(lambda _: self._follow())
        if len(self._waiting) == 1:
            self.model.tick(list(self._waiting))
        self._follow()
        self.table.setFocus()

    def _make_list(self) -> None:
        columns = (
            Column(_tr("流水号"), ems=8, stay=True),
            Column(_tr("收款户名"), "key", ems=10, stretch=True),
            Column(_tr("收款账号"), "sub", ems=10, stretch=True),
            Column(_tr("金额（元）"), "number", ems=6, stay=True),
        )
        self.table = TickedTable(_tr("等结果的支付"), columns, _ROWS)
        self.model = self.table.ticks
        self.model.show_rows([_row(at, one) for at, one in self._waiting.items()])
        self.model.changed.connect(self._sum_up)

    def _lay_out_form(self) -> None:
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.summary)
        self.add("outcome", _tr("勾选的这些"), self.outcome, 1)
        self.add("day", _tr("支付日期"), self.day, 1)
        self.add("reason", _tr("没有付成的原因"), self.reason, 2)
        self.need("day", "reason", outcome=_tr("请选择这些款付成了没有。"))

    def _follow(self) -> None:
        failed = self.outcome.key() == Outcome.FAILURE.value
        self.grid.leave_out(() if failed else (self.fields["reason"],))
        self._sum_up()

    def _sum_up(self) -> None:
        fen = sum(self._waiting[at].fen for at in self.model.ticked)
        words = _tr("已选 {count} 笔，合计 {total} 元；其余 {others} 笔继续等结果")
        others = len(self._waiting) - len(self.model.ticked)
        said = words.format(count=len(self.model.ticked), total=grouped_yuan(fen), others=others)
        self.summary.setText(said)

    def content(self) -> object:
        """Return what was entered, the ticks among it."""
        return super().content(), tuple(self.model.ticked)

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        if not self.model.ticked:
            yield Problem("rows", _tr("请至少勾选一笔。"))

    def entered(self) -> EnterResults | None:
        """Return what became of the payments that are ticked, None without a day."""
        day = self.day_of("day")
        if day is None:
            return None
        outcome = Outcome(self.outcome.key())
        said = self.reason.text() if outcome is Outcome.FAILURE else ""
        chosen = [(at, one) for at, one in self._waiting.items() if at in self.model.ticked]
        rows = tuple(
            ResultRow(at, one.serial, one.account, one.name, one.fen, outcome, said) for at, one in chosen
        )
        others = {one.serial for one in self._waiting.values()} - {row.serial for row in rows}
        return EnterResults(batch=self._batch, rows=rows, day=day, still_waiting=frozenset(others))


_OPEN = (SentState.SENT, SentState.IN_PROCESS)


def _row(at: int, one: SentPayment) -> FundRow:
    return FundRow(at, (one.serial, one.name, one.account, grouped_yuan(one.fen)))


def _outcomes() -> Sequence[tuple[str, str]]:
    return (
        (Outcome.SUCCESS.value, _tr("已经付成")),
        (Outcome.FAILURE.value, _tr("没有付成")),
        (Outcome.IN_PROCESS.value, _tr("银行处理中")),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
