"""How long a correction still runs, in words."""

import datetime

import pytest

from ipdesk.models.applications.correction_period import period_text
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import Correction

ASKED = datetime.date(2026, 9, 29)


def correction(last_day: datetime.date | None) -> Correction:
    return Correction(1, (), ASKED, "陈晓敏", 5, ASKED if last_day else None, last_day, None)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-09-29", "补正期限到 2026-10-12 止，还有 5 个工作日"),
        ("2026-10-07", "补正期限到 2026-10-12 止，还有 4 个工作日"),
        ("2026-10-11", "补正期限到 2026-10-12 止，还有 1 个工作日"),
        ("2026-10-12", "补正期限到 2026-10-12 止，今天届满"),
        ("2026-10-13", "补正期限到 2026-10-12 止，已经届满"),
    ],
)
def test_the_days_that_are_left_are_working_days(today: str, said: str) -> None:
    day = datetime.date.fromisoformat(today)
    assert period_text(correction(datetime.date(2026, 10, 12)), day, WorkingDays()) == said


def test_a_period_that_has_not_begun_or_runs_into_an_unknown_year_is_not_counted() -> None:
    assert period_text(correction(None), ASKED, WorkingDays()) == "补正期限 5 个工作日，还没有填写送达日期"
    beyond, today = correction(datetime.date(2036, 1, 4)), datetime.date(2035, 12, 28)
    assert period_text(beyond, today, WorkingDays()) == "补正期限到 2036-01-04 止"
