"""What is typed comes to the paper in the characters that fonts have; what has none is told by its looks."""

from dataclasses import replace

import pytest

from ipdesk.documents.errors import MissingGlyph, MissingGlyphError
from ipdesk.documents.typesetting.printed_text import phrase, printed, sentence, trimmed
from tests.documents.letters import letters
from tests.documents.letters.letters import render
from tests.documents.letters.paper import text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Café", "Café"),
        ("\uf90a", "金"),  # a compatibility ideograph
        ("⽊⼀⻓", "木一长"),  # radicals, as they come out of PDF files
        ("\ue863", "䶮"),  # the private code of GBK
        ("阿不都•买买提・‧･∙", "阿不都·买买提····"),
        ("ジョン・スミス", "ジョン・スミス"),
        ("陈\ufe0f\U000e0100磊\u3164\u2800\u200b", "陈磊"),
        ("o\ufb03ce︵甲︶", "office（甲）"),
        ("ＡＢＣ㎡①㛃𫖯", "ＡＢＣ㎡①㛃𫖯"),
    ],
)
def test_characters_are_printed_as_what_they_stand_for(typed: str, expected: str) -> None:
    assert printed(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("发明人张三 李四", "发明人张三 李四"),
        ("作品著作权登记 100 件，每件 200.00 元", "作品著作权登记100件，每件200.00元"),
        ("依据 GB/T 29490 标准", "依据GB/T 29490标准"),
        ("张三 ， 李四 （男）", "张三，李四（男）"),
        ("2021 ～ 2025 年", "2021～2025年"),
        ("云溪县  文昌路", "云溪县 文昌路"),
    ],
)
def test_only_blanks_beside_figures_and_marks_fall_away(typed: str, expected: str) -> None:
    assert phrase(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("已由市级资助。", "已由市级资助"),
        ("权利人为EXAMPLE CO., LTD.", "权利人为EXAMPLE CO., LTD."),
        ("权利人为EXAMPLE INC.。", "权利人为EXAMPLE INC."),
        ("未达到规定的数量.；", "未达到规定的数量"),
        ("不足3件. ", "不足3件"),
    ],
)
def test_a_sentence_loses_its_end_mark_and_keeps_the_dot_of_an_abbreviation(
    typed: str, expected: str
) -> None:
    assert sentence(typed) == expected


def test_a_name_keeps_its_blanks() -> None:
    assert trimmed(" \ufeff中国 农业银行  ABC 支行\n") == "中国 农业银行 ABC 支行"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\U0003158e", "“\U0003158e”（U+3158E"),  # of Unicode 15, which Python 3.11 does not know
        ("🍎", "“🍎”（U+1F34E"),
        ("\u0591", "“◌\u0591”（U+0591"),
        ("\x00", "“不可见字符”（U+0000"),
        ("\u3164", "“不可见字符”（U+3164"),
        ("\ufe0f", "“不可见字符”（U+FE0F"),
        ("\U000e0100", "“不可见字符”（U+E0100"),
        ("\u2800", "“不可见字符”（U+2800"),
        ("\uf8ff", "“自造字”（U+F8FF"),
        ("\ud800", "“残缺字符”（U+D800"),
    ],
)
def test_a_missing_character_is_shown_or_described(character: str, shown: str) -> None:
    assert MissingGlyphError([MissingGlyph(character, "示例")]).message.startswith(
        f"以下字符没有字体能够印出：{shown}"
    )


def test_a_missing_character_is_told_once() -> None:
    letter = replace(letters.PERSON, addressee="陈\uf8ff", account_name="陈\uf8ff", bank_name="𠀀支行")
    with pytest.raises(MissingGlyphError) as caught:
        render(letter)
    assert [glyph.character for glyph in caught.value.missing] == ["\uf8ff", "𠀀"]
    assert caught.value.message.count("U+F8FF") == 1


def test_many_missing_characters_do_not_fill_the_window() -> None:
    error = MissingGlyphError(MissingGlyph(chr(code), "示例") for code in range(0x1F34E, 0x1F34E + 40))
    assert error.message.count("U+") == 8
    assert "等40个字符" in error.message


def test_two_names_stay_two_in_the_letter() -> None:
    cut = replace(letters.INSURANCE, reason="发明人张三 李四，权利人为EXAMPLE CO., LTD.")
    said = text(render(letters.with_items(letters.ONE, letters.WORKS, cut))).replace("\n", "")
    assert "理由：发明人张三 李四，" in said
    assert "EXAMPLECO.,LTD.。" in said.replace(" ", "")
