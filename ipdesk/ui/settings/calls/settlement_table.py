"""The table of what a settlement does to every line of a call, before it is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models.awards.settlement import SettledClaim, Settlement
from ipdesk.models.awards.typed_basis import score_text
from ipdesk.ui.awards.sums_table import AFTER, SumsModel, SumsRow, sums_columns
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettlementTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table."""
    return sums_columns(_tr("汇总前（元）"), _tr("汇总后（元）"), _tr("核减的理由"), 16)


class SettlementModel(SumsModel):
    """The claims of a settlement as rows, those that are lowered first; lines of nothing are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SettledClaim, ...] = ()

    def show_settlement(self, settlement: Settlement) -> None:
        """Show another preview."""
        self.beginResetModel()
        found = (item for item in settlement.claims if item.claim.amount)
        self.rows = tuple(sorted(found, key=lambda item: not item.reasons))
        self.endResetModel()

    def count(self) -> int:
        """Return the number of claims."""
        return len(self.rows)

    def row(self, at: int) -> SumsRow:
        """Return what is said of a claim; one that is lowered bears a mark."""
        item = self.rows[at]
        claim = item.claim
        score = _tr("{title}　得分 {score}").format(title=claim.title, score=score_text(claim.score))
        return SumsRow(
            claim.number,
            claim.applicant,
            claim.title if claim.score is None else score,
            fen_text(claim.amount),
            fen_text(item.amount),
            "；".join(item.reasons),
            {AFTER: "arrow-down"} if item.reasons else {},
            "\n".join(item.reasons),
        )
