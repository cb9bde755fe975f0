"""What clauses of a policy say themselves 条款原文, typed from the document, to be quoted in refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import KeepClauseWordings
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, ParagraphField

_LINES = 7


class WordingDialog(CommandDialog):
    """Shows one clause after the other, with its gist; saving keeps all that was changed."""

    def __init__(self, desk: Desk, policy: Policy, then: Callable[[Any], None], parent: QWidget) -> None:
        title = f"{_tr('条款原文')}　{policy.pack.short_title}"
        super().__init__(desk, title, _tr("保存"), then, parent)
        self._policy, self._kept = policy, desk.read(queries.clause_wordings, policy.id)
        self._typed = dict(self._kept)
        clauses = {clause.id: clause for clause in policy.clauses}
        self._now = next(iter(clauses))
        titles = {one: f"{clause.cited}　{clause.title}" for one, clause in clauses.items()}
        self.clause = ChoiceField([(one, self._named(one, title)) for one, title in titles.items()])
        self.wording = ParagraphField(_LINES)
        self.add("clause", _tr("条款"), self.clause, 2)
        hint = _tr("照文件原文录入与事项有关的句子，不加引号。不予资助决定书引用原文；没有录入的，只写要点。")
        self.add("wording", _tr("原文"), self.wording, 2, hint=hint, optional=True)
        self.gist = self.add_sentence("")
        self.clause.set_key(self._now)
        self.clause.changed.connect(lambda _: self._turn_to(self.clause.key()))
        self._show()
        self.wording.setFocus()

    def _named(self, rule: str, name: str) -> str:
        return _tr("{name}（已录入）").format(name=name) if rule in self._kept else name

    def _turn_to(self, rule: str) -> None:
        """Keep what was typed of the clause before, and show another."""
        self._typed[self._now] = self.wording.text()
        self._now = rule
        self._show()

    def _show(self) -> None:
        self.wording.setText(self._typed.get(self._now, ""))
        gist = self._policy.rule(self._now).summary
        self.gist.setText(_tr("要点：{gist}").format(gist=gist))
        self.fields["wording"].set_error("")

    def content(self) -> object:
        """Return what was entered, of all clauses."""
        return self._changed()

    def _changed(self) -> dict[str, str]:
        typed = {**self._typed, self._now: self.wording.text()}
        return {one: text for one, text in typed.items() if text != self._kept.get(one, "")}

    def entered(self) -> KeepClauseWordings:
        """Return what keeps all that was changed."""
        return KeepClauseWordings(policy=self._policy, wordings=self._changed())

    def refuse(self, error: DeskError) -> None:
        """Say what is wrong at its clause."""
        wrong = error.problems[0].row if isinstance(error, InvalidInput) else ""
        if wrong and wrong != self._now:
            self.clause.set_key(wrong)
            self._turn_to(wrong)
        super().refuse(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WordingDialog", text)
