"""Sums, days and numbers as people write them."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.fact_entry import Unreadable, read_day, read_event_day, read_fact, read_sum, read_year
from ipdesk.rules.money import format_yuan, grouped_yuan
from ipdesk.rules.vocabulary import FactType, FactWord

TODAY = datetime.date(2024, 6, 20)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("80万", 80_000_000),
        ("800,000.00", 80_000_000),
        ("８００，０００．００元", 80_000_000),
        ("¥80.5万元", 80_500_000),
        ("80,0000", 80_000_000),
        ("1.2亿", 12_000_000_000),
        ("0.01", 1),
        (".5", 50),
        ("0.00001万", 10),
        ("3千", 300_000),
        ("0", 0),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_sums(text: str, fen: int) -> None:
    assert read_sum(text) == fen


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("八十万", "看不懂"),
        ("万", "看不懂"),
        ("1.2.3", "看不懂"),
        ("8,00", "看不懂"),
        ("-5", "负数"),
        ("0.001", "两位小数"),
        ("1000000000000", "12位"),
        ("100000亿", "12位"),
    ],
)
def test_sums_that_are_none(text: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_sum(text)


@given(st.integers(0, 10**14 - 1))
def test_what_the_desk_writes_it_reads(fen: int) -> None:
    assert read_sum(format_yuan(fen)) == fen
    assert read_sum(grouped_yuan(fen)) == fen


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-01",
        "2022.3.1",
        "2022/3/1",
        "20220301",
        "2022年3月1日",
        "２０２２－３－１",
        " 2022 年 3 月 1 日 ",
    ],
)
def test_days(text: str) -> None:
    assert read_day(text) == datetime.date(2022, 3, 1)


@pytest.mark.parametrize(
    ("text", "word"), [("2022-02-30", "没有"), ("2022-3", "看不懂"), ("22.3.1", "看不懂")]
)
def test_days_that_are_none(text: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_day(text)


def test_an_event_is_not_in_the_future() -> None:
    assert read_event_day("2024-06-20", TODAY) == TODAY
    with pytest.raises(Unreadable, match="晚于今天"):
        read_event_day("2024-06-21", TODAY)


def test_programme_years() -> None:
    assert read_year("2022年度", TODAY) == 2022
    assert read_year("2025", TODAY) == 2025
    for text in ("2026", "22", "二〇二二"):
        with pytest.raises(Unreadable):
            read_year(text, TODAY)


def word(kind: FactType, **more: object) -> FactWord:
    return FactWord.model_validate({"name": "数", "type": kind.value, **more})


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.5", FactType.NUMBER, Decimal("10.5")),
        ("11", FactType.NUMBER, 11),
        ("１２", FactType.INTEGER, 12),
        ("45%", FactType.RATIO, Decimal("0.45")),
        ("0.3", FactType.RATIO, Decimal("0.3")),
        ("是", FactType.BOOLEAN, True),
        ("true", FactType.BOOLEAN, True),
        ("否", FactType.BOOLEAN, False),
        ("us", FactType.REGION, "US"),
        (" 备注 ", FactType.TEXT, "备注"),
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
        ("1e3", FactType.NUMBER),
        ("NaN", FactType.NUMBER),
        ("130%", FactType.RATIO),
        ("也许", FactType.BOOLEAN),
        ("USA", FactType.REGION),
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


def test_a_day_among_the_facts_is_kept_as_its_iso_text() -> None:
    day = FactWord(name="证书日期", type=FactType.DATE)
    assert read_fact("2022年3月1日", day) == read_fact("20220301", day) == "2022-03-01"
    with pytest.raises(Unreadable):
        read_fact("2022-02-30", day)
