"""Which case of the quoted rule a clawback is, and what is meant to follow from it besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.after_award.consequences import act_text, rule_parts
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.models import queries
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.records.reversals import Clawback, Consequence, ConsequenceKind
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, Field, FormGrid, MoneyField, ParagraphField, Switch, TextField


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConsequencePart", text)


class AppliedPart:
    """The choice among the cases that the rule typed in ``basis`` has; without several it is not shown."""

    def __init__(
        self,
        dialog: CommandDialog,
        desk: Desk,
        detail: ApplicationDetail,
        policy: Policy,
        basis: ParagraphField,
    ) -> None:
        office, call = desk.read(queries.office), desk.read(queries.call_of, detail.application.call)
        assert office is not None, "asked at the first start"
        wordings = desk.read(queries.clause_wordings, policy.id)
        self._source = ApplicationSource(office, detail, policy, call=call, wordings=wordings)
        self._basis, self._parts = basis, tuple[str, ...]()
        self.choice = ChoiceField([], placeholder=_tr("选择适用条款中的哪一种情形"))
        hint = _tr("条款写有几种情形的，文书写明适用其中哪一种")
        self._field = Field(_tr("适用的情形"), self.choice, hint=hint)
        dialog.put("applied", self._field, 2)
        basis.textEdited.connect(self.offer)
        self.offer()

    def offer(self, *_: object) -> None:
        """Offer the cases of the rule that stands in the basis now; a choice among them stays."""
        parts = rule_parts(self._source, self._basis.text())
        if parts != self._parts:
            chosen, self._parts = self.choice.key(), parts
            self.choice.set_choices([(one, one) for one in parts])
            self.choice.set_key(chosen)
        self._field.setVisible(len(parts) > 1)

    def key(self) -> str:
        """Return the case that was chosen, "" where there are not several."""
        return self.choice.key() if len(self._parts) > 1 else ""

    def problems(self) -> Iterator[Problem]:
        """Yield that nobody chose among several."""
        self.offer()
        if len(self._parts) > 1 and not self.choice.key():
            yield Problem("applied", _tr("请选择适用条款中的哪一种情形。"))


class ConsequencePart:
    """A switch for each thing that may follow; once it is on, who gets it or how much, and by which rule."""

    def __init__(self, dialog: CommandDialog, known: Iterable[Consequence]) -> None:
        self._dialog, self._grid = dialog, FormGrid(2)
        self._switches: dict[ConsequenceKind, Switch] = {}
        self._editors: dict[ConsequenceKind, MoneyField | TextField] = {}
        self._bases: dict[ConsequenceKind, ParagraphField] = {}
        before = {one.kind: one for one in known}
        for kind in ConsequenceKind:
            self._add(kind, before.get(kind))
        dialog.place(self._grid, 2)
        self._show()

    def _add(self, kind: ConsequenceKind, before: Consequence | None) -> None:
        """Put the fields of a kind into the form, with the rule by which it was done the last time."""
        label, hint = _words()[kind]
        switch, basis = Switch(_tr("同时{label}").format(label=kind.label)), ParagraphField(1)
        editor = MoneyField() if kind is ConsequenceKind.UNPAID else TextField(placeholder=hint)
        name = f"follows_{kind.value}"
        fields = Field(label, editor), Field(_tr("{label}的依据").format(label=kind.label), basis)
        self._dialog.fields |= {name: fields[0], f"{name}_basis": fields[1]}
        self._grid.add(switch, 2)
        for field in fields:
            self._grid.add(field, 1)
        self._switches[kind], self._editors[kind], self._bases[kind] = switch, editor, basis
        if before is not None:
            self._put(before)
        switch.toggled.connect(self._show)

    def _show(self, *_: object) -> None:
        """Ask what belongs to a kind only where it is to follow."""
        off = [kind for kind, switch in self._switches.items() if not switch.isChecked()]
        names = [f"follows_{kind.value}{end}" for kind in off for end in ("", "_basis")]
        self._grid.leave_out([self._dialog.fields[name] for name in names])

    def follows(self) -> tuple[Consequence, ...]:
        """Return what is meant to follow, as it was typed."""
        return tuple(self._typed(kind) for kind, switch in self._switches.items() if switch.isChecked())

    def _typed(self, kind: ConsequenceKind) -> Consequence:
        editor, basis = self._editors[kind], self._bases[kind].text()
        if isinstance(editor, MoneyField):
            return Consequence(kind, basis, amount=editor.fen() or 0)
        return Consequence(kind, basis, editor.text())

    def show_again(self, follows: Iterable[Consequence]) -> None:
        """Show what was typed before."""
        given = {one.kind: one for one in follows}
        for kind, switch in self._switches.items():
            switch.setChecked(kind in given)
            if (one := given.get(kind)) is not None:
                self._put(one)

    def _put(self, one: Consequence) -> None:
        editor = self._editors[one.kind]
        self._bases[one.kind].setText(one.basis)
        if isinstance(editor, MoneyField):
            editor.set_fen(one.amount or None)
        else:
            editor.setText(one.body)


class ToldConsequences:
    """A switch for each thing that the recipient was told of: off for what the decision does without."""

    def __init__(self, dialog: CommandDialog, clawback: Clawback) -> None:
        self._switches = {one.kind: Switch(act_text(one), on=True) for one in clawback.follows}
        for switch in self._switches.values():
            dialog.place(switch, 2)

    def kinds(self) -> tuple[ConsequenceKind, ...]:
        """Return what follows."""
        return tuple(kind for kind, switch in self._switches.items() if switch.isChecked())

    def all(self) -> bool:
        """Say whether everything that was told follows."""
        return all(switch.isChecked() for switch in self._switches.values())

    def follow(self, told: Callable[[object], None]) -> None:
        """Tell when something is chosen or left out."""
        for switch in self._switches.values():
            switch.toggled.connect(told)

    def show_again(self, kinds: Iterable[ConsequenceKind]) -> None:
        """Show what was chosen before."""
        chosen = frozenset(kinds)
        for kind, switch in self._switches.items():
            switch.setChecked(kind in chosen)


def _words() -> dict[ConsequenceKind, tuple[str, str]]:
    """Return what is asked of each, and an example."""
    return {
        ConsequenceKind.UNPAID: (_tr("不再支付的金额"), ""),
        ConsequenceKind.CREDIT: (_tr("报送的信用平台"), _tr("如 县公共信用信息平台")),
        ConsequenceKind.TRANSFER: (_tr("移送的机关"), _tr("如 县财政局、县公安局")),
    }
