"""Setting a ceiling: of a task, or of the awards of a policy, a programme year, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SetCeiling
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.models.records import Ceiling, CeilingScope, CeilingWay
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, MoneyField, NumberField, TextField

_TASK, _AWARDS = "task", "awards"
_YEAR = NumberForm("年度", ("年", "年度"), places=0)
Choices = Sequence[tuple[str, str]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundSettings", text)


def all_tasks(session: Session) -> Choices:
    """Return the tasks of all funds as they are chosen, the newest fund first."""
    return tuple(
        (str(task.id), f"{fund.year}　{task.section} {task.number}　{task.name}")
        for fund in queries.funds(session)
        for task in queries.fund_tasks(session, fund.id)
    )


class CeilingDialog(CommandDialog):
    """The form of a ceiling; of one that is changed (``ceiling``) what it is about stays."""

    room = 170

    def __init__(
        self, desk: Desk, ceiling: Ceiling | None, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        title = _tr("修改资助上限") if ceiling is not None else _tr("新增资助上限")
        super().__init__(desk, title, _tr("保存"), then, parent, columns=4)
        self._ceiling = ceiling
        kinds = ((_AWARDS, _tr("政策或者年度的资助")), (_TASK, _tr("一个任务的核定")))
        policies = [(one, desk.policy_name(one)) for one in desk.policies.ids()]
        self.about, self.task = ChoiceField(kinds), ChoiceField(desk.read(all_tasks))
        self.policy = ChoiceField([("", _tr("全部政策")), *policies], placeholder=_tr("全部政策"))
        self.year, self.most = NumberField(lambda text: read_whole(text, _YEAR)), MoneyField()
        self.way, self.basis = ChoiceField([(one.value, one.label) for one in CeilingWay]), TextField()
        self._lay_out_form()
        self.about.changed.connect(lambda _: self._show_scope())
        self._show(ceiling)

    def _lay_out_form(self) -> None:
        self.year.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.add("scope", _tr("上限针对"), self.about, 4, optional=False)
        self.add("task", _tr("任务"), self.task, 4)
        self.add("policy", _tr("政策"), self.policy, 3)
        self.add("year", _tr("年度"), self.year, 1, _tr("不填为各年合计"))
        self.add("most", _tr("最多核定"), self.most, 2)
        self.add("way", _tr("超出时"), self.way, 2)
        self.add("basis", _tr("依据"), self.basis, 4, _tr("选填"))
        self.need("most")

    def _show(self, ceiling: Ceiling | None) -> None:
        scope = ceiling.scope if ceiling is not None else CeilingScope()
        self.about.set_key(_AWARDS if scope.task is None else _TASK)
        self.task.set_key("" if scope.task is None else str(scope.task))
        self.policy.set_key(scope.policy)
        self.year.set_number(scope.year)
        self.way.set_key(ceiling.way.value if ceiling is not None else CeilingWay.REFUSE.value)
        self.most.set_fen(ceiling.most if ceiling is not None else None)
        self.basis.setText(ceiling.basis if ceiling is not None else "")
        self._show_scope()
        (self.most if ceiling is not None else self.about).setFocus()

    def _show_scope(self) -> None:
        """Show what is to be said of the scope; of one that stands there is nothing to say."""
        hidden = {"task"} if self.about.key() == _AWARDS else {"policy", "year"}
        if self._ceiling is not None:
            hidden = {"scope", "task", "policy", "year"}
        self.grid.leave_out([self.fields[name] for name in hidden])

    def entered(self) -> SetCeiling:
        """Return what is set, as the fields say it."""
        return SetCeiling(
            scope=self._scope(),
            most=self.most.fen(),
            way=CeilingWay(self.way.key()),
            basis=self.basis.text(),
        )

    def _scope(self) -> CeilingScope:
        if self.about.key() == _TASK:
            return CeilingScope(task=int(self.task.key())) if self.task.key() else CeilingScope()
        year = self.year.number()
        return CeilingScope(policy=self.policy.key(), year=int(year) if year is not None else None)
