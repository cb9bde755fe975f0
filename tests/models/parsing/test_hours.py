"""Hours as people write them in notices and type them at the desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.hours import read_hour
from ipdesk.models.periods.moments import hour_text
from tests.typed_texts import typed_texts

HALF_PAST_FIVE = 17 * 60 + 30


@pytest.mark.parametrize(
    "text",
    [
        "17:30", "17：30", "１７：３０", "17.30", "1730", "17时30分", "17时30", "17点30分", "17点半",
        "下午5点半", "下午5:30", "下午五点半", "下午五时三十分", "十七点三十分", "十七时三十分", "下午17:30",
        "5:30 PM", "5:30p.m.", " 下午 5 点半 ", "17:30前", "17时30分止", "17:30:00", "截至17:30",
        "17∶30", "17ː30", "17:30分", "下午17∶30时", "PM 5:30", "P.M.5:30", "午后5点半",
        "17；30", "下午5;30",
    ],
)  # fmt: skip
def test_half_past_five_is_read_however_it_is_written(text: str) -> None:
    assert read_hour(text) == HALF_PAST_FIVE


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("24:00", 1440), ("24时", 1440), ("二十四时", 1440), ("晚上12点", 1440), ("0:00", 0), ("零点", 0),
        ("凌晨0点", 0), ("8:30", 510), ("上午九点", 540), ("9点", 540), ("9点整", 540), ("9时正", 540),
        ("九点一刻", 555), ("上午8点三刻", 525), ("12:00", 720), ("中午12点", 720), ("上午12:00", 720),
        ("中午12点半", 750), ("下午1点", 780), ("中午1点", 780), ("十点零五分", 605), ("23:59", 1439),
        ("8:30 AM", 510), ("0830", 510), ("5:30", 330), ("晚8点", 1200),
        ("夜里11点", 1380), ("夜里12点", 1440), ("AM 8:30", 510),
    ],
)  # fmt: skip
def test_other_hours(text: str, minutes: int) -> None:
    assert read_hour(text) == minutes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5点半", "上午还是下午"), ("六点", "写成 06:00 或 18:00"), ("24:01", "没有24:01"),
        ("25:00", "没有25:00"), ("17:60", "没有17:60"), ("上午17:30", "上午没有17点"),
        ("上午12:30", "上午没有12点30分"), ("17", "请写到分，如 17:00"),
        ("23:59:59", "不写秒"), ("17时30分59秒", "不写秒"), ("下班前", "请写到分"), ("17:3", "请写到分"),
        ("17:30至18:00", "请写到分"), ("830", "请写到分"), ("-1:00", "请写到分"), ("²³:00", "请写到分"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_hour(text)


@given(st.integers(0, 1440))
def test_every_minute_that_is_written_is_read_back(minutes: int) -> None:
    assert read_hour(hour_text(minutes)) == minutes


@given(typed_texts())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        assert 0 <= read_hour(text) <= 1440
    except Unreadable as refused:
        assert str(refused).endswith("。")
