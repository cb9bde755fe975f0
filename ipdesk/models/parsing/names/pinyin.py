"""What a Chinese name is found by: its pinyin and the initials of it, in every reading a clerk may think of.

A name is read as its words are (重庆 begins with chong), and each character also in its other readings in
use; a surname at the beginning also as surnames are read (曾 is zeng). pypinyin, which knows words and
characters, loads with the first name: it is large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, islice, product
from typing import Any, cast

from ipdesk.models.parsing.names.names import compared_name
from ipdesk.paths import resource

_MOST = 64
"""Readings of one name; those that differ least from the usual come first."""
_LONGEST_PERSON = 6


def spellings(name: str, *, personal: bool = False) -> tuple[str, ...]:
    """Return the pinyin of a name without tones, in one word: ``shaoguanouyate``; the usual reading first.

    The usual reading of a person's name is that of the surname. What is not Chinese stays, small.
    """
    return _variants(_readings(compared_name(name), personal))


def initials(name: str) -> tuple[str, ...]:
    """Return the initials of a name's pinyin: ``cqyh`` and ``zqyh`` of 重庆银行, the usual ones first."""
    letters = [tuple(reading[:1] for reading in every) for every in _readings(compared_name(name), False)]
    return _variants([tuple(dict.fromkeys(every)) for every in letters])


def surname_and_initials(name: str) -> tuple[str, ...]:
    """Return the surname in full with the initials behind: ``zengsl``, ``ouyangsl``.

    How long the surname is cannot be told from a name: one character and two are taken for it.
    """
    readings = _readings(compared_name(name), True)[:_LONGEST_PERSON]
    short = [tuple(dict.fromkeys(reading[:1] for reading in every)) for every in readings]
    lengths = range(1, min(3, len(readings)))
    return tuple(found for length in lengths for found in _variants([*readings[:length], *short[length:]]))


@cache
def _letters(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return initials(name), spellings(name)


def begins_with_letters(name: str, letters: str) -> bool:
    """Say whether small letters begin the initials of a word or its pinyin: ``gr`` or ``ger`` for 个人."""
    return any(reading.startswith(letters) for readings in _letters(name) for reading in readings)


def has_letters(name: str, letters: str) -> bool:
    """Say whether small letters are a part of the initials of a word or begin its pinyin."""
    return begins_with_letters(name, letters) or any(letters in reading for reading in _letters(name)[0])


def _variants(readings: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(islice(_combined(readings), _MOST)))


def _combined(readings: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the usual reading of all characters, then those where one is read otherwise, then two ..."""
    usual = [every[0] for every in readings]
    open_places = [place for place, every in enumerate(readings) if len(every) > 1]
    for count in range(len(open_places) + 1):
        for places in combinations(open_places, count):
            for chosen in product(*(readings[place][1:] for place in places)):
                yield "".join({**dict(enumerate(usual)), **dict(zip(places, chosen, strict=True))}.values())


def _readings(name: str, personal: bool) -> list[tuple[str, ...]]:
    """Return the readings of each character, the usual one first."""
    from pypinyin import lazy_pinyin

    # What is not Chinese is given back character by character, which the library's types leave out.
    usual = lazy_pinyin(name, errors=cast(Any, list))
    others = _table("heteronyms")
    found = [(reading, *others.get(char, ())) for char, reading in zip(name, usual, strict=True)]
    for place, readings in enumerate(_surname(name)):
        found[place] = (*readings, *found[place]) if personal else (*found[place], *readings)
    found[:1] = [(*every, *_every_reading(name[0])) for every in found[:1]]
    return [tuple(dict.fromkeys(every)) for every in found]


def _surname(name: str) -> list[tuple[str, ...]]:
    """Return how the characters at the beginning are read as a surname, where that is peculiar."""
    table = _table("surnames")
    length = 2 if name[:2] in table else 1
    return list(zip(*(reading.split("+") for reading in table.get(name[:length], ())), strict=True))


def _every_reading(char: str) -> tuple[str, ...]:
    """Return what the dictionary knows of a character; as a surname it may be read in any of these ways."""
    from pypinyin import Style, pinyin

    [readings] = pinyin(char, style=Style.NORMAL, heteronym=True, errors=cast(Any, list))
    return tuple(readings)


@cache
def _table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return a bundled table of readings by character (or surname)."""
    lines = resource("pinyin", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return {char: tuple(readings) for char, *readings in entries}
