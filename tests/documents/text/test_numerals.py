"""Sums in words, dates, ordinals."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipdesk.documents.text.numerals import chinese_date, in_words, ordinal
from tests.documents.text.amounts import amounts, by_cn2an


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (100530, "壹仟零伍元叁角整"),
        (2800000, "贰万捌仟元整"),
        (10000001, "壹拾万元零壹分"),
        (10010000, "壹拾万零壹佰元整"),
        (749898600000, "柒拾肆亿玖仟捌佰玖拾捌万陆仟元整"),
    ],
)
def test_sums_in_words(fen: int, words: str) -> None:
    assert in_words(fen) == words


@given(
    st.one_of(
        st.integers(0, 10**17 - 1), st.integers(0, 10**8), st.integers(0, 10**6).map(lambda n: n * 10**5)
    )
)
@example(10**16)
def test_sums_in_words_agree_with_another_program(fen: int) -> None:
    assert in_words(fen) == by_cn2an(fen)


def test_so_do_those_of_every_size() -> None:
    """``make bench`` asks for all hundred thousand."""
    assert [fen for fen in islice(amounts(), 10_000) if in_words(fen) != by_cn2an(fen)] == []


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_a_sum_beyond_words_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match=str(fen)):
        in_words(fen)


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(date(2026, 3, 5)) == "2026年3月5日"


def test_ordinals() -> None:
    words = {
        1: "一",
        10: "十",
        12: "十二",
        20: "二十",
        99: "九十九",
        100: "一百",
        101: "一百零一",
        110: "一百一十",
        115: "一百一十五",
        1000: "一千",
        1001: "一千零一",
        1010: "一千零一十",
        2300: "二千三百",
        9999: "九千九百九十九",
    }
    assert {number: ordinal(number) for number in words} == words
    for beyond in (0, 10000):
        with pytest.raises(ValueError, match=str(beyond)):
            ordinal(beyond)
