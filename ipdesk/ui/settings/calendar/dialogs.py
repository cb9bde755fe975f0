"""What is asked for the calendar: the notice of a year's holidays as pasted, a day of the office's own."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ipdesk.models.parsing.text.texts import Unreadable, line_fault
from ipdesk.models.parsing.values.holiday_notice import HolidayNotice, read_holiday_notice
from ipdesk.models.periods.working_days import CalendarDay
from ipdesk.ui import theme
from ipdesk.ui.widgets import ChoiceField, DateField, Dialog, Field, Text, TextField
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin

WORKED, OFF = "worked", "off"


class _NoticeText(InputMethodMixin, QPlainTextEdit):
    """The lines of a notice as they are pasted."""


class NoticeDialog(Dialog):
    """Takes the text of a notice. Once accepted, ``notice`` is what it announces, ``source`` its name."""

    room = 180

    def __init__(self, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title = translate("NoticeDialog", "录入放假通知")
        super().__init__(title, translate("NoticeDialog", "录入"), parent=parent)
        self.notice: HolidayNotice | None = None
        self.text = _NoticeText()
        self._lay_out_text()
        self.answer = self.add_sentence("")
        self.text.textChanged.connect(self._read)
        self._read()
        self.text.setFocus()

    def _lay_out_text(self) -> None:
        like = self.tr("国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日……")
        self.text.setPlaceholderText(like)
        self.text.setAccessibleName(self.tr("通知全文"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.grid(70))
        self.add_sentence(self.tr("从网页或者文件复制通知全文，连同标题粘贴到这里。"))
        self.body.addWidget(self.text, 1)

    def _read(self) -> None:
        """Read what was pasted, and say what it announces or why it cannot be read."""
        typed = self.text.toPlainText()
        try:
            self.notice = read_holiday_notice(typed) if typed.strip() else None
            said = self._announced(self.notice) if self.notice else ""
        except Unreadable as fault:
            self.notice, said = None, str(fault)
        self.answer.setText(said)
        self.accept_button.enable(self.notice is not None, self.tr("先粘贴放假通知的全文"))

    def _announced(self, notice: HolidayNotice) -> str:
        names = dict.fromkeys(day.name for day in notice.days if day.name)
        off = sum(not day.working for day in notice.days)
        return self.tr("{year}年：{names}，放假 {off} 天，调休上班 {worked} 天。").format(
            year=notice.year, names="、".join(names), off=off, worked=len(notice.days) - off
        )

    @property
    def source(self) -> str:
        """Return what the notice is called where the office's calendar is told of."""
        assert self.notice is not None, "accepted only once it was read"
        return f"国务院办公厅关于{self.notice.year}年部分节假日安排的通知"


class DayDialog(Dialog):
    """Takes a day that differs here. Once accepted, ``day`` is it."""

    def __init__(self, today: datetime.date, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(translate("DayDialog", "加一天"), translate("DayDialog", "加上"), parent=parent)
        self.date, self.kind, self.name = DateField(lambda: today), ChoiceField(), TextField()
        self.kind.set_choices([(OFF, self.tr("休")), (WORKED, self.tr("班"))])
        self.kind.set_key(OFF)
        self._date_field = Field(self.tr("日期"), self.date)
        self._name_field = Field(self.tr("名称"), self.name, optional=True)
        self.name.setPlaceholderText(self.tr("如 台风停工"))
        self.body.addWidget(Text(self.tr("只在本单位与全国安排不同的日子。"), "sub"))
        for field in (self._date_field, Field(self.tr("休或者班"), self.kind), self._name_field):
            self.body.addWidget(field)
        self.date.setFocus()

    @property
    def day(self) -> CalendarDay:
        """Return what was typed."""
        date = self.date.day()
        assert date is not None, "accepted only with a day"
        return CalendarDay(date, self.kind.key() == WORKED, self.name.text().strip())

    def accept(self) -> None:
        """Close, unless there is no day, or a name that cannot be kept: that is said."""
        wrong = self.date.problem() or ("" if self.date.day() else self.tr("请填写日期。"))
        self._date_field.set_error(wrong)
        self._name_field.set_error(line_fault(self.name.text()))
        if wrong:
            self.date.setFocus()
        elif not line_fault(self.name.text()):
            super().accept()
