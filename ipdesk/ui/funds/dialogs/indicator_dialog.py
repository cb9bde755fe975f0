"""One indicator of a fund: its place in the tree, its target, what came of it, and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.account.held import LINKABLE
from ipdesk.funds.case.form import FundForm
from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.models.commands import KeepIndicators
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.values.numbers import NumberForm, read_number
from ipdesk.models.records import Fund
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.dialogs.figure_choices import figures, shown, stored, subjects
from ipdesk.ui.widgets import ChoiceField, DateField, NumberField, TextField

_NUMBER = NumberForm(least=None)
_POINTS = NumberForm("分值", ("分",), most=Decimal(100))
_PER_CENT = NumberForm("得分比例", ("%",), most=Decimal(100))
_BY_NUMBER = ("goal", "value")
_BY_DAY = ("due", "done")


class IndicatorDialog(CommandDialog):
    """The form of an indicator; ``at`` is its place among those of ``form`` from 0 on, or behind them."""

    room = 190

    def __init__(
        self,
        desk: Desk,
        fund: Fund,
        form: FundForm,
        at: int,
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        rows = tuple(one.indicator() for one in form.indicators)
        title = _tr("修改指标") if at < len(rows) else _tr("添加指标")
        super().__init__(desk, title, _tr("保存"), then, parent, columns=4)
        self._fund, self._form, self._rows, self._at = fund, form, rows, at
        self.texts = {
            name: TextField()
            for name in ("second", "name", "target", "unit", "actual", "actual_unit", "reason", "remark")
        }
        self.group = ChoiceField([(one.value, one.label) for one in Group])
        self.comparator = ChoiceField([(one.value, one.label) for one in Comparator])
        self.band = ChoiceField([(one.value, one.label) for one in Band])
        self.figure, self.subject = ChoiceField(figures()), ChoiceField(())
        self.numbers = {name: NumberField(lambda text: read_number(text, _NUMBER)) for name in _BY_NUMBER}
        self.days = {name: DateField(desk.today) for name in _BY_DAY}
        self.points = NumberField(lambda text: read_number(text, _POINTS))
        self.share = NumberField(lambda text: read_number(text, _PER_CENT))
        self.other_value = NumberField(lambda text: read_number(text, _NUMBER))
        self._lay_out_form()
        self._show()
        self.comparator.changed.connect(lambda _: self._follow_comparator())
        self.figure.changed.connect(lambda _: self._follow_figure())
        self._follow_comparator()
        self.texts["name"].setFocus()

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        self.add("group", _tr("一级指标"), self.group)
        self.add("second", _tr("二级指标"), self.texts["second"], 1, optional)
        self.add("name", _tr("三级指标"), self.texts["name"], 2)
        self.add("comparator", _tr("指标性质"), self.comparator)
        self.add("target", _tr("指标值（照文件写）"), self.texts["target"])
        self.add("goal", _tr("其中的数"), self.numbers["goal"], optional=False)
        self.add("due", _tr("完成时限"), self.days["due"])
        self.add("band", _tr("完成情况"), self.band)
        self.add("unit", _tr("度量单位"), self.texts["unit"], 1, optional)
        self.add("figure", _tr("实际完成值取用"), self.figure, 2)
        self.add("figure_of", _tr("哪一项的"), self.subject, 2, optional=False)
        self.add("actual", _tr("实际完成值（照写）"), self.texts["actual"])
        self.add("actual_unit", _tr("实际值的单位"), self.texts["actual_unit"], 1, _tr("不同时填"))
        self.add("value", _tr("其中的数"), self.numbers["value"], 1, _tr("未完成的不填"))
        self.add("done", _tr("完成日期"), self.days["done"], 1, _tr("未完成的不填"))
        self.add("other_value", _tr("另一种读法"), self.other_value, 1, _tr("有疑问时填"))
        self.add("share", _tr("得分比例（%）"), self.share, 1, optional)
        self.add("points", _tr("分值"), self.points, 1, _tr("不填的平均分"))
        self.add("reason", _tr("偏差原因和改进措施"), self.texts["reason"], 4, optional)
        self.add("remark", _tr("备注"), self.texts["remark"], 4, optional)
        self.need("group", "comparator", "name", "due", "band", target=_tr("请填写指标值。"))

    def _show(self) -> None:
        """Begin with the indicator, of another one with the group of the last."""
        found = self._rows[self._at] if self._at < len(self._rows) else None
        last = found or (self._rows[-1] if self._rows else None)
        self.group.set_key((last.group if last else Group.OUTPUT).value)
        self.comparator.set_key((found.comparator if found else Comparator.AT_LEAST).value)
        self.figure.set_key(shown(found.figure if found else ""))
        self.subject.set_choices(subjects(self.figure.key(), self._form))
        if found is None:
            self.texts["second"].setText(last.second if last else "")
            return
        for name, field in self.texts.items():
            field.show_text(getattr(found, name))
        self._show_values(found)

    def _show_values(self, found: Indicator) -> None:
        for (name, day), value in zip(
            zip(_BY_NUMBER, _BY_DAY, strict=True), (found.goal, found.value), strict=True
        ):
            if isinstance(value, datetime.date):
                self.days[day].set_day(value)
            else:
                self.numbers[name].set_number(value)
        self.subject.set_key(shown(found.figure_of))
        self.band.set_key(found.band.value if found.band else "")
        self.share.set_number(found.share)
        self.points.set_number(found.points)
        self.other_value.set_number(found.other_value)

    def _chosen(self) -> Comparator:
        return Comparator(self.comparator.key() or Comparator.AT_LEAST.value)

    def _follow_comparator(self) -> None:
        """Ask for numbers, for days, or for how well it was done."""
        kind = self._chosen()
        counted = kind not in (Comparator.DONE_BY, Comparator.QUALITATIVE)
        linked = kind in LINKABLE
        groups = (
            (("figure",), linked),
            (("figure_of",), linked and bool(stored(self.figure.key()))),
            ((*_BY_NUMBER, "other_value"), counted),
            (_BY_DAY, kind is Comparator.DONE_BY),
            (("band", "share"), kind is Comparator.QUALITATIVE),
        )
        self.grid.leave_out(self.fields[name] for names, shown in groups if not shown for name in names)

    def _follow_figure(self) -> None:
        """Offer what the chosen figure can be about."""
        self.subject.set_choices(subjects(self.figure.key(), self._form))
        self._follow_comparator()

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        kind = self._chosen()
        if kind not in (Comparator.DONE_BY, Comparator.QUALITATIVE) and self.numbers["goal"].number() is None:
            yield Problem("goal", _tr("请填写指标值里的数；没有数的，指标性质选“定性”。"))
        if kind in LINKABLE and stored(self.figure.key()) and not self.subject.key():
            yield Problem("figure_of", _tr("请选取用的是哪一项的数据。"))

    def entered(self) -> KeepIndicators:
        """Return what keeps all indicators with this one in its place."""
        rows = (*self._rows[: self._at], self._indicator(), *self._rows[self._at + 1 :])
        return keeping(self._fund, rows)

    def _indicator(self) -> Indicator:
        kind = self._chosen()
        goal, value = (
            (self.days["due"].day(), self.days["done"].day())
            if kind is Comparator.DONE_BY
            else (_exact(self.numbers["goal"]), _exact(self.numbers["value"]))
        )
        qualitative = kind is Comparator.QUALITATIVE
        figure = stored(self.figure.key()) if kind in LINKABLE else ""
        return Indicator(
            number=self._at + 1,
            group=Group(self.group.key()),
            comparator=kind,
            goal=None if qualitative else goal,
            value=None if qualitative else value,
            band=Band(self.band.key()) if qualitative else None,
            share=_exact(self.share) if qualitative else None,
            points=_exact(self.points),
            figure=figure,
            figure_of=stored(self.subject.key()) if figure else "",
            other_value=None if self.fields["other_value"].isHidden() else _exact(self.other_value),
            **{name: field.text().strip() for name, field in self.texts.items()},
        )


def keeping(fund: Fund, rows: tuple[Indicator, ...]) -> KeepIndicators:
    """Return what keeps indicators in this order."""
    numbered = tuple(row._replace(number=at) for at, row in enumerate(rows, start=1))
    return KeepIndicators(fund=fund.id, revision=fund.revision, indicators=numbered)


def _exact(field: NumberField) -> Decimal | None:
    number = field.number()
    return None if number is None else Decimal(number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
