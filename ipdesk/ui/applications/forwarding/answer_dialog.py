"""The answer of the level above 批复: typed item by item, or pasted from its sheet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.answer_sheet import AnswerSheet, SheetItem
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.pasted_answers import pasted_answers
from ipdesk.models.records import ForwardedAnswer, Matter, ReturnedAnswer
from ipdesk.ui.applications.forwarding.answer_table import AnswerModel, columns
from ipdesk.ui.desk.paper_fields import PaperFields, put_paper
from ipdesk.ui.widgets import (
    Button,
    DateField,
    DeskTable,
    Field,
    FormDialog,
    FormGrid,
    MoneyField,
    Text,
    TextField,
)
from ipdesk.ui.widgets.money import fen_text

_MOST_TOLD = 6


class EnteredAnswer(NamedTuple):
    """The day of the answer, and what it says of each application."""

    day: datetime.date
    answers: tuple[ForwardedAnswer, ...]


class AnswerDialog(FormDialog):
    """Asks for the answer's paper once, and for a sum of each item.

    In the table Enter goes to the sum of the item in hand, Ctrl+V takes a pasted sheet, Alt+A lets items
    without a sum have the one that was forwarded.
    """

    room = 270

    def __init__(
        self, items: Sequence[SheetItem], body: str, today: Callable[[], datetime.date], parent: QWidget
    ) -> None:
        translate = QCoreApplication.translate
        title, act = translate("AnswerDialog", "登记上级批复"), translate("AnswerDialog", "登记批复")
        super().__init__(title, act, parent, 12)
        self.sheet, self.sum_line = AnswerSheet(items), Text("", "sub")
        self.body_field, self.number_field, self.day = TextField(), TextField(), DateField(today)
        self.paper = PaperFields(Matter.UPPER_ANSWER, is_copy=len({one.application for one in items}) > 1)
        self.usual, self.granted, self.reason = TextField(), MoneyField(), TextField()
        self.table, self.model = DeskTable(columns()), AnswerModel(self.sheet, self)
        self.paste_button = Button(self.tr("粘贴批复表"), icon="clipboard", shortcut="Ctrl+Shift+V")
        self.fill_button = Button(self.tr("其余照上报金额"), shortcut="Alt+A")
        self.body_field.setText(body)
        self.day.set_day(today())
        self._put_fields()
        self._fill_body()
        self._listen()
        self.table.select_row(0)
        self._tell()
        (self.number_field if body else self.body_field).setFocus()

    def resume(self, returned: Mapping[int, ReturnedAnswer]) -> None:
        """Begin with an answer that was recorded before and taken back: what is wrong can be put right."""
        if not returned:
            return
        paper = next(iter(returned.values()))
        self.body_field.setText(paper.body)
        self.number_field.setText(paper.number)
        self.day.set_day(paper.day)
        self.sheet.resume(returned)
        self._show_item()
        self._tell()
        self.message.say(self.tr("已填入撤销以前登记的内容，请改正后再登记。"), icon="info")

    def _put_fields(self) -> None:
        why = self.tr("没有单独写理由的，都用这一条")
        self.add("body", self.tr("批复机关"), self.body_field, 4, optional=False)
        self.add("number", self.tr("批复文号"), self.number_field, 4, optional=False)
        self.add("day", self.tr("批复日期"), self.day, 4, optional=False)
        put_paper(self, self.paper, (3, 2, 2))
        self.add("usual", self.tr("与上报金额不同的理由"), self.usual, 5, hint=why)
        self.granted_field = Field(self.tr("批复金额"), self.granted, hint=self.tr("不予资助的填 0"))
        self.reason_field = Field(self.tr("这一项的理由"), self.reason, hint=self.tr("与统一的理由不同才写"))

    def _fill_body(self) -> None:
        line = FormGrid(12)
        line.add(self.granted_field, 4)
        line.add(self.reason_field, 8)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("上报的事项"))
        how = self.tr("从上级的表里复制申请编号和金额两列，在这里按 Ctrl+V 粘贴；按 Enter 逐项填写")
        self.table.set_hint(how)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(line)
        self.body.addWidget(self.sum_line)
        self.add_left(self.fill_button)
        self.add_left(self.paste_button)

    def _listen(self) -> None:
        self.table.moved.connect(lambda _: self._show_item())
        self.table.opened.connect(lambda _: self._begin_sum())
        self.granted.changed.connect(self._take_sum)
        self.reason.textEdited.connect(self._take_reason)
        self.usual.textChanged.connect(self._take_usual)
        self.fill_button.clicked.connect(self.fill)
        self.paste_button.clicked.connect(self.take_pasted)
        for field in (self.granted, self.reason):
            field.returnPressed.connect(self._go_on)

    def restyle(self) -> None:
        """Take the measures in force, with room for the list."""
        super().restyle()
        self.take_room(self.room, 150)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a pasted sheet; a field takes its own text before this is asked."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_pasted()
        else:
            super().keyPressEvent(event)

    # --- the item in hand ---

    def _show_item(self) -> None:
        at = self.table.current_row()
        self.granted.blockSignals(True)
        self.granted.set_fen(self.sheet.sums.get(at))
        self.granted.blockSignals(False)
        self.reason.setText(self.sheet.reasons.get(at, ""))
        document = self.sheet.items[at].document if 0 <= at < len(self.sheet.items) else ""
        by_document = self.tr("另按{document}：写明依据的条款和计算").format(document=document)
        self.reason_field.set_hint(by_document if document else self.tr("与统一的理由不同才写"))

    def _begin_sum(self) -> None:
        self.granted.setFocus()
        self.granted.selectAll()

    def _take_sum(self, fen: object) -> None:
        at = self.table.current_row()
        if isinstance(fen, int):
            self.sheet.sums[at] = fen
        else:
            self.sheet.sums.pop(at, None)
        self._tell()

    def _take_reason(self, text: str) -> None:
        self.sheet.reasons[self.table.current_row()] = text
        self._tell()

    def _take_usual(self, text: str) -> None:
        self.model.usual = text
        self._tell()

    def _go_on(self) -> None:
        """Go to the next item by Enter, behind the last one to the button."""
        unexplained = self.sheet.differs(self.table.current_row()) and not self.usual.text().strip()
        if unexplained and self.granted.hasFocus():
            self.reason.setFocus()
            return
        row = self.table.current_row() + 1
        if row < len(self.sheet.items):
            self.table.select_row(row)
            self._begin_sum()
        else:
            self.accept_button.setFocus()

    def _tell(self) -> None:
        self.message.clear()
        self.model.show_changes()
        left = len(self.sheet.items) - len(self.sheet.sums)
        words = self.tr("共 {count} 项，已填 {done} 项，批复金额合计 {sum} 元")
        done = len(self.sheet.items) - left
        said = words.format(count=len(self.sheet.items), done=done, sum=fen_text(self.sheet.total))
        self.sum_line.setText(said)

    # --- many at once ---

    def fill(self) -> None:
        """Let items without a sum have the one that was forwarded."""
        self.sheet.fill()
        self._show_item()
        self._tell()

    def take_pasted(self) -> None:
        """Take sums and reasons from a sheet on the clipboard, and say what could not be taken."""
        pasted = pasted_answers(QGuiApplication.clipboard().text(), [item.key for item in self.sheet.items])
        self.sheet.take(pasted)
        self._show_item()
        self._tell()
        said = self.tr("已按编号填入 {count} 项。").format(count=len(pasted.found)) if pasted.found else ""
        more = len(pasted.problems) - _MOST_TOLD
        lines = [said, *pasted.problems[:_MOST_TOLD]]
        if more > 0:
            lines.append(self.tr("另有 {count} 行没有填入。").format(count=more))
        self.message.say("\n".join(filter(None, lines)), icon="warning" if pasted.problems else "check")

    def content(self) -> object:
        """Return all that was entered: the inputs have sum and reason of one item, the sheet of all."""
        sheet = self.sheet
        return super().content(), sorted(sheet.sums.items()), sorted(sheet.reasons.items())

    # --- handing in ---

    def answers(self) -> tuple[ForwardedAnswer, ...]:
        """Return what is answered, application by application."""
        return self.sheet.answers(self.usual.text())

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there of the paper and has to be."""
        if not self.body_field.text().strip():
            yield Problem("body", self.tr("请填写批复机关。"))
        if not self.number_field.text().strip():
            yield Problem("number", self.tr("请填写批复文号。"))
        if self.day.day() is None:
            yield Problem("day", self.tr("请填写批复日期。"))

    def entered(self) -> EnteredAnswer | None:
        """Return the answer, None while an item lacks a sum or a reason: that is said, and gone to."""
        day = self.day.day()
        return None if self._item_lacks() or day is None else EnteredAnswer(day, self.answers())

    def _item_lacks(self) -> bool:
        """Go to the first item that lacks a sum or a reason; say whether one does."""
        blank, unexplained = self.sheet.missing(), self.sheet.unexplained(self.usual.text())
        at = blank if blank is not None else unexplained
        if at is None:
            return False
        self.table.select_row(at)
        number = self.sheet.items[at].number
        if blank is not None:
            self.message.say(self.tr("{number} 还没有填写批复金额；不予资助的填 0。").format(number=number))
            self._begin_sum()
        else:
            self.message.say(self.tr("{number} 的批复金额与上报的不同，请写明理由。").format(number=number))
            self.reason.setFocus()
        return True
