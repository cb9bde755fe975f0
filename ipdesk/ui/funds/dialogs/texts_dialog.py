"""The office's own texts of the report: problems, improvements, remarks, figures, its printed score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import KeepFundTexts
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.funds.facts import fact_lines, read_facts
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import NumberForm, read_number
from ipdesk.models.records import Fund, FundTexts
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Field, LinesField, NumberField

_SCORE = NumberForm("自评得分", ("分",), most=Decimal(100))
_KINDS = ("problems", "improvements", "remarks")
_ROWS = 3


class TextsDialog(CommandDialog):
    """Fields with a paragraph or a figure a line, and the score."""

    room = 170

    def __init__(
        self, desk: Desk, fund: Fund, texts: FundTexts, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        super().__init__(desk, _tr("报告文字"), _tr("保存"), then, parent, columns=4)
        self._fund = fund
        self.kept_as = f"texts of fund {fund.id}"
        self.lines = {kind: LinesField(_ROWS) for kind in _KINDS}
        self.facts = LinesField(_ROWS)
        self.score = NumberField(lambda text: read_number(text, _SCORE))
        a_line = _tr("每段一行，Enter 换行，Tab 到下一格")
        only_here = _tr("每条一行；写原文里对不上的地方，只印在核对表上")
        labels = (
            (_tr("存在的问题"), a_line),
            (_tr("改进措施"), a_line),
            (_tr("本局备注"), only_here),
        )
        for kind, (label, hint) in zip(_KINDS, labels, strict=True):
            self.put(kind, Field(label, self.lines[kind], hint=hint), 4)
            self.lines[kind].setText("\n".join(getattr(texts, kind)))
        facts = _tr("一行一项：名称　29宗　93116万元；分项写在下一行，以“其中：”开头")
        self.put("facts", Field(_tr("年度数据"), self.facts, hint=facts), 4)
        self.facts.setText("\n".join(fact_lines(texts.facts)))
        self.add("printed_score", _tr("报送的自评得分"), self.score, 2, _tr("与计算得分并列印出"))
        self.score.set_number(texts.printed_score)
        self.lines["problems"].setFocus()

    def missing(self) -> Iterator[Problem]:
        """Yield what cannot be read of the figures."""
        yield from super().missing()
        try:
            read_facts(self.facts.lines())
        except Unreadable as wrong:
            yield Problem("facts", str(wrong))

    def entered(self) -> KeepFundTexts:
        """Return what keeps the texts as they stand."""
        number = self.score.number()
        printed = None if number is None else Decimal(number)
        kept = {kind: field.lines() for kind, field in self.lines.items()}
        texts = FundTexts(
            problems=kept["problems"],
            improvements=kept["improvements"],
            remarks=kept["remarks"],
            printed_score=printed,
            facts=read_facts(self.facts.lines()),
        )
        return KeepFundTexts(fund=self._fund.id, revision=self._fund.revision, texts=texts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
