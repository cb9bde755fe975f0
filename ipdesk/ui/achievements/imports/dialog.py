"""The preview of a list: what comes of each row and why, and which of them are registered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import ImportApplicants, ImportList
from ipdesk.models.core.errors import DeskError
from ipdesk.models.lists.listed_rows import Verdict
from ipdesk.models.lists.register_rows import ImportedRow
from ipdesk.models.lists.table import form_of
from ipdesk.models.records.achievements.register import ImportCounts
from ipdesk.models.services.list_import import import_command
from ipdesk.ui.achievements.imports.reading import ListReading, ReadList
from ipdesk.ui.achievements.imports.rows import can_be_ticked, columns, shown_row, verdict_words
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, Field, FormGrid, WrappingText
from ipdesk.ui.widgets.table.ticked import TickedTable

_ALL = "all"
_ROWS = 9  # in sight at least

Done = Callable[[ImportCounts], None]


class ImportDialog(Dialog):
    """New rows are ticked; those in doubt, and what a list says otherwise, are for somebody to tick.

    Where several columns may be one fact it is asked which, and the file is looked through once more.
    ``then`` follows with what was written.
    """

    room = 320

    def __init__(self, desk: Desk, found: ReadList, then: Done, parent: QWidget) -> None:
        super().__init__(_tr("导入清单"), _tr("登记"), parent=parent)
        self._desk, self._then, self.found = desk, then, found
        self.reading = ListReading(desk, self)
        self.rows: tuple[ImportedRow, ...] = ()
        self.summary, self.reasons = WrappingText("", "strong"), WrappingText("")
        self.fault = WrappingText("", "strong")
        self.shown = ChoiceField(())
        self.asked = {fact: ChoiceField(choices) for fact, choices in self._asked().items()}
        self.table = TickedTable(_tr("清单的行"), columns(), _ROWS)
        self.save = Button(_tr("另存结果…"), icon="export", shortcut="Alt+X")
        self._proposed: list[int] = []
        self._commands: list[ImportList | ImportApplicants] = []
        self._counts = ImportCounts()
        self._lay_out_body()
        self._listen()
        self._show(found)
        self.table.setFocus()

    def _asked(self) -> dict[str, list[tuple[str, str]]]:
        """Return the facts of which it is asked which column says them, with these."""
        found = {}
        for table in (one.table for one in self.found.looks if one.table is not None):
            for fact in form_of(table).asked:
                places = table.others.get(fact, ())
                if places:
                    found[fact] = [(str(place), table.heads[place]) for place in places]
        return found

    def _lay_out_body(self) -> None:
        self.body.addWidget(self.summary)
        grid = FormGrid(4)
        grid.add(Field(_tr("显示"), self.shown), 1)
        for fact, field in self.asked.items():
            name = next(
                form_of(one.table).columns[fact][0] for one in self.found.looks if one.table is not None
            )
            grid.add(Field(_tr("“{name}”取哪一列").format(name=name), field), 1)
        self.body.addWidget(grid)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.fault)
        self.add_left(self.save)
        self.fault.hide()

    def _listen(self) -> None:
        self.shown.changed.connect(lambda *_: self._filter())
        self.table.moved.connect(self._tell)
        self.table.ticks.changed.connect(self._keep_to_open)
        for field in self.asked.values():
            field.changed.connect(lambda *_: self._look_again())
        self.reading.read.connect(self._show)
        self.reading.refused.connect(self.say)

    def restyle(self) -> None:
        """Take the measures in force."""
        super().restyle()
        self.take_room(self.room, 160)

    def content(self) -> object:
        """Return what was entered: the ticks that are otherwise than they were proposed."""
        return frozenset(self.table.ticks.ticked) ^ frozenset(self._proposed)

    # --- what is shown ---

    def _look_again(self) -> None:
        chosen = {fact: int(field.key()) for fact, field in self.asked.items() if field.key()}
        self.summary.setText(_tr("正在重新读……"))
        self.accept_button.enable(False, _tr("正在重新读"))
        self.reading.again(self.found.file, chosen)

    def _show(self, found: ReadList) -> None:
        self.found = found
        self.rows = tuple(row for look in found.looks for row in look.rows)
        counts = Counter(row.verdict for row in self.rows)
        words = verdict_words()
        choices = [(_ALL, _tr("全部 {count} 行").format(count=len(self.rows)))]
        choices += [
            (one.value, _tr("{word} {count} 行").format(word=words[one], count=counts[one])) for one in words
        ]
        with QSignalBlocker(self.shown):
            kept = self.shown.key() or _ALL
            self.shown.set_choices(choices)
            self.shown.set_key(kept)
        self._proposed = [at for at, row in enumerate(self.rows) if row.verdict is Verdict.NEW]
        self.table.ticks.tick(self._proposed)
        self._filter()

    def _filter(self) -> None:
        wanted, several = self.shown.key(), len(self.found.looks) > 1
        rows = [
            shown_row(at, row, several)
            for at, row in enumerate(self.rows)
            if wanted in (_ALL, row.verdict.value)
        ]
        self.table.ticks.show_rows(rows)
        self.table.set_hint("" if rows else _tr("没有这样的行"))
        self.table.select_row(0 if rows else -1)
        self._tell(0 if rows else -1)
        self._sum_up()

    def _tell(self, at: int) -> None:
        rows = self.table.ticks.rows
        row = self.rows[rows[at].id] if 0 <= at < len(rows) else None
        self.reasons.setText("\n".join(row.reasons) if row is not None else "")

    def _keep_to_open(self) -> None:
        """Take the ticks from rows of which nothing can be written."""
        model = self.table.ticks
        kept = [at for at in model.ticked if can_be_ticked(self.rows[at])]
        if len(kept) < len(model.ticked):
            with QSignalBlocker(model):
                model.tick(kept)
            self.table.viewport().update()
        self._sum_up()

    def _sum_up(self) -> None:
        counts, words = Counter(row.verdict for row in self.rows), verdict_words()
        told = [_tr("{word} {count} 行").format(word=words[one], count=counts[one]) for one in words]
        said = _tr("{file}，共 {count} 行：{told}。已勾选 {ticked} 行，空格勾选一行，Ctrl+A 勾选显示的全部")
        values = {"file": self.found.file.name, "count": len(self.rows), "told": _tr("，").join(told)}
        ticked = len(self.table.ticks.ticked)
        self.summary.setText("\n".join((said.format(ticked=ticked, **values), *self._hidden())))
        self.accept_button.enable(bool(ticked), _tr("先勾选要登记的行"))

    def _hidden(self) -> tuple[str, ...]:
        heads = [head for look in self.found.looks for head in look.hidden]
        words = _tr("这几列在表格里是隐藏的，也读了：{heads}")
        return (words.format(heads=_tr("、").join(heads)),) if heads else ()

    # --- writing ---

    def accept(self) -> None:
        """Register what is ticked, one sheet after the other; the dialog stays until all is written."""
        self.fault.hide()
        self._commands = list(self._to_write())
        self._counts = ImportCounts()
        self.hold()
        self._go_on()

    def _to_write(self) -> Iterator[ImportList | ImportApplicants]:
        """Yield what registers the ticked rows of each sheet."""
        ticked, first = self.table.ticks.ticked, 0
        for look in self.found.looks:
            rows = [row for at, row in enumerate(look.rows, first) if at in ticked]
            if rows:
                yield import_command(self.found.file, look, rows)
            first += len(look.rows)

    def _go_on(self) -> None:
        if not self._commands:
            self.release()
            super().accept()
            self._then(self._counts)
            return
        self._desk.run_later(self, self._commands.pop(0), self._written, self._refused)

    def _written(self, counts: ImportCounts) -> None:
        before = self._counts
        self._counts = ImportCounts(before.new + counts.new, before.changed + counts.changed)
        self._go_on()

    def _refused(self, error: DeskError) -> None:
        self.release()
        self.say(error.message)

    def say(self, sentence: str) -> None:
        """Say below the rows what was done, or why not."""
        self.fault.setText(sentence)
        self.fault.show()

    def ticked_rows(self) -> Sequence[ImportedRow]:
        """Return the rows that are ticked."""
        return [self.rows[at] for at in self.table.ticks.ticked]


def result_name(file: str) -> str:
    """Return what the workbook of results is called."""
    return _tr("{file} 导入结果").format(file=Path(file).stem)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)
