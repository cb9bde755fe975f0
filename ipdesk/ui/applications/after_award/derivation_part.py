"""How the sum of a clawback follows: proposed from what turned out, and typed where it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.after_award.derivation import TakenBack, Turned, called_on_paper, derived
from ipdesk.models import queries
from ipdesk.models.applications.quoted_rules import OF_POLICY, UntypedRule
from ipdesk.models.awards.found_facts import found_by
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.cited_rules import quotes_a_clause
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.models.services.recomputed import TrueFact, recomputed
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.ui.applications.after_award.amounts import Amounts, OpenLine
from ipdesk.ui.applications.after_award.cited_rules import CitedRules
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, ParagraphField, TextField

_ASKED = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO, FactType.BOOLEAN)
"""Types of facts that are typed in one field."""


class DerivationPart:
    """Fields of a dialog: which declared fact is not true and what it is, and how the sums follow.

    Where a fact is put right the sums are what the policy pays less for it. What is proposed goes with the
    sums until somebody writes something else.
    """

    def __init__(self, dialog: CommandDialog, desk: Desk, detail: ApplicationDetail, policy: Policy) -> None:
        self._desk, self._detail, self._policy = desk, detail, policy
        self._read_wordings()
        self._now: Mapping[int, AwardLine] = {}
        self._proposed = ""
        facts = [(f"{row} {fact}", name) for row, fact, name in self._facts()]
        self.fact, self.truth = ChoiceField(facts, placeholder=_tr("不是申报内容不实的，不选")), TextField()
        self.text = ParagraphField(3)
        self._dialog, self._checks = dialog, detail.checks
        self._put_fact()

    def _put_fact(self) -> None:
        """Ask for what was declared and is not so, by what that was found, and why the clause goes by it."""
        dialog = self._dialog
        told = (f"{one.check.name}（{one.stage.label}，{one.check.day.isoformat()}）" for one in self._checks)
        newest_first = reversed([(str(at), one) for at, one in enumerate(told)])
        self.check, self.why = ChoiceField([*newest_first]), TextField()
        hint = _tr("选了并填查实的内容，程序重新计算应得的金额，填入下面的拟追回金额")
        dialog.add("fact", _tr("查实不符的申报内容"), self.fact, hint=hint, optional=True)
        dialog.add("truth", _tr("查实为"), self.truth, hint=_tr("金额填元，是否填“是”或“否”"), optional=True)
        dialog.add("check", _tr("怎样查到"), self.check, hint=_tr("初审或者补充核查里的一项"), optional=True)
        said = _tr("如 没有支付的部分已经解除，不是条款所称交易的合同金额")
        dialog.add("why", _tr("为什么按查实的计算"), self.why, hint=said, optional=True)
        for name in ("fact", "truth", "why"):
            dialog.fields[name].setVisible(bool(self.fact.count()))

    def _tell_wanted(self) -> None:
        """Mark what is refused as missing once a fact is put right."""
        mark = _tr("必填") if self.fact.key() else _tr("选填")
        for name in ("truth", "check", "why"):
            self._dialog.fields[name].set_mark(mark)

    def _read_wordings(self) -> None:
        self._wordings: Mapping[str, str] = self._desk.read(queries.clause_wordings, self._policy.id)

    def put_text(self, amounts: Amounts, lines: tuple[OpenLine, ...]) -> None:
        """Put the text below the sums, and listen to both."""
        self._amounts, self._lines = amounts, lines
        hint = _tr("写明不符合哪一条、该条应给多少、差额多少；印在告知书和决定书上")
        self._dialog.add("derivation", _tr("拟追回金额的计算"), self.text, 2, hint=hint, optional=False)
        for one in {id(field): field for field in amounts.inputs.values()}.values():
            one.changed.connect(lambda *_: self.propose())
        self.fact.changed.connect(lambda *_: self._tell_wanted())
        self.fact.changed.connect(lambda *_: self._recompute())
        self.truth.textEdited.connect(lambda *_: self._recompute())
        self.check.changed.connect(lambda *_: self.propose())
        self.why.textEdited.connect(lambda *_: self.propose())
        self.propose()

    def _facts(self) -> Iterator[tuple[str, str, str]]:
        """Yield what was declared of each row and can be put right: row, fact, and how it is read."""
        paid = {one.line.achievement for one in self._detail.lines if one.granted}
        seen = set[tuple[str, str]]()
        for stored in self._detail.achievements:
            words = Lexicon(stored.achievement.kind, self._policy.vocabulary, standard_phrases()).facts
            for fact, word in words.items():
                known = fact in stored.achievement.facts and word.type in _ASKED
                if known and stored.key in paid and (stored.row, fact) not in seen:
                    seen.add((stored.row, fact))
                    shown = self._shown(stored.achievement.kind, fact, stored.achievement.facts[fact])
                    numbered = f"（{stored.achievement.ref}）" if stored.achievement.ref else ""
                    yield stored.row, fact, f"{word.name}：{shown}{numbered}"

    def _shown(self, kind: str, fact: str, value: object) -> str:
        if isinstance(value, bool):
            return _tr("是") if value else _tr("否")
        return Lexicon(kind, self._policy.vocabulary, standard_phrases()).shown(fact, value)  # type: ignore[arg-type]

    def _truth(self) -> TrueFact | None:
        """Return the fact as it turned out, None where none is chosen or its value cannot be read."""
        row, _, fact = self.fact.key().partition(" ")
        if not row or not self.truth.text().strip():
            return None
        kind = next(one.achievement.kind for one in self._detail.achievements if one.row == row)
        try:
            value = read_fact(self.truth.text(), self._policy.vocabulary.all_facts[kind][fact])
        except Unreadable as fault:
            self._dialog.fields["truth"].set_error(str(fault))
            return None
        return TrueFact(row, fact, value)

    def problems(self) -> Iterator[Problem]:
        """Yield what a fact that was put right lacks: how that was found, and why the clause goes by it."""
        if self.fact.key() and self.text.text() == self._proposed:
            if not self.check.key():
                yield Problem("check", _tr("请选择怎样查到的；还没有登记核查的，先在“补充核查”里登记。"))
            if not self.why.text().strip():
                yield Problem("why", _tr("请写明为什么按查实的计算，不按申报的计算。"))

    def _recompute(self) -> None:
        """Fill in how much less the policy pays for what turned out."""
        self._now = {}
        self._dialog.fields["truth"].set_error("")
        if (truth := self._truth()) is not None:
            self._now = self._desk.read(recomputed, self._detail, self._policy, truth)
            for line in self._lines:
                if line.row == truth.row:
                    now = self._now.get(line.id)
                    less = line.left - (now.line.amount if now else 0)
                    self._amounts.inputs[line.id].set_fen(min(max(less, 0), line.left) or None)
        self.propose()

    def watch(self, cited: CitedRules) -> None:
        """Say before anybody types that a clause cannot be quoted, and have it typed from there."""
        field = self._dialog.fields["derivation"]
        cited.lead_on(field, self._untyped)
        field.watch(self._unquoted)
        cited.call_again(self._quote)

    def _quote(self) -> None:
        self._read_wordings()
        self.propose()
        self._dialog.fields["derivation"].judge()

    def _untyped(self) -> UntypedRule | None:
        """Return the first clause by which something is taken back that nobody has typed, None for none."""
        lines = {one.id: one.line for one in self._detail.lines}
        taken = [line for line in self._lines if self._amounts.inputs[line.id].fen()] or self._lines
        lacking = (lines[one.id] for one in taken if lines[one.id].rule not in self._wordings)
        line = next(lacking, None)
        return UntypedRule("", self._policy.cited(line.article), OF_POLICY, line.rule) if line else None

    def _unquoted(self, text: str) -> str:
        """Return that the text quotes no clause because nobody typed it, "" where it does."""
        lacks = None if quotes_a_clause(text) else self._untyped()
        return str(lacks) if lacks is not None else ""

    def propose(self) -> None:
        """Write how the sums follow, unless somebody wrote something else."""
        if self.text.text() not in ("", self._proposed):
            return
        said = "；".join(derived(one, self._policy) for one in self._taken())
        self._proposed = f"{said}。" if said else ""  # what is typed behind it is a sentence of its own
        self.text.setText(self._proposed)

    def _taken(self) -> Iterator[TakenBack]:
        stored = {one.id: one for one in self._detail.lines}
        typed = [(line, self._amounts.inputs[line.id].fen() or 0) for line in self._lines]
        for _, alike in groupby(typed, lambda one: (one[0].row, one[0].title, one[0].left, one[1])):
            lines = [line for line, amount in alike if amount]
            if lines:
                amount = self._amounts.inputs[lines[0].id].fen() or 0
                yield self._taken_back(lines, [stored[line.id] for line in lines], amount)

    def _taken_back(self, lines: list[OpenLine], stored: list[AwardLine], amount: int) -> TakenBack:
        first, truth = lines[0], self._truth()
        turned, found = None, found_by(self._checks[int(self.check.key())]) if self.check.key() else ""
        if truth is not None and truth.row == first.row:
            kind, before = stored[0].kind, stored[0].facts.get(truth.fact)
            name = self._policy.vocabulary.all_facts[kind][truth.fact].name
            shown = self._shown(kind, truth.fact, before), self._shown(kind, truth.fact, truth.value)
            turned = Turned(name, *shown, found, self.why.text())
        wording = self._wordings.get(stored[0].line.rule, "")
        called = called_on_paper(self._detail, self._policy, stored)
        return TakenBack(called, stored, amount, turned, self._now.get(first.id), wording, found)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DerivationPart", text)
