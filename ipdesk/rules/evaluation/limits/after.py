"""Instalments: nothing is paid before an earlier award of certain rules stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import TraceStep
from ipdesk.rules.evaluation.conditions.explain import quoted
from ipdesk.rules.evaluation.limits.base import Binding, Precondition, makes
from ipdesk.rules.evaluation.refusals import Refusal
from ipdesk.rules.evaluation.usage import Usage, note_cut
from ipdesk.rules.evaluation.windows import Key

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


@makes("after")
class After(Precondition):
    """Nothing is paid before an earlier award stands in the window; its name says what must come first.

    Whom and what it binds narrows the later lines only; every earlier award counts. The window holds how the
    last of them is told.
    """

    order_matters = True

    def __init__(self, binding: Binding) -> None:
        """Look up the titles of the rules that come first, and prepare the sentences."""
        super().__init__(binding)
        self._titles = titles = binding.policy.titles(binding.form.watched())
        words = self._phrases.words
        names = words["or"]().join(quoted(title, self._phrases) for title in titles.values())
        self._not_yet = words["not_yet"](name=self.name, scope=binding.lexicon.scope(self.per), titles=names)

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        """Keep an earlier award."""
        usage[key] = entry

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Keep ``line``, which was awarded."""
        usage[key] = line

    def is_missing(self, usage: Usage, line: OpenLine) -> bool:
        """Say whether something must come first and has not."""
        if not self._binds(line):
            return False
        key = self.window(line)
        return key is None or key not in usage

    def refusal(self, usage: Usage, line: OpenLine) -> Refusal | None:
        """Return what must come first where it has not; None where nothing is missing."""
        if not self._binds(line):
            return None
        key = self.window(line)
        if key is None or key not in usage:
            note_cut(usage, (self.number,))
            return Refusal(self._phrases.words["after"](name=self.name), self._not_yet)
        line.steps.append(TraceStep(self._award_text(usage[key])))
        return None

    def _award_text(self, award: HistoryEntry | OpenLine) -> str:
        trace = self._phrases.trace
        if not isinstance(award, HistoryEntry):
            return trace["after_in_case"](title=award.clause.title, amount=grouped_yuan(award.taken))
        file = self._phrases.words["in_file"](source=award.source) if award.source else ""
        title, amount = self._titles[award.rule], grouped_yuan(award.amount)
        return trace["after_paid"](title=title, year=award.year, amount=amount, file=file)
