"""Numbers, yes and no, choices and lines of text, by what the vocabulary says a fact is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.models.parsing.values.numbers import NumberForm, read_number, read_share, share_text
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from tests.typed_texts import typed_texts


def word(kind: FactType, **more: object) -> FactWord:
    return FactWord.model_validate({"name": "数", "type": kind.value, **more})


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.5", FactType.NUMBER, Decimal("10.5")),
        ("11", FactType.NUMBER, 11),
        ("11.0", FactType.NUMBER, 11),
        ("１２", FactType.INTEGER, 12),
        ("12.0", FactType.INTEGER, 12),
        ("1,234", FactType.INTEGER, 1234),
        ("45%", FactType.RATIO, Decimal("0.45")),
        ("0.3", FactType.RATIO, Decimal("0.3")),
        ("100%", FactType.RATIO, 1),
        ("是", FactType.BOOLEAN, True),
        ("true", FactType.BOOLEAN, True),
        ("√", FactType.BOOLEAN, True),
        ("否", FactType.BOOLEAN, False),
        ("没有", FactType.BOOLEAN, False),
        ("us", FactType.REGION, "US"),
        (" 备注 ", FactType.TEXT, "备注"),
        ("第 一　二  号", FactType.TEXT, "第 一 二 号"),
        ("2022年3月1日", FactType.DATE, "2022-03-01"),
    ],
)
def test_facts(text: str, kind: FactType, value: object) -> None:
    found = read_fact(text, word(kind))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.5", FactType.INTEGER),
        ("-1", FactType.INTEGER),
        ("NaN", FactType.NUMBER),
        ("1_0", FactType.NUMBER),
        ("130%", FactType.RATIO),
        ("45%", FactType.NUMBER),
        ("也许", FactType.BOOLEAN),
        ("JA", FactType.REGION),
        ("2022-02-30", FactType.DATE),
    ],
)
def test_facts_that_are_none(text: str, kind: FactType) -> None:
    with pytest.raises(Unreadable):
        read_fact(text, word(kind))


def test_a_choice_is_its_id_or_its_name_and_an_unknown_one_names_the_choices() -> None:
    choice = word(FactType.CHOICE, choices={"invention": "发明", "design": "外观设计"})
    assert read_fact("发明", choice) == read_fact("invention", choice) == "invention"
    with pytest.raises(Unreadable, match="发明、外观设计"):
        read_fact("实用", choice)


def test_a_number_may_be_negative_only_where_the_word_allows_it() -> None:
    assert read_fact("-3", word(FactType.INTEGER, minimum=None)) == -3


@pytest.mark.parametrize(("text", "better"), [("8,6", "请用“.”"), ("1,234", "请用“.”"), ("8;6", "请填数字")])
def test_a_comma_is_never_taken_for_a_point_nor_left_out_of_decimals(text: str, better: str) -> None:
    with pytest.raises(Unreadable, match=better):
        read_fact(text, word(FactType.NUMBER, unit="年"))


def test_a_unit_may_be_written_and_only_the_own_one() -> None:
    years = word(FactType.NUMBER, unit="年")
    assert read_fact("10.5 年", years) == Decimal("10.5")
    with pytest.raises(Unreadable):
        read_fact("18个月", years)


@pytest.mark.parametrize("length", [200, 201])
def test_a_line_has_a_length_that_letters_can_bear(length: int) -> None:
    name = word(FactType.TEXT)
    if length == 200:
        assert read_fact("证" * length, name) == "证" * length
    else:
        with pytest.raises(Unreadable, match="最多200个字，现有201个字"):
            read_fact("证" * length, name)


@given(st.decimals(0, 10**12 - 1, places=6, allow_nan=False, allow_infinity=False))
def test_numbers_are_exact(number: Decimal) -> None:
    assert read_number(f"{number:f}", NumberForm()) == number


@given(st.integers(0, 10**6))
def test_shares_are_read_back_as_written(millionths: int) -> None:
    share = Decimal(millionths).scaleb(-6)
    assert read_share(share_text(share), NumberForm()) == share == read_share(f"{share:f}", NumberForm())


@given(typed_texts(), st.sampled_from([one for one in FactType if one is not FactType.TEXT]))
def test_any_text_is_read_or_refused_with_a_sentence(text: str, kind: FactType) -> None:
    try:
        read_fact(text, word(kind, unit="件", choices={"a": "甲"}))
    except Unreadable as refused:
        assert str(refused).endswith("。")
