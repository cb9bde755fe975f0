"""A hundred thousand sums, and another program's opinion on each of them in words."""

from __future__ import annotations

import random
from collections.abc import Iterator

import cn2an

COUNT = 100_000
_LONGEST = 16  # digits, fen included: beyond, cn2an knows no words


def amounts() -> Iterator[int]:
    """Yield sums in fen of every size, many with zeros inside and at their end, the same ones every time."""
    chance = random.Random(2021)
    for _ in range(COUNT):
        fen = chance.randrange(10 ** chance.randint(1, _LONGEST))
        if chance.random() < 0.5:  # blot out some digits: it is zeros that words go wrong with
            fen = int("".join(digit if chance.random() < 0.5 else "0" for digit in str(fen)))
        yield fen


def by_cn2an(fen: int) -> str:
    """Return the words of cn2an, with the 整 behind 角 that banks ask for and it leaves out."""
    theirs = cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")
    return str(theirs) + ("整" if fen % 100 and fen % 10 == 0 else "")
