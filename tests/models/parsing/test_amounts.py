"""Sums as people write them: read exactly, or refused."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.amounts import WAN, YUAN, AmountUnit, read_amount
from ipdesk.rules.core.money import format_yuan, grouped_yuan
from tests.typed_texts import typed_sums

FEN = st.integers(0, 10**14 - 1)
UNITS = st.sampled_from(AmountUnit)


@given(FEN)
def test_what_the_desk_writes_it_reads(fen: int) -> None:
    for text in (format_yuan(fen), grouped_yuan(fen), f"{grouped_yuan(fen)}元"):
        assert read_amount(text) == fen
    assert read_amount(f"{grouped_yuan(fen)}元", WAN) == fen


@given(FEN)
def test_full_width_characters_mean_the_same(fen: int) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in grouped_yuan(fen))
    assert unicodedata.normalize("NFKC", wide) == grouped_yuan(fen)
    assert read_amount(wide) == fen


@given(st.integers(10**4, 10**12 - 1))
def test_groups_of_four_are_understood_where_no_decimal_can_be_meant(yuan: int) -> None:
    digits = str(yuan)
    head = len(digits) % 4 or 4
    grouped = ",".join([digits[:head], *(digits[at : at + 4] for at in range(head, len(digits), 4))])
    assert read_amount(grouped) == yuan * 100


@given(st.one_of(st.text(max_size=20), typed_sums()), UNITS)
def test_any_text_is_whole_fen_or_refused_with_a_sentence(text: str, unit: AmountUnit) -> None:
    try:
        fen = read_amount(text, unit)
    except Unreadable as refused:
        assert str(refused).endswith("。")
    else:
        assert type(fen) is int and 0 <= fen < 10**14


@given(typed_sums(), UNITS)
def test_marks_between_digits_never_change_what_is_read(text: str, unit: AmountUnit) -> None:
    """What is understood with commas and blanks is what is understood without them."""
    try:
        fen = read_amount(text, unit)
    except Unreadable:
        return
    bare = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    assert read_amount(bare, unit) == fen


@given(st.decimals(0, 10**6, places=4, allow_nan=False, allow_infinity=False))
def test_a_written_unit_goes_before_that_of_the_field(number: Decimal) -> None:
    assert read_amount(f"{number}万", YUAN) == read_amount(f"{number}w", WAN) == number * 10**6


@pytest.mark.parametrize(
    ("text", "unit", "word"),
    [
        ("1,2345", WAN, "小数点"),
        ("12,34", YUAN, "逗号或空格的位置不对"),
        ("5千", WAN, "千元还是千万元"),
        ("-5", YUAN, "负数"),
        ("¥-", YUAN, "“-”不是金额，金额为零的请填 0"),
        ("0.001", YUAN, "两位小数"),
        ("9" * 5000, YUAN, "12位"),
        ("0." + "0" * 5000 + "1", WAN, "两位小数"),
        ("八十万", YUAN, "阿拉伯数字"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, unit: AmountUnit, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_amount(text, unit)
