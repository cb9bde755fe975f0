"""Text that looks alike is made alike: widths, dashes, radicals, private codes, what nobody sees."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.characters import unified, without_private_codes
from ipdesk.rules.core.plain_text import blank, compact, plain, spaced


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200e", "\u202a", "\u00ad", "\ufeff", "\ufe0f", "\U000e0101", "\u034f", "\u180e", "\x07"],
)
def test_what_nobody_sees_is_dropped(hidden: str) -> None:
    assert plain(f"韶关{hidden}市") == "韶关市"


@pytest.mark.parametrize(
    ("radicals", "ideographs"),
    [("⼴东⽰例", "广东示例"), ("⻢⻰⻩⻘⻄⺠⻓⻛", "马龙黄青西民长风"), ("⾦⼭⽔⽊", "金山水木")],
)
def test_radicals_are_the_ideographs_they_look_like(radicals: str, ideographs: str) -> None:
    assert unified(radicals) == plain(radicals) == ideographs


def test_every_radical_of_unicode_that_stands_for_an_ideograph_is_known() -> None:
    """Two have no ideograph of their own: U+2E80 and the unassigned U+2E9A."""
    radicals = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))]
    left = [char for char in radicals if unified(char) == char]
    assert left == ["⺀", "\u2e9a"]


@pytest.mark.parametrize(
    ("private", "char"),
    [
        ("\ue863", "䶮"),
        ("\ue864", "龻"),
        ("\ue844", "䜣"),
        ("\ue863", "\u4dae"),
        ("\ue816", "\U00020087"),
        ("\ue83b", "\U0002298f"),
        ("\ue843", "\u9fb9"),
        ("\ue7c7", "ḿ"),
    ],
)
def test_private_codes_of_gbk_are_the_characters_meant(private: str, char: str) -> None:
    assert without_private_codes(private) == plain(private) == char


def test_the_private_codes_agree_with_the_codec_where_it_knows_better() -> None:
    """GB 18030-2000 gave 66 of the 80 a place in Unicode; the codec stands there."""
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    decoded = [bytes([0xFE, trail]).decode("gb18030") for trail in trails]
    ours = [without_private_codes(chr(0xE815 + place)) for place in range(80)]
    known = [(ours[place], unified(char)) for place, char in enumerate(decoded) if not char >= "\ue000"]
    assert len(known) == 66
    assert all(one == other for one, other in known)


def test_a_private_code_that_nobody_knows_stays() -> None:
    assert without_private_codes("\ue000\uf8ff") == "\ue000\uf8ff"


@given(st.text())
def test_plain_forms_are_stable_and_never_raise(text: str) -> None:
    for form in (plain, spaced, compact):
        assert form(form(text)) == form(text)
    assert not any(unicodedata.category(char) == "Cf" for char in plain(text))


@given(st.text(st.sampled_from("\u200b\u3000\u3164\ufe0f \t!~一鿿"), max_size=2) | st.text(max_size=2))
def test_a_text_is_blank_where_its_plain_form_has_nothing(text: str) -> None:
    assert blank(text) == (plain(text) == "")
