"""The table of what was forwarded, with what is typed of the answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models.awards.answer_sheet import AnswerSheet, SheetItem
from ipdesk.ui.awards.sums_table import APPLICANT, REASON, SumsModel, SumsRow, sums_columns
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table."""
    return sums_columns(_tr("上报金额（元）"), _tr("批复金额（元）"), _tr("理由"), 8)


def _forwarded_text(item: SheetItem) -> str:
    """Return what was forwarded as its sum, or why none was."""
    if item.document:
        return _tr("另按规定")
    return _tr("待核定") if item.open else fen_text(item.amount)


class AnswerModel(SumsModel):
    """The items of a sheet as rows; one that still lacks something bears a mark."""

    def __init__(self, sheet: AnswerSheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.usual = ""

    def show_changes(self) -> None:
        """Paint everything anew: sums or reasons are others by now."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, REASON))

    def count(self) -> int:
        """Return the number of items."""
        return len(self.sheet.items)

    def row(self, at: int) -> SumsRow:
        """Return what is said of an item, and the mark of a sum that needs a reason."""
        item, granted = self.sheet.items[at], self.sheet.sums.get(at)
        count, differs = len(item.parts), self.sheet.differs(at)
        title = item.title if count == 1 else _tr("{title}　{count} 项").format(title=item.title, count=count)
        return SumsRow(
            item.number,
            item.applicant,
            "　".join(filter(None, (title, item.ref if count == 1 else ""))),
            _forwarded_text(item),
            "" if granted is None else fen_text(granted),
            self._reason(at) if differs else self.sheet.reasons.get(at, "") if item.document else "",
            {APPLICANT: "warning"} if differs and not self._reason(at) else {},
        )

    def _reason(self, at: int) -> str:
        return self.sheet.reasons.get(at, "").strip() or self.usual.strip()
