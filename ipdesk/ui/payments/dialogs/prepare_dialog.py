"""Choosing what a batch pays: how, to whom, and which of what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.models.commands import ChangeBatch, PrepareBatch
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.pinyin import begins_with_letters
from ipdesk.models.payments.proposed_line import proposed_line
from ipdesk.models.records import BatchDetails, LineDetails, PayableGrant, PaymentLine
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.load import BatchFile, PaymentsFile
from ipdesk.ui.payments.rows import payable_columns, payable_row
from ipdesk.ui.payments.seen import note_accounts
from ipdesk.ui.widgets import ChoiceField, Switch, Text, TextField
from ipdesk.ui.widgets.table.ticked import TickedTable

Then = Callable[[Any], None]
_ROWS = 9  # rows of the list in sight at least
_OF_BANKS = {Channel.BANK_UNITS: PayeeKind.UNIT, Channel.BANK_PERSONS: PayeeKind.PERSON}
"""Whom a batch pays through the bank: banks take units and persons apart."""


class WaitingDialog(CommandDialog):
    """A list of what waits, to be ticked; ``offered`` are the grants that may be in it."""

    room = 200

    def __init__(
        self,
        desk: Desk,
        file: PaymentsFile,
        title: str,
        accept: str,
        then: Then,
        parent: QWidget,
        number: str = "",
    ) -> None:
        """List what is in no batch, and what is in that of a ``number``."""
        super().__init__(desk, title, accept, then, parent, columns=4)
        self._file = file
        self._known = {one.grant: one for one in file.waiting if one.batch in ("", number)}
        self.search, self.summary = TextField(placeholder=_tr("收款人、申请编号或者任务")), Text("", "strong")
        self.table = TickedTable(_tr("待拨付"), payable_columns(), _ROWS)
        self.model = self.table.ticks

    def _add_list(self) -> None:
        """Stand below the fields that are there by now."""
        self.search.setObjectName("search")  # what is looked for is no entry
        self.add("search", _tr("查找"), self.search, 1, _tr("只列出，不改变已选"))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.summary)
        self.search.textEdited.connect(lambda _: self.show_list())
        self.model.changed.connect(self._sum_up)

    def content(self) -> object:
        """Return what was entered, the ticks among it."""
        return super().content(), tuple(self.model.ticked)

    def payees(self) -> PayeeKind:
        """Return whom the batch pays."""
        raise NotImplementedError

    def offered(self) -> Iterator[PayableGrant]:
        """Yield what may be paid by such a batch."""
        return (one for one in self._known.values() if one.kind in (None, self.payees()))

    def show_list(self) -> None:
        """List what may be paid and is looked for; what may not be paid so loses its tick."""
        offered = tuple(self.offered())
        self.model.ticked = {one.grant: None for one in offered if one.grant in self.model.ticked}
        self.model.show_rows([payable_row(self._file, one) for one in offered if self._is_wanted(one)])
        note_accounts(self._desk, self._file, {one.application for one in offered if one.account})
        sums = [row.cells[-1] for row in self.model.rows]
        self.table.make_room(len(self.table.columns) - 1, sums)
        none = _tr("没有等着付给{kind}的").format(kind=_kind_word(self.payees()))
        self.table.set_hint("" if offered else none)
        self._sum_up()

    def _is_wanted(self, one: PayableGrant) -> bool:
        typed = self.search.text().strip()
        names = (*one.parties, one.account_name)
        if not typed or any(begins_with_letters(name, typed) for name in names):
            return True
        texts = (*names, one.number, self._file.task_name(one.task), one.purpose)
        return any(compared_name(typed) in compared_name(text) for text in texts)

    def _sum_up(self) -> None:
        fen = sum(self._known[one].left for one in self.model.ticked if one in self._known)
        words = _tr("已选 {count} 笔，合计 {total} 元。空格勾选一笔，Ctrl+A 勾选列出的全部")
        self.summary.setText(words.format(count=len(self.model.ticked), total=grouped_yuan(fen)))

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        if not self.model.ticked:
            yield Problem("lines", _tr("请至少勾选一笔。"))

    def in_order(self) -> tuple[int, ...]:
        """Return the grants that are ticked, in the order in which they wait."""
        return tuple(one for one in self._known if one in self.model.ticked)


class PrepareDialog(WaitingDialog):
    """Asks how a new batch is paid; whom it can pay follows from that where a bank pays it."""

    def __init__(self, desk: Desk, file: PaymentsFile, then: Then, parent: QWidget) -> None:
        super().__init__(desk, file, _tr("编制拨付批次"), _tr("编制"), then, parent)
        self.channel = ChoiceField([(one.value, one.label) for one in Channel])
        self.kind = ChoiceField([(one.value, _kind_word(one)) for one in PayeeKind])
        self.purpose, self.recorded = TextField(), Switch(_tr("补录以前付过的款（不再核对收款账户）"))
        self.add("channel", _tr("支付方式"), self.channel, 1)
        self.add("payees", _tr("付给"), self.kind, 1)
        self.add("purpose", _tr("用途"), self.purpose, 1, _tr("不填的用各笔核定的用途"))
        self.need("channel", "payees")
        self._add_list()
        self.place(self.recorded, 4)
        self.channel.set_key(file.batches[0].channel.value if file.batches else Channel.TREASURY.value)
        self.kind.set_key(self._usual_kind().value)
        self.channel.changed.connect(lambda _: self._follow_channel())
        self.kind.changed.connect(lambda _: self._offer_all())
        self._offer_all()
        self.table.setFocus()

    def _offer_all(self) -> None:
        """List what waits for such payees, all of it ticked: a batch usually pays all that waits."""
        self.show_list()
        self.model.tick([row.id for row in self.model.rows])

    def _usual_kind(self) -> PayeeKind:
        """Return of which kind the first is that waits."""
        kinds = (one.kind for one in self._file.payable if one.kind is not None)
        return next(kinds, PayeeKind.UNIT)

    def _follow_channel(self) -> None:
        kind = _OF_BANKS.get(Channel(self.channel.key()))
        if kind is not None:
            self.kind.set_key(kind.value)
        self.kind.setEnabled(kind is None)

    def payees(self) -> PayeeKind:
        """Return whom the batch pays."""
        return PayeeKind(self.kind.key())

    def entered(self) -> PrepareBatch:
        """Return the batch: each ticked grant as it is proposed."""
        assert self._file.fund is not None, "the page offers nothing without a fund"
        details = BatchDetails(
            fund=self._file.fund.id,
            channel=Channel(self.channel.key()),
            payees=self.payees(),
            purpose=self.purpose.text(),
            recorded=self.recorded.isChecked(),
        )
        lines = tuple(proposed_line(self._known[one], self.purpose.text()) for one in self.in_order())
        return PrepareBatch(details=details, lines=lines)


class ChooseDialog(WaitingDialog):
    """Chooses anew what a batch pays that nobody signed; payments that stay keep what was typed of them."""

    def __init__(self, desk: Desk, file: PaymentsFile, shown: BatchFile, then: Then, parent: QWidget) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("改选批次 {number} 的支付").format(number=shown.batch.number)
        super().__init__(desk, file, title, _tr("保存"), then, parent, shown.batch.number)
        self._batch, self._lines = shown.batch, shown.lines
        self.purpose = TextField()
        self.purpose.setText(shown.batch.purpose)
        self.add("purpose", _tr("用途"), self.purpose, 3)
        self._add_list()
        self.model.tick([line.grant for line in shown.lines])
        self.show_list()
        self.table.setFocus()

    def payees(self) -> PayeeKind:
        """Return whom the batch pays."""
        return self._batch.payees

    def entered(self) -> ChangeBatch:
        """Return the batch with what is ticked now: first what stood there, as it stood."""
        kept = [one for one in self._lines if one.grant in self.model.ticked]
        there = {one.grant for one in kept}
        new = (one for one in self.in_order() if one not in there)
        added = (proposed_line(self._known[one], self.purpose.text()) for one in new)
        lines = (*map(typed_of, kept), *added)
        return ChangeBatch(
            batch=self._batch.id,
            revision=self._batch.revision,
            lines=lines,
            purpose=self.purpose.text(),
        )


def typed_of(line: PaymentLine) -> LineDetails:
    """Return what was entered of a payment."""
    return LineDetails(**{name: getattr(line, name) for name in LineDetails.__slots__})


def _kind_word(kind: PayeeKind) -> str:
    return _tr("单位（对公）") if kind is PayeeKind.UNIT else _tr("个人（对私）")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
