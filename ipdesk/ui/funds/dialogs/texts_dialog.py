"""The office's own texts of the report: problems, improvements, remarks, and a score printed elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import KeepFundTexts
from ipdesk.models.parsing.values.numbers import NumberForm, read_number
from ipdesk.models.records import Fund, FundTexts
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Field, LinesField, NumberField

_SCORE = NumberForm("自评得分", ("分",), most=Decimal(100))
_KINDS = ("problems", "improvements", "remarks")


class TextsDialog(CommandDialog):
    """Three fields with a paragraph a line, and the score."""

    room = 170

    def __init__(
        self, desk: Desk, fund: Fund, texts: FundTexts, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        super().__init__(desk, _tr("报告文字"), _tr("保存"), then, parent, columns=4)
        self._fund = fund
        self.lines = {kind: LinesField(4) for kind in _KINDS}
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
        self.add("printed_score", _tr("报送的自评得分"), self.score, 2, _tr("与计算得分并列印出"))
        self.score.set_number(texts.printed_score)
        self.lines["problems"].setFocus()

    def entered(self) -> KeepFundTexts:
        """Return what keeps the texts as they stand."""
        number = self.score.number()
        printed = None if number is None else Decimal(number)
        kept = {kind: field.lines() for kind, field in self.lines.items()}
        texts = FundTexts(**kept, printed_score=printed)
        return KeepFundTexts(fund=self._fund.id, revision=self._fund.revision, texts=texts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
