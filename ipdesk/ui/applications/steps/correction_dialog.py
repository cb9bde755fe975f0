"""The request for correction 通知补正: everything that is missing, told at once, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.awards.entered_rows import missing_items
from ipdesk.models.core.errors import DeskError
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.parsing.values.numbers import read_days
from ipdesk.models.periods.period import known_last_day, waits_text
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import ApplicationDetail, Correction, MissingItem
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.steps.step_dialog import StepDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button, CheckBox, NumberField, ScrollArea, Text, TextField, WrappingText

USUAL_DAYS = 5
_NAMED = 6  # of what the round before told


class AskedCorrection(NamedTuple):
    """What the clerk asks for."""

    items: tuple[MissingItem, ...]
    working_days: int
    served_on: datetime.date | None


class ItemRow(QWidget):
    """One thing that is missing, how to put it right, and where it is asked for."""

    changed = Signal()
    removed = Signal()

    def __init__(self, item: MissingItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Text("", "sub")
        self.missing, self.cure, self.basis = (TextField() for _ in range(3))
        self.remove = Button(self.tr("去掉"), "link")
        self.remove.clicked.connect(self.removed)
        texts = (item.missing, item.cure, item.basis)
        names = (self.tr("缺少或者有误的内容"), self.tr("怎样补正"), self.tr("依据"))
        for field, text, name in zip(self.fields(), texts, names, strict=True):
            field.setText(text)
            field.setCursorPosition(0)
            field.setAccessibleName(name)
            field.textChanged.connect(self.changed)
        self.basis.setPlaceholderText(self.tr("选填，如 申报指南第五条"))
        self.missing.setPlaceholderText(self.tr("如 申请表没有盖章"))
        self.cure.setPlaceholderText(self.tr("如 盖章后重新提交"))

    def fields(self) -> tuple[TextField, TextField, TextField]:
        """Return the three fields in the order of reading."""
        return self.missing, self.cure, self.basis

    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands side by side in the table."""
        return self.number, *self.fields(), self.remove

    def item(self) -> MissingItem | None:
        """Return what is typed; None where nothing is."""
        texts = [field.text().strip() for field in self.fields()]
        return None if all(map(blank, texts)) else MissingItem(*texts)

    def fault(self) -> str:
        """Return what is wrong with what is typed, as a sentence, or nothing."""
        if self.item() is not None and blank(self.missing.text()):
            return self.tr("请写明缺少什么，不要的行请去掉。")
        if self.item() is not None and blank(self.cure.text()):
            return self.tr("请写明怎样补正。")
        return next((fault for field in self.fields() if (fault := line_fault(field.text()))), "")


