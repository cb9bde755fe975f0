"""The letter by which applications are forwarded: to whom, of which day, under which number."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.records import ApplicationRow, Office
from ipdesk.ui.widgets import DateField, Dialog, Field, FormGrid, MessageLine, Text, TextField
from ipdesk.ui.widgets.money import fen_text


class ForwardDialog(Dialog):
    """Asks for what the 推荐函 needs. ``submitted`` once all is there; the dialog stays until it is told.

    ``body`` is to whom the last one went; the number is asked for where the ``office`` types its numbers.
    """

    submitted = Signal()

    def __init__(
        self,
        rows: Sequence[ApplicationRow],
        office: Office,
        body: str,
        today: Callable[[], datetime.date],
        parent: QWidget,
    ) -> None:
        super().__init__(
            parent.tr("上报 {count} 件").format(count=len(rows)), parent.tr("上报"), parent=parent
        )
        self.message = MessageLine()
        self.body_field, self.day, self.number_field = TextField(), DateField(today), TextField()
        self.body_field.setText(body)
        self.body_field.setPlaceholderText(self.tr("如 韶关市市场监督管理局"))
        self.day.set_day(today())
        self.fields = {
            "body": Field(self.tr("报送机关"), self.body_field, hint=self.tr("推荐函的主送机关")),
            "date": Field(self.tr("成文日期"), self.day),
            "number": Field(self.tr("发文字号"), self.number_field, hint=self.tr("按单位的发文登记簿填写")),
        }
        self.fields["number"].setVisible(not office.own_series)
        self._fill_body(rows)
        self.body_field.setFocus()

    def _fill_body(self, rows: Sequence[ApplicationRow]) -> None:
        total = fen_text(sum(row.amount for row in rows))
        open_lines = sum(row.undecided for row in rows)
        said = self.tr("核算金额合计 {sum} 元").format(sum=total)
        if open_lines:
            said += self.tr("，另有 {count} 项由上级核定").format(count=open_lines)
        self.told = Text(self.tr("{said}。推荐函和汇总表同时印发，列入每件申请的文书。").format(said=said))
        self.told.setWordWrap(True)
        grid = FormGrid(6)
        for name, span in (("body", 6), ("date", 3), ("number", 3)):
            grid.add(self.fields[name], span)
        for widget in (self.message, self.told, grid):
            self.body.addWidget(widget)

    def body_text(self) -> str:
        """Return to whom the letter goes."""
        return self.body_field.text().strip()

    def number(self) -> str | None:
        """Return the number as typed, None where it is drawn."""
        return self.number_field.text().strip() if not self.fields["number"].isHidden() else None

    def accept(self) -> None:
        """Hand in what was entered, unless something is missing: that is said."""
        self.message.clear()
        for field in self.fields.values():
            field.set_error("")
        if not self.mark(self._missing()) and self.accept_button.isEnabled():
            self.hold()
            self.submitted.emit()

    def _missing(self) -> list[Problem]:
        asked = (
            ("body", not self.body_text(), self.tr("请填写报送机关。")),
            ("date", self.day.day() is None, self.day.problem() or self.tr("请填写成文日期。")),
            ("number", self.number() == "", self.tr("请填写发文字号。")),
        )
        return [Problem(name, said) for name, lacks, said in asked if lacks]

    def mark(self, problems: Sequence[Problem]) -> bool:
        """Mark what is wrong and go to the first; say whether anything was marked."""
        marked = [(self.fields[one.field], one.message) for one in problems if one.field in self.fields]
        for field, message in marked:
            field.set_error(message)
        if marked:
            marked[0][0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(marked)

    def done_forwarding(self) -> None:
        """Close: the letter went out."""
        super().accept()

    def refuse(self, sentence: str, problems: Sequence[Problem] = ()) -> None:
        """Say why nothing went out; all that was typed stays."""
        self.release()
        if not self.mark(problems):
            self.message.say("\n".join(one.message for one in problems) or sentence)
