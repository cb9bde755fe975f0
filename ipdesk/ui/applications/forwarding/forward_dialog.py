"""The letter by which applications are forwarded: to whom, of which day, under which number."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.records import ApplicationRow, Office
from ipdesk.ui.widgets import DateField, FormDialog, Text, TextField
from ipdesk.ui.widgets.money import fen_text


class EnteredForwarding(NamedTuple):
    """To whom the letter goes, of which day, under which number: None where it is drawn."""

    body: str
    day: datetime.date
    number: str | None


class ForwardDialog(FormDialog):
    """Asks for what the 推荐函 needs.

    ``body`` is to whom the last one went; the number is asked for where the ``office`` types its numbers.
    ``referred`` is how many lines another document governs.
    """

    room = 0

    def __init__(
        self,
        rows: Sequence[ApplicationRow],
        office: Office,
        body: str,
        today: Callable[[], datetime.date],
        parent: QWidget,
        referred: int = 0,
    ) -> None:
        title = parent.tr("上报 {count} 件").format(count=len(rows))
        super().__init__(title, parent.tr("上报"), parent, 2)
        self.body_field, self.day, self.number_field = TextField(), DateField(today), TextField()
        self.body_field.setText(body)
        self.body_field.setPlaceholderText(self.tr("如 韶关市市场监督管理局"))
        self.day.set_day(today())
        self._tell(rows, referred)
        self.add(
            "body", self.tr("报送机关"), self.body_field, 2, hint=self.tr("推荐函的主送机关"), optional=False
        )
        self.add("date", self.tr("成文日期"), self.day, optional=False)
        hint = self.tr("按单位的发文登记簿填写")
        self.add("number", self.tr("发文字号"), self.number_field, hint=hint, optional=False)
        self.fields["number"].setVisible(not office.own_series)
        self.body_field.setFocus()

    def _tell(self, rows: Sequence[ApplicationRow], referred: int) -> None:
        full, total = sum(row.computed for row in rows), sum(row.amount for row in rows)
        open_lines = sum(row.undecided for row in rows)
        said = self.tr("核算金额合计 {sum} 元").format(sum=fen_text(full))
        if total < full:
            said += self.tr("，核减后推荐 {left} 元").format(left=fen_text(total))
        if open_lines:
            said += self.tr("，另有 {count} 项由上级核定").format(count=open_lines)
        if referred:
            said += self.tr("，另有 {count} 项另按规定").format(count=referred)
        self.told = Text(self.tr("{said}。推荐函和汇总表同时印发，列入每件申请的文书。").format(said=said))
        self.told.setWordWrap(True)
        self.body.addWidget(self.told)

    def _number(self) -> str | None:
        return self.number_field.text().strip() if not self.fields["number"].isHidden() else None

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        if not self.body_field.text().strip():
            yield Problem("body", self.tr("请填写报送机关。"))
        if self.day.day() is None:
            yield Problem("date", self.tr("请填写成文日期。"))
        if self._number() == "":
            yield Problem("number", self.tr("请填写发文字号。"))

    def entered(self) -> EnteredForwarding | None:
        """Return the particulars of the letter, None without a day."""
        day = self.day.day()
        return None if day is None else EnteredForwarding(self.body_field.text().strip(), day, self._number())
