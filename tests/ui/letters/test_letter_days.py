"""The day that letters bear: today's, also after midnight, never before their meeting and never to come."""

import datetime

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from ipdesk.ui.shell.clock_watch import ClockWatch
from tests.models.desk import works
from tests.ui.letters.test_letters import PrinterTray, confirmed, page_on, tray
from tests.ui.rig import Rig
from tests.ui.shell.test_clock import moment, over_night

__all__ = ["tray"]

F9 = Qt.Key.Key_F9


def open_on(rig: Rig, tray: PrinterTray, now: str) -> LettersPage:
    rig.clock.moment = moment(now)
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    ClockWatch(rig.window, rig.desk)
    return page


def issued_days(rig: Rig) -> list[tuple[str, str]]:
    return [(row.number, row.date.isoformat()) for row in rig.store.read(queries.letters)]


def test_a_window_left_open_over_new_year_dates_letters_with_the_new_day(rig: Rig, tray: PrinterTray) -> None:
    page = open_on(rig, tray, "2025-12-31 23:59")
    over_night(rig, "2026-01-01 00:00")
    assert page.lists.form.day.text() == "2026-01-01"
    assert page.lists.form.number.text() == "示知资〔2026〕1号"
    asked = rig.answer()
    rig.press(F9)
    assert "2026年1月1日" in asked() and "〔2026〕1号" in asked()
    assert issued_days(rig) == [("示知资〔2026〕1号", "2026-01-01")]


def test_f9_in_the_first_second_of_the_day_bears_it_too(rig: Rig, tray: PrinterTray) -> None:
    open_on(rig, tray, "2025-12-31 23:59")
    rig.clock.moment = moment("2026-01-01 00:00")  # nobody has looked at the clock yet
    asked = rig.answer()
    rig.press(F9)
    assert "2026年1月1日" in asked() and "〔2026〕1号" in asked()
    assert issued_days(rig) == [("示知资〔2026〕1号", "2026-01-01")]


def test_a_day_that_was_typed_stays_after_midnight(rig: Rig, tray: PrinterTray) -> None:
    page = open_on(rig, tray, "2024-06-20 09:00")
    over_night(rig, "2024-06-21 09:00")
    rig.type(page.lists.form.day, "20240620")
    over_night(rig, "2024-06-22 09:00")
    assert page.lists.form.day.day() == datetime.date(2024, 6, 20)


def test_today_typed_by_hand_goes_on_with_the_days(rig: Rig, tray: PrinterTray) -> None:
    page = open_on(rig, tray, "2024-06-20 09:00")
    rig.type(page.lists.form.day, "20240619")
    rig.type(page.lists.form.day, "20240620")
    over_night(rig, "2024-06-21 09:00")
    assert page.lists.form.day.text() == "2024-06-21"


WRONG = {
    "20240101": "早于审定的会议日期（2024-06-20）",
    "20240619": "早于审定的会议日期（2024-06-20）",
    "20240623": "晚于今天（2024-06-22）",
    "20270101": "晚于今天（2024-06-22）",
}


def test_a_wrong_day_is_said_at_its_field_and_nothing_goes_out(rig: Rig, tray: PrinterTray) -> None:
    page = open_on(rig, tray, "2024-06-20 09:00")
    over_night(rig, "2024-06-22 09:00")
    for typed, words in WRONG.items():
        rig.type(page.lists.form.day, typed)
        rig.settle()
        assert words in page.lists.form.day_field.error(), typed
        page.lists.search.setFocus()
        rig.press(F9)
        assert page.lists.form.day.hasFocus(), typed
        assert issued_days(rig) == [], typed
    rig.type(page.lists.form.day, "20240621")
    assert page.lists.form.day_field.error() == ""
    rig.answer()
    rig.press(F9)
    assert issued_days(rig) == [("示知资〔2024〕1号", "2024-06-21")]


def test_of_several_the_latest_meeting_counts_and_is_named(rig: Rig, tray: PrinterTray) -> None:
    page = open_on(rig, tray, "2024-06-20 09:00")
    rig.clock.moment = moment("2024-06-24 09:00")
    confirmed(rig, "乙机械有限公司", works())
    page.refresh()
    rig.settle()
    page.lists.models[WAITING].check_all()
    rig.type(page.lists.form.day, "20240621")
    rig.settle()
    error = page.lists.form.day_field.error()
    assert "乙机械有限公司" in error and "2024-06-24" in error
    rig.press(F9)
    assert issued_days(rig) == []
