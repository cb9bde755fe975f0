"""What an achievement itself is called, whatever clause speaks of it."""

from __future__ import annotations

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.roles import FactRole
from ipdesk.rules.pack.vocabulary import Vocabulary


def declared_name(kind: str, facts: Facts, vocabulary: Vocabulary) -> str:
    """Return the name that a fact gives an achievement (中国专利金奖); "" where none does."""
    words = vocabulary.all_facts[kind]
    names = (word.choices.get(str(facts.get(fact, "")), "") for fact, word in words.items() if word.names)
    return next(filter(None, names), "")


def achievement_name(kind: str, facts: Facts, vocabulary: Vocabulary) -> str:
    """Return what an achievement is called without a clause: as declared, or its kind (实用新型专利授权)."""
    if kind not in vocabulary.kinds:
        return kind
    return declared_name(kind, facts, vocabulary) or _of_kind(kind, facts, vocabulary)


def _of_kind(kind: str, facts: Facts, vocabulary: Vocabulary) -> str:
    types = (
        word.choices.get(str(facts.get(fact, "")), "")
        for fact, word in vocabulary.all_facts[kind].items()
        if word.role is FactRole.PATENT_TYPE
    )
    return "".join((*types, vocabulary.kinds[kind].name))
