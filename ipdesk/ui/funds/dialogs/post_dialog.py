"""Entering what happened to the money of a fund, of a task, or of a grant and its payments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.books import movements
from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.figures import Figures
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.models.commands import PostToFund
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import FundGrantRecord, FundPaymentRecord, FundTaskRecord
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.dialogs.posting_fields import PostingFields
from ipdesk.ui.widgets import ChoiceField
from ipdesk.ui.widgets.money import fen_text

Payments = tuple[tuple[FundPaymentRecord, Figures], ...]

_OF_FUND = (
    PostingKind.ARRIVE, PostingKind.ALLOCATE, PostingKind.REALLOCATE, PostingKind.WITHDRAW_ALLOCATION,
    PostingKind.SURRENDER, PostingKind.RENEW,
)  # fmt: skip
_OF_TASK = _OF_FUND[1:]
_OF_GRANT = (PostingKind.RELEASE, PostingKind.SURRENDER, PostingKind.RENEW)
_OF_SENT = (PostingKind.PAY, PostingKind.FAIL)
_OF_PAID = (PostingKind.RETURN_IN_YEAR, PostingKind.RETURN_LATER)
_WITH_TASK = (PostingKind.ALLOCATE, PostingKind.REALLOCATE, PostingKind.WITHDRAW_ALLOCATION)
_PLACES = {Place.TRANSIT: "in_transit", Place.PAID: "paid", Place.ALLOTTED: "allotted"}


@dataclass(frozen=True, slots=True)
class InHand:
    """What a posting is about: the fund, the task in hand, one of its grants with its payments."""

    fund: int
    tasks: tuple[FundTaskRecord, ...]
    task: FundTaskRecord | None = None
    grant: FundGrantRecord | None = None
    payments: Payments = ()

    def kinds(self) -> tuple[PostingKind, ...]:
        """Return what can have happened, what follows next first."""
        if self.grant is None:
            return _OF_FUND if self.task is None else _OF_TASK
        sent = any(figures.in_transit for _, figures in self.payments)
        spent = any(figures.executed for _, figures in self.payments)
        return (*(_OF_SENT if sent else ()), *(_OF_PAID if spent else ()), *_OF_GRANT)

    def about(self, kind: PostingKind) -> dict[str, int]:
        """Return the sum (fen) of each payment that a kind can be about, by the payment's id as text."""
        wanted = _OF_SENT if kind in _OF_SENT else _OF_PAID
        return {
            str(payment.id): figures.in_transit if wanted is _OF_SENT else figures.executed
            for payment, figures in self.payments
            if kind in wanted and (figures.in_transit if wanted is _OF_SENT else figures.executed)
        }


