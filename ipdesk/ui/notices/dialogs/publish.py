"""Publishing a list: what it rests on, how long it is shown, where objections are taken."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.models.periods.period import Unit
from ipdesk.models.periods.working_days import UnknownYear, WorkingDays
from ipdesk.models.public_notices.period import UNITS, begin_fault, last_day, length_fault, period_text
from ipdesk.models.records import LateEntry, NoticeContact, NoticeDetails, NoticePeriod
from ipdesk.ui.widgets import ChoiceField, DateField, FormDialog, ParagraphField, Switch, Text, TextField
from ipdesk.ui.widgets.fields.hour_field import HourField

_DAYS = NumberForm("天数", ("个工作日", "工作日", "天", "日", "个"), places=0)


class PublishDialog(FormDialog):
    """Asks for the details of a notice; under the period its last day is said."""

    def __init__(
        self,
        details: NoticeDetails,
        summary: str,
        today: datetime.date,
        days: WorkingDays,
        parent: QWidget,
        *,
        typed_number: bool,
    ) -> None:
        title = QCoreApplication.translate("PublishDialog", "公示拟资助（奖励）名单")
        super().__init__(title, QCoreApplication.translate("PublishDialog", "公示并打印"), parent)
        self._today, self._days = today, days
        self.closes = HourField(details.contact.closes)
        self.number = TextField() if typed_number else None
        self.summary, self.period = Text(summary, "sub"), Text("", "strong")
        self._make_inputs()
        self._lay_out_form()
        self._show(details)
        self._listen()
        self._tell_period()
        self.title_field.setFocus()

    def _make_inputs(self) -> None:
        self.title_field, self.basis = TextField(), ParagraphField(1)
        self.begins = DateField(lambda: self._today)
        self.length, self.unit = TextField(), ChoiceField(self._units())
        self.first_counts = Switch(self.tr("公示当日计入"))
        self.answer_days = TextField()
        self.late_shown, self.late_why = TextField(), TextField()
        names = ("contact", "telephone", "second_telephone", "address", "postcode")
        self.contact = {name: TextField() for name in names}

    def _listen(self) -> None:
        for changed in (self.begins.textChanged, self.length.textChanged, self.unit.changed):
            changed.connect(lambda _: self._tell_period())
        self.first_counts.toggled.connect(lambda _: self._tell_period())

    def _units(self) -> list[tuple[str, str]]:
        words = {Unit.WORKING_DAYS: self.tr("工作日"), Unit.DAYS: self.tr("自然日")}
        return [(unit.value, words[unit]) for unit in UNITS]

    def _lay_out_form(self) -> None:
        self.body.insertWidget(0, self.summary)
        self.add("title", self.tr("公示标题"), self.title_field, 2 if self.number else 4, optional=False)
        if self.number is not None:
            self.add("number", self.tr("公示文号"), self.number, 2, optional=False)
        self.add("basis", self.tr("公示依据"), self.basis, 4, optional=False)
        self._lay_out_period()
        self._lay_out_contact()

    def _lay_out_period(self) -> None:
        self.add("begins", self.tr("公示开始日"), self.begins, optional=False)
        self.add("length", self.tr("公示期"), self.length, hint=self.tr("5、7 或者其他天数"), optional=False)
        self.add("unit", self.tr("按什么算"), self.unit)
        self.grid.add(self.first_counts, 1)
        self.grid.add(self.period, 4)
        self.add(
            "late_shown",
            self.tr("在哪里公示"),
            self.late_shown,
            2,
            hint=self.tr("如 县政府公告栏"),
            optional=False,
        )
        self.add(
            "late_why",
            self.tr("补录的原因"),
            self.late_why,
            2,
            hint=self.tr("记入操作记录和情况说明"),
            optional=False,
        )
        self.period.setWordWrap(True)

    def _lay_out_contact(self) -> None:
        self.add("closes", self.tr("最后一天受理异议到"), self.closes)
        self.add(
            "answer_days", self.tr("答复异议的期限"), self.answer_days, hint=self.tr("工作日"), optional=False
        )
        self.add("contact", self.tr("异议联系人"), self.contact["contact"], optional=False)
        self.add("postcode", self.tr("邮政编码"), self.contact["postcode"], 1, self.tr("选填"))
        self.add("telephone", self.tr("联系电话"), self.contact["telephone"], optional=False)
        self.add(
            "second_telephone", self.tr("第二个电话"), self.contact["second_telephone"], 1, self.tr("选填")
        )
        self.add("address", self.tr("受理异议的地址"), self.contact["address"], 2, optional=False)

    def _show(self, details: NoticeDetails) -> None:
        self.title_field.show_text(details.title)
        self.basis.setText(details.basis)
        self.begins.set_day(details.period.begins)
        self.length.show_text(str(details.period.length))
        self.unit.set_key(details.period.unit.value)
        self.first_counts.setChecked(details.period.first_counts)
        self.closes.set_minutes(details.contact.closes)
        self.answer_days.show_text(str(details.answer_days))
        for name, field in self.contact.items():
            field.show_text(getattr(details.contact, name))

    def _tell_period(self) -> None:
        """Say on which day the period ends, or why it cannot be so; ask for more of one that began before."""
        self.period.setText(self.period_said())
        asked = (self.fields["late_shown"], self.fields["late_why"])
        self.grid.leave_out(() if self._late() else asked)

    def _late(self) -> bool:
        """Say whether the first day is over: the list has been shown since, and is entered only now."""
        begins = self.begins.day()
        return begins is not None and begins < self._today

    def period_said(self) -> str:
        """Return the sentence under the period: from when until when, or what is wrong with it."""
        period = self._period()
        if period is None:
            return self.tr("填写公示开始日和天数，这里算出最后一天")
        if (problem := self._period_problem(period)) is not None:
            return problem.message
        late = self.tr("公示期：{period}，当日已经公示，今天补录")
        words = late if self._late() else self.tr("公示期：{period}")
        return words.format(period=period_text(period, last_day(period, self._days)))

    def _period_problem(self, period: NoticePeriod) -> Problem | None:
        """Return why a notice cannot be shown so long from its day on, None where it can."""
        try:
            if fault := length_fault(period):
                return Problem("length", fault)
            fault = begin_fault(period, self._today, self._days, late=self._late())
            last_day(period, self._days)
        except UnknownYear as error:
            fault = error.message
        return Problem("begins", fault) if fault else None

    def _period(self) -> NoticePeriod | None:
        begins, length = self.begins.day(), _whole(self.length)
        if begins is None or length is None or not self.unit.key():
            return None
        unit = Unit(self.unit.key())
        return NoticePeriod(
            begins=begins, length=length, unit=unit, first_counts=self.first_counts.isChecked()
        )

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be, and what cannot be: nobody is asked what is refused then."""
        period = self._period()
        if period is not None and (problem := self._period_problem(period)) is not None:
            yield problem
        if self.begins.day() is None:
            yield Problem("begins", self.tr("请填写公示开始日。"))
        if _whole(self.length) is None:
            yield Problem("length", self.tr("请填写天数，如 5。"))
        if _whole(self.answer_days) is None:
            yield Problem("answer_days", self.tr("请填写天数，如 10。"))
        if self._late() and not self.late_shown.text().strip():
            yield Problem("late_shown", self.tr("请写明在哪里公示。"))
        if self._late() and not self.late_why.text().strip():
            yield Problem("late_why", self.tr("请写明补录的原因。"))
        if self.number is not None and not self.number.text().strip():
            yield Problem("number", self.tr("请按本单位发文登记簿填写文号。"))

    def entered(self) -> NoticeDetails | None:
        """Return the details, None while something cannot be read."""
        period, answer_days = self._period(), _whole(self.answer_days)
        if period is None or answer_days is None:
            return None
        texts = {name: field.text() for name, field in self.contact.items()}
        return NoticeDetails(
            title=self.title_field.text(),
            basis=self.basis.text(),
            period=period,
            contact=NoticeContact(**texts, closes=self.closes.minutes()),
            answer_days=answer_days,
            late=LateEntry(self.late_shown.text(), self.late_why.text()) if self._late() else None,
        )

    def typed_number(self) -> str | None:
        """Return the number that was typed, None where the program draws it."""
        return self.number.text().strip() if self.number is not None else None


def _whole(field: TextField) -> int | None:
    try:
        return read_whole(field.text(), _DAYS)
    except Unreadable:
        return None
