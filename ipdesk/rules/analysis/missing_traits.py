"""Which traits of the applicant, registered nowhere, alone stand in the way of a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.conditions import Who
from ipdesk.rules.pack.vocabulary import Vocabulary

MissingTraits = tuple[tuple[str, ...], ...]
"""Ids of traits: one of each inner tuple is missing."""


def missing_traits(who: Iterable[Who], kind: str, held: frozenset[str], words: Vocabulary) -> MissingTraits:
    """Return the fewest traits that alone keep an applicant of a kind out.

    Empty where the applicant fits, and where the kind does not or a trait held forbids it.
    """
    ways = list(_ways(who, kind, held, words))
    return min(ways, key=len) if ways and all(ways) else ()


def _ways(who: Iterable[Who], kind: str, held: frozenset[str], words: Vocabulary) -> Iterator[MissingTraits]:
    for one in who:
        if not held.isdisjoint(one.without):
            continue
        for part in words.groups[one.group].alternatives:
            if kind in part.kinds:
                missing = [name for name in (*part.traits, *one.traits) if name not in held]
                ids: list[tuple[str, ...]] = [(name,) for name in dict.fromkeys(missing)]
                if one.any_trait and held.isdisjoint(one.any_trait):
                    ids.append(tuple(one.any_trait))
                yield tuple(ids)


def traits_asked(policy: Policy, kind: str) -> tuple[str, ...]:
    """Return the traits by which alone some clause of a policy takes an applicant of a kind or not."""
    nobody: frozenset[str] = frozenset()
    who = (policy.rule(rule).who for rule in policy.rule_ids())
    missing = (missing_traits(one, kind, nobody, policy.vocabulary) for one in who)
    return tuple(dict.fromkeys(trait for ways in missing for either in ways for trait in either))


def trait_names_text(missing: MissingTraits, words: Vocabulary) -> str:
    """Return traits that are missing by their Chinese names: 中小微企业、高新技术企业或专精特新企业."""
    return "、".join("或".join(words.traits[name] for name in either) for either in missing)
