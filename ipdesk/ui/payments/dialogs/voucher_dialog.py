"""Typing back what the treasury's system says of payments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import KeepVouchers
from ipdesk.models.records import PaymentLine, Voucher
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.load import BatchFile
from ipdesk.ui.widgets import ChoiceField, DateField, TextField

_ALL = "all"


class VoucherDialog(CommandDialog):
    """The numbers of one payment, or of all of the batch where one application pays them together."""

    room = 180

    def __init__(
        self,
        desk: Desk,
        shown: BatchFile,
        line: PaymentLine | None,
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("登记支付凭证　批次 {number}").format(number=shown.batch.number)
        super().__init__(desk, title, _tr("登记"), then, parent, columns=4)
        self._batch, self._known = shown.batch.id, shown.vouchers
        self._payments = [one.payment for one in shown.lines if one.payment is not None]
        self.which = ChoiceField(list(_choices(shown)))
        self.texts, self.day = {name: TextField() for name in _words()}, DateField(desk.today)
        self._lay_out_form()
        self.which.changed.connect(lambda _: self._show())
        self.which.set_key(str(line.payment) if line is not None else _ALL)
        self._show()
        self.texts["quota_number"].setFocus()

    def _lay_out_form(self) -> None:
        self.add("which", _tr("哪一笔"), self.which, 4)
        for name, word in _words().items():
            self.add(name, word, self.texts[name], 2, _tr("选填"))
        self.add("paid_on", _tr("支付日期"), self.day, 2, _tr("选填"))

    def _show(self) -> None:
        """Show what is known; what was typed for the payment before stays where nothing is."""
        known = self._known.get(int(self.which.key())) if self.which.key() not in ("", _ALL) else None
        if known is None:
            return
        for name, field in self.texts.items():
            field.setText(getattr(known, name))
        self.day.set_day(known.paid_on)

    def entered(self) -> KeepVouchers:
        """Return the numbers for the chosen payment, or for each of the batch."""
        texts = {name: field.text() for name, field in self.texts.items()}
        voucher = Voucher(**texts, paid_on=self.day.day())
        chosen = self.which.key()
        payments = self._payments if chosen == _ALL else [int(chosen)]
        return KeepVouchers(batch=self._batch, vouchers=dict.fromkeys(payments, voucher))


def _words() -> dict[str, str]:
    return {
        "quota_number": _tr("指标文号"),
        "functional_class": _tr("支出功能分类"),
        "government_class": _tr("政府支出经济分类"),
        "department_class": _tr("部门支出经济分类"),
        "request_number": _tr("支付申请编号"),
        "voucher_number": _tr("支付凭证号"),
    }


def _choices(shown: BatchFile) -> list[tuple[str, str]]:
    every = _tr("这一批的全部 {count} 笔").format(count=len(shown.lines))
    words = _tr("第{place}笔　{who}")
    each = [
        (str(one.payment), words.format(place=one.place, who=one.account_name or "、".join(one.parties)))
        for one in shown.lines
    ]
    return [(_ALL, every), *each]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
