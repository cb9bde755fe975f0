"""The preview of pasted rows: what each would become, and why some would not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QWidget

from ipdesk.models.lists.list_form import list_forms
from ipdesk.models.lists.list_sheet import ListSheet
from ipdesk.models.lists.listed_rows import ListedRow, Verdict, listed_rows, ticked_at_first, with_doubts
from ipdesk.models.lists.table import ReadTable, read_table
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter.lists.on_file import Told, texts_of
from ipdesk.ui.widgets import ChoiceField, Column, Dialog, Field, FormGrid, WrappingText
from ipdesk.ui.widgets.table.ticked import TickedTable

_ROWS = 10  # in sight at least
_OPEN = (Verdict.NEW, Verdict.ASK)


class _Row(NamedTuple):
    """A row of the list as it is shown."""

    id: int
    cells: tuple[str, ...]
    tooltip: str


class PastedRowsDialog(Dialog):
    """Shows what was pasted; ``chosen`` are the rows to be filled in, known and refused ones take no tick.

    Where several columns may be one fact it is asked which. ``on_file`` tells of things by the normal forms
    of their numbers where they are on file.
    """

    room = 300

    def __init__(
        self,
        sheet: ListSheet,
        counter: CounterRows,
        on_file: Callable[[Iterable[str]], Told],
        parent: QWidget,
    ) -> None:
        """Read the list. Raises Unreadable where no table of achievements is found in it."""
        self._sheet, self._counter, self._on_file = sheet, counter, on_file
        self.read = read_table(sheet, None, counter.vocabulary.kinds)
        super().__init__(_tr("粘贴表格"), _tr("填入"), parent=parent)
        self.rows: dict[int, ListedRow] = {}
        self.summary, self.reasons = WrappingText("", "strong"), WrappingText("")
        self.asked = {fact: ChoiceField(self._heads_of(places)) for fact, places in self.read.others.items()}
        self.table = TickedTable(_tr("粘贴的行"), _columns(), _ROWS)
        self._lay_out_body()
        self.table.moved.connect(self._tell)
        self.table.ticks.changed.connect(self._keep_to_open)
        self._show(self.read)
        self.table.setFocus()

    def _heads_of(self, places: Sequence[int]) -> list[tuple[str, str]]:
        return [(str(place), self.read.heads[place]) for place in places]

    def _lay_out_body(self) -> None:
        self.body.addWidget(self.summary)
        grid = FormGrid(3)
        for fact, field in self.asked.items():
            field.set_key(str(self.read.columns[fact]))
            name = list_forms().kinds[self.read.kind].columns[fact][0]
            grid.add(Field(_tr("“{name}”取哪一列").format(name=name), field), 1)
            field.changed.connect(lambda _: self._read_anew())
        if self.asked:
            self.body.addWidget(grid)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.reasons)

    def restyle(self) -> None:
        """Take the measures in force."""
        super().restyle()
        self.take_room(self.room, 150)

    def content(self) -> object:
        """Return what was entered: columns and ticks."""
        return tuple(field.key() for field in self.asked.values()), tuple(self.table.ticks.ticked)

    def chosen(self) -> tuple[RawAchievement, ...]:
        """Return the rows that are ticked, in the order of the table."""
        return tuple(one.raw for line, one in self.rows.items() if line in self.table.ticks.ticked)

    # --- what is shown ---

    def _read_anew(self) -> None:
        chosen = {fact: int(field.key()) for fact, field in self.asked.items()}
        self._show(read_table(self._sheet, chosen, self._counter.vocabulary.kinds))

    def _show(self, table: ReadTable) -> None:
        self.read = table
        rows = tuple(listed_rows(table, self._counter))
        told = self._on_file(item for one in rows for item in one.items)
        self.rows = {one.line: with_doubts(one, texts_of(told, table.kind, one.items)) for one in rows}
        model = self.table.ticks
        model.show_rows([_row(one) for one in self.rows.values()])
        model.tick(ticked_at_first(tuple(self.rows.values())))
        self.table.set_hint("" if self.rows else _tr("表头下面没有数据"))
        first = next((at for at, one in enumerate(self.rows.values()) if one.verdict is not Verdict.NEW), 0)
        self.table.select_row(first)
        self._tell(first)

    def _tell(self, at: int) -> None:
        rows = tuple(self.rows.values())
        self.reasons.setText("\n".join(rows[at].reasons) if 0 <= at < len(rows) else "")

    def _keep_to_open(self) -> None:
        """Take the ticks from rows that cannot be filled in, and say how many of which there are."""
        model = self.table.ticks
        kept = [line for line in model.ticked if self.rows[line].verdict in _OPEN]
        if len(kept) < len(model.ticked):
            with QSignalBlocker(model):
                model.tick(kept)
            self.table.viewport().update()
        self._sum_up()

    def _sum_up(self) -> None:
        counts = Counter(one.verdict for one in self.rows.values())
        kind = self._counter.vocabulary.kinds[self.read.kind].name
        words = _words()
        told = [_tr("{word} {count} 行").format(word=words[one], count=counts[one]) for one in words]
        summary = _tr(
            "{kind}，共 {count} 行：{told}。已勾选 {ticked} 行，空格勾选一行，Ctrl+A 勾选能填的全部"
        )
        said = _tr("，").join(told)
        ticked = len(self.table.ticks.ticked)
        self.summary.setText(summary.format(kind=kind, count=len(self.rows), told=said, ticked=ticked))
        self.accept_button.enable(bool(ticked), _tr("先勾选要填入的行"))


def _row(one: ListedRow) -> _Row:
    raw, reasons = one.raw, _tr("；").join(one.reasons)
    cells = (str(one.line), raw.ref, raw.name, raw.date, _words()[one.verdict], reasons)
    return _Row(one.line, cells, reasons)


def _words() -> dict[Verdict, str]:
    return {
        Verdict.NEW: _tr("可填"),
        Verdict.KNOWN: _tr("已有"),
        Verdict.ASK: _tr("要核对"),
        Verdict.REFUSED: _tr("不能填"),
    }


def _columns() -> tuple[Column, ...]:
    return (
        Column(_tr("行"), "number", ems=2.5, stay=True),
        Column(_tr("编号"), "ref", ems=12),
        Column(_tr("名称"), "key", ems=12, stretch=True),
        Column(_tr("日期"), ems=6.5, stay=True),
        Column(_tr("结果"), ems=4, stay=True),
        Column(_tr("原因"), "sub", ems=16, stretch=True),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PastedRowsDialog", text)
