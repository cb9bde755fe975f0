"""To what part of a policy's lines something applies: certain applicants, certain facts."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.core.case import Facts
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import compile_selection
from ipdesk.rules.evaluation.conditions.days import Date
from ipdesk.rules.evaluation.conditions.explain import FactExplanation
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack


class Scope:
    """Applicants (all where none are named) and conditions that must all surely hold.

    ``facts`` are those that the conditions name, ``given`` those they only want given; ``text`` says
    everything in words, ``of_one`` whether that is about one fact only.
    """

    def __init__(
        self, who: Sequence[pack.Who] | None, when: Sequence[pack.Condition], lexicon: Lexicon
    ) -> None:
        """Compile both; raises KeyError for words that a checked pack cannot hold."""
        self._audience = Audience(who, lexicon.vocabulary, lexicon.phrases) if who else None
        self._conditions = conditions = [compile_selection(condition, lexicon) for condition in when]
        self._tests = [condition.test for condition in conditions]
        self.facts = tuple(fact for condition in conditions for fact in condition.facts)
        self.given = tuple(fact for condition in conditions for fact in condition.given)
        texts = [self._audience.text] if self._audience else []
        self.of_one = len(set(self.facts)) == 1
        self.text = "，".join([*texts, *(condition.text for condition in conditions)])

    def fits(self, kind: str, traits: frozenset[str], facts: Facts, date: Date | None) -> bool:
        """Say whether an applicant's achievement is surely within it."""
        if self._audience is not None and not self._audience.fits(kind, traits):
            return False
        return all(test(facts, date) for test in self._tests)

    def explanations(self, facts: Facts, date: Date | None) -> tuple[FactExplanation, ...]:
        """Return how the facts stand that put an achievement within it."""
        decisive = [condition for condition in self._conditions if condition.decisive]
        return tuple(found for condition in decisive for found in condition.explain(facts, date, True))
