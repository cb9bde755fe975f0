"""The holidays in the settings: a notice pasted, a day of the office's own, and the way there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ipdesk.models import queries
from ipdesk.ui.desk.destinations import OpenSetting
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.calendar.dialogs import DayDialog, NoticeDialog
from ipdesk.ui.settings.page import CALENDAR
from tests.ui.rig import Rig

# Invented: no such year has been announced.
NOTICE = """国务院办公厅关于2025年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。"""


@pytest.fixture
def page(rig: Rig) -> SettingsPage:
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    made.show_tab(CALENDAR)
    rig.settle()
    return made


def answer(kind: type[QDialog], fill: Callable[..., None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        try:
            fill(dialog)
        finally:
            if dialog.isVisible():
                dialog.done(0)

    QTimer.singleShot(0, look)


def shown(page: SettingsPage) -> list[tuple[str, ...]]:
    model = page.calendar._model
    return [tuple(model.item(row, column).text() for column in range(5)) for row in range(model.rowCount())]


def test_the_days_of_the_program_are_there_with_their_weekdays(page: SettingsPage) -> None:
    assert page.calendar.year.key() == "2024"
    assert page.calendar.said.text() == "程序自带的安排，按国务院办公厅的通知"
    assert shown(page)[0] == ("2024-01-01", "一", "休", "元旦", "程序自带")
    assert ("2024-02-04", "日", "班", "", "程序自带") in shown(page)
    assert not page.calendar.remove.isEnabled()


def test_a_notice_is_pasted_and_its_year_is_known_by_it(page: SettingsPage, rig: Rig) -> None:
    told: list[str] = []

    def fill(dialog: NoticeDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        dialog.text.setPlainText(NOTICE.replace("2025", "2026"))
        told.append(dialog.answer.text())
        dialog.text.setPlainText(NOTICE)
        told.append(dialog.answer.text())
        dialog.accept()

    answer(NoticeDialog, fill)
    rig.press(Qt.Key.Key_O, page.calendar.table, Qt.KeyboardModifier.ControlModifier)
    rig.settle()
    assert told[0].startswith("1月1日写的是星期三，2026年的这一天是星期四")
    assert told[1] == "2025年：元旦、春节，放假 9 天，调休上班 2 天。"
    assert page.calendar.year.key() == "2025"
    assert page.calendar.said.text() == "按《国务院办公厅关于2025年部分节假日安排的通知》录入"
    assert len(shown(page)) == 11
    assert rig.desk.read(queries.working_days).knows(2025)


def test_a_day_of_the_offices_own_is_added_and_taken_away(page: SettingsPage, rig: Rig) -> None:
    def fill(dialog: DayDialog) -> None:
        dialog.accept()
        assert dialog._date_field.error() == "请填写日期。"
        dialog.date.setText("2024-06-19")
        dialog.name.setText("暴雨停工")
        dialog.accept()

    answer(DayDialog, fill)
    rig.press(Qt.Key.Key_N, page.calendar.table, Qt.KeyboardModifier.AltModifier)
    rig.settle()
    own = ("2024-06-19", "三", "休", "暴雨停工", "本单位")
    assert own in shown(page)
    page.calendar.table.select_row(shown(page).index(own))
    rig.settle()
    rig.press(Qt.Key.Key_Delete, page.calendar.table)
    rig.settle()
    assert own not in shown(page)
    assert rig.desk.read(queries.own_days, 2024) == ()


def test_whoever_misses_a_year_is_led_here(page: SettingsPage, rig: Rig) -> None:
    page.show_tab(0)
    rig.desk.open(OpenSetting("holidays"))
    rig.settle()
    assert page._stack.currentIndex() == CALENDAR
    assert page.tabs[2].isChecked()
