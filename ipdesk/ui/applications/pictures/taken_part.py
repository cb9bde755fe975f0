"""Where and when a picture was taken: an address 网址 or a place, the day and the hour."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipdesk.models.records.checks import Taken
from ipdesk.ui import theme
from ipdesk.ui.widgets import DateField, Field, TextField
from ipdesk.ui.widgets.fields.hour_field import HourField


class TakenPart(QWidget):
    """Three fields of one picture; ``edited`` tells that something was typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.where, self.day, self.hour = TextField(), DateField(datetime.date.today), HourField(0)
        self.hour.setPlaceholderText("")
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        hint = self.tr("如 www.example.gov.cn/…，或者 本局公告栏")
        column.addWidget(Field(self.tr("网址或者地点"), self.where, hint=hint))
        row.setSpacing(theme.grid(3))
        row.addWidget(Field(self.tr("截图或者拍摄日期"), self.day), 3)
        row.addWidget(Field(self.tr("时间"), self.hour, hint=self.tr("如 9:30")), 2)
        column.addLayout(row)
        for field in (self.where, self.day, self.hour):
            field.textEdited.connect(lambda _: self.edited.emit())

    def fields(self) -> tuple[QLineEdit, ...]:
        """Return what is typed into: place, day and hour."""
        return self.where, self.day, self.hour

    def show_taken(self, taken: Taken | None) -> None:
        """Show what is known of a picture; None is no picture, of which nothing can be typed."""
        self.setEnabled(taken is not None)
        known = taken or Taken()
        self.where.setText(known.place)
        self.day.set_day(known.day)
        self.hour.set_minutes(known.minutes)

    def entered(self) -> Taken:
        """Return what stands in the fields; what cannot be read is not known."""
        told = bool(self.hour.text().strip()) and not self.hour.problem()
        return Taken(self.where.text(), self.day.day(), self.hour.minutes() if told else None)
