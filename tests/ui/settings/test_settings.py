"""Settings: the office as its letters need it, the people, and this computer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ipdesk import __version__
from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import Office
from ipdesk.ui import theme
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.preferences import CERTIFICATES, Preferences
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.widgets import Text
from tests.actors import CLERK
from tests.ui.rig import Rig

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(rig: Rig) -> SettingsPage:
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    return made


def office(rig: Rig) -> Office:
    found = rig.store.read(queries.office)
    assert found is not None
    return found


def test_a_change_is_saved_and_the_rest_left_alone(rig: Rig, page: SettingsPage) -> None:
    assert not page.save_button.isEnabled()
    rig.type(page.office.inputs["contact"], "李敏")
    assert page.bar.state() == "有改动，还没有保存"
    assert page.unsaved()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).contact == "李敏"
    assert office(rig).name == "示例县市场监督管理局"
    assert page.bar.state().startswith("已保存")
    assert not page.unsaved()


def test_the_sentence_on_remedies_can_be_changed_and_emptied(rig: Rig, page: SettingsPage) -> None:
    field = page.office.remedies
    assert "示例县人民政府" in field.text()
    assert not page.unsaved()
    field.setFocus()
    field.selectAll()
    field.insertPlainText("可以申请\n行政复议。")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).remedies == "可以申请行政复议。"
    assert not page.unsaved()
    field.setPlainText("")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).remedies == ""


def test_papers_without_a_sentence_on_remedies_take_the_usual_one(rig: Rig, page: SettingsPage) -> None:
    field = page.office.own_remedies[OwnRemedies.NOT_ACCEPTED]
    assert not page.office.propose.isVisible()
    field.setPlainText("")
    hint = page.office.fields["remedies_not_accepted"].line.text()
    assert hint == "印在不予受理通知书上，须写明复议机关和期限；没有填写的不能印发"
    page.office.propose.click()
    assert "应当自收到本通知书之日起60日内先向示例县人民政府申请行政复议" in field.text()
    assert not page.office.propose.isVisible() and not page.unsaved()
    field.setPlainText("可以申请行政复议。")
    told = page.office.fields["remedies_not_accepted"].line.text()
    assert "没有写明行政复议机关和申请行政复议的期限，不予受理通知书不能印发" in told
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).own_remedies["not_accepted"] == "可以申请行政复议。"


def test_where_nobody_knows_the_body_it_is_asked_for(rig: Rig, page: SettingsPage) -> None:
    page.office.inputs["name"].setText("某某管理委员会")
    page.office.remedies.setPlainText("")
    page.office.own_remedies[OwnRemedies.REFUSAL].setPlainText("")
    page.office.propose.click()
    assert (
        page.office.fields["remedies"].error() == "从单位名称看不出行政复议机关，请先在上面的权利告知里写明"
    )


def test_what_is_wrong_is_marked_in_place_and_nothing_lost(rig: Rig, page: SettingsPage) -> None:
    rig.type(page.office.inputs["name"], "")
    rig.type(page.office.inputs["telephone"], "0751-1234567")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert page.office.fields["name"].error()
    assert page.office.inputs["name"].hasFocus()
    assert page.office.inputs["telephone"].text() == "0751-1234567"
    assert office(rig).telephone == "0751-8880000"
    rig.type(page.office.inputs["name"], "示例县市场监督管理局")
    rig.press(Qt.Key.Key_Y, page.office.inputs["telephone"], ALT)
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).telephone == "0751-1234567", "an unusual number is kept once it was confirmed"
    rig.type(page.office.inputs["contact"], "李敏")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).contact == "李敏", "and asked about no more"


def test_a_change_can_be_taken_back(rig: Rig, page: SettingsPage) -> None:
    rig.type(page.office.inputs["address"], "别处")
    page.undo.click()
    assert page.office.inputs["address"].text() == "示例县建设路1号"
    assert not page.unsaved()


def test_the_series_goes_on_where_the_office_says(rig: Rig, page: SettingsPage) -> None:
    assert page.office.next_number.text() == "1"
    rig.type(page.office.next_number, "38")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕38号"
    page.office.own_series.click()
    assert not page.office.fields["next_number"].isVisible()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert not office(rig).own_series


def test_a_number_that_cannot_be_read_is_neither_saved_nor_passed_over(rig: Rig, page: SettingsPage) -> None:
    rig.type(page.office.next_number, "1,2")
    assert page.unsaved()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert page.office.fields["next_number"].error().startswith("文号")
    assert page.office.next_number.hasFocus()
    assert not page.bar.state().startswith("已保存")
    assert page.unsaved()


def test_a_person_is_added_and_can_sit_down(rig: Rig, page: SettingsPage) -> None:
    rig.type(page.people.name, "黄志强")
    rig.press(Qt.Key.Key_Return, page.people.name)
    assert [person.name for person in rig.store.read(queries.persons)] == ["陈晓敏", "黄志强"]
    assert page.people.name.text() == ""
    page.people.table.setFocus()
    page.people.table.select_row(1)
    rig.press(Qt.Key.Key_Return)
    assert rig.desk.person().name == "黄志强"


def test_a_name_twice_is_refused_in_place(rig: Rig, page: SettingsPage) -> None:
    rig.type(page.people.name, "陈晓敏")
    page.people.add_button.click()
    rig.settle()
    assert page.people.field.error()
    assert page.people.name.text() == "陈晓敏"
    rig.type(page.people.name, "")
    page.people.add_button.click()
    assert page.people.field.error() == "先填写姓名"


def test_a_letter_that_would_bear_two_names_is_remarked_on(rig: Rig, page: SettingsPage) -> None:
    panel = page.office
    name = panel.inputs["name"].text()
    panel.inputs["red_header"].setText(f"{name}（知识产权局）")
    panel.inputs["red_header"].textEdited.emit("")
    assert "同一个名称" in panel.fields["red_header"].line.text()
    panel.inputs["red_header"].setText(name)
    panel.inputs["red_header"].textEdited.emit("")
    assert "同一个名称" not in panel.fields["red_header"].line.text()


def test_the_density_is_chosen_kept_and_found_again(rig: Rig, page: SettingsPage, data_dir: Path) -> None:
    assert theme.density() is theme.COMPACT
    page.computer._tabs["roomy"].click()
    assert theme.density() is theme.ROOMY
    assert Preferences(data_dir).text("density") == "roomy"
    again = SettingsPage(rig.desk)
    rig.window.set_density_mode("auto")
    rig.window.add_page("again", "again", "settings", again, "foot")
    assert again.computer.mode() == "roomy"
    assert theme.density() is theme.ROOMY


def test_the_folder_for_certificates_is_chosen_kept_and_given_up(
    rig: Rig, page: SettingsPage, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans = data_dir / "扫描件"
    scans.mkdir()
    assert page.computer.watched.whole() == "没有选"
    assert page.computer.leave_button.isHidden()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(scans))
    rig.press(Qt.Key.Key_F, modifier=ALT)
    assert page.computer.watched.whole() == str(scans)
    assert Preferences(data_dir).text(CERTIFICATES) == str(scans)
    rig.press(Qt.Key.Key_N, modifier=ALT)
    assert page.computer.watched.whole() == "没有选"
    assert Preferences(data_dir).text(CERTIFICATES) == ""


def test_folder_and_version_are_shown(rig: Rig, page: SettingsPage, data_dir: Path) -> None:
    assert page.computer.folder.whole() == str(data_dir)
    assert __version__ in {text.text() for text in page.computer.findChildren(Text)}


def test_national_notices_are_off_until_they_are_switched_on(rig: Rig, page: SettingsPage) -> None:
    assert not page.office.guards.isChecked() and not page.unsaved()
    page.office.guards.click()
    assert page.unsaved()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert office(rig).guards and not page.unsaved()
    page.office.guards.click()
    page.undo.click()
    assert page.office.guards.isChecked(), "taken back to what is kept"


@pytest.mark.usefixtures("own_window")
def test_what_is_half_changed_is_there_again_after_a_crash(
    rig: Rig, page: SettingsPage, qtbot: QtBot
) -> None:
    rig.type(page.office.inputs["contact"], "林工")
    rig.type(page.office.next_number, "十")
    assert rig.desk.rescue.keep_now()
    rig.desk.rescue.close()  # as when the program was killed: the page did not say goodbye
    rig.desk.rescue = Rescue(rig.tasks, rig.desk.data_dir)
    again = SettingsPage(rig.desk)
    rig.window.add_page("again", "again", "list", again, "foot")
    assert "contact" in str(left_of(rig)), "carried along until the page has been read"
    rig.window.go_to("again")
    rig.settle()
    assert (again.office.inputs["contact"].text(), again.office.next_number.text()) == ("林工", "十")
    assert again.save_button.isEnabled() and "找回" in again.message.sentence()


def left_of(rig: Rig) -> object:
    """Return what would be left for the next start."""
    assert rig.desk.rescue.keep_now()
    [path] = (rig.desk.data_dir or Path()).glob("unsaved-*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_is_given_up_when_the_window_closes_does_not_come_back(
    rig: Rig, page: SettingsPage, data_dir: Path
) -> None:
    rig.type(page.office.inputs["contact"], "林工")
    rig.answer()
    assert rig.window.close()
    assert list(data_dir.glob("unsaved-*.json")) == []


def test_the_prefix_shows_the_number_that_it_makes_this_year(rig: Rig, page: SettingsPage) -> None:
    edit, line = page.office.inputs["number_prefix"], page.office.fields["number_prefix"].line
    edit.clear()
    rig.type(edit, "示知办")
    assert f"示知办〔{rig.desk.today().year}〕1号" in line.text()


def test_the_button_that_adds_somebody_stands_level_with_the_name(rig: Rig, page: SettingsPage) -> None:
    name, button = page.people.name, page.people.add_button
    assert button.mapTo(page, button.rect().topLeft()).y() == name.mapTo(page, name.rect().topLeft()).y()
    assert button.height() == name.height()


def test_a_sentence_on_remedies_that_no_letter_may_bear_is_told_while_typing_and_at_saving(
    rig: Rig, page: SettingsPage
) -> None:
    page.office.remedies.setPlainText("可以申请行政复议。")
    assert "没有写明行政复议机关和" in page.office.fields["remedies"].line.text()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert "已保存，但是权利告知没有写明" in page.message.sentence()
    page.office.remedies.setPlainText("60日内向示例县人民政府申请行政复议。")
    assert "没有写明" not in page.office.fields["remedies"].line.text()
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert page.message.sentence() == ""


@pytest.mark.usefixtures("own_window")
def test_opening_the_settings_leaves_the_search_alone(rig: Rig, page: SettingsPage) -> None:
    rig.window.add_page("other", "other", "list", Page(), "work")
    rig.window.go_to("other")
    rig.window.go_to("settings")
    rig.settle()
    now = QApplication.focusWidget()
    assert now is not None and page.isAncestorOf(now)


@pytest.mark.parametrize(("way", "kept"), [(0, ("李敏", "0751-8880000")), (1, ("陈晓敏", "0751-8881111"))])
def test_the_second_desk_to_change_the_office_is_told(
    rig: Rig, page: SettingsPage, way: int, kept: tuple[str, str]
) -> None:
    elsewhere = replace(office(rig), contact="李敏")
    rig.store.run(ChangeOffice(office=elsewhere), CLERK)  # nobody tells this window
    rig.type(page.office.inputs["telephone"], "0751-8881111")
    rig.press(Qt.Key.Key_S, modifier=CTRL)
    assert "单位信息刚在另一处修改过" in page.message.sentence()
    assert office(rig) == elsewhere
    assert page.office.inputs["telephone"].text() == "0751-8881111", "nothing typed is lost"
    page.message.act(way)
    rig.settle()
    assert (office(rig).contact, office(rig).telephone) == kept
    assert not page.unsaved()
