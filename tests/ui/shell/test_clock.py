"""A window that stays open over midnight goes on with the new day, and a clock that goes wrong is told."""

import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import queries
from ipdesk.models.records import ApplicationParticulars
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import NewApplication
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.clock_watch import ClockWatch
from tests.models.desk import CHINA, licence
from tests.ui.applications.test_decision import hold_meeting, opened
from tests.ui.rig import Rig


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=CHINA)


def over_night(rig: Rig, now: str) -> None:
    """Let time pass until a moment, and the window look at the clock."""
    rig.clock.moment = moment(now)
    for watch in rig.window.findChildren(ClockWatch):
        watch.look()
    rig.settle()


def test_the_next_applicant_after_new_year_applies_in_the_new_year(rig: Rig) -> None:
    rig.clock.moment = moment("2023-12-31 23:59")
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    ClockWatch(rig.window, rig.desk)
    assert page.draft.year == 2023
    over_night(rig, "2024-01-01 08:00")
    assert page.draft.year == 2024


def test_a_file_begun_last_year_keeps_its_year_and_the_next_has_the_new_one(rig: Rig) -> None:
    rig.clock.moment = moment("2023-12-31 23:59")
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    ClockWatch(rig.window, rig.desk)
    page.applicant.choose(rig.steps.register())
    rig.settle()
    over_night(rig, "2024-01-01 08:00")
    assert page.draft.year == 2023
    rig.desk.open(NewApplication())
    rig.settle()
    assert page.draft.year == 2024


def test_a_year_that_was_chosen_stays(rig: Rig) -> None:
    rig.clock.moment = moment("2023-12-31 23:59")
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    ClockWatch(rig.window, rig.desk)
    page.draft.set_policy(page.draft.policy, ApplicationParticulars(year=2022))
    over_night(rig, "2024-01-01 08:00")
    assert page.draft.year == 2022


def test_a_next_number_typed_for_last_year_is_not_that_of_the_new_one(rig: Rig, tmp_path: Path) -> None:
    rig.clock.moment = moment("2023-12-31 23:59")
    page = SettingsPage(rig.desk, Preferences(tmp_path))
    rig.show(settings=page)
    rig.type(page.office.next_number, "41")
    rig.clock.moment = moment("2024-01-01 00:00")
    page.save()
    rig.settle()
    assert rig.store.read(queries.next_letter_number, 2023) == "示知资〔2023〕41号"
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕1号"


def test_a_clock_before_the_last_entry_is_told_above_every_page(rig: Rig) -> None:
    rig.show(counter=CounterPage(rig.desk))
    rig.clock.moment = moment("2022-07-21 09:00")
    ClockWatch(rig.window, rig.desk).check()
    assert rig.window.notice.isVisible()
    assert "2022-07-21 09:00" in rig.window.notice.sentence()


def test_a_clock_that_goes_right_says_nothing(rig: Rig) -> None:
    rig.show(counter=CounterPage(rig.desk))
    ClockWatch(rig.window, rig.desk).check()
    assert not rig.window.notice.isVisible()


SET_BACK = "电脑的时钟不对：现在显示 2023-06-01 09:00，可是上次办理是在 2024-06-20"


def test_every_step_with_a_clock_set_back_says_so_again(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    rig.clock.moment = moment("2023-06-01 09:00")
    rig.steps.register()  # what was done under the wrong clock makes it no better
    asked = rig.answer(yes=False)
    decision._agreed()
    assert SET_BACK in asked()
    page = CounterPage(rig.desk)
    rig.window.add_page("counter", "counter", "list", page, "work")
    asked = rig.answer(yes=False)
    page._agreed()
    assert SET_BACK in asked() and "受理日期 2023-06-01" in asked()
    letters = LettersPage(rig.desk)
    rig.window.add_page("letters", "letters", "list", letters, "work")
    asked = rig.answer(yes=False)
    letters._agreed([Item(1, (), 100, "示例甲", AWARD.kind.id)], rig.clock.moment.date())
    assert SET_BACK in asked()


def test_a_step_that_would_be_older_than_what_it_rests_on_says_so_by_the_minute(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    rig.clock.moment -= datetime.timedelta(minutes=2)
    asked = rig.answer(yes=False)
    decision._agreed()
    assert "的“受理”登记在 2024-06-20 09:00:00，晚于电脑现在的时间 2024-06-20 08:58:00" in asked()


def test_no_step_speaks_of_a_clock_that_goes_right(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    asked = rig.answer(yes=False)
    rig.press(Qt.Key.Key_F9)
    assert "审定 8,000.00 元" in asked() and "时钟" not in asked()


def test_a_notice_that_was_read_leaves_its_room_to_the_page(rig: Rig) -> None:
    rig.show(counter=CounterPage(rig.desk))
    before = rig.window.stack.y()
    rig.window.notice.say("电脑的时钟不对。")
    rig.settle()
    assert rig.window.stack.y() > before
    rig.window.notice.clear()
    rig.settle()
    assert rig.window.stack.y() == before == rig.window.top.height()
