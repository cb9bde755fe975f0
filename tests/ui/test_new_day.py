"""What every page shows and checks by the day goes on with it in a window that stays open over midnight."""

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SetLetterSeries
from ipdesk.models.records import RawAchievement, TraitPeriod
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.list.columns import ACCEPTED
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.clock_watch import ClockWatch
from ipdesk.ui.widgets import Chip
from tests.actors import CLERK
from tests.models.desk import cultivation, works
from tests.ui.rig import Rig
from tests.ui.shell.test_clock import moment, over_night


def opened(rig: Rig, now: str, page: Page) -> None:
    """Show a page in a window that watches the clock."""
    rig.clock.moment = moment(now)
    rig.show(page=page)
    ClockWatch(rig.window, rig.desk)


def said(widget: QWidget) -> str:
    """Return every text that is in sight on a widget."""
    shown = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    chips = [one.text() for one in widget.findChildren(Chip) if one.isVisible()]
    return "\n".join([*(getattr(one, "whole", one.text)() for one in shown), *chips])


def test_the_desk_goes_by_the_clock_that_dates_what_it_writes(rig: Rig) -> None:
    rig.clock.moment = moment("2031-05-17 12:00")
    assert rig.desk.today() == datetime.date(2031, 5, 17)


# --- the counter ---


def counter(rig: Rig, now: str, **changed: object) -> CounterPage:
    """Put an applicant on the counter at a moment."""
    rig.clock.moment = moment(now)
    page = CounterPage(rig.desk)
    opened(rig, now, page)
    page.applicant.choose(rig.steps.register(**changed))
    rig.settle()
    return page


def test_a_trait_whose_last_day_was_yesterday_is_over(rig: Rig) -> None:
    held = TraitPeriod("high_tech", datetime.date(2021, 6, 21), datetime.date(2024, 6, 20))
    page = counter(rig, "2024-06-20 23:59", traits=(held,))
    assert "已过期" not in said(page.applicant.summary)
    over_night(rig, "2024-06-21 08:00")
    assert "已过期" in said(page.applicant.summary)


def test_this_year_becomes_last_year(rig: Rig) -> None:
    page = counter(rig, "2023-12-31 23:59")
    assert "今年已获资助" in said(page.applicant.summary)
    over_night(rig, "2024-01-01 08:00")
    assert "2023 年度已获资助" in said(page.applicant.summary)


def test_a_policy_that_ran_out_at_midnight_is_told(rig: Rig) -> None:
    page = counter(rig, "2024-12-31 23:59")
    page.draft.add_row("project")
    rig.settle()
    assert "到期" not in said(page.awards)
    over_night(rig, "2025-01-01 08:00")
    assert "这项政策已于2024年12月31日到期" in said(page.awards)


def test_a_day_that_lay_ahead_has_come(rig: Rig) -> None:
    page = counter(rig, "2024-06-20 23:59")
    page.draft.add_row("project")
    form = page.achievements.form()
    assert form is not None
    day = form.inputs["date"].line
    assert day is not None
    rig.type(day, "20240621")
    rig.press(Qt.Key.Key_Tab, day)
    assert form.fields["date"].error()
    assert page.draft.wrong_rows()
    over_night(rig, "2024-06-21 08:00")
    assert form.fields["date"].error() == ""
    assert page.draft.wrong_rows() == {}


def test_what_is_typed_is_not_saved_once_more_for_a_new_day(rig: Rig) -> None:
    page = counter(rig, "2024-06-20 23:59")
    page.draft.add_row("project", {"ref": "SF-1"})
    page.autosave.save_now()
    rig.settle()
    over_night(rig, "2024-06-21 08:00")
    assert not page.autosave.dirty()


# --- the list and the decision ---


def accepted(rig: Rig, row: RawAchievement) -> int:
    draft = rig.steps.draft(rig.steps.register(), row)
    rig.steps.accept(draft)
    return draft.application


def test_the_list_writes_last_years_days_with_their_year(rig: Rig) -> None:
    rig.clock.moment = moment("2023-12-31 09:00")
    accepted(rig, works())
    page = ApplicationsPage(rig.desk)
    opened(rig, "2023-12-31 23:59", page)
    cell = page.list.model.index(0, ACCEPTED)
    assert cell.data() == "12-31"
    with rig.qtbot.waitSignal(page.list.model.dataChanged):  # or the old text stands until the mouse passes
        over_night(rig, "2024-01-01 08:00")
    assert cell.data() == "2023-12-31"


def test_a_meeting_of_the_new_day_can_have_been(rig: Rig) -> None:
    rig.clock.moment = moment("2023-12-31 09:00")
    application = accepted(rig, cultivation(id="2"))
    page = ApplicationsPage(rig.desk)
    opened(rig, "2023-12-31 23:59", page)
    page.take_step(NextStep("decide", "", (application,)))
    rig.settle()
    outcome = page.decision.view.outcome
    rig.type(outcome.day, "20240101")
    rig.settle()
    assert outcome.day_field.error()
    assert "2023" in outcome.minutes.placeholderText()
    over_night(rig, "2024-01-01 08:00")
    assert outcome.day_field.error() == ""
    assert "2024" in outcome.minutes.placeholderText()


# --- letters ---


def test_a_letter_may_bear_the_day_that_has_come(rig: Rig) -> None:
    rig.clock.moment = moment("2024-06-20 09:00")
    rig.steps.confirmed(rig.steps.register(), works())
    page = LettersPage(rig.desk)
    opened(rig, "2024-06-20 23:59", page)
    rig.settle()
    rig.type(page.lists.form.day, "20240621")
    rig.settle()
    assert "晚于今天" in page.lists.form.day_field.error()
    over_night(rig, "2024-06-21 08:00")
    assert page.lists.form.day_field.error() == ""


# --- settings ---


def settings(rig: Rig, folder: Path) -> SettingsPage:
    """Open the settings on new year's eve, with number 41 as the next."""
    rig.clock.moment = moment("2023-12-31 12:00")
    rig.store.run(SetLetterSeries(year=2023, next_number=41), CLERK)
    page = SettingsPage(rig.desk, Preferences(folder))
    opened(rig, "2023-12-31 23:59", page)
    rig.settle()
    return page


def test_the_next_number_is_that_of_the_new_year(rig: Rig, tmp_path: Path) -> None:
    page = settings(rig, tmp_path)
    assert page.office.next_number.text() == "41"
    over_night(rig, "2024-01-01 08:00")
    assert page.office.next_number.text() == "1"
    assert "〔2024〕1号" in said(page.office)


def test_a_number_typed_before_midnight_is_still_meant_for_the_old_year(rig: Rig, tmp_path: Path) -> None:
    page = settings(rig, tmp_path)
    rig.type(page.office.next_number, "50")
    over_night(rig, "2024-01-01 08:00")
    assert page.office.next_number.text() == "50"
    page.save()
    rig.settle()
    assert rig.store.read(queries.next_letter_number, 2023) == "示知资〔2023〕50号"
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕1号"


def test_a_policy_whose_last_day_was_yesterday_has_run_out(rig: Rig, tmp_path: Path) -> None:
    page = SettingsPage(rig.desk, Preferences(tmp_path))
    opened(rig, "2024-12-31 23:59", page)
    rig.press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)

    def run_out() -> set[str]:
        return {row.policy.id for row in page.policies.list.rows if row.policy is not None and row.ended}

    assert "shaoguan-2021" not in run_out()
    over_night(rig, "2025-01-01 08:00")
    assert "shaoguan-2021" in run_out()
