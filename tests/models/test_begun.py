"""A journey that several tests begin with is gone once, and each of them goes on from where it ended."""

import datetime

import pytest

from ipdesk.models import queries
from tests.models.begun import begun
from tests.models.desk import Clock, Desk

GONE: list[int] = []
LATER = datetime.timedelta(days=1)


@begun
def second(desk: Desk) -> int:
    """Register two applicants, the second a day later, and return its id."""
    desk.register()
    desk.clock.moment += LATER
    GONE.append(desk.register())
    return GONE[-1]


@pytest.mark.parametrize("again", [False, True])
def test_each_goes_on_from_its_end_and_meets_nothing_of_another(
    desk: Desk, second: int, *, again: bool
) -> None:
    assert (second, desk.registered, desk.clock.moment) == (2, 2, Clock().moment + LATER)
    assert desk.register() == 3, "no other has its name and number"
    assert desk.store.read(queries.applicant, 3).name == "示例第3精密电子有限公司"
    assert GONE == [2], "it is gone once, however many ask for it"
