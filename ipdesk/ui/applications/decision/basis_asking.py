"""Choosing on what a decided amount rests, and asking for the scores of experts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ipdesk.models.awards.decision_basis import expert_faults
from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.records import BasisKind, RawExpert
from ipdesk.ui.applications.decision.experts_dialog import ask_experts
from ipdesk.ui.applications.decision.form import DecisionForm


class BasisAsking:
    """Takes the basis of the lines in a form; ``edited`` is called after each change.

    ``sheet`` gives that of the file on show, None for none. Who judged last is proposed for the next amount
    of the batch.
    """

    def __init__(
        self, form: DecisionForm, sheet: Callable[[], DecisionSheet | None], edited: Callable[[], None]
    ) -> None:
        self._form, self._sheet, self._edited = form, sheet, edited
        self._experts: tuple[RawExpert, ...] = ()

    def choose(self, kind: str) -> None:
        """Take the kind of basis; experts are asked for their scores at once."""
        sheet, pairs = self._sheet(), self._form.pairs
        if sheet is None or not pairs:
            return
        typed = sheet.typed(pairs[0])
        sheet.type_basis(pairs, kind, typed.experts)
        self._edited()
        if kind == BasisKind.EXPERTS and not typed.experts:
            self.ask()

    def ask(self) -> None:
        """Ask for the scores of the line in hand."""
        sheet, pairs = self._sheet(), self._form.pairs
        if sheet is None or not pairs:
            return
        typed, detail = sheet.typed(pairs[0]), sheet.detail
        begun = typed.experts or tuple(replace(one, score="") for one in self._experts)
        faults = partial(expert_faults, applicant=detail.applicant, recusals=detail.recusals)
        title = f"{detail.applicant.name}　{sheet.policy.rule(pairs[0][1]).title}"
        found = ask_experts(title, begun, faults, self._form.window())
        if found is not None:
            self._experts = found
            sheet.type_basis(pairs, typed.basis, found)
            self._edited()
