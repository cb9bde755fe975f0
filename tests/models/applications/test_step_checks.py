"""Days of a meeting and of a letter: not before the step they stand on; the clock; what is not served."""

import dataclasses
import datetime

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.applications.service_text import unserved_text
from ipdesk.models.core.clock import clock_problem
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records.services import UnservedLetter
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.models.desk import CHINA, Clock, Desk, letter, licence

# Accepted on 10 June 2024, decided by a meeting of 14 June, today is 20 June.
ACCEPTED, MEETING, TODAY = "2024-06-10", "2024-06-14", "2024-06-20"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def on(clock: Clock, text: str) -> None:
    clock.moment = datetime.datetime.combine(day(text), datetime.time(9), CHINA)


def accepted(desk: Desk, clock: Clock) -> commands.ConfirmApplication:
    on(clock, ACCEPTED)
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    on(clock, TODAY)
    return confirming


def decided(desk: Desk, clock: Clock) -> int:
    confirming = accepted(desk, clock)
    desk.store.run(dataclasses.replace(confirming, minutes_date=day(MEETING)), CLERK)
    return confirming.application


@pytest.mark.parametrize("held", [ACCEPTED, "2024-06-11", TODAY])
def test_a_meeting_between_acceptance_and_today_decides(desk: Desk, clock: Clock, held: str) -> None:
    confirming = accepted(desk, clock)
    desk.store.run(dataclasses.replace(confirming, minutes_date=day(held)), CLERK)
    assert desk.detail(confirming.application).minutes_date == day(held)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ("2024-06-09", "早于受理日期（2024-06-10）"),
        ("2023-06-14", "早于受理日期"),
        ("1970-01-01", "早于受理日期"),
        ("2024-06-21", "晚于今天（2024-06-20）"),
        ("2099-01-01", "晚于今天"),
    ],
)
def test_a_meeting_on_another_day_does_not(desk: Desk, clock: Clock, held: str, words: str) -> None:
    confirming = accepted(desk, clock)
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(dataclasses.replace(confirming, minutes_date=day(held)), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["minutes_date"]
    assert words in refused.value.message
    assert desk.detail(confirming.application).application.state is State.ACCEPTED


def issuing(desk: Desk, application: int, dated: str, number: str | None = None) -> commands.IssueDocument:
    return commands.IssueDocument(
        kind=AWARD.kind, application=application, date=day(dated), render=letter, number=number
    )


@pytest.mark.parametrize("dated", [MEETING, "2024-06-15", TODAY])
def test_a_letter_between_its_meeting_and_today_goes_out(desk: Desk, clock: Clock, dated: str) -> None:
    application = decided(desk, clock)
    assert desk.store.run(issuing(desk, application, dated), CLERK).value.number == "示知资〔2024〕1号"


@pytest.mark.parametrize(
    ("dated", "number", "words"),
    [
        ("2024-06-13", None, "早于审定的会议日期（2024-06-14）"),
        ("2024-01-01", None, "早于审定的会议日期"),
        ("2023-12-31", None, "早于审定的会议日期"),
        ("2023-12-31", "示知资〔2023〕7号", "早于审定的会议日期"),
        ("2024-06-21", None, "晚于今天（2024-06-20）"),
        ("2027-01-01", None, "晚于今天"),
        ("2031-05-05", "示知资〔2031〕7号", "晚于今天"),
    ],
)
def test_a_letter_of_another_day_does_not_and_uses_no_number(
    desk: Desk, clock: Clock, dated: str, number: str | None, words: str
) -> None:
    application = decided(desk, clock)
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(issuing(desk, application, dated, number), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["date"]
    assert words in refused.value.message
    for year in (2023, 2024, 2027, 2031):
        assert desk.store.read(queries.next_letter_number, year) == f"示知资〔{year}〕1号"
    assert desk.detail(application).application.state is State.CONFIRMED


def test_with_the_clock_set_back_no_letter_goes_out_for_a_decision_to_come(desk: Desk, clock: Clock) -> None:
    application = decided(desk, clock)
    clock.moment -= datetime.timedelta(days=700)
    with pytest.raises(InvalidInput, match="早于审定的会议日期"):
        desk.store.run(issuing(desk, application, clock.today.isoformat()), CLERK)


# --- the clock ---


@pytest.mark.parametrize(
    ("back", "wrong"),
    [
        (datetime.timedelta(0), False),
        (datetime.timedelta(minutes=9), False),
        (datetime.timedelta(minutes=11), True),
        (datetime.timedelta(hours=9), True),
        (datetime.timedelta(hours=10), True),
        (datetime.timedelta(days=1), True),
        (datetime.timedelta(days=700), True),
        (-datetime.timedelta(days=700), False),
    ],
)
def test_a_clock_before_the_last_entry_is_wrong(
    desk: Desk, clock: Clock, back: datetime.timedelta, wrong: bool
) -> None:
    desk.register()
    said = clock_problem(clock.moment - back, desk.store.read(queries.last_entry))
    assert bool(said) is wrong
    if wrong:
        assert f"{clock.moment - back:%Y-%m-%d %H:%M}" in said and "2024-06-20 09:00" in said


def test_another_zone_is_no_wrong_clock(desk: Desk, clock: Clock) -> None:
    desk.register()
    elsewhere = clock.moment.astimezone(datetime.UTC)
    assert clock_problem(elsewhere, desk.store.read(queries.last_entry)) == ""


def test_a_desk_without_entries_has_no_wrong_clock() -> None:
    assert clock_problem(Clock().moment, None) == ""


FIRST, LAST = datetime.date(2024, 7, 20), datetime.date(2024, 7, 25)


def test_what_waits_and_what_was_announced_is_told_apart_by_the_last_day() -> None:
    letters = (
        UnservedLetter("2024-0001", "示知资〔2024〕1号", LAST),
        UnservedLetter("2024-0001", "示知资〔2024〕2号"),
        UnservedLetter("2024-0002", "示知资〔2024〕3号", FIRST),
    )
    assert unserved_text(letters) == (
        "2024-0001 的示知资〔2024〕2号 还没有登记送达，请先登记；"
        "2024-0001 的示知资〔2024〕1号、2024-0002 的示知资〔2024〕3号 已公告送达，"
        "到 2024-07-25 才视为送达，请到那天以后再归档"
    )
