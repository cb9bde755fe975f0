"""Where a setting is missing, a key leads to its field and back again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.core.errors import POLICIES, NotFound
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.window_events import WindowEvents
from ipdesk.ui.widgets import Dialog
from tests.actors import CLERK
from tests.models.desk import licence
from tests.ui.rig import Rig

pytestmark = pytest.mark.usefixtures("own_window")  # with two pages
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def without(rig: Rig, field: str) -> None:
    """Take something out of the office, at another desk."""
    office = rig.store.read(queries.office)
    assert office is not None
    outcome = rig.store.run(ChangeOffice(office=replace(office, **{field: ""})), CLERK)
    rig.desk.notify(outcome.changes)
    rig.settle()


def letters_and_settings(rig: Rig) -> tuple[LettersPage, SettingsPage]:
    account = {"bank": "示例银行示例支行", "account": "6222020000001122332"}
    rig.steps.confirmed(rig.steps.register("示例甲有限公司", **account), licence())
    pages = LettersPage(rig.desk), SettingsPage(rig.desk)
    rig.show(letters=pages[0], settings=pages[1])
    rig.desk.open(IssueLetters())
    rig.settle()
    return pages


def focused(rig: Rig) -> QWidget | None:
    return rig.window.focusWidget()


def test_a_letter_that_lacks_something_leads_to_it_and_back(rig: Rig) -> None:
    letters, settings = letters_and_settings(rig)
    for field, typed in (
        ("contact", "黄志强"), ("telephone", "0751-8881234"), ("address", "示例县建设路1号"),
    ):  # fmt: skip
        without(rig, field)
        way = letters.preview.words.way
        assert way.isVisible()
        assert (way.text(), way.accessibleDescription()) == ("去设置", "F11")
        place = focused(rig)
        rig.press(KEY.Key_F11)
        assert rig.window.current() == "settings"
        assert focused(rig) is settings.office.fields[field].editor
        rig.type(settings.office.inputs[field], typed)
        rig.press(KEY.Key_S, modifier=CTRL)
        rig.press(KEY.Key_Escape)
        assert rig.window.current() == "letters"
        assert focused(rig) is place
        assert letters.preview.pdf(), "the letter is there now"
        assert not way.isVisible()


def test_who_came_by_himself_is_led_nowhere_and_alt_and_left_lead_back_too(rig: Rig) -> None:
    without(rig, "contact")
    _, settings = letters_and_settings(rig)
    rig.press(KEY.Key_F11)
    assert (settings.back.text(), settings.back.accessibleDescription()) == ("返回letters", "Esc")
    rig.press(KEY.Key_Left, modifier=ALT)
    assert rig.window.current() == "letters"
    rig.window.go_to("settings")
    rig.settle()
    assert not settings.back.isVisible()
    rig.press(KEY.Key_Escape)
    assert rig.window.current() == "settings"


def test_what_a_batch_refused_leads_to_the_setting(rig: Rig) -> None:
    without(rig, "telephone")
    letters, settings = letters_and_settings(rig)
    account = {"bank": "示例银行示例支行", "account": "6222020000001122332"}
    rig.steps.confirmed(rig.steps.register("示例乙有限公司", **account), licence(ref="Y2022440000124"))
    letters.refresh()
    rig.settle()
    for item in letters.lists.models[WAITING].items:
        letters.lists.models[WAITING].check(item.id)
    letters.refresh()
    rig.settle()
    rig.answer()
    rig.press(KEY.Key_F9)
    assert "联系电话" in letters.message.sentence()
    rig.press(KEY.Key_F11)
    assert focused(rig) is settings.office.inputs["telephone"]


def test_a_policy_without_a_file_leads_to_the_policies(rig: Rig) -> None:
    applications, settings = ApplicationsPage(rig.desk), SettingsPage(rig.desk)
    watch = WindowEvents(rig.window, rig.desk)
    rig.show(applications=applications, settings=settings)
    watch.tell(NotFound("政策现在没有可用的文件。", POLICIES))
    sheet = rig.window.findChild(Dialog)
    assert sheet is not None
    assert sheet.accept_button.text() == "去设置"
    sheet.accept_button.click()
    rig.settle()
    assert rig.window.current() == "settings"
    assert settings.policies.isVisible()
