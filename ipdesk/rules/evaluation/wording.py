"""How the engine speaks of one kind's facts: names, values and units in Chinese, ready for a sentence.

Articles of a policy are cited as the document's own readers do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from ipdesk.rules.core.case import FactValue
from ipdesk.rules.core.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.evaluation.windows import APPLICANT, ITEM, YEAR, Sameness
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType, Vocabulary
from ipdesk.rules.source.sentences import Phrases

DATE = "date"
"""The achievement's own date, where a pack names a date fact."""

NO_PARAMETERS: Mapping[str, pack.Parameter] = {}


class Lexicon:
    """The facts of one kind of achievement, with the sentences to put them in."""

    def __init__(
        self,
        kind: str,
        vocabulary: Vocabulary,
        phrases: Phrases,
        parameters: Mapping[str, pack.Parameter] = NO_PARAMETERS,
        together: Iterable[str] = (),
    ) -> None:
        """Look up the kind (its measure, the names of its date and number) and its facts.

        ``together`` are the kinds that a rule speaks of together: an earlier award under it does not tell
        which of them it was for, so all their numbers are compared alike.
        """
        self.kind = vocabulary.kinds[kind]
        self.facts = vocabulary.all_facts[kind]
        self.vocabulary = vocabulary
        self.phrases = phrases
        self.parameters = parameters
        self._together = (kind, *together)

    @cached_property
    def sameness(self) -> Sameness:
        """When two things of the kind are the same."""
        texts = frozenset(fact for fact, word in self.facts.items() if word.type is FactType.TEXT)
        return Sameness(self.vocabulary.normal_form(self._together), texts, self.default)

    def name(self, fact: str) -> str:
        """Return a fact's Chinese name; that of the achievement's day for ``date``."""
        return self.kind.date if fact == DATE else self.facts[fact].name

    def asked(self, fact: str) -> str:
        """Return a fact's name as it is asked for: whether it is so, where it is a yes or no."""
        name = self.name(fact)
        return self.phrases.words["whether"](name=name) if self.facts[fact].type is FactType.BOOLEAN else name

    def default(self, fact: str) -> FactValue | None:
        """Return what stands in for an absent fact: False, the default (fen for amounts), or None.

        A yes/no that must be answered has none: left blank it is missing, not false.
        """
        word = self.facts[fact]
        if word.type is FactType.BOOLEAN:
            return None if word.needed else False
        return None if word.default is None else self.typed(fact, word.default)

    def priced(self, count: str, price: int) -> str:
        """Write what each of a count is worth (fen), with the count's unit."""
        word, words = self.facts[count], self.phrases.words
        unit = word.unit or words["piece"]()
        return words["basis_unit"](name=word.name, unit=unit, price=grouped_yuan(price))

    def scope(self, per: Iterable[str]) -> str:
        """Write a window in words: the same number, the same applicant, the same year, the same fact."""
        return "、".join(self._same(name) for name in per)

    def _same(self, name: str) -> str:
        words = self.phrases.words
        if name == ITEM:
            return words["scope_item"](ref=self.kind.ref.name)
        if name in (APPLICANT, YEAR):
            return words[f"scope_{name}"]()
        key = "scope_text" if self.facts[name].type is FactType.TEXT else "scope_fact"
        return words[key](name=self.name(name))

    def typed(self, fact: str, value: str | Decimal) -> FactValue:
        """Turn a value written in a pack into the form of facts; raises ValueError where it does not fit."""
        word = self.facts[fact]
        if word.type is FactType.BOOLEAN:
            return _yes_no(value)
        if word.type is FactType.DATE:
            return datetime.date.fromisoformat(str(value)).isoformat()
        if word.type in (FactType.CHOICE, FactType.REGION, FactType.TEXT):
            return str(value)
        return _number(word.type, value)

    def shown(self, fact: str, value: FactValue) -> str:
        """Write a value for people: a sum in yuan, a number with its unit, a choice by its Chinese name."""
        word = self.facts[fact]
        if word.type is FactType.AMOUNT and isinstance(value, int):
            return self.phrases.words["yuan"](amount=grouped_yuan(value))
        if word.type is FactType.RATIO and not isinstance(value, str):
            return f"{(Decimal(value) * 100).normalize():f}%"
        if isinstance(value, str):
            return word.choices.get(value, value)
        # Equal values are written alike (1.5 and 1.50), so that steps may be remembered by value.
        return with_unit(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value), word.unit)

    def stated(self, fact: str, value: bool) -> str:
        """Write a yes/no fact as the statement that it is."""
        word, words = self.facts[fact], self.phrases.words
        statement = word.yes if value else word.no
        return statement or words["yes" if value else "no"](name=word.name)


# What closes a list of amounts: 甲、乙合计, 甲、乙中较低者.
_CLOSING_A_LIST = ("合计", "者")


def as_one(text: str) -> str:
    """Return an amount in words as one thing of which a share is taken: in brackets where it is several."""
    open_list = "、" in text and not text.endswith(_CLOSING_A_LIST)
    return f"（{text}）" if open_list or any(mark in text for mark in "×＋，") else text


def after_han(text: str) -> str:
    """Return a text as it stands behind a Chinese word: digits and letters keep a blank's distance."""
    return f" {text}" if text[:1].isascii() else text


def before_han(text: str) -> str:
    """Return a text as it stands before a Chinese word: digits and letters keep a blank's distance."""
    return f"{text} " if text[-1:].isascii() and text[-1:].isalnum() else text


def with_unit(number: str, unit: str) -> str:
    """Write a number with its unit: a percent sign stands close, words do not."""
    return f"{number}{unit}" if unit in ("", "%", "‰") else f"{number} {unit}"


def _number(fact: FactType, value: str | Decimal) -> FactValue:
    number = Decimal(value)
    if fact is FactType.AMOUNT:
        number *= FEN_PER_YUAN
    if fact in (FactType.AMOUNT, FactType.INTEGER) and number != int(number):
        raise ValueError(f"not whole: {value}")
    return int(number) if number == int(number) else number


def _yes_no(value: str | Decimal) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"not true or false: {value}")
    return value == "true"


def cited(article: str, numbering: pack.Numbering) -> str:
    """Cite an article as its document numbers it, and its item: ``一（二）`` is 第一条第（二）项.

    By ``第（N）项``, ``四`` and ``（四）`` are 第（四）项. What is no bare number (附则, 第七条第（二）项)
    stands as the pack writes it.
    """
    if article.startswith("（") and article.endswith("）"):
        return _numbered(numbering.clause, "N", article)
    number, bracket, item = article.partition("（")
    if not number or number.startswith("第") or number.endswith("则"):
        return article
    clause = _numbered(numbering.clause, "N", number)
    return clause + _numbered(numbering.item, "M", bracket + item) if bracket else clause


def _numbered(form: str, letter: str, number: str) -> str:
    """Put a number into the form of a citation; brackets stand once."""
    return form.replace(letter, number.strip("（）") if f"（{letter}）" in form else number)
