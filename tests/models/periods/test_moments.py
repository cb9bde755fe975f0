"""Moments to the minute: what begins and ends at midnight, and how long it is until then."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.periods.moments import (
    MOST_MINUTES,
    day_and_minutes,
    moment_of,
    moment_text,
    time_left_text,
)

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
MINUTE = datetime.timedelta(minutes=1)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).astimezone()


@given(DAYS, st.integers(0, MOST_MINUTES - 1))
def test_what_begins_is_told_by_the_day_and_hour_it_was_typed_with(day: datetime.date, minutes: int) -> None:
    assert day_and_minutes(moment_of(day, minutes)) == (day, minutes)


@given(DAYS, st.integers(1, MOST_MINUTES))
def test_what_ends_is_told_by_the_day_and_hour_it_was_typed_with(day: datetime.date, minutes: int) -> None:
    assert day_and_minutes(moment_of(day, minutes), ends=True) == (day, minutes)


def test_a_midnight_ends_the_day_before_and_begins_the_next() -> None:
    midnight = moment_of(datetime.date(2024, 6, 30), MOST_MINUTES)
    assert midnight == moment_of(datetime.date(2024, 7, 1), 0)
    assert moment_text(midnight, ends=True) == "2024年6月30日24:00"
    assert moment_text(midnight) == "2024年7月1日00:00"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2024-06-20 09:00", "还有10天"),
        ("2024-06-28 23:59", "还有2天"),
        ("2024-06-29 00:00", "明天截止"),
        ("2024-06-30 00:00", "还有17小时30分钟"),
        ("2024-06-30 09:30", "还有8小时"),
        ("2024-06-30 17:10", "还有20分钟"),
        ("2024-06-30 17:29:30", "不到1分钟"),
        ("2024-06-30 17:30", ""),
        ("2024-07-02 08:00", ""),
    ],
)
def test_how_long_is_left_is_said_in_words(now: str, said: str) -> None:
    assert time_left_text(at(now), at("2024-06-30 17:30")) == said


def test_what_ends_at_midnight_has_its_last_day_before_it() -> None:
    assert time_left_text(at("2024-06-30 23:00"), at("2024-07-01 00:00")) == "还有1小时"
    assert time_left_text(at("2024-06-29 12:00"), at("2024-07-01 00:00")) == "明天截止"


@given(st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2030, 1, 1)), st.integers(1, 100_000))
def test_never_more_hours_are_promised_than_are_left(now: datetime.datetime, minutes: int) -> None:
    begun, until = now.astimezone(), now.astimezone() + minutes * MINUTE
    found = re.fullmatch(r"还有(?:(\d+)天)?(?:(\d+)小时)?(?:(\d+)分钟)?", time_left_text(begun, until))
    if found is not None and not found[1]:
        hours, rest = (int(part or 0) for part in found.groups()[1:])
        assert hours * 60 + rest <= minutes
    elif found is not None:
        assert until - begun > datetime.timedelta(days=int(found[1]) - 1)
