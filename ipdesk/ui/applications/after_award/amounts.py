"""How much of each line of an award is taken back: a sum a line, never more than is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import ApplicationDetail, ReversedLine
from ipdesk.models.services.item_names import ItemNames
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.widgets import Button, Field, FormGrid, MoneyField, Switch, Text
from ipdesk.ui.widgets.money import fen_text


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of an award of which something is left (fen): its id, its clause, its number and row of entry.

    ``measure`` is the measure word of what it is about.
    """

    id: int
    title: str
    ref: str
    row: str
    measure: str
    left: int

    @property
    def name(self) -> str:
        """Return what the line is called, with its number."""
        return f"{self.title}（{self.ref}）" if self.ref else self.title


def open_lines(detail: ApplicationDetail, policy: Policy) -> Iterator[OpenLine]:
    """Yield the lines of an award of which something is left."""
    rows = {stored.key: stored.row for stored in detail.achievements}
    names = ItemNames((line.line for line in detail.lines), policy, detail.applicant.name)
    taken = Counter[int]()
    for one in detail.reversals:
        taken[one.line.line] += one.line.amount
    for line in detail.lines:
        left = (line.granted or 0) - taken[line.id]
        if left > 0:
            title = names.of_stored(line)
            row = rows.get(line.line.achievement, line.line.achievement)
            word = policy.vocabulary.kinds.get(line.kind)
            yield OpenLine(line.id, title, line.ref or "", row, word.measure if word else "", left)


class Amounts:
    """The sums of a dialog: a field for what is alike, a switch for once-bars, a key that fills in all of it.

    What they come to stands beside the key.

    What stands in one row of the application with the same sum left has one field, for each of them; another
    key (``apart``) gives each its own.
    """

    def __init__(
        self,
        dialog: CommandDialog,
        lines: tuple[OpenLine, ...],
        told: Mapping[int, int] | None = None,
        word: str = "",
        taken: str = "",
    ) -> None:
        """Put the fields into a dialog; ``word`` is what its key to all of the sums is called.

        ``taken`` is what a sum is called, as the paper says it.
        """
        self._taken = taken or _tr("追回金额")
        self._dialog, self._lines, self._told = dialog, lines, told or {}
        self.inputs: dict[int, MoneyField] = {}
        self._together: list[tuple[tuple[OpenLine, ...], Field, FormGrid]] = []
        for _, alike in groupby(lines, self._alike):
            self._add(tuple(alike))
        self.keeps_once = Switch(_tr("同一事项仍视为已经资助，以后不再资助"))
        dialog.place(self.keeps_once, 2)
        dialog.grid.leave_out(singles for _, _, singles in self._together)
        self._add_keys(word or _tr("全部追回"))
        self._refuse()

    def _add_keys(self, word: str) -> None:
        self.all = Button(word, shortcut="Alt+A")
        self.apart = Button(_tr("逐件填写"), shortcut="Alt+S")
        self.all.clicked.connect(self.take_all)
        self.apart.clicked.connect(self.part)
        self.apart.setVisible(bool(self._together))
        self.total = Text("", "strong")  # in sight wherever the fields have scrolled to
        for widget in (self.total, self.apart, self.all):
            self._dialog.add_left(widget)

    def _alike(self, line: OpenLine) -> tuple[str, str, int, int | None]:
        return line.row, line.title, line.left, self._told.get(line.id)

    def _add(self, lines: tuple[OpenLine, ...]) -> None:
        first, last = lines[0], lines[-1]
        if len(lines) == 1:
            self._dialog.place(self._field(lines, self._named(first)), 2)
            return
        words = _tr("{taken}　{title} {count} {measure}（{first} 至 {last}）　每{measure}现有 {sum} 元")
        named = words.format(
            title=first.title, count=len(lines), measure=first.measure, first=first.ref, last=last.ref,
            sum=fen_text(first.left), taken=self._taken,
        )  # fmt: skip
        field, singles = self._field(lines, named), FormGrid(1)
        for widget in (field, singles):
            self._dialog.place(widget, 2)
        self._together.append((lines, field, singles))

    def _field(self, lines: tuple[OpenLine, ...], named: str) -> Field:
        """Return a field for the sum of each of these lines."""
        editor = MoneyField()
        field = Field(named, editor)
        field.wrap_label()
        if len(lines) > 1:
            editor.set_pieces(len(lines), lines[0].measure)
        if lines[0].id in self._told:
            editor.set_fen(self._told[lines[0].id])
        editor.changed.connect(self._refuse)
        for line in lines:
            self.inputs[line.id], self._dialog.fields[f"line:{line.id}"] = editor, field
        return field

    def _named(self, line: OpenLine) -> str:
        words = _tr("{taken}　{name}　现有 {sum} 元")
        return words.format(name=line.name, sum=fen_text(line.left), taken=self._taken)

    def part(self) -> None:
        """Give each line a field of its own, with what was typed for all of them."""
        self._told = {of: fen for of, one in self.inputs.items() if (fen := one.fen()) is not None}
        for lines, field, singles in self._together:
            before: QWidget = field.editor
            for line in lines:
                own = self._field((line,), self._named(line))
                singles.add(own)
                QWidget.setTabOrder(before, own.editor)
                before = own.editor
        self._dialog.grid.leave_out(field for _, field, _ in self._together)
        self.apart.hide()
        self.inputs[self._together[0][0][0].id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, *_: object) -> None:
        """Let nobody press the key that would change nothing; say what all sums come to."""
        total = fen_text(sum(one.amount for one in self.lines()))
        self.total.setText(_tr("合计 {sum} 元").format(sum=total))
        full = all(self.inputs[line.id].fen() == line.left for line in self._lines)
        self.all.enable(not full, _tr("各项都已填写现有金额"))

    def take_all(self) -> None:
        """Fill in all that is left."""
        for line in self._lines:
            self.inputs[line.id].set_fen(line.left)
        self._refuse()

    def lines(self) -> tuple[ReversedLine, ...]:
        """Return the sums that were typed; a blank field takes nothing back."""
        typed = ((line.id, self.inputs[line.id]) for line in self._lines)
        once = self.keeps_once.isChecked()
        return tuple(ReversedLine(of, field.fen() or 0, once) for of, field in typed if field.text().strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Amounts", text)
