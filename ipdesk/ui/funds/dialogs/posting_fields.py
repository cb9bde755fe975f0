"""What every posting is asked for: its sum, its day and how exactly that is known, on what it rests."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.books.posting_days import PostingDay, Precision, known_as
from ipdesk.models.core.errors import Problem
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, Field, MoneyField, TextField


class PostingFields:
    """Fields of a dialog under the names ``fen``, ``day`` and ``basis``."""

    def __init__(self, desk: Desk, dialog: CommandDialog) -> None:
        self._dialog = dialog
        self.amount, self.day, self.basis = MoneyField(), DateField(desk.today), TextField()
        self.precision = ChoiceField(
            [
                (Precision.ON.value, _tr("当日")),
                (Precision.BY.value, _tr("不晚于这一天")),
                (Precision.IN_MONTH.value, _tr("只知道月份")),
                (Precision.IN_YEAR.value, _tr("只知道年份")),
            ]
        )
        self.precision.set_key(Precision.ON.value)

    def add(self, basis: str, *, amount: bool = True) -> None:
        """Stand at the end of the dialog's form; ``basis`` is what the basis is called there."""
        if amount:
            self._dialog.put("fen", Field(_tr("金额"), self.amount, optional=False), 2)
        self._dialog.put("day", Field(_tr("日期"), self.day))
        self._dialog.put("precision", Field(_tr("日期的准确程度"), self.precision))
        self._dialog.put("basis", Field(basis, self.basis, hint=_tr("文件、纪要的文号，或者理由")), 2)
        self._dialog.need("day", "precision", "basis")

    def sum_problem(self) -> Iterator[Problem]:
        """Yield that no sum was typed."""
        if not self.amount.fen():
            yield Problem("fen", _tr("请填写金额。"))

    def posting_day(self) -> PostingDay | None:
        """Return the day, None where none was typed, which is said then."""
        day = self._dialog.day_of("day")
        return None if day is None else known_as(day, Precision(self.precision.key()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
