"""The question on which day the notice of a correction was served: from then on its period runs."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.periods.period import known_last_day, waits_text
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import Correction
from ipdesk.ui.applications.steps.step_dialog import StepDialog
from ipdesk.ui.widgets import DateField, Field, WrappingText


class ServiceDialog(StepDialog):
    """Takes the day of service. Once accepted, ``day`` is it."""

    def __init__(
        self, correction: Correction, today: datetime.date, days: WorkingDays, parent: QWidget
    ) -> None:
        translate = QCoreApplication.translate
        title = translate("ServiceDialog", "填写补正通知的送达日期")
        super().__init__(title, translate("ServiceDialog", "保存"), parent=parent)
        self._correction, self._today, self._days = correction, today, days
        self.date, self.until = DateField(lambda: today), WrappingText("", "sub")
        said = self.tr("送达回证上的日期，邮寄的按回执")
        self._field = Field(self.tr("送达日期"), self.date, hint=said, optional=False)
        self.body.addWidget(self._field)
        self.body.addWidget(self.until)
        self.date.textChanged.connect(self._tell_until)
        self.date.set_day(correction.served_on or today)
        self._tell_until()
        self.date.setFocus()

    @property
    def day(self) -> datetime.date:
        """Return the day that was typed."""
        day = self.date.day()
        assert day is not None, "accepted only with a day"
        return day

    def _tell_until(self, *_: object) -> None:
        day = self.date.day()
        if day is None:
            self.until.setText("")
            return
        length = self._correction.working_days
        if (last := known_last_day(length, day, self._days)) is not None:
            words = self.tr("{days} 个工作日，到 {last} 止")
            self.until.setText(words.format(days=length, last=last.isoformat()))
        else:
            self.until.setText(waits_text(self.tr("补正期限"), length, day, self._days))

    def accept(self) -> None:
        """Give the day, unless it is missing, before the notice or still to come: that is said."""
        fault = self._fault()
        self._field.set_error(fault)
        if fault:
            self.date.setFocus()
        else:
            self.give()

    def refuse(self, error: DeskError) -> None:
        """Say why the day is not recorded."""
        super().refuse(error)
        self._field.set_error(error.message)
        self.date.setFocus()

    def _fault(self) -> str:
        day = self.date.day()
        if day is None:
            return self.date.problem() or self.tr("请填写送达日期。")
        if day > self._today:
            return self.tr("送达日期晚于今天，请核对。")
        if day < self._correction.asked_on:
            asked = self._correction.asked_on.isoformat()
            return self.tr("送达日期早于通知日期（{day}），请核对。").format(day=asked)
        return ""
