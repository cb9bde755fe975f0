"""Who a rule or a limit is for, as a question about an applicant's kind and traits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import GroupAlternative, Vocabulary
from ipdesk.rules.source.sentences import Phrase, Phrases

_FEW = 2


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
        self._vocabulary, self._phrases = vocabulary, phrases
        self.text = _listed([_describe(part, vocabulary, phrases) for part in who], phrases)

    def fits(self, kind: str, traits: frozenset[str]) -> bool:
        """Say whether an applicant of ``kind`` with ``traits`` belongs."""
        key = (kind, traits)
        known = self._known.get(key)
        if known is None:
            known = any(alternative.fits(kind, traits) for alternative in self._alternatives)
            self._known[key] = known
        return known

    def explain(self, kind: str, traits: frozenset[str]) -> str:
        """Return in words why an applicant does not belong: its kind, or the traits it lacks or holds."""
        return self._explain(self._phrases.words, kind, traits)

    def refused(self, kind: str, traits: frozenset[str]) -> str:
        """Return the same as `told`, as a letter says it."""
        return self._explain(self._phrases.letter, kind, traits)

    def _explain(self, say: Mapping[str, Phrase], kind: str, traits: frozenset[str]) -> str:
        near = [alternative for alternative in self._alternatives if kind in alternative.kinds]
        if not near:
            return say["applicant_is"](kind=self._vocabulary.applicant_kinds[kind].name, who=self.text)
        held = min((alternative.without & traits for alternative in near), key=len)
        if held:
            return say["applicant_has"](traits=self._named(held, "、"))
        missing = min((self._missing(alternative, traits) for alternative in near), key=len)
        return say["applicant_lacks"](traits=missing)

    def _missing(self, alternative: _Alternative, traits: frozenset[str]) -> str:
        missing = [self._named(alternative.traits - traits, "、")]
        if traits.isdisjoint(alternative.any_trait):
            missing.append(self._named(alternative.any_trait, "或"))
        return "、".join(filter(None, missing))

    def _named(self, traits: frozenset[str], joint: str) -> str:
        """Name traits in the vocabulary's order."""
        names = self._vocabulary.traits
        return joint.join(names[name] for name in names if name in traits)


def _listed(parts: list[str], phrases: Phrases) -> str:
    """Name two as one or the other, more as one of them."""
    if len(parts) <= _FEW:
        return phrases.words["or"]().join(parts)
    return phrases.words["one_of"](items="、".join(parts))


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
