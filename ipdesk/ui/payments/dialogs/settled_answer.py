"""A bank's answer with what a person settled of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.payments.answer import Answer
from ipdesk.funds.payments.reading import rows_for
from ipdesk.funds.payments.results import MatchedResult, Outcome, ResultRow, SentPayment, Verdict, matched
from ipdesk.rules.core.money import grouped_yuan


@dataclass(slots=True)
class SettledAnswer:
    """What was read from a file of a ``name``, the payments it may be about, and what was said of it."""

    name: str
    answer: Answer
    sent: Sequence[SentPayment]
    meant: dict[str, Outcome] = field(default_factory=dict)
    choices: dict[int, str | None] = field(default_factory=dict)
    own_serials: bool = True

    def choose(self, line: int, serial: str | None) -> None:
        """Say of which payment a row is, None for none; other rows about that payment do not count then."""
        if serial is not None:
            known = (one for one in self.result().rows if one.payment is not None)
            about = (one.row.line for one in known if one.payment and one.payment.serial == serial)
            self.choices |= {other: None for other in about if other != line}
        self.choices[line] = serial

    def rows(self) -> tuple[ResultRow, ...]:
        """Return the rows as they are matched, and as a command takes them."""
        return rows_for(self.answer, self.sent, meant=self.meant, own_serials=self.own_serials)

    def result(self) -> MatchedResult:
        """Return what is made of every row."""
        return matched(self.sent, self.rows(), self.choices)

    def row(self, line: int) -> ResultRow | None:
        """Return the row of a line of the file, as far as it counts."""
        return next((one for one in self.rows() if one.line == line), None)

    def open_lines(self) -> tuple[int, ...]:
        """Return the lines that somebody has to settle."""
        return tuple(one.row.line for one in self.result().open_rows)

    def summary(self) -> str:
        """Return how many rows came to what, with the sum that was paid."""
        result = self.result()
        told = [one.verdict for one in result.rows]
        paid = sum(one.row.fen or 0 for one in result.rows if one.verdict is Verdict.PAID)
        words = _tr(
            "{name}：成功 {paid} 笔 {sum} 元，失败 {failed} 笔，要核对 {open} 行，文件里没有 {missing} 笔"
        )
        return words.format(
            name=self.name,
            paid=told.count(Verdict.PAID),
            sum=grouped_yuan(paid),
            failed=told.count(Verdict.FAILED),
            open=len(result.open_rows),
            missing=len(result.missing),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
