"""The question for the meeting that decided on many applications, asked once for all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.applications.step_checks import meeting_day_problem
from ipdesk.models.parsing.reasons import KeptMinutes, check_minutes, read_minutes
from ipdesk.models.records import Minutes
from ipdesk.models.records.proposals import UsedMinutes
from ipdesk.ui.desk.minutes_fields import follow_order
from ipdesk.ui.widgets import Button, DateField, Dialog, Field, FormGrid, LineField, TextField


class MeetingDialog(Dialog):
    """Asks for the minutes. Once accepted, ``minutes`` are such as may be; none only where none ``must`` be.

    ``title`` says what the meeting decided, ``today`` the day that it cannot be after; ``kept`` are minutes
    that were used before: numbers that run against their days are pointed out.
    """

    room, key = 170, "F9"  # for three fields in a row

    def __init__(
        self, title: str, today: Callable[[], datetime.date], parent: QWidget, *, must: bool = False,
        kept: Sequence[KeptMinutes] = (),
    ) -> None:  # fmt: skip
        super().__init__(title, QCoreApplication.translate("MeetingDialog", "预览"), parent=parent)
        self._today, self._doubted, self._must = today, "", must
        self.add_sentence(self.tr("同一次会议研究的，填写一次。下一步先列出每件的金额，核对以后再办理。"))
        self._lay_out_fields()
        follow_order(self.number, self.day, self.number_field, lambda: kept)
        for editor in (self.number, self.day):
            editor.textEdited.connect(lambda _: self._tell_wanted())
        self._tell_wanted()
        self.number.setFocus()

    def offer(self, minutes: Minutes) -> None:
        """Offer the minutes that were typed last, to be taken by a key."""
        words = self.tr("用今天填过的这次会议：{number}")
        take = Button(words.format(number=minutes.number), "link", shortcut="Alt+M")
        take.clicked.connect(partial(self._take, minutes))
        self.body.addWidget(take)

    def _take(self, minutes: Minutes) -> None:
        self.number.setText(minutes.number)
        self.day.set_day(minutes.date)
        self.body_name.setText(minutes.body)
        self._tell_wanted()
        self.number.setFocus()

    def _lay_out_fields(self) -> None:
        like = self.tr("如 局务会纪要〔{year}〕8号").format(year=self._today().year)
        self.number, self.day = LineField(like, read_minutes), DateField(self._today)
        self.body_name = TextField(placeholder=self.tr("如 局务会"))
        self.number_field = Field(self.tr("会议纪要编号"), self.number)
        self.day_field = Field(self.tr("会议日期"), self.day)
        grid = FormGrid(6)
        grid.add(self.number_field, 3)
        grid.add(self.day_field, 2)
        grid.add(Field(self.tr("会议"), self.body_name, mark=self.tr("选填")), 1)
        self.body.addWidget(grid)

    def _tell_wanted(self) -> None:
        """Mark number and day where the step is refused without them: for the sums, or once one is typed."""
        mark = self.tr("必填") if self._wanted() else ""
        for field in (self.number_field, self.day_field):
            field.set_mark(mark)

    def _wanted(self) -> bool:
        return self._must or bool(self.number.text().strip() or self.day.text().strip())

    @property
    def minutes(self) -> Minutes:
        """Return what was typed."""
        return Minutes(self.number.text().strip(), self.day.day(), self.body_name.text().strip())

    def accept(self) -> None:
        """Close, unless the meeting cannot have been so: that is said at the field."""
        self.number_field.set_error(self._number_fault())
        self.day_field.set_error(self._day_fault())
        for field in (self.number_field, self.day_field):
            if field.error():
                field.editor.setFocus()
                return
        super().accept()

    def _number_fault(self) -> str:
        number, checked = self.number.text().strip(), check_minutes(self.number.text())
        if not number and self._wanted():
            return self.tr("填写会议纪要编号")
        if not number or not checked.problem or number == self._doubted:
            return ""
        self._doubted = number if checked.confirmable else ""
        again = self.tr("通常如 局务会纪要〔{year}〕8号；确认无误的，再按一次“预览”")
        return again.format(year=self._today().year) if checked.confirmable else checked.problem

    def _day_fault(self) -> str:
        day = self.day.day()
        if day is None:
            return self.tr("填写会议日期") if self._wanted() else ""
        return meeting_day_problem(day, None, self._today())


def minutes_for(
    title: str,
    today: Callable[[], datetime.date],
    parent: QWidget,
    *,
    must: bool = False,
    used: UsedMinutes | None = None,
    kept: Sequence[KeptMinutes] = (),
) -> Minutes | None:
    """Ask for the minutes; return None where the clerk gives up. Those ``used`` today are offered."""
    dialog = MeetingDialog(title, today, parent, must=must, kept=kept)
    if used is not None and used.on == today():
        dialog.offer(used.minutes)
    return dialog.minutes if dialog.ask() else None
