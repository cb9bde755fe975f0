"""Sending the sum of a grant to be paid, and taking a posting back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.core.words import Channel
from ipdesk.models.commands import ReversePosting, SendPayment
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import FundGrantRecord, PaymentDetails, PostingRow
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.dialogs.post_dialog import Payments
from ipdesk.ui.funds.dialogs.posting_fields import PostingFields
from ipdesk.ui.widgets import ChoiceField, DateField, TextField, WrappingText
from ipdesk.ui.widgets.money import fen_text

Then = Callable[[Any], None]


class SendDialog(CommandDialog):
    """Asks by which channel a grant is paid, and which failed payment this one repeats."""

    room = 160

    def __init__(
        self,
        desk: Desk,
        grant: FundGrantRecord,
        payments: Payments,
        unpaid: int,
        then: Then,
        parent: QWidget,
    ) -> None:
        """Take the grant with what of it is unpaid (fen), which is proposed."""
        super().__init__(
            desk, _tr("提交支付　{name}").format(name=_named(grant)), _tr("提交支付"), then, parent, 4
        )
        self._grant = grant.id
        self.channel = ChoiceField([(one.value, one.label) for one in Channel])
        self.reissues, self.remark = ChoiceField(_again(payments)), TextField()
        self.posting = PostingFields(desk, self)
        self.add("channel", _tr("支付方式"), self.channel, 2)
        self.need("channel")
        self.add("reissues", _tr("补发哪一笔失败的支付"), self.reissues, 2, _tr("不是补发的不选"))
        self.grid.leave_out(() if self.reissues.count() else (self.fields["reissues"],))
        self.posting.add(_tr("依据"))
        self.add("remark", _tr("备注"), self.remark, 4, _tr("选填"))
        self.posting.amount.set_fen(unpaid or None)
        self.channel.setFocus()

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        yield from self.posting.sum_problem()

    def entered(self) -> SendPayment | None:
        """Return what is sent, None without a day."""
        day = self.posting.posting_day()
        if day is None:
            return None
        reissues = int(self.reissues.key()) if self.reissues.key() else None
        details = PaymentDetails(
            channel=Channel(self.channel.key()), reissues=reissues, remark=self.remark.text()
        )
        fen, basis = self.posting.amount.fen() or 0, self.posting.basis.text()
        return SendPayment(grant=self._grant, fen=fen, details=details, day=day, basis=basis)


def _again(payments: Payments) -> list[tuple[str, str]]:
    """Return the payments that came to nothing and were not repeated."""
    repeated = {one.reissues for one, _ in payments}
    words = _tr("第{number}笔　{channel}")
    return [
        (str(one.id), words.format(number=at, channel=one.channel.label))
        for at, (one, figures) in enumerate(payments, start=1)
        if not sum(figures) and one.id not in repeated
    ]


def _named(grant: FundGrantRecord) -> str:
    return "、".join(grant.parties) or grant.item or grant.purpose


class ReverseDialog(CommandDialog):
    """Asks why a posting is taken back, and on which day."""

    def __init__(self, desk: Desk, fund: int, row: PostingRow, then: Then, parent: QWidget) -> None:
        super().__init__(desk, _tr("冲销"), _tr("冲销"), then, parent)
        self._fund, self._number = fund, row.number
        words = _tr(
            "第{number}笔：{day}　{kind}　{fen} 元。已经记的账不能改，记错的用一笔反向的账冲销，两笔都留着。"
        )
        said = words.format(number=row.number, day=row.day.text(), kind=row.kind.label, fen=fen_text(row.fen))
        self.body.addWidget(WrappingText(said))
        self.day, self.reason = DateField(desk.today), TextField()
        self.add("day", _tr("冲销的日期"), self.day)
        self.add("basis", _tr("冲销的理由"), self.reason)
        self.need("day", "basis")
        self.day.set_day(desk.today())
        self.reason.setFocus()

    def entered(self) -> ReversePosting | None:
        """Return what is taken back, None without a day."""
        day = self.day_of("day")
        if day is None:
            return None
        when, why = PostingDay(day), self.reason.text()
        return ReversePosting(fund=self._fund, number=self._number, day=when, reason=why)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
