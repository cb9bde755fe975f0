"""Writing down the contract of the project that a grant pays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.projects.contract import Contract
from ipdesk.models.commands import KeepContract
from ipdesk.models.records import FundGrantRecord
from ipdesk.models.records.funds.projects import Project
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.rows import grantee
from ipdesk.ui.widgets import DateField, MoneyField, ParagraphField, TextField
from ipdesk.ui.widgets.money import fen_text

_DAYS = ("begins_on", "ends_on", "signed_on", "acceptance_by")
_SUMS = ("signing_fen", "mid_term_fen", "acceptance_fen")


class ContractDialog(CommandDialog):
    """Asks what the contract says. What is granted is proposed for the first instalment, all of it."""

    room = 190

    def __init__(
        self,
        desk: Desk,
        grant: FundGrantRecord,
        granted: int,
        project: Project | None,
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        """Take the grant, what it comes to (fen), and its project, None for one without a contract."""
        title = _tr("任务书　{name}　核定 {fen} 元").format(name=grantee(grant), fen=fen_text(granted))
        super().__init__(desk, title, _tr("保存"), then, parent, columns=3)
        self.kept_as = f"contract of grant {grant.id}"
        self._grant, self._revision = grant.id, 0 if project is None else project.revision
        self.number, self.goal = TextField(), ParagraphField(2)
        self.days = {name: DateField(desk.today) for name in (*_DAYS, "mid_term_by")}
        self.sums = {name: MoneyField() for name in _SUMS}
        self._lay_out_form()
        self._show(None if project is None else project.contract, granted)
        self.number.setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        self.add("number", _tr("任务书编号"), self.number)
        self.add("begins_on", _tr("项目开始"), self.days["begins_on"])
        self.add("ends_on", _tr("项目结束"), self.days["ends_on"])
        self.add("signed_on", _tr("签订日期"), self.days["signed_on"])
        self.add("mid_term_by", _tr("中期检查期限"), self.days["mid_term_by"], 1, _tr("没有的不填"))
        self.add("acceptance_by", _tr("验收期限"), self.days["acceptance_by"])
        self.add("signing_fen", _tr("签订后支付"), self.sums["signing_fen"])
        self.add("mid_term_fen", _tr("中期检查后支付"), self.sums["mid_term_fen"], 1, optional)
        self.add("acceptance_fen", _tr("验收后支付"), self.sums["acceptance_fen"], 1, optional)
        self.add("goal", _tr("项目目标"), self.goal, 3, optional)
        self.need("number", *_DAYS)

    def _show(self, contract: Contract | None, granted: int) -> None:
        if contract is None:
            self.sums["signing_fen"].set_fen(granted)
            return
        self.number.setText(contract.number)
        self.goal.setText(contract.goal)
        for name, field in self.days.items():
            field.set_day(getattr(contract, name))
        for name, editor in self.sums.items():
            editor.set_fen(getattr(contract, name) or None)

    def entered(self) -> KeepContract | None:
        """Return what is written down, None without one of the days."""
        days = {name: day for name in _DAYS if (day := self.day_of(name)) is not None}
        if len(days) < len(_DAYS):
            return None
        said: dict[str, Any] = {"number": self.number.text(), "goal": self.goal.text(), **days}
        said["mid_term_by"] = self.days["mid_term_by"].day()
        sums: dict[str, Any] = {name: field.fen() or 0 for name, field in self.sums.items()}
        contract = Contract(**said, **sums)
        return KeepContract(grant=self._grant, revision=self._revision, contract=contract)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
