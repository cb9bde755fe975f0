"""Which days are worked, and when periods end: by notices that were published, and by the law's own words."""

import datetime

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.periods.period import (
    APPEAL,
    SERVED_BY_NOTICE,
    SUIT,
    Period,
    Unit,
    working_days_left,
)
from ipdesk.models.periods.working_days import (
    CalendarDay,
    UnknownYear,
    WorkingDays,
    announced_days,
    known_years,
)

DAYS = WorkingDays()
FIVE = Period(5, Unit.WORKING_DAYS, first_counts=True)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("published", "closed"),
    [
        ("2020-08-24", "2020-08-28"),
        ("2021-03-25", "2021-03-31"),
        ("2021-09-26", "2021-09-30"),  # from a Sunday that was worked
    ],
)
def test_public_notices_of_the_province_were_five_working_days(published: str, closed: str) -> None:
    assert FIVE.last_day(day(published), DAYS) == day(closed)


@pytest.mark.parametrize(
    ("period", "begins", "last"),
    [
        (Period(5, Unit.WORKING_DAYS), "2026-09-30", "2026-10-13"),  # over the holidays, 10 October is worked
        (Period(5, Unit.WORKING_DAYS), "2026-02-13", "2026-02-27"),  # the 14th and the 28th are worked
        (Period(7, Unit.DAYS, first_counts=True), "2026-05-01", "2026-05-07"),
        (SERVED_BY_NOTICE, "2026-03-02", "2026-04-01"),
        (SERVED_BY_NOTICE, "2025-12-04", "2026-01-04"),  # a Saturday off
        (APPEAL, "2026-03-05", "2026-05-06"),  # 4 May, a holiday: the 5th is one too
        (APPEAL, "2026-03-02", "2026-05-06"),  # 1 May
        (APPEAL, "2026-06-01", "2026-07-31"),
        (SUIT, "2025-08-31", "2026-02-28"),  # no 31st; a Saturday, but worked
        (SUIT, "2026-04-01", "2026-10-08"),  # 1 October
        (SUIT, "2026-03-05", "2026-09-07"),  # 5 September is a Saturday
    ],
)  # fmt: skip
def test_a_period_ends_as_the_law_says(period: Period, begins: str, last: str) -> None:
    assert period.last_day(day(begins), DAYS) == day(last)


def test_a_year_without_holidays_is_said_and_not_guessed_at() -> None:
    with pytest.raises(UnknownYear, match="还没有2027年的放假安排"):
        FIVE.last_day(day("2026-12-29"), DAYS)
    assert FIVE.last_day(day("2026-12-25"), DAYS) == day("2026-12-31")
    assert Period(7, Unit.DAYS).last_day(day("2026-12-29"), DAYS) == day("2027-01-05")


def test_what_the_office_wrote_down_goes_before_the_library() -> None:
    typhoon = WorkingDays([CalendarDay(day("2026-08-25"), False, "台风停工")])
    assert FIVE.last_day(day("2026-08-24"), typhoon) == day("2026-08-31")
    one_day_of_2027 = WorkingDays([CalendarDay(day("2027-01-04"), False)])
    assert not one_day_of_2027.knows(2027)
    announced = WorkingDays([CalendarDay(day("2027-01-01"), False, "元旦")], [2027])
    assert FIVE.last_day(day("2026-12-29"), announced) == day("2027-01-05")


def test_the_days_left_are_counted_in_working_days() -> None:
    last = day("2026-10-12")
    left = [("2026-09-30", 4), ("2026-10-09", 2), ("2026-10-10", 1), ("2026-10-11", 1), ("2026-10-12", 0)]
    assert [(text, working_days_left(day(text), last, DAYS)) for text, _ in left] == left
    assert working_days_left(day("2026-10-18"), last, DAYS) == -4


def test_holidays_have_names_and_worked_weekends_none() -> None:
    days = announced_days(2026)
    assert {one.name for one in days} == {
        "",
        "元旦",
        "春节",
        "清明节",
        "劳动节",
        "端午节",
        "中秋节",
        "国庆节",
    }
    assert all(one.working is not bool(one.name) for one in days)
    assert announced_days(2003) == ()


@given(st.dates(day("2020-01-01"), day("2025-06-30")), st.integers(1, 60), st.booleans())
def test_working_days_are_counted_one_by_one(begins: datetime.date, length: int, first: bool) -> None:
    """A second way to count: every day between, asked one by one."""
    last = Period(length, Unit.WORKING_DAYS, first_counts=first).last_day(begins, DAYS)
    start = begins if first else begins + datetime.timedelta(1)
    between = [start + datetime.timedelta(number) for number in range((last - start).days + 1)]
    assert sum(map(DAYS.is_working, between)) == length
    assert DAYS.is_working(last)


@given(st.sampled_from(known_years()))
def test_what_is_announced_of_a_year_makes_its_calendar(year: int) -> None:
    """A year written down by the office comes out as the library has it."""
    written = WorkingDays(announced_days(year), [year])
    first = datetime.date(year, 1, 1)
    for number in range(365):
        one = first + datetime.timedelta(number)
        assert written.is_working(one) is DAYS.is_working(one)


@pytest.mark.parametrize("year", [known_years()[0], 2020, known_years()[-1]])
def test_days_of_a_known_year_are_those_of_the_library(year: int) -> None:
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(number) for number in range(365)]
    assert [DAYS.is_working(one) for one in days] == [is_workday(one) for one in days]
