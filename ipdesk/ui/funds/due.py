"""What is due of all funds, the first day first: each row leads to where it is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.records.funds.dues import DueKind, FundDue
from ipdesk.ui.desk.destinations import Destination, OpenBatch, OpenGrant, PayGrant
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.funds.rows import Money
from ipdesk.ui.widgets import Column

SOON = 30
"""Days before its last one on which something is marked."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDue", text)


def due_columns() -> tuple[Column, ...]:
    """Head what is due."""
    return (
        Column(_tr("最后一天"), ems=7, stay=True),
        Column(_tr("还有"), "sub", ems=6, stay=True),
        Column(_tr("事项"), ems=9, stay=True),
        Column(_tr("对象"), "key", ems=12, stretch=True),
        Column(_tr("专项资金"), "sub", ems=10, stretch=True),
        Column(_tr("金额"), "number", ems=7, stay=True),
    )


def due_rows(dues: Sequence[FundDue], money: Money, today: datetime.date) -> Iterator[FundRow]:
    """Yield what is due, by its place from 1 on; what is near or past with a mark."""
    for place, due in enumerate(dues, start=1):
        day = due.day.isoformat() if due.day is not None else "—"
        cells = (day, left_text(due, today), due.kind.label, due.about, due.fund_name, money(due.fen))
        near = due.day is not None and (due.day - today).days <= SOON
        yield FundRow(place, cells, None, "\n".join((due.about, _why(due.kind))), "warning" if near else "")


def left_text(due: FundDue, today: datetime.date) -> str:
    """Say how many days are left, or are past."""
    if due.day is None:
        return _tr("没有承诺期限") if due.kind is DueKind.AWARD else _tr("现在可以办")
    days = (due.day - today).days
    words = _tr("{days} 天") if days >= 0 else _tr("已过 {days} 天")
    return words.format(days=abs(days))


def _why(kind: DueKind) -> str:
    return {
        DueKind.FAILED: _tr("下一年度年底以前重新支付，逾期没有用的收回（预算法第四十二条）"),
        DueKind.AWARD: _tr("自印发通知书次日起，“设置 › 单位和人员”中承诺的工作日内拨付"),
        DueKind.INSTALMENT: _tr("任务书约定的这一期已经到期"),
        DueKind.MID_TERM: _tr("任务书约定的中期检查期限；通过以后支付这一期"),
        DueKind.ACCEPTANCE: _tr("任务书约定的验收期限；通过以后支付这一期"),
        DueKind.UNSPENT: _tr("验收时查到的结余，退回期限以验收的结论为准"),
        DueKind.CAME_BACK: _tr("申请件登记了退回，资金账上还没有：在“拨付”页选中这一笔，按“退回…”登记"),
        DueKind.FUNDING: _tr("其他出资方分担，或者承担单位配套"),
        DueKind.TASK: _tr("资金登记的完成期限"),
        DueKind.CARRY_OVER: _tr("结转到下一年度使用，年底没有用完的收回（预算法第四十二条）"),
    }[kind]


def place_of(due: FundDue) -> Destination:
    """Return where something due is done: who waits is paid, what is left is among the books."""
    if due.kind in (DueKind.FAILED, DueKind.AWARD, DueKind.INSTALMENT):
        return PayGrant(due.fund, due.grant)
    if due.batch:
        return OpenBatch(due.fund, due.batch, due.line)
    return OpenGrant(due.fund, due.task, due.grant)


class DuePart(QWidget):
    """The list (F2); ``opened`` tells where to go."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.dues = FundTable(_tr("到期"), "F2", due_columns()), tuple[FundDue, ...]()
        self.table.note.setText(_tr("全部专项资金，Enter 去办理"))
        self.table.table.opened.connect(lambda _: self._open())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_dues(self, dues: Sequence[FundDue], money: Money, today: datetime.date) -> None:
        """Show what is due, or that nothing is."""
        self.dues = tuple(dues)
        self.table.show_rows(tuple(due_rows(self.dues, money, today)))
        self.table.table.set_hint("" if dues else _tr("没有到期的事项"))

    def _open(self) -> None:
        if place := self.table.current():
            self.opened.emit(place_of(self.dues[place - 1]))
