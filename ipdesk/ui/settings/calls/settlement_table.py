"""The table of what a settlement does to every line of a call, before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models.awards.line_groups import runs
from ipdesk.models.awards.settlement import SettledClaim, Settlement
from ipdesk.models.awards.typed_basis import score_text
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.ui.awards.sums_table import AFTER, SumsModel, SumsRow, sums_columns
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettlementTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table."""
    return sums_columns(_tr("汇总前（元）"), _tr("汇总后（元）"), _tr("核减的理由"), 9, 19)


class SettlementModel(SumsModel):
    """The claims of a settlement as rows, equal ones of an application as one; nothing claimed, no row.

    Applications that lose something come first. One with several rows ends with its own sum.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claims = 0
        self._rows: tuple[SumsRow, ...] = ()

    def show_settlement(self, settlement: Settlement) -> None:
        """Show another preview."""
        self.beginResetModel()
        found = [item for item in settlement.claims if item.claim.amount]
        files = [list(own) for _, own in groupby(found, lambda item: item.claim.number)]
        files.sort(key=lambda own: not any(item.reasons for item in own))
        self.claims = len(found)
        self._rows = tuple(row for own in files for row in _of_application(own))
        self.endResetModel()

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def row(self, at: int) -> SumsRow:
        """Return what is said of equal claims, or of an application; what is lowered bears a mark."""
        return self._rows[at]


def _of_application(own: Sequence[SettledClaim]) -> Iterator[SumsRow]:
    ordered = sorted(own, key=lambda item: (row_of(item.claim.achievement), item.claim.rule))
    found = tuple(runs(ordered, _likeness))
    for alike in found:
        yield _row(alike)
    if len(found) > 1:
        claim = own[0].claim
        before, after = sum(item.claim.amount for item in own), sum(item.amount for item in own)
        word = _tr("小计　{count} 项").format(count=len(own))
        yield SumsRow(claim.number, claim.applicant, word, fen_text(before), fen_text(after), "")


def _likeness(item: SettledClaim) -> tuple[object, ...]:
    claim = item.claim
    return row_of(claim.achievement), claim.rule, claim.amount, claim.score, item.amount, item.reasons


def _row(alike: Sequence[SettledClaim]) -> SumsRow:
    claim, reasons = alike[0].claim, alike[0].reasons
    return SumsRow(
        claim.number,
        claim.applicant,
        _titled(alike),
        fen_text(sum(item.claim.amount for item in alike)),
        fen_text(sum(item.amount for item in alike)),
        "；".join(reasons),
        {AFTER: "arrow-down"} if reasons else {},
        "\n".join(reasons),
    )


def _titled(alike: Sequence[SettledClaim]) -> str:
    """Return what equal claims are for: how many there are, and their first and last numbers."""
    first, last = alike[0].claim, alike[-1].claim
    if first.score is not None:
        return _tr("{title}　得分 {score}").format(title=first.title, score=score_text(first.score))
    if len(alike) == 1 or not first.ref:
        return f"{_counted(alike)}　{first.ref}" if first.ref else _counted(alike)
    words = _tr("{many}　{first} 至 {last}")
    return words.format(many=_counted(alike), first=first.ref, last=_end(first.ref, last.ref))


def _counted(alike: Sequence[SettledClaim]) -> str:
    claim = alike[0].claim
    return claim.title if len(alike) == 1 else f"{claim.title} {len(alike)} {claim.measure}".strip()


def _end(first: str, last: str) -> str:
    """Return a number without the parts that it has in common with the first one of a range."""
    begins = first.rpartition("-")[0]
    return last.removeprefix(f"{begins}-") if begins else last
