"""Passwords turned on in the settings, recovery codes shown once, passwords for once and one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, SetInService
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AccessSettings, Person
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.access_dialog import AccessDialog
from ipdesk.ui.settings.password_dialog import PasswordDialog
from ipdesk.ui.settings.secret_dialog import SecretDialog
from tests.actors import CLERK
from tests.passwords import CHEAP, GOOD, OTHER
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier
CHIEF, COLLEAGUE = Person(1, "陈晓敏"), Person(2, "黄志强")


@pytest.fixture
def page(rig: Rig) -> SettingsPage:
    rig.desk._passwords = CHEAP
    rig.store.run(AddPerson(name=COLLEAGUE.name, roles=frozenset({Role.CLERK})), CLERK)
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    made.people.table.select_row(0)
    return made


def fill(dialog: AccessDialog, new: str, again: str) -> None:
    for name, text in (("new", new), ("again", again)):
        dialog.inputs[name].setText(text)


def ask(rig: Rig, page: SettingsPage, answer: Callable[[AccessDialog], None]) -> None:
    """Open the switches by their key and answer."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AccessDialog)
        answer(dialog)

    rig._when_asked(look)
    rig.press(Qt.Key.Key_L, page.people.table, ALT)


def secret(page: SettingsPage) -> SecretDialog:
    [dialog] = [one for one in page.findChildren(SecretDialog) if one.isVisible()]
    return dialog


def turn_on(dialog: AccessDialog) -> None:
    dialog.asks.setChecked(True)
    fill(dialog, GOOD, GOOD)
    dialog.accept()


def test_passwords_are_turned_on_with_one_of_ones_own_and_codes(rig: Rig, page: SettingsPage) -> None:
    """Who has none yet is named, but for who does not come any more; and so is whoever is added later."""
    gone = rig.store.run(AddPerson(name="何家铭"), CLERK).value
    rig.store.run(SetInService(person=gone, in_service=False), CLERK)
    said: list[str] = []

    def answer(dialog: AccessDialog) -> None:
        assert not dialog.fields["new"].isVisible() and not dialog.minutes_field.isVisible()
        dialog.asks.setChecked(True)
        for new, again in (("1234567", ""), ("chenxiaomin", ""), (GOOD, OTHER)):
            fill(dialog, new, again)
            dialog.accept()
            said.append(dialog.fields["new"].error() + dialog.fields["again"].error())
            dialog.password.clear_errors()
        dialog.minutes.setText("25")
        dialog.asks.setChecked(True)
        assert "黄志强 还没有密码" in dialog.note.text() and "何家铭" not in dialog.note.text()
        turn_on(dialog)

    ask(rig, page, answer)
    assert said == ["密码至少8个字符。", "密码里不能有自己的姓名或它的拼音。", "两次输入的密码不一样"]
    found = rig.store.read(queries.access_settings)
    assert found == AccessSettings(asks_password=True, lock_minutes=25)
    assert rig.desk.sign_in().let_in(CHIEF, GOOD)
    dialog = secret(page)
    assert len(dialog.lines) == 8
    dialog.reject()
    assert dialog.isVisible(), "codes are not lost by Esc"
    assert dialog.print_button.hasFocus(), "nor by Enter"
    code = dialog.lines[4].partition("　")[2]
    dialog.accept()
    rig.desk.sign_in().let_in_by_code(CHIEF, code, OTHER)
    rig.type(page.people.name, "林敏")
    rig.press(Qt.Key.Key_Return, page.people.name)
    assert page.people.message.sentence().endswith("登录的一次性密码用“密码…”给。")


def test_codes_are_saved_as_text(rig: Rig, page: SettingsPage, tmp_path: Path) -> None:
    lines = ("1.　ABCD-EFGH", "2.　JKMN-PQRS")
    chosen = tmp_path / "恢复码.txt"
    dialog = SecretDialog("恢复码", "每个只能用一次。", lines, page, ask_file=lambda *_: str(chosen))
    dialog.save_button.click()
    assert (
        chosen.read_text(encoding="utf-8-sig")
        == "恢复码\n\n每个只能用一次。\n\n1.　ABCD-EFGH\n2.　JKMN-PQRS\n"
    )
    assert "把文件删掉" in dialog.message.sentence()
    refused = SecretDialog("恢复码", "", lines, page, ask_file=lambda *_: str(tmp_path / "nowhere" / "x.txt"))
    refused.save_button.click()
    assert refused.message.sentence() and "把文件删掉" not in refused.message.sentence()
    for one in (dialog, refused):
        one.deleteLater()


def test_other_settings_stay_with_passwords_off(rig: Rig, page: SettingsPage) -> None:
    def separate(dialog: AccessDialog) -> None:
        dialog.separates.setChecked(True)
        dialog.pays.setChecked(True)
        dialog.accept()

    ask(rig, page, separate)
    assert rig.store.read(queries.access_settings) == AccessSettings(
        separates_decision=True, separates_payment=True
    )
    assert not [one for one in page.findChildren(SecretDialog) if one.isVisible()]


def test_new_codes_are_asked_for_and_passwords_turned_off(rig: Rig, page: SettingsPage) -> None:
    ask(rig, page, turn_on)
    first = secret(page)
    first.accept()
    ask(rig, page, lambda dialog: dialog.renew_button.click())
    [second] = [one for one in page.findChildren(SecretDialog) if one.isVisible()]
    assert not set(first.lines) & set(second.lines)
    second.accept()

    def turn_off(dialog: AccessDialog) -> None:
        dialog.asks.setChecked(False)
        assert "选姓名就可以" in dialog.note.text()
        dialog.accept()

    ask(rig, page, turn_off)
    assert rig.store.read(queries.access_settings) == AccessSettings()


def test_a_colleague_is_given_a_password_for_once(rig: Rig, page: SettingsPage) -> None:
    page.people.table.select_row(1)
    asked = rig.answer()
    rig.press(Qt.Key.Key_M, page.people.table, ALT)
    assert "当面交给本人" in asked()
    [once] = secret(page).lines
    secret(page).accept()
    assert not rig.desk.sign_in().let_in(COLLEAGUE, once), "it has to be changed first"
    assert rig.desk.sign_in().let_in(COLLEAGUE, once, OTHER)


def test_ones_own_password_is_changed_by_everybody(rig: Rig, page: SettingsPage, qtbot: QtBot) -> None:
    rig.desk.set_person(COLLEAGUE)
    rig.settle()
    page.people.table.select_row(0)
    assert not page.people.password_button.isEnabled(), "those of others only by an administrator"
    page.people.table.select_row(1)
    for old, new in (("", GOOD), (GOOD, OTHER)):
        page.people.password_button.click()
        [dialog] = [one for one in page.findChildren(PasswordDialog) if one.isVisible()]
        assert dialog.fields["password"].isVisible() == bool(old)
        if old:
            dialog.inputs["password"].setText("falsch-falsch")
            _change(rig, dialog, new, new)
            assert dialog.fields["password"].error() == "密码不对，请再试。"
        dialog.inputs["password"].setText(old)
        _change(rig, dialog, new, old or OTHER)
        assert dialog.fields["again"].error() == "两次输入的新密码不一样"
        _change(rig, dialog, new, new)
        assert not [one for one in page.findChildren(PasswordDialog) if one.isVisible()]
    assert rig.desk.sign_in().let_in(COLLEAGUE, OTHER)


def _change(rig: Rig, dialog: PasswordDialog, new: str, again: str) -> None:
    for name, text in (("new", new), ("again", again)):
        dialog.inputs[name].setText(text)
    dialog.accept()
    rig.settle()
