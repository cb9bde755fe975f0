from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.ui.widgets.dates import parse_date

_DAYS = st.dates(min_value=date(1949, 10, 1), max_value=date(2199, 12, 31))


@given(_DAYS)
def test_every_usual_form_means_the_same_day(day: date) -> None:
    forms = (
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day:%m}月{day:%d}日",
        f" {day.year} - {day.month} - {day.day} ",
    )
    assert {parse_date(form) for form in forms} == {day}


def test_full_width_figures_are_figures() -> None:
    assert parse_date("２０２２．３．１") == date(2022, 3, 1)
    assert parse_date("2022。3。1") == date(2022, 3, 1)
    assert parse_date("  ") is None


@pytest.mark.parametrize(
    "text", ["2022", "20220230", "2022-13-01", "220301", "01.03.2022", "0022-03-01", "昨天"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)