class PostDialog(CommandDialog):
    """Asks what happened; only what that needs is shown."""

    room = 160

    def __init__(self, desk: Desk, in_hand: InHand, then: Callable[[Any], None], parent: QWidget) -> None:
        super().__init__(desk, _title(in_hand), _tr("记账"), then, parent, columns=4)
        self._in_hand = in_hand
        self._lay_out_form(desk)
        self.kind.changed.connect(lambda _: self._follow_kind())
        self.payment.changed.connect(lambda _: self._take_sum())
        self.task.set_key(str(in_hand.task.id) if in_hand.task is not None else "")
        self.kind.set_key(in_hand.kinds()[0].name)
        self._follow_kind()
        self.kind.setFocus()

    def _lay_out_form(self, desk: Desk) -> None:
        in_hand = self._in_hand
        self.kind = ChoiceField([(kind.name, kind.label) for kind in in_hand.kinds()])
        tasks = [(str(one.id), f"{one.section} {one.number}　{one.name}") for one in in_hand.tasks]
        self.task, self.other, self.payment = ChoiceField(tasks), ChoiceField(tasks), ChoiceField(())
        self.posting = PostingFields(desk, self)
        self.add("kind", _tr("记账事项"), self.kind, 2)
        self.add("task", _tr("任务"), self.task, 2)
        self.add("payment", _tr("哪一笔支付"), self.payment, 2)
        self.add("other", _tr("调剂给哪个任务"), self.other, 2)
        self.need("kind", "task", "other", "payment")
        self.posting.add(_tr("依据"))

    def _chosen(self) -> PostingKind:
        return PostingKind[self.kind.key()]

    def _follow_kind(self) -> None:
        """Show what the kind needs."""
        if not self.kind.key():
            return
        kind, payments = self._chosen(), self._in_hand.about(self._chosen())
        asked = {
            "task": self._in_hand.task is None and kind in _WITH_TASK,
            "other": kind is PostingKind.REALLOCATE,
            "payment": kind in (*_OF_SENT, *_OF_PAID),
        }
        self.grid.leave_out(self.fields[name] for name, wanted in asked.items() if not wanted)
        channels = {str(one.id): one.channel.label for one, _ in self._in_hand.payments}
        words = _tr("{fen} 元　{channel}")
        self.payment.set_choices(
            [(id_, words.format(fen=fen_text(fen), channel=channels[id_])) for id_, fen in payments.items()]
        )
        if len(payments) == 1:
            self.payment.set_key(next(iter(payments)))
        self._take_sum()

    def _take_sum(self) -> None:
        """Take the sum of the payment: it succeeds, fails or comes back as a whole."""
        about = self._in_hand.about(self._chosen()) if self.kind.key() else {}
        if self.payment.key() in about and self.fields["payment"].isVisibleTo(self):
            self.posting.amount.set_fen(about[self.payment.key()])

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        yield from self.posting.sum_problem()

    def entered(self) -> PostToFund | None:
        """Return what is entered into the books, None without a day."""
        day = self.posting.posting_day()
        if day is None:
            return None
        kind, fen = self._chosen(), self.posting.amount.fen() or 0
        return PostToFund(
            fund=self._in_hand.fund,
            kind=kind,
            day=day,
            movements=(self._movement(kind, fen),),
            basis=self.posting.basis.text(),
        )

    def _movement(self, kind: PostingKind, fen: int) -> Movement:
        task, other, payment = self.task.key(), self.other.key(), self.payment.key()
        grant = str(self._in_hand.grant.id) if self._in_hand.grant is not None else ""
        own = str(self._in_hand.task.id) if self._in_hand.task is not None else ""
        ways: Mapping[PostingKind, Callable[[], Movement]] = {
            PostingKind.ARRIVE: lambda: movements.arrival(fen),
            PostingKind.ALLOCATE: lambda: movements.allocation(fen, task),
            PostingKind.WITHDRAW_ALLOCATION: lambda: movements.withdrawal(fen, task),
            PostingKind.REALLOCATE: lambda: movements.reallocation(fen, task, other),
            PostingKind.RELEASE: lambda: movements.release(fen, own, grant),
            PostingKind.PAY: lambda: movements.success(fen, own, grant, payment),
            PostingKind.FAIL: lambda: movements.failure(fen, own, grant, payment),
            PostingKind.RETURN_IN_YEAR: lambda: movements.return_in_year(
                fen, own, grant, payment, self._stands_at()
            ),
            PostingKind.RETURN_LATER: lambda: movements.return_later(
                fen, own, grant, payment, self._stands_at()
            ),
            PostingKind.SURRENDER: lambda: movements.surrender(fen, own, grant),
            PostingKind.RENEW: lambda: movements.renewal(fen, own, grant),
        }
        return ways[kind]()

    def _stands_at(self) -> Place:
        """Return where the sum of the chosen payment stands."""
        stands = next(one for payment, one in self._in_hand.payments if str(payment.id) == self.payment.key())
        return next(place for place, name in _PLACES.items() if getattr(stands, name))


def _title(in_hand: InHand) -> str:
    if in_hand.grant is not None:
        named = "、".join(in_hand.grant.parties) or in_hand.grant.item or in_hand.grant.purpose
        return _tr("记账　{name}").format(name=named)
    return _tr("记账　{name}").format(name=in_hand.task.name) if in_hand.task else _tr("记账")


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
