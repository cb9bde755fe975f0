"""The lines that a recheck changes, as the table, the clipboard and the workbook have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead
from ipdesk.models.services.recheck import ChangedLines, RecheckedApplication, RecheckTotals
from ipdesk.rules.core.result import Line
from ipdesk.ui import theme
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recheck", text)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of the table: the application, and lines of it that changed in the same way."""

    item: RecheckedApplication
    change: ChangedLines

    @property
    def about(self) -> str:
        """Return what the lines are about: the clause, how many, and the first number."""
        count, title, first = len(self.change.refs), self.change.title, self.change.refs[0]
        if count == 1:
            return f"{title}　{first}"
        return _tr("{title} {count} 项　{first} 等").format(title=title, count=count, first=first)

    @property
    def refs(self) -> str:
        """Return the number that the lines are about, the first of several with how many there are."""
        first, *more = self.change.refs
        return _tr("{first} 等 {count} 项").format(first=first, count=len(more) + 1) if more else first


def changed_rows(item: RecheckedApplication) -> tuple[ChangedRow, ...]:
    """Return the rows of an application; none where it comes out the same."""
    return tuple(ChangedRow(item, change) for change in item.changes)


def status_word(status: str) -> str:
    """Say in a word what a line comes to, as its chip does; ``""``, the status of no line, has its own."""
    return theme.chip_word(status) if status else _tr("没有此项")


def amount_of(line: Line | None) -> int:
    """Return the fen that a line comes to."""
    return 0 if line is None else line.amount


def signed_text(fen: int) -> str:
    """Return a difference, in fen, with its sign; 0 as it is."""
    return f"+{fen_text(fen)}" if fen > 0 else fen_text(fen)


@dataclass
class RecheckSummary(RecheckTotals):
    """How far a recheck came and what it found, in a sentence."""

    total: int = 0
    without_policy: int = 0
    cut_short: bool = False

    def sentence(self) -> str:
        """Write how many applications were evaluated and changed, and by how many yuan in all."""
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.cut_short and not self.done:
            yield _tr("还没有核算就停下了。")
            return
        yield self._how_many()
        yield self._what_changed()
        if self.retired:
            yield _tr("{count} 份以前的资助所依据的条款已不在政策文件里。").format(count=self.retired)
        if self.without_policy:
            yield _tr("{count} 份的政策没有可用的文件，没有核算。").format(count=self.without_policy)

    def _how_many(self) -> str:
        if self.cut_short:
            words = _tr("核算了 {done} 份（共 {total} 份，其余没有核算），")
            return words.format(done=self.done, total=self.total)
        return _tr("共核算 {done} 份，").format(done=self.done)

    def _what_changed(self) -> str:
        if not self.changed:
            return _tr("没有变化。")
        words = _tr("{changed} 份有变化，合计差额 {sum} 元。")
        return words.format(changed=self.changed, sum=signed_text(self.difference))


# --- as a table elsewhere ---


def heads() -> tuple[ColumnHead, ...]:
    """Return the columns of the clipboard and the workbook."""
    return (
        ColumnHead(_tr("申请件"), 6), ColumnHead(_tr("申请人"), 14),
        ColumnHead(_tr("政策"), 12), ColumnHead(_tr("步骤"), 4),
        ColumnHead(_tr("条款"), 14), ColumnHead(_tr("成果"), 14),
        ColumnHead(_tr("件数"), 3, "count"), ColumnHead(_tr("原来"), 8),
        ColumnHead(_tr("原来每件金额"), 7, "money"), ColumnHead(_tr("现在"), 8),
        ColumnHead(_tr("现在每件金额"), 7, "money"), ColumnHead(_tr("差额"), 7, "money"),
        ColumnHead(_tr("原因"), 30),
    )  # fmt: skip


def cells(row: ChangedRow) -> tuple[Cell, ...]:
    """Return a row for them; money in fen."""
    application, change = row.item.application, row.change
    return (
        application.number, application.applicant_name, row.item.policy.pack.short_title,
        application.state.label, change.title, row.refs, len(change.refs),
        status_word(change.status_before), amount_of(change.before), status_word(change.status_after),
        amount_of(change.after), change.difference, "".join(change.why),
    )  # fmt: skip


def foot(rows: Iterable[ChangedRow]) -> tuple[Cell, ...]:
    """Return the row of the total difference."""
    total = sum(row.change.difference for row in rows)
    return (_tr("合计"), *[None] * 10, total, None)


def as_lines(rows: Iterable[ChangedRow]) -> list[list[str]]:
    """Return the table with its heads and its foot, every cell as it is read."""
    found = tuple(rows)
    kinds = [head.kind for head in heads()]
    lines = [
        [_cell_text(*cell) for cell in zip(line, kinds, strict=True)]
        for line in (*map(cells, found), foot(found))
    ]
    return [[head.title for head in heads()], *lines]


def number_columns() -> frozenset[int]:
    """Return the places of the columns that hold sums and counts."""
    return frozenset(at for at, head in enumerate(heads()) if head.kind != "text")


def _cell_text(value: Cell, kind: str) -> str:
    if value is None:
        return ""
    return fen_text(value) if isinstance(value, int) and kind == "money" else str(value)
