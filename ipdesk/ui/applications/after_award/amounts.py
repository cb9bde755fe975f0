"""How much of each line of an award is taken back: a sum a line, never more than is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import ApplicationDetail, ReversedLine
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.after_award.form_dialog import FormDialog
from ipdesk.ui.widgets import Button, Field, MoneyField, Switch
from ipdesk.ui.widgets.money import fen_text


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of an award of which something is left: its id, what it is called, what is left (fen)."""

    id: int
    name: str
    left: int


def open_lines(detail: ApplicationDetail, policy: Policy) -> Iterator[OpenLine]:
    """Yield the lines of an award of which something is left."""
    taken = Counter[int]()
    for one in detail.reversals:
        taken[one.line.line] += one.line.amount
    for line in detail.lines:
        left = (line.granted or 0) - taken[line.id]
        if left > 0:
            title = policy.rule(line.line.rule).title
            yield OpenLine(line.id, f"{title}（{line.ref}）" if line.ref else title, left)


class Amounts:
    """The sums of a dialog: a field a line, a switch for once-bars, a key that fills in all of it."""

    def __init__(
        self,
        dialog: FormDialog,
        lines: tuple[OpenLine, ...],
        told: Mapping[int, int] | None = None,
        word: str = "",
    ) -> None:
        """Put the fields into a dialog; ``word`` is what its key to all of the sums is called."""
        self._lines = lines
        self.inputs = {line.id: MoneyField() for line in lines}
        for line in lines:
            named = _tr("{name}　现有 {sum} 元").format(name=line.name, sum=fen_text(line.left))
            dialog.put(f"line:{line.id}", Field(named, self.inputs[line.id]))
        self.keeps_once = Switch(_tr("同一事项仍视为已经资助，以后不再资助"))
        dialog.grid.add(self.keeps_once, 2)
        self.all = Button(word or _tr("全部追回"), shortcut="Alt+A")
        self.all.clicked.connect(self.take_all)
        dialog.add_left(self.all)
        for known, amount in (told or {}).items():
            if known in self.inputs:
                self.inputs[known].set_fen(amount)
        for field in self.inputs.values():
            field.changed.connect(self._refuse)
        self._refuse()

    def _refuse(self, *_: object) -> None:
        """Let nobody press the key that would change nothing."""
        full = all(self.inputs[line.id].fen() == line.left for line in self._lines)
        self.all.set_refusal(_tr("各项都已填写现有金额") if full else "")

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
