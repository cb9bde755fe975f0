"""What all clauses of a policy share: what the pack says as a whole, its words and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.rules.source.sentences import Phrases


class PolicyContext(NamedTuple):
    """The pack that clauses are compiled for, with the words and sentences that they speak in."""

    form: pack.Pack
    vocabulary: Vocabulary
    phrases: Phrases

    def term_text(self) -> str:
        """Say from when until when the policy holds, as the refusal of an earlier or later day quotes it."""
        words, term = self.phrases.words, self.form.term
        if term.until is None and term.years is not None:
            return words["draft_term"](since=term.since, years=term.years)
        if term.until is None:
            return words["open_term"](since=term.since)
        return words["term"](since=term.since, until=term.until)

    def titles(self, rules: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of rules (ids within the pack) by their full ids, in the document's order."""
        wanted = frozenset(rules)
        return {f"{self.form.id}/{rule.id}": rule.title for rule in self.form.rules if rule.id in wanted}
