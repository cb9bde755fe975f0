import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.ui.widgets.money import WAN, YUAN, BadMoney, fen_text, parse_fen, short_text

_FEN = st.integers(min_value=0, max_value=10**14 - 1)


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@given(_FEN)
def test_what_is_written_in_yuan_is_read_back_exactly(fen: int) -> None:
    assert parse_fen(fen_text(fen)) == fen
    assert parse_fen(fen_text(fen).replace(",", "")) == fen


@given(_FEN)
def test_what_is_written_in_wan_is_read_back_exactly(fen: int) -> None:
    assert parse_fen(fen_text(fen, WAN), WAN) == fen
    assert parse_fen(fen_text(fen, WAN) + "万元") == fen


@given(_FEN)
def test_full_width_characters_mean_the_same(fen: int) -> None:
    wide = _full_width(fen_text(fen))
    assert unicodedata.normalize("NFKC", wide) == fen_text(fen)
    assert parse_fen(wide) == fen


@given(st.text(max_size=20))
def test_any_text_is_a_sum_or_refused_and_never_anything_else(text: str) -> None:
    try:
        fen = parse_fen(text)
    except BadMoney as wrong:
        assert wrong.code in {"unreadable", "negative", "too_fine", "too_large"}
    else:
        assert fen is None or (type(fen) is int and 0 <= fen < 10**14)


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("80万", YUAN, 80_000_000),
        ("80万元", YUAN, 80_000_000),
        ("80", WAN, 80_000_000),
        ("80元", WAN, 8_000),
        ("800,000.00", YUAN, 80_000_000),
        ("８００，０００．００", YUAN, 80_000_000),
        ("¥ 1 234.5", YUAN, 123_450),
        ("￥800,000.00元整", YUAN, 80_000_000),
        ("1.5亿", YUAN, 15_000_000_000),
        ("0.000001", WAN, 1),
        (".5", YUAN, 50),
        ("3000000000.01", YUAN, 300_000_000_001),
        ("0", YUAN, 0),
        ("", YUAN, None),
        ("　", YUAN, None),
    ],
)
def test_sums_as_people_write_them(text: str, unit: int, fen: int | None) -> None:
    assert parse_fen(text, unit) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("八十万", "unreadable"),
        ("1,00", "unreadable"),
        ("1e5", "unreadable"),
        ("1.2.3", "unreadable"),
        (".", "unreadable"),
        ("万", "unreadable"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("0.001", "too_fine"),
        ("0.0000001万", "too_fine"),
        ("1000000000000", "too_large"),
        ("1000000亿", "too_large"),
    ],
)
def test_what_is_no_sum_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadMoney) as caught:
        parse_fen(text)
    assert caught.value.code == code


def test_sums_on_screen() -> None:
    assert fen_text(80_000_000) == "800,000.00"
    assert fen_text(80_000_000, WAN) == "80.0000"
    assert fen_text(80_000_001, WAN) == "80.000001"
    assert fen_text(-400_000) == "−4,000.00"
    assert (short_text(5_000_000), short_text(5_000_050)) == ("50,000", "50,000.50")
