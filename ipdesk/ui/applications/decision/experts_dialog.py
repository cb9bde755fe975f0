"""The sheet of experts' scores 专家评分表 for one decided amount."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ipdesk.models.awards.decision_basis import MOST_EXPERTS
from ipdesk.models.awards.typed_basis import experts_typed, score_text
from ipdesk.models.parsing.values.numbers import read_score
from ipdesk.models.records import Basis, BasisKind, Expert, RawExpert
from ipdesk.ui import theme
from ipdesk.ui.widgets import CheckBox, Dialog, NumberField, ScrollArea, Text, TextField

FEWEST = 3
"""Rows that stand there from the beginning."""


class ExpertRow(QWidget):
    """One expert; ``changed`` tells that something was typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.unit = TextField(), TextField()
        self.score, self.recused = NumberField(read_score), CheckBox(self.tr("回避"))
        words = (self.tr("专家姓名"), self.tr("工作单位"), self.tr("评分"), self.tr("回避"))
        for field, word in zip(self.fields(), words, strict=True):
            field.setAccessibleName(word)
        for field in (self.name, self.unit, self.score):
            field.textEdited.connect(lambda _: self.changed.emit())
        self.recused.toggled.connect(self._recuse)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields in their order."""
        return self.name, self.unit, self.score, self.recused

    def _recuse(self, away: bool) -> None:
        if away:
            self.score.setText("")
        self.score.setEnabled(not away)
        self.changed.emit()

    def show_expert(self, raw: RawExpert) -> None:
        """Show what was typed before."""
        self.name.setText(raw.name)
        self.unit.setText(raw.unit)
        self.score.setText(raw.score)
        self.recused.setChecked(raw.recused)

    def raw(self) -> RawExpert:
        """Return what stands in the row."""
        name, unit, score = (field.text().strip() for field in (self.name, self.unit, self.score))
        return RawExpert(name, unit, score, self.recused.isChecked())


class ExpertsDialog(Dialog):
    """Asks for the experts of an amount. Once accepted, ``experts`` can stand.

    ``faults`` says what is wrong with experts, as sentences. A row is added when the last one is typed in.
    """

    def __init__(
        self,
        title: str,
        typed: Sequence[RawExpert],
        faults: Callable[[tuple[Expert, ...]], Iterable[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(self.tr("专家评分"), self.tr("确定"), parent=parent)
        self._faults = faults
        self.rows: list[ExpertRow] = []
        self.average, self.problem = Text("", "strong"), Text("", "strong")
        self._table, self._grid = QWidget(), QGridLayout()
        self._fill_body(title)
        for raw in (*typed, *[RawExpert()] * max(1, FEWEST - len(typed))):
            self._add_row(raw)
        self._follow()
        self.rows[0].name.setFocus()

    def _fill_body(self, title: str) -> None:
        self.add_sentence(title)
        self._head_table()
        self.body.addWidget(ScrollArea(self._table, gutter=True), 1)
        self.add_sentence(self.tr("与申请人有利害关系的专家勾选“回避”，不评分，评分表上照记。"))
        self.body.addWidget(self.average)
        self.body.addWidget(self.problem)
        self.problem.setWordWrap(True)
        self.problem.hide()

    def _head_table(self) -> None:
        self._table.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.grid(1.5))
        heads = (self.tr("专家姓名"), self.tr("工作单位"), self.tr("评分（0–100）"), "")
        for column, (word, share) in enumerate(zip(heads, (4, 8, 3, 2), strict=True)):
            self._grid.addWidget(Text(word, "cap"), 0, column)
            self._grid.setColumnStretch(column, share)

    def restyle(self) -> None:
        """Take the measures in force, with room for a usual panel of experts."""
        super().restyle()
        self.take_room(170, 110)

    def _add_row(self, raw: RawExpert) -> None:
        row, line = ExpertRow(self), len(self.rows) + 1
        row.hide()
        row.show_expert(raw)
        for column, field in enumerate(row.fields()):
            self._grid.addWidget(field, line, column)
        self._grid.setRowStretch(line, 0)
        self._grid.setRowStretch(line + 1, 1)
        row.changed.connect(self._follow)
        self.rows.append(row)
        fields = [field for one in self.rows for field in one.fields()]
        for before, after in pairwise((*fields, self.accept_button)):
            self.setTabOrder(before, after)

    def _follow(self) -> None:
        """Show the average of what stands there, and keep an empty row below."""
        self.problem.hide()
        if self.rows[-1].raw() != RawExpert() and len(self.rows) < MOST_EXPERTS:
            self._add_row(RawExpert())
        average = Basis(BasisKind.EXPERTS, experts_typed(self.experts())).average
        words = self.tr("平均 {score} 分").format(score=score_text(average)) if average is not None else ""
        self.average.setText(words or self.tr("平均分按评分自动计算"))

    def experts(self) -> tuple[RawExpert, ...]:
        """Return the experts as typed; empty rows are left out."""
        return tuple(raw for row in self.rows if (raw := row.raw()) != RawExpert())

    def accept(self) -> None:
        """Close, unless something cannot stand: that is said, and gone to."""
        for row in self.rows:
            if not row.recused.isChecked() and (said := row.score.problem()):
                self._refuse_with(said, row.score)
                return
        found = next(iter(self._faults(experts_typed(self.experts()))), "")
        if not found:
            super().accept()
            return
        about = next((row for row in self.rows if _is_named(row.raw().name, found)), self.rows[0])
        self._refuse_with(found, about.name)

    def _refuse_with(self, sentence: str, editor: QWidget) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        editor.setFocus()


def _is_named(name: str, sentence: str) -> bool:
    return bool(name) and f"“{name}”" in sentence


def ask_experts(
    title: str,
    typed: Sequence[RawExpert],
    faults: Callable[[tuple[Expert, ...]], Iterable[str]],
    parent: QWidget,
) -> tuple[RawExpert, ...] | None:
    """Ask for the experts of an amount; return None where the clerk gives up."""
    dialog = ExpertsDialog(title, typed, faults, parent)
    return dialog.experts() if dialog.ask() else None
