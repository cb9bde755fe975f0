"""Registering a fund with the papers that brought it, and changing what was written of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.funds.books.figures import Rounding
from ipdesk.funds.core.words import PaperRole, SourceLevel
from ipdesk.models.commands import ChangeFund, RegisterFund
from ipdesk.models.parsing.values.dates import read_year
from ipdesk.models.records import Fund, FundDetails, FundPaper
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, Field, NumberField, ParagraphField, Text, TextField

_TEXTS = ("name", "short_name", "holder")
_DAYS = ("deadline", "closed_on", "plan_submitted_on", "in_place_by")
_PAPERS = 4
_USUAL = (PaperRole.ARRIVAL, PaperRole.ALLOTMENT)


class FundDialog(CommandDialog):
    """The form of a fund and of the papers about it; ``fund`` is the one to change, None for another."""

    room = 200

    def __init__(
        self,
        desk: Desk,
        fund: Fund | None,
        papers: Sequence[FundPaper],
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        title = _tr("修改专项资金") if fund else _tr("登记专项资金")
        super().__init__(desk, title, _tr("保存"), then, parent, columns=4)
        self._fund = fund
        self.kept_as = f"fund {fund.id}" if fund else "new fund"
        self.texts = {name: TextField() for name in _TEXTS}
        self.days = {name: DateField(desk.today) for name in _DAYS}
        self.year = NumberField(lambda text: read_year(text, desk.today()))
        self.level = ChoiceField([(one.value, one.label) for one in SourceLevel])
        self.rounding = ChoiceField(
            [(Rounding.CUT.value, _tr("两位小数，舍去")), (Rounding.ROUND.value, _tr("两位小数，四舍五入"))]
        )
        self.goal = ParagraphField(2)
        rows = max(_PAPERS, len(papers) + 1)
        self.papers = [_PaperFields(desk, one) for one in (*papers, *repeat(None, rows - len(papers)))]
        self._lay_out_form()
        self._show(desk)
        self.texts["name"].setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        self.year.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.add("name", _tr("资金名称"), self.texts["name"], 3)
        self.add("short_name", _tr("简称"), self.texts["short_name"])
        self.add("year", _tr("资金年度"), self.year)
        self.add("level", _tr("资金来源"), self.level)
        self.add("holder", _tr("项目单位"), self.texts["holder"], 1, optional)
        self.add("rounding", _tr("执行率"), self.rounding)
        self.add("deadline", _tr("任务完成期限"), self.days["deadline"])
        self.add("closed_on", _tr("决算日"), self.days["closed_on"])
        self.add("plan_submitted_on", _tr("上报分配方案"), self.days["plan_submitted_on"], 1, optional)
        self.add("in_place_by", _tr("全部到位"), self.days["in_place_by"], 1, optional)
        self.add("goal", _tr("绩效目标"), self.goal, 4, optional)
        self.need("name", "short_name", "year", "level", "rounding", "deadline")
        self.need(closed_on=_tr("请填写决算日，通常是12月31日。"))
        self.place(Text(_tr("文件：上级下达的，和转下达到本级的"), "sub"), 4)
        for at, paper in enumerate(self.papers):
            paper.put_into(self, at)

    def _show(self, desk: Desk) -> None:
        fund = self._fund
        if fund is None:
            self.year.set_number(desk.today().year)
            self.rounding.set_key(Rounding.CUT.value)
            return
        for name, field in self.texts.items():
            field.show_text(getattr(fund, name))
        for name, day in self.days.items():
            day.set_day(getattr(fund, name))
        self.year.set_number(fund.year)
        self.level.set_key(fund.level.value)
        self.rounding.set_key(fund.rounding.value)
        self.goal.setText(fund.goal)

    def entered(self) -> RegisterFund | ChangeFund | None:
        """Return what is registered or changed, None while a day cannot be read."""
        deadline, closed_on = self.day_of("deadline"), self.day_of("closed_on")
        if deadline is None or closed_on is None:
            return None
        details = self._details(deadline, closed_on)
        papers = tuple(filter(None, (one.entered() for one in self.papers)))
        if self._fund is None:
            return RegisterFund(details=details, papers=papers)
        return ChangeFund(fund=self._fund.id, revision=self._fund.revision, details=details, papers=papers)

    def _details(self, deadline: datetime.date, closed_on: datetime.date) -> FundDetails:
        return FundDetails(
            name=self.texts["name"].text(),
            short_name=self.texts["short_name"].text(),
            holder=self.texts["holder"].text(),
            year=int(self.year.number() or 0),
            level=SourceLevel(self.level.key()),
            rounding=Rounding(self.rounding.key()),
            goal=self.goal.text(),
            plan_submitted_on=self.days["plan_submitted_on"].day(),
            in_place_by=self.days["in_place_by"].day(),
            deadline=deadline,
            closed_on=closed_on,
        )


class _PaperFields:
    """A row for one paper: what it did, its number, who issued it, when; ``paper`` is what stands there."""

    def __init__(self, desk: Desk, paper: FundPaper | None) -> None:
        self._title = "" if paper is None else paper.title
        self.role = ChoiceField([("arrival", _tr("上级下达")), ("allotment", _tr("转下达到本级"))])
        self.number, self.issuer = TextField(placeholder=_tr("如 粤财工〔2020〕228号")), TextField()
        self.day = DateField(desk.today)
        if paper is not None:
            self.role.set_key(paper.role.value)
            self.number.show_text(paper.number)
            self.issuer.show_text(paper.issuer)
            self.day.set_day(paper.day)

    def put_into(self, dialog: FundDialog, at: int) -> None:
        """Stand in the form as its row, counted from 0; of the first that it lacks a number is told."""
        dialog.place(Field(_tr("作用"), self.role))
        field = Field(_tr("文号"), self.number)
        if at == 0:
            dialog.put("number", field)
        else:
            dialog.place(field)
        dialog.place(Field(_tr("发文单位"), self.issuer))
        dialog.place(Field(_tr("日期"), self.day, mark=_tr("选填")))
        if not self.role.key() and at < len(_USUAL):
            self.role.set_key(_USUAL[at].value)

    def entered(self) -> FundPaper | None:
        """Return the paper, None where nothing was typed of one."""
        texts = {"number": self.number.text(), "issuer": self.issuer.text()}
        if not any(text.strip() for text in texts.values()) and self.day.day() is None:
            return None
        role = PaperRole(self.role.key() or PaperRole.ARRIVAL.value)
        return FundPaper(**texts, role=role, title=self._title, day=self.day.day())


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