class CorrectionDialog(StepDialog):
    """Takes down what is missing. Once accepted, ``asked`` is what to ask for.

    ``former`` are the rounds before, of which it says what they told.
    """

    def __init__(
        self,
        items: Iterable[MissingItem],
        today: datetime.date,
        days: WorkingDays,
        parent: QWidget,
        former: Sequence[Correction] = (),
    ) -> None:
        word = _tr("通知补正")
        super().__init__(word, word, parent=parent)
        self._today, self._working = today, days
        self.rows: list[ItemRow] = []
        self.days = NumberField(read_correction_days)
        self.days.set_number(USUAL_DAYS)
        self.at_once = CheckBox(self.tr("补正通知书今天当面送达"))
        self.until, self.problem = WrappingText("", "sub"), Text("", "error")
        self.former = WrappingText(_told_before(former), "sub")
        self._table, self._grid = QWidget(), QGridLayout()
        self._lay_out_body()
        for item in [*items] or [MissingItem("", "")]:
            self._add(item)
        self._listen()
        self._tell_until()
        self.rows[0].missing.setFocus()  # not on the button: what is sent is to be read first

    def _listen(self) -> None:
        self.days.textChanged.connect(self._tell_until)
        self.at_once.toggled.connect(self._tell_until)
        self.days.textEdited.connect(self._mend)
        self.at_once.toggled.connect(self._mend)

    def _lay_out_body(self) -> None:
        said = self.tr("缺少和有误的内容请一次写全。申请件回到受理页，可以继续修改，补正后重新受理。")
        self._table.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.grid(1.5))
        heads = (self.tr("缺少或者有误的内容"), self.tr("怎样补正"), self.tr("依据"))
        for column, (head, stretch) in enumerate(zip(heads, (6, 5, 4), strict=True), start=1):
            self._grid.addWidget(Text(head, "cap"), 0, column)
            self._grid.setColumnStretch(column, stretch)
        self.more = Button(self.tr("再加一项"), "link", shortcut="Alt+N")
        self.more.clicked.connect(self.add_row)
        area = ScrollArea(_on_top(self._table), gutter=True)
        self.body.addWidget(Text(said, "sub"))
        self.body.addWidget(self.former)
        self.former.setVisible(bool(self.former.text()))
        self.body.addWidget(area, 1)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)  # in sight however many rows there are
        self.body.addLayout(self._period())
        self.body.addWidget(self.problem)
        self.problem.hide()

    def restyle(self) -> None:
        """Take the measures in force, with room for three fields in a row and eight rows."""
        super().restyle()
        self.take_room(230, 138)

    def _period(self) -> QHBoxLayout:
        self.days.setFixedWidth(theme.grid(16))
        self.days.setAccessibleName(self.tr("补正期限（工作日）"))
        row = QHBoxLayout()
        row.setSpacing(theme.grid(2))
        for widget in (
            Text(self.tr("补正期限")),
            self.days,
            Text(self.tr("个工作日")),
            self.at_once,
        ):
            row.addWidget(widget)
        row.addWidget(self.until, 1)  # what the period waits for takes two lines
        return row

    # --- rows ---

    def add_row(self) -> None:
        """Add an empty row and stand in it."""
        self._add(MissingItem("", "")).missing.setFocus()

    def _add(self, item: MissingItem) -> ItemRow:
        row, line = ItemRow(item, self), self._grid.rowCount()
        self.rows.append(row)
        row.hide()
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, line, column)
        row.removed.connect(lambda: self._remove(row))
        row.changed.connect(self._mend)
        self._count()
        return row

    def _mend(self, *_: object) -> None:
        """Take back what was wrong: somebody is about to put it right."""
        self.problem.hide()

    def _remove(self, row: ItemRow) -> None:
        self.rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()
        self._count()

    def _count(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.number.setText(str(number))

    # --- until when ---

    def _tell_until(self, *_: object) -> None:
        """Say on which day the period ends, or why that is not known."""
        self.until.setText(self._until())

    def _until(self) -> str:
        number = self.days.number()
        if not self.at_once.isChecked() or number is None:
            return self.tr("送达后填写送达日期，从第二天起算")
        if (last := known_last_day(int(number), self._today, self._working)) is not None:
            return self.tr("到 {day} 止").format(day=last.isoformat())
        return waits_text(self.tr("补正期限"), int(number), self._today, self._working)

    def asked(self) -> AskedCorrection:
        """Return what to ask for."""
        items = tuple(item for row in self.rows if (item := row.item()) is not None)
        served = self._today if self.at_once.isChecked() else None
        return AskedCorrection(items, int(self.days.number() or 0), served)

    def accept(self) -> None:
        """Ask for it, unless something is missing or wrong: that is said, and the keyboard goes there."""
        fault, field = self._fault()
        if not fault:
            self.give()
            return
        self._tell(fault)
        field.setFocus()

    def refuse(self, error: DeskError) -> None:
        """Say why nothing was asked for."""
        super().refuse(error)
        self._tell(error.message)

    def _tell(self, fault: str) -> None:
        self.problem.setText(fault)
        self.problem.show()

    def _fault(self) -> tuple[str, QWidget]:
        for row in self.rows:
            if fault := row.fault():
                return fault, row.cure if blank(
                    row.cure.text()
                ) and row.missing.text().strip() else row.missing
        if not self.asked().items:
            return self.tr("请写明缺少或者有误的全部内容。"), self.rows[0].missing if self.rows else self.more
        if self.days.number() is None:
            return self.days.problem() or self.tr("请填写补正期限。"), self.days
        return "", self.at_once


def _told_before(former: Sequence[Correction]) -> str:
    """Say which round it would be, and what the last one told: all that was missing then is told by it."""
    if not former:
        return ""
    last, words = former[-1], _tr("{place}. {missing}")
    told = "；".join(
        words.format(place=place, missing=item.missing)
        for place, item in enumerate(last.items[:_NAMED], start=1)
    )
    more = _tr(" 等 {count} 项").format(count=len(last.items)) if len(last.items) > _NAMED else ""
    return _tr(
        "这是第 {round} 次补正。{day} 已告知：{told}。除补交的材料仍有问题以外，不再提出当时没有告知的内容。"
    ).format(round=last.round + 1, day=last.asked_on.isoformat(), told=told + more)


def read_correction_days(text: str) -> int:
    """Read how many working days a correction has. Raises Unreadable."""
    return read_days(text, "补正期限")


def _on_top(table: QWidget) -> QWidget:
    """Return a table at the top of its room."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table)
    column.addStretch(1)
    return whole


def correction_dialog(
    desk: Desk, parent: QWidget, detail: ApplicationDetail, policy: Policy
) -> CorrectionDialog:
    """Return the question what is missing, which proposes what is known to be. Raises DeskError."""
    draft = desk.read(queries.draft, detail.application.id)
    items = missing_items(detail, policy, draft, desk.today())
    days = desk.read(queries.working_days)
    return CorrectionDialog(items, desk.today(), days, parent, detail.corrections)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CorrectionDialog", text)
