"""Changing one payment of a batch that nobody signed: its account, its sum, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.models.commands import ChangeBatch
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.payments.bank_codes import bank_kind_of
from ipdesk.models.records import LineDetails, PaymentLine
from ipdesk.rules.core.plain_text import compact
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.dialogs.prepare_dialog import typed_of
from ipdesk.ui.payments.load import BatchFile
from ipdesk.ui.widgets import MoneyField, TextField, WrappingText

_TEXTS = ("account_name", "bank", "bank_kind", "bank_number", "purpose", "remark")


class LineDialog(CommandDialog):
    """The form of a payment; what was found in it stands above."""

    room = 170

    def __init__(
        self, desk: Desk, shown: BatchFile, line: PaymentLine, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("第{place}笔　{who}").format(place=line.place, who="、".join(line.parties))
        super().__init__(desk, title, _tr("保存"), then, parent, columns=4)
        self._batch, self._lines, self._line = shown.batch, shown.lines, line
        self.texts = {name: TextField() for name in _TEXTS}
        self.account = TextField()
        self.amount, self.tax = MoneyField(), MoneyField()
        if said := "\n".join(one.text for one in shown.findings if one.place == line.place):
            self.body.addWidget(WrappingText(said, "sub"))
        self._lay_out_form()
        self._show()
        self.texts["bank"].textChanged.connect(self._propose_kind)
        self.account.setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        self.add("account_name", _tr("收款户名"), self.texts["account_name"], 2)
        self.add("account", _tr("收款账号"), self.account, 2)
        self.add("bank", _tr("开户行"), self.texts["bank"], 2, _tr("到支行"))
        self.add("bank_kind", _tr("行别"), self.texts["bank_kind"], 1, optional)
        self.add("bank_number", _tr("联行号"), self.texts["bank_number"], 1, _tr("12位，选填"))
        self.add("fen", _tr("应发金额"), self.amount, 2, optional=False)
        self.add("tax", _tr("代扣个税"), self.tax, 2, optional)
        self.add("purpose", _tr("用途"), self.texts["purpose"], 2, optional)
        self.add("remark", _tr("备注"), self.texts["remark"], 2, optional)
        if self._batch.payees is PayeeKind.UNIT:
            self.grid.leave_out((self.fields["tax"],))

    def _show(self) -> None:
        for name, field in self.texts.items():
            field.setText(getattr(self._line, name))
        self.account.setText(self._line.account)
        self.amount.set_fen(self._line.fen)
        self.tax.set_fen(self._line.tax)

    def _propose_kind(self) -> None:
        """Say which bank it is as far as the branch's name tells."""
        if kind := bank_kind_of(self.texts["bank"].text()):
            self.texts["bank_kind"].setText(kind)

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        if not self.amount.fen():
            yield Problem("fen", _tr("请填写应发金额。"))

    def entered(self) -> ChangeBatch:
        """Return the batch with this payment as it was typed; the others stay."""
        batch, own = self._batch, self._line.id
        lines = tuple(self._typed() if one.id == own else typed_of(one) for one in self._lines)
        return ChangeBatch(batch=batch.id, revision=batch.revision, lines=lines, purpose=batch.purpose)

    def _typed(self) -> LineDetails:
        account = check_bank_account(self.account.text()).value
        texts = self.texts
        return replace(
            typed_of(self._line),
            fen=self.amount.fen() or 0,
            tax=self.tax.fen() or None,
            account_name=texts["account_name"].text(),
            account=account,
            bank_kind=texts["bank_kind"].text(),
            bank=texts["bank"].text(),
            bank_number=compact(texts["bank_number"].text()),
            purpose=texts["purpose"].text(),
            remark=texts["remark"].text(),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
