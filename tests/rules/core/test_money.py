"""Sums are written in one way: exactly, the sign before the whole, cents always two."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.money import format_yuan, grouped_yuan

FEN = st.integers(-(10**16), 10**16)


@pytest.mark.parametrize(
    ("fen", "plain", "grouped"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (-5, "-0.05", "-0.05"),
        (-150, "-1.50", "-1.50"),
        (-100, "-1.00", "-1.00"),
        (100_000, "1000.00", "1,000.00"),
        (-123_456_789, "-1234567.89", "-1,234,567.89"),
    ],
)
def test_sums_are_written_with_their_sign(fen: int, plain: str, grouped: str) -> None:
    assert (format_yuan(fen), grouped_yuan(fen)) == (plain, grouped)


@given(FEN)
def test_a_written_sum_is_worth_what_it_was(fen: int) -> None:
    assert Decimal(format_yuan(fen)).scaleb(2) == fen
    assert grouped_yuan(fen).replace(",", "") == format_yuan(fen)
    assert grouped_yuan(-fen).removeprefix("-") == grouped_yuan(fen).removeprefix("-")
