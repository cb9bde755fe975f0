"""How long a public notice runs, and on which day it may begin."""

import datetime

import pytest

from ipdesk.models.core.errors import Conflict
from ipdesk.models.periods.period import Unit
from ipdesk.models.periods.working_days import UnknownYear, WorkingDays
from ipdesk.models.public_notices.period import (
    begin_fault,
    last_day,
    length_fault,
    objections_end,
    period_text,
    refuse_before_end,
)
from ipdesk.models.records import NoticePeriod

DAYS = WorkingDays()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def period(
    begins: str, length: int = 5, unit: Unit = Unit.WORKING_DAYS, *, counts: bool = True
) -> NoticePeriod:
    return NoticePeriod(begins=day(begins), length=length, unit=unit, first_counts=counts)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2020-08-24", "2020-08-28"),
        ("2021-03-25", "2021-03-31"),
        ("2021-09-26", "2021-09-30"),  # a Sunday that was worked
    ],
)
def test_the_published_notices_are_five_working_days_with_the_first_counted(begins: str, ends: str) -> None:
    assert last_day(period(begins), DAYS) == day(ends)


@pytest.mark.parametrize(
    ("wanted", "ends"),
    [
        (period("2021-03-25", 7), "2021-04-02"),
        (period("2021-03-25", counts=False), "2021-04-01"),
        (period("2021-03-25", 7, Unit.DAYS), "2021-03-31"),
        (period("2021-03-25", 7, Unit.DAYS, counts=False), "2021-04-01"),
        (period("2021-09-30", 5), "2021-10-12"),  # over the national holiday, with Saturday the 9th worked
        (period("2021-03-25", 1), "2021-03-25"),
    ],
)
def test_a_period_is_counted_as_the_office_sets_it(wanted: NoticePeriod, ends: str) -> None:
    assert last_day(wanted, DAYS) == day(ends)


def test_a_year_without_holidays_is_said_and_not_guessed() -> None:
    with pytest.raises(UnknownYear, match="2091年"):
        last_day(period("2091-03-05"), DAYS)


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("2021-03-24", "已经过去"),
        ("2021-03-25", ""),
        ("2021-03-27", "不是工作日，公示请从工作日开始，最近的是2021年3月29日"),
        ("2021-10-04", "最近的是2021年10月8日"),
        ("2021-05-24", ""),
        ("2022-03-25", "（2022年3月25日）在365天以后"),
    ],
)
def test_a_notice_begins_today_or_later_on_a_working_day(begins: str, said: str) -> None:
    fault = begin_fault(period(begins), day("2021-03-25"), DAYS)
    assert said in fault and bool(fault) == bool(said)


@pytest.mark.parametrize(
    ("begins", "length", "said"),
    [
        ("2021-03-19", 5, ""),
        ("2021-03-18", 5, "这份公示到2021年3月24日已经期满"),
        ("2021-03-20", 5, "不是工作日"),
        ("2021-03-10", 20, ""),
        ("2021-03-09", 20, "（2021年3月9日）在15天以前"),
        ("2021-03-26", 5, ""),
    ],
)
def test_a_notice_shown_before_is_entered_while_it_runs(begins: str, length: int, said: str) -> None:
    """Thursday the 25th: what hung on Friday the 19th ends today, on Thursday the 18th it ended yesterday."""
    fault = begin_fault(period(begins, length), day("2021-03-25"), DAYS, late=True)
    assert said in fault and bool(fault) == bool(said)


@pytest.mark.parametrize("length", [0, -1, 61])
def test_a_length_that_cannot_be_is_refused(length: int) -> None:
    assert "1至60天" in length_fault(period("2021-03-25", length))


def test_months_are_no_unit_of_a_notice() -> None:
    assert length_fault(period("2021-03-25", 1, Unit.MONTHS))
    assert not length_fault(period("2021-03-25", 60, Unit.DAYS))


def test_nothing_is_decided_on_the_last_day_and_anything_after_it() -> None:
    with pytest.raises(Conflict, match="公示期到2021年3月31日止"):
        refuse_before_end(day("2021-03-31"), day("2021-03-31"), "审定")
    refuse_before_end(day("2021-03-31"), day("2021-04-01"), "审定")


def test_a_period_is_said_as_notices_write_it() -> None:
    assert period_text(period("2021-03-25"), day("2021-03-31")) == "2021年3月25日至2021年3月31日（5个工作日）"


def test_objections_end_at_an_hour_of_the_last_day() -> None:
    end = objections_end(day("2021-03-31"), 17 * 60 + 30)
    assert (end.date(), end.hour, end.minute) == (day("2021-03-31"), 17, 30)
