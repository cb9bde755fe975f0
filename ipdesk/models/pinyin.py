"""What a Chinese name is found by: its pinyin and the initials of it."""

from __future__ import annotations

from typing import Any, cast


def spelled(name: str) -> str:
    """Return the pinyin without tones, all in one word: ``shaoguanouyate``; what is not Chinese stays."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()


def initials(name: str) -> str:
    """Return the initials, with a space between readings: ``zqyh zqyx``.

    The reading of the whole name comes first; then those where one character is read in another of its ways.
    """
    from pypinyin import Style, lazy_pinyin, pinyin

    # What is not Chinese comes as a run; it may be given back as a list, which the library's types leave out.
    usual = [syllable[:1] for syllable in lazy_pinyin(name, errors=cast(Any, list))]
    single = cast(Any, lambda run: [[char] for char in run])
    every = pinyin(name, style=Style.NORMAL, heteronym=True, errors=single)
    found = ["".join(usual)]
    for at, readings in enumerate(every):
        found += ["".join([*usual[:at], reading[:1], *usual[at + 1 :]]) for reading in readings]
    return " ".join(dict.fromkeys(found)).lower()
