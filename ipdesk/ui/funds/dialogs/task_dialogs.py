"""Adding a task to a fund, and granting from one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.core.words import Method
from ipdesk.models.commands import AddTask, GrantFromTask
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.models.records import FundTaskRecord, GrantDetails, TaskDetails
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.dialogs.posting_fields import PostingFields
from ipdesk.ui.widgets import (
    ChoiceField,
    Field,
    LinesField,
    MoneyField,
    NumberField,
    Switch,
    TextField,
)

Then = Callable[[Any], None]
_NUMBER = NumberForm("序号", places=0)
_COUNT = NumberForm("户数", ("户", "家", "个", "人"), places=0)
_ITEMS = NumberForm("件数", ("件", "项", "个"), places=0)


class TaskDialog(CommandDialog):
    """The form of a task; ``tasks`` are those of the fund so far: the next begins as the last one."""

    room = 170

    def __init__(
        self, desk: Desk, fund: int, tasks: Sequence[FundTaskRecord], then: Then, parent: QWidget
    ) -> None:
        super().__init__(desk, _tr("添加任务"), _tr("添加"), then, parent, columns=4)
        self._fund = fund
        self.kept_as = f"new task of fund {fund}"
        self.section, self.name, self.worded, self.basis, self.remark = (TextField() for _ in range(5))
        self.number = NumberField(lambda text: read_whole(text, _NUMBER))
        self.method = ChoiceField([(one.value, one.label) for one in Method])
        self.earmarked = Switch(_tr("上级指明给谁，不经股室"))
        self._lay_out_form()
        if tasks:
            self.section.setText(tasks[-1].section)
            self.number.set_number(tasks[-1].number + 1)
        (self.method if tasks else self.section).setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        self.add("section", _tr("责任股室"), self.section, 2)
        self.add("number", _tr("任务序号"), self.number)
        self.add("method", _tr("分配方式"), self.method)
        self.add("name", _tr("任务名称"), self.name, 4)
        self.add("worded", _tr("文件里的叫法"), self.worded, 2, optional)
        self.add("basis", _tr("依据"), self.basis, 2, optional)
        self.add("remark", _tr("备注"), self.remark, 2, optional)
        self.place(self.earmarked, 2)
        self.need("section", "number", "method", "name")

    def entered(self) -> AddTask:
        """Return what is added, as its fields say it."""
        details = TaskDetails(
            section=self.section.text(),
            number=int(self.number.number() or 0),
            name=self.name.text(),
            method=Method(self.method.key()),
            worded=self.worded.text(),
            basis=self.basis.text(),
            earmarked=self.earmarked.isChecked(),
            remark=self.remark.text(),
        )
        return AddTask(fund=self._fund, details=details)


class GrantDialog(CommandDialog):
    """The form of a grant of a task, for parties with names, or for how many without."""

    room = 170

    def __init__(self, desk: Desk, task: FundTaskRecord, then: Then, parent: QWidget) -> None:
        title = _tr("核定　{task}").format(task=task.name)
        super().__init__(desk, title, _tr("核定"), then, parent, columns=4)
        self._task = task.id
        self.kept_as = f"new grant of task {task.id}"
        self.parties, self.purpose, self.item, self.remark = (
            LinesField(2),
            *(TextField() for _ in range(3)),
        )
        self.count = NumberField(lambda text: read_whole(text, _COUNT))
        self.items = NumberField(lambda text: read_whole(text, _ITEMS))
        self.unit_amount, self.retained = MoneyField(), Switch(_tr("本单位自己使用"))
        self.posting = PostingFields(desk, self)
        self._lay_out_form()
        self.posting.basis.setText(task.basis)
        self.parties.setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        hint = _tr("每行一个，Enter 换行，Tab 到下一格；没有列名单的留空，填户数或者件数")
        self.put("parties", Field(_tr("核定给谁"), self.parties, hint=hint), 4)
        self.add("purpose", _tr("用途"), self.purpose, 2, optional)
        self.add("item", _tr("奖补事项"), self.item, 2, optional)
        self.add("count", _tr("户数"), self.count, 1, optional)
        self.add("items", _tr("件数"), self.items, 1, optional)
        self.add("unit_amount", _tr("每件金额"), self.unit_amount, 2, optional)
        self.posting.add(_tr("核定的依据"))
        self.add("remark", _tr("备注"), self.remark, 2, optional)
        self.place(self.retained, 2)

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        yield from self.posting.sum_problem()

    def entered(self) -> GrantFromTask | None:
        """Return what is granted, None without a day."""
        day = self.posting.posting_day()
        if day is None:
            return None
        counts = {"count": self.count.number(), "items": self.items.number()}
        details = GrantDetails(
            parties=self.parties.lines(),
            item=self.item.text(),
            unit_amount=self.unit_amount.fen(),
            purpose=self.purpose.text(),
            retained=self.retained.isChecked(),
            remark=self.remark.text(),
            **{name: None if value is None else int(value) for name, value in counts.items()},
        )
        fen, basis = self.posting.amount.fen() or 0, self.posting.basis.text()
        return GrantFromTask(task=self._task, details=details, fen=fen, day=day, basis=basis)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
