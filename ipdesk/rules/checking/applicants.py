"""Whom a rule is for together with what is over it: the applicants that a check has to tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.sentences import standard_phrases

_MOST_TRAITS = 3
"""How many traits of an applicant are tried together."""


class ApplicantProfile(NamedTuple):
    """An applicant as far as packs tell applicants apart."""

    kind: str
    traits: frozenset[str]


def applicants_of(notes: Notes, rule: pack.Rule, named: Iterable[pack.Who]) -> Iterator[ApplicantProfile]:
    """Yield the applicants of a rule that ``named`` may tell apart, those with the fewest traits first."""
    audience = Audience(rule.who, notes.words, standard_phrases())
    traits = sorted({trait for who in (*rule.who, *named) for trait in _traits(notes, who)})
    for count in range(min(len(traits), _MOST_TRAITS) + 1):
        for held in combinations(traits, count):
            for kind in notes.words.applicant_kinds:
                if audience.fits(kind, frozenset(held)):
                    yield ApplicantProfile(kind, frozenset(held))


def _traits(notes: Notes, who: pack.Who) -> Iterator[str]:
    yield from (*who.traits, *who.any_trait, *who.without)
    for alternative in notes.words.groups[who.group].alternatives:
        yield from alternative.traits


def is_for(notes: Notes, who: Iterable[pack.Who] | None, applicant: ApplicantProfile) -> bool:
    """Say whether what names ``who`` is for an applicant; what names nobody is for all."""
    return who is None or Audience(who, notes.words, standard_phrases()).fits(*applicant)
