"""What became of a payment later: money came back, was paid from a wrong task, or is not paid again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.payments.states import PaymentState
from ipdesk.models.commands import CorrectQuota, ForfeitPayment, ReturnPayment
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import PaymentLine, ReturnWay
from ipdesk.models.records.funds.dues import UnpostedReturn
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.load import PaymentsFile
from ipdesk.ui.payments.rows import standing_words
from ipdesk.ui.widgets import ChoiceField, DateField, MoneyField, TextField, WrappingText

_RETURN, _CORRECT, _FORFEIT = "return", "correct", "forfeit"
_Command = ReturnPayment | CorrectQuota | ForfeitPayment


class ActDialog(CommandDialog):
    """Asks what happened; only what that needs is shown.

    What came ``back`` by a clawback, as its file says, is proposed.
    """

    room = 170

    def __init__(
        self,
        desk: Desk,
        file: PaymentsFile,
        line: PaymentLine,
        then: Callable[[Any], None],
        parent: QWidget,
        back: UnpostedReturn | None = None,
    ) -> None:
        who = line.account_name or "、".join(line.parties)
        title = _tr("第{place}笔　{who}").format(place=line.place, who=who)
        super().__init__(desk, title, _tr("登记"), then, parent, columns=4)
        assert line.payment is not None, "what was not sent cannot come back"
        self._payment, self._line = line.payment, line
        self.what = ChoiceField(list(_acts(line)))
        self.way = ChoiceField([(one.value, _way_word(one)) for one in ReturnWay])
        self.task = ChoiceField([(str(one.id), f"{one.section}　{one.name}") for one in file.tasks])
        self.amount, self.day, self.reason = MoneyField(), DateField(desk.today), TextField()
        self.body.insertWidget(0, WrappingText(_about(line), "sub"))
        self._lay_out_form()
        self.day.set_day(desk.today())
        if back is not None:
            self._propose(back)
        self.what.changed.connect(lambda _: self._follow())
        self.what.set_key(next(_acts(line))[0])
        self._follow()
        self.what.setFocus()

    def _lay_out_form(self) -> None:
        self.add("what", _tr("发生了什么"), self.what, 4)
        self.add("way", _tr("怎样退回"), self.way, 2)
        self.add("fen", _tr("退回的金额"), self.amount, 2, optional=False)
        self.add("task", _tr("应当由哪个任务列支"), self.task, 4)
        self.add("day", _tr("日期"), self.day, 1)
        self.add("reason", _tr("原因"), self.reason, 3)
        self.need("what", "way", "task", "day", "reason")

    def _propose(self, back: UnpostedReturn) -> None:
        """Fill in what the file says that came back, and by which slip."""
        self.way.set_key(ReturnWay.ACTIVE.value)
        self.amount.set_fen(back.fen)
        self.day.set_day(back.day)
        self.reason.setText(_tr("追回款退回，银行回单（凭证）{slip}").format(slip=back.slip))

    def _follow(self) -> None:
        """Show what the act needs, and propose all that was paid as what came back."""
        what = self.what.key()
        left_out = {
            _RETURN: ("task",), _CORRECT: ("way", "fen"), _FORFEIT: ("way", "fen", "task"),
        }[what]  # fmt: skip
        self.grid.leave_out([self.fields[name] for name in left_out])
        if what == _RETURN and self.amount.fen() is None:
            self.amount.set_fen(self._line.fen - self._line.returned)

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        if self.what.key() == _RETURN and not self.amount.fen():
            yield Problem("fen", _tr("请填写退回的金额。"))

    def entered(self) -> _Command | None:
        """Return what is entered, None without a day."""
        day = self.day_of("day")
        if day is None:
            return None
        payment, reason = self._payment, self.reason.text()
        if self.what.key() == _RETURN:
            fen, way = self.amount.fen() or 0, ReturnWay(self.way.key())
            return ReturnPayment(payment=payment, fen=fen, way=way, day=day, reason=reason)
        if self.what.key() == _CORRECT:
            return CorrectQuota(payment=payment, task=int(self.task.key()), day=day, reason=reason)
        return ForfeitPayment(payment=payment, day=day, reason=reason)


def _about(line: PaymentLine) -> str:
    words = _tr("流水号 {serial}，{net} 元，{state}。{reason}")
    net, state = grouped_yuan(line.net), standing_words(line)
    return words.format(serial=line.serial, net=net, state=state, reason=line.reason)


def _acts(line: PaymentLine) -> Iterator[tuple[str, str]]:
    """Yield what can have happened to a payment as it stands."""
    if line.state.repeatable:
        yield _FORFEIT, _tr("不再支付：额度退回任务（要重新支付的，编制批次时勾选）")
    if line.came_to_nothing:
        return
    yield _RETURN, _tr("款项退回")
    if line.state is not PaymentState.ALLOTTED:
        yield _CORRECT, _tr("付款更正：收款人没有错，列支的任务错了")


def _way_word(way: ReturnWay) -> str:
    words = {
        ReturnWay.PASSIVE: _tr("被动退回：账户有误，银行退回"),
        ReturnWay.ACTIVE: _tr("主动退回：收款人交回"),
    }
    return words[way]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
