"""Exact money: whole fen inside, yuan with at most two decimals outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

FEN_PER_YUAN = 100
_FEN_PER_WAN = 10_000 * FEN_PER_YUAN
MAX_YUAN_DIGITS = 12
_YUAN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?", re.ASCII)
_CENTS = tuple(f".{cents:02d}" for cents in range(FEN_PER_YUAN))
_LARGEST_FEN = 10**MAX_YUAN_DIGITS * FEN_PER_YUAN - 1


def parse_yuan(text: str) -> int:
    """Read a sum in yuan such as ``"800000.00"`` as whole fen.

    Digits and one point only: no sign, no separators, at most 12 digits before the point and two after it.
    Raises ValueError for anything else.
    """
    match = _YUAN.fullmatch(text)
    if match is None:
        raise ValueError(f"not a sum in yuan: {text!r}")
    yuan, cents = match.groups()
    return int(yuan) * FEN_PER_YUAN + (int(cents.ljust(2, "0")) if cents else 0)


def whole_yuan(yuan: int) -> int:
    """Return a whole number of yuan as fen; raises ValueError when negative or longer than 12 digits."""
    fen = yuan * FEN_PER_YUAN
    if not 0 <= fen <= _LARGEST_FEN:
        raise ValueError(f"not a sum in yuan: {yuan}")
    return fen


@lru_cache(maxsize=4096)
def format_yuan(fen: int) -> str:
    """Write fen as yuan with two decimals and no separators, as JSON carries it: ``10000.00``, ``-1.50``."""
    if fen < 0:
        return f"-{format_yuan(-fen)}"
    return f"{fen // FEN_PER_YUAN}{_CENTS[fen % FEN_PER_YUAN]}"


@lru_cache(maxsize=4096)
def grouped_yuan(fen: int) -> str:
    """Write fen as yuan for people, with thousands commas and two decimals: ``10,000.00``, ``-1.50``.

    Traces, screens and letters all write sums with this; the minus is one that worksheets read.
    """
    if fen < 0:
        # Dividing a negative sum would round it down.
        return f"-{grouped_yuan(-fen)}"
    return f"{fen // FEN_PER_YUAN:,}{_CENTS[fen % FEN_PER_YUAN]}"


def wan_yuan(fen: int) -> str:
    """Write fen as 万元 in a table, exactly: ``750.0000``, with six decimals where there are odd fen."""
    sign, rest = ("-", -fen) if fen < 0 else ("", fen)
    whole, part = divmod(rest, _FEN_PER_WAN)
    return f"{sign}{whole:,}." + f"{part:06d}".removesuffix("00")


def plain_wan_yuan(fen: int) -> str:
    """Write fen as 万元 in a sentence, without decimals that say nothing: ``750``, ``0.1014``."""
    return wan_yuan(fen).rstrip("0").rstrip(".")


def round_half_up(scaled: int | Fraction, scale: int) -> int:
    """Divide a non-negative ``scaled`` by ``scale`` and round once, half up, to a whole number."""
    return int((2 * scaled + scale) // (2 * scale))


def pro_rata(amount: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Divide ``amount`` (fen) by ``weights``, to the last fen.

    What is left over goes to the largest fractions, the first among equal ones. Raises ZeroDivisionError
    where all weights are 0.
    """
    whole = sum(weights, start=Fraction(0))
    exact = [amount * Fraction(weight) / whole for weight in weights]
    parts = [int(share) for share in exact]
    by_fraction = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in by_fraction[: amount - sum(parts)]:
        parts[index] += 1
    return parts
