"""Who a rule or a limit is for, as a question about an applicant's kind and traits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.phrases import Phrases
from ipdesk.rules.vocabulary import GroupAlternative, Vocabulary


class _Alternative(NamedTuple):
    kinds: frozenset[str]
    traits: frozenset[str]
    any_trait: frozenset[str]
    without: frozenset[str]

    def fits(self, kind: str, traits: frozenset[str]) -> bool:
        return (
            kind in self.kinds
            and self.traits <= traits
            and (not self.any_trait or not self.any_trait.isdisjoint(traits))
            and self.without.isdisjoint(traits)
        )


class Audience:
    """The applicants that a rule or limit is for; answers are remembered, since few combinations occur."""

    def __init__(self, who: Iterable[pack.Who], vocabulary: Vocabulary, phrases: Phrases) -> None:
        """Resolve the groups' names; raises KeyError for an unknown group."""
        who = tuple(who)
        self._alternatives = tuple(
            _resolve(part, alternative)
            for part in who
            for alternative in vocabulary.groups[part.group].alternatives
        )
        self._known: dict[tuple[str, frozenset[str]], bool] = {}
        self.text = "或".join(_describe(part, vocabulary, phrases) for part in who)

    def fits(self, kind: str, traits: frozenset[str]) -> bool:
        """Say whether an applicant of ``kind`` with ``traits`` belongs."""
        key = (kind, traits)
        known = self._known.get(key)
        if known is None:
            known = any(alternative.fits(kind, traits) for alternative in self._alternatives)
            self._known[key] = known
        return known


def _resolve(who: pack.Who, alternative: GroupAlternative) -> _Alternative:
    return _Alternative(
        frozenset(alternative.kinds),
        frozenset(alternative.traits) | frozenset(who.traits),
        frozenset(who.any_trait),
        frozenset(who.without),
    )


def _describe(who: pack.Who, vocabulary: Vocabulary, phrases: Phrases) -> str:
    text = vocabulary.groups[who.group].name
    for key, ids in (("with_traits", who.traits), ("any_trait", who.any_trait), ("without", who.without)):
        if ids:
            text = phrases.words[key](group=text, traits="、".join(vocabulary.traits[trait] for trait in ids))
    return text
