"""What banks call the columns of their answers, and what they say of a payment, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Literal

from ipdesk.funds.payments.results import Outcome
from ipdesk.paths import resource
from ipdesk.rules.core.characters import one_writing
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_IN_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
_MARKS = re.compile("[*:·]")
_FIRST_PART = re.compile("[:,;。、(\\[【-]")


class AnswerField(StrEnum):
    """What a column of an answer says; the last three stand in statements of an account alone."""

    SERIAL = "serial"
    ACCOUNT = "account"
    NAME = "name"
    AMOUNT = "amount"
    STATE = "state"
    REASON = "reason"
    DIRECTION = "direction"
    PAID_OUT = "paid_out"
    CAME_IN = "came_in"


class AnswerWords(StrictModel):
    """The whole file ``resources/banks/results.yaml``."""

    heads: dict[AnswerField, tuple[str, ...]]
    words: dict[Outcome, tuple[str, ...]]
    directions: dict[Literal["out", "into"], tuple[str, ...]]
    footers: tuple[str, ...]
    returned: tuple[str, ...]


@cache
def answer_words() -> AnswerWords:
    """Return the bundled words. Raises PackError for damage to the file."""
    return read_model(AnswerWords, Source.read(resource("banks", "results.yaml")))


@lru_cache
def field_of_head(head: str) -> tuple[AnswerField, int] | None:
    """Return what a column of this head says, and how good the head is (0 is the best); None if unknown."""
    return _heads().get(_folded_head(head))


def unit_of_head(head: str) -> int:
    """Return how many yuan a number under this head is worth: ten thousand under 金额（万元）."""
    return 10_000 if "万元" in one_writing(head) else 1


@lru_cache
def outcome_of(text: str) -> Outcome | None:
    """Return what a bank's word says of a payment; None where nobody said what the word means."""
    folded = one_writing(compact(text))
    return _outcomes().get(folded) or _outcomes().get(_FIRST_PART.split(folded, maxsplit=1)[0])


@lru_cache
def paid_out(text: str) -> bool | None:
    """Say whether money went out by the mark of a statement; None where the mark is not known."""
    return _directions().get(compact(text))


def _folded_head(text: str) -> str:
    return _MARKS.sub("", _IN_BRACKETS.sub("", one_writing(compact(text))))


@cache
def _heads() -> Mapping[str, tuple[AnswerField, int]]:
    return {
        _folded_head(head): (field, place)
        for field, heads in answer_words().heads.items()
        for place, head in enumerate(heads)
    }


@cache
def _outcomes() -> Mapping[str, Outcome]:
    return {compact(word): outcome for outcome, words in answer_words().words.items() for word in words}


@cache
def _directions() -> Mapping[str, bool]:
    ways = answer_words().directions.items()
    return {compact(word): way == "out" for way, words in ways for word in words}
