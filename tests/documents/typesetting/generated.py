"""Paragraphs as offices write them, put together at random, and what GB/T 15834 says of their line edges."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.text.punctuation import SAVED, close_pairs, gaps
from ipdesk.documents.typesetting.breaking import WIDEST_GAP, break_lines
from ipdesk.documents.typesetting.geometry import CHARACTERS

COUNT = 3_000
NOT_FIRST = "。，、；：？！）》〉〕】”’%％·"
NOT_LAST = "（《〈〔【“‘￥"
WHOLE = re.compile(r"——|……|(?<![ZL0-9.])[0-9]+(?:[.,][0-9]+)*%?|ZL[0-9]{4}|[0-9]{4}\.[0-9]、")
"""What no line end parts: a long code but for its first four figures and its last ones."""
_HAN = "资助奖励申请单位知识产权专利登记审核依据规定办法年度金额核定提交材料情况应当按照本县企业个人成果"
_MARKS = "，。；：、？！"


def paragraphs(count: int = COUNT) -> Iterator[str]:
    """Yield paragraphs of three to eight lines, the same ones every time."""
    chance = random.Random(9704)
    for _ in range(count):
        wanted, text = chance.randrange(60, 220), ""
        while len(text) < wanted:
            text += _piece(chance)
        yield text.rstrip(_MARKS) + "。"


def _piece(chance: random.Random) -> str:
    words = "".join(chance.choices(_HAN, k=chance.randrange(1, 14)))
    sum_in_yuan = f"{chance.randrange(10**9) / 100:,.2f}"
    kinds = (
        words + chance.choice(_MARKS),
        words,
        f"（{words}）",
        f"《{words}》（韶府办〔{chance.randrange(2015, 2027)}〕{chance.randrange(1, 999)}号）",
        f"“{words}”",
        f"{chance.randrange(2015, 2027)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日",
        f"￥{sum_in_yuan}元",
        f"{chance.randrange(1, 100)}%",
        f"ZL{chance.randrange(10**11, 10**12)}.{chance.randrange(10)}、",  # two in a row fill no line
        f"——{words}……",
        f"【{words}】、",
    )
    return chance.choice(kinds)


def faults(paragraph: str) -> list[str]:
    """Return what is wrong at the edges of the lines of a paragraph, set as the body of a letter is."""
    broken = break_lines([(Role.FANGSONG, paragraph)], defaultdict(Widths).__getitem__, CHARACTERS, 2)
    lines = ["".join(text for _, text in line.pieces) for line in broken]
    found = [f"begins: {line}" for line in lines if line[0] in NOT_FIRST]
    found += [f"ends: {line}" for line in lines if line[-1] in NOT_LAST]
    found += [f"wide: {line.width:.2f}" for line in broken if line.width > line.measure * 1.045]
    if "".join(lines) != paragraph:
        found.append("lost: " + paragraph)
    return found + [f"parted: {one}" for one in _parted(paragraph, lines)]


def spreads(paragraph: str) -> list[float]:
    """Return what each gap of the lines of a paragraph gains, but of the last, in em."""
    broken = break_lines([(Role.FANGSONG, paragraph)], defaultdict(Widths).__getitem__, CHARACTERS, 2)
    lines = [("".join(text for _, text in line.pieces), line) for line in broken[:-1]]
    return [(line.measure - line.width) / gaps(text) for text, line in lines]


def lacking(paragraph: str) -> list[float]:
    """Return what part of its measure each line of a paragraph lacks that is too short to be spread."""
    broken = break_lines([(Role.FANGSONG, paragraph)], defaultdict(Widths).__getitem__, CHARACTERS, 2)
    found = [1 - line.width / line.measure for line in broken[:-1]]
    return [short * (each > WIDEST_GAP) for short, each in zip(found, spreads(paragraph), strict=True)]


def _parted(paragraph: str, lines: list[str]) -> Iterator[str]:
    """Yield numbers, dashes and ellipses that a line end parts."""
    ends, place = set[int](), 0
    for line in lines[:-1]:
        place += len(line)
        ends.add(place)
    for found in WHOLE.finditer(paragraph):
        if any(found.start() < end < found.end() for end in ends):
            yield found[0]


class Widths(dict[str, float]):
    """Widths in em, by text."""

    def __missing__(self, text: str) -> float:
        return sum(0.5 if char < "ɐ" else 1.0 for char in text) - SAVED * close_pairs(text)
