"""The first start: what the office must say of itself before the desk opens."""

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.app import DeskApplication
from ipdesk.models import queries
from ipdesk.models.commands import SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.records import Office, Person
from ipdesk.models.services.sign_in import SignIn, with_password
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.workflow import State
from ipdesk.ui.desk.tasks import Tasks
from ipdesk.ui.settings.secret_dialog import SecretDialog
from ipdesk.ui.shell.first_start import FirstStart
from ipdesk.ui.widgets import Text
from tests.models.desk import Clock
from tests.passwords import CHEAP, GOOD, OTHER
from tests.stores import with_database


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[DeskApplication]:
    desk = DeskApplication(with_database(data_dir))
    assert desk.start()
    yield desk
    for window in (desk.first, desk.window):
        if window is not None:
            window.close()
            window.deleteLater()
    desk.close()


CONTACT = {"contact": "林工", "telephone": "0751-8881234", "address": "示例县示例路1号"}


def form(program: DeskApplication) -> FirstStart:
    assert program.first is not None
    return program.first


def fill(first: FirstStart, **texts: str) -> None:
    for name, text in texts.items():
        first.inputs[name].setText(text)


def press(qtbot: QtBot, program: DeskApplication) -> None:
    """Go on, and where that leads to the steps of the office begin with those that are chosen already."""
    first = form(program)
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    if first.begin.text() == "开始使用" and first.begin.isEnabled():
        QTest.keyClick(first.begin, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=60_000)


def test_what_is_missing_is_marked_and_nothing_is_lost(qtbot: QtBot, program: DeskApplication) -> None:
    first = form(program)
    fill(first, name="示例县市场监督管理局", contact="林工")
    press(qtbot, program)
    assert first.fields["number_prefix"].error()
    assert first.fields["telephone"].error()
    assert first.fields["name"].error() == ""
    assert (first.inputs["name"].text(), first.inputs["contact"].text()) == ("示例县市场监督管理局", "林工")
    assert program.window is None
    fill(first, number_prefix="示市监知资")
    assert first.fields["number_prefix"].error() == ""


def test_what_is_wrong_on_the_first_page_is_told_there(program: DeskApplication) -> None:
    first = form(program)
    wrong = {"number_prefix": "示市监知〔２０２６〕", "next_letter_number": "abc", "person": "陈\t晓敏\u202e"}
    fill(first, **{"name": "示例县市场监督管理局", **CONTACT, **wrong})
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    assert first.begin.text() == "下一步"
    assert {name for name, field in first.fields.items() if field.error()} == set(wrong)
    assert first.inputs["number_prefix"].hasFocus()
    fill(first, number_prefix="示市监知资", next_letter_number="", person="陈晓敏", telephone="075112345678")
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    assert "确认" in first.fields["telephone"].error()
    QTest.keyClick(first.inputs["telephone"], Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    assert first.begin.text() == "开始使用"
    assert first._sure.names() == {"telephone"}, "an unusual telephone stands once it was confirmed"


def test_the_desk_opens_with_the_office_and_the_person(qtbot: QtBot, program: DeskApplication) -> None:
    fill(
        form(program),
        name="示例县市场监督管理局",
        number_prefix="示市监知资",
        person="陈晓敏",
        next_letter_number="5",
        **CONTACT,
    )
    press(qtbot, program)
    assert program.first is None
    assert program.window is not None and program.desk is not None and program.store is not None
    assert program.window.isVisible()
    assert program.desk.person().name == "陈晓敏"
    assert program.window.top.person.text() == "陈晓敏"
    office = program.store.read(queries.office)
    assert office is not None
    assert office.red_header == "示例县市场监督管理局"
    assert "向示例县人民政府申请行政复议" in office.remedies
    number = program.store.read(queries.next_letter_number, program.desk.today().year)
    assert number is not None and number.endswith("5号")


def test_what_every_letter_needs_is_asked_for_at_once(qtbot: QtBot, program: DeskApplication) -> None:
    first = form(program)
    fill(first, name="示例县知识产权服务中心", number_prefix="示知资", person="陈晓敏")
    press(qtbot, program)
    assert program.window is None
    marked = {name for name, field in first.fields.items() if field.error()}
    assert marked == {"contact", "telephone", "address", "reviewing_body"}


def test_the_office_does_not_hear_appeals_against_itself(qtbot: QtBot, program: DeskApplication) -> None:
    first = form(program)
    name = "示例县市场监督管理局"
    fill(first, name=name, number_prefix="示知资", person="陈晓敏", **CONTACT)
    fill(first, reviewing_body=name)
    press(qtbot, program)
    assert program.window is None
    assert "不能是本单位自己" in first.fields["reviewing_body"].error()
    assert "示例县人民政府" in first.fields["reviewing_body"].error()


def test_the_body_that_hears_appeals_is_proposed_until_another_is_typed(program: DeskApplication) -> None:
    first = form(program)
    fill(first, name="示例县市场监督管理局")
    assert first.inputs["reviewing_body"].text() == "示例县人民政府"
    fill(first, reviewing_body="示例市人民政府")
    fill(first, name="示例区市场监督管理局")
    assert first.inputs["reviewing_body"].text() == "示例市人民政府"


def test_whom_to_ask_for_is_proposed_as_who_sits_here(program: DeskApplication) -> None:
    first = form(program)
    fill(first, contact="林工")
    assert first.inputs["person"].text() == "林工"
    fill(first, person="陈晓敏")
    fill(first, contact="王工")
    assert first.inputs["person"].text() == "陈晓敏"


def test_the_number_shown_is_the_one_that_the_first_letter_will_bear(program: DeskApplication) -> None:
    first, year = form(program), datetime.date.today().year
    hint = first.fields["number_prefix"].line
    assert f"代字〔{year}〕1号" in hint.text()
    fill(first, number_prefix="示市监知资")
    assert f"示市监知资〔{year}〕1号" in hint.text()
    fill(first, next_letter_number="12")
    assert f"示市监知资〔{year}〕12号" in hint.text()


def test_the_year_of_the_number_shown_is_that_of_the_clock_everything_is_dated_by(
    qtbot: QtBot, data_dir: Path
) -> None:
    tasks, clock = Tasks(), Clock()
    clock.moment = clock.moment.replace(year=2031)
    with closing(tasks), closing(Store.open(data_dir, clock)) as store:
        first = FirstStart(store, tasks, data_dir)
        qtbot.addWidget(first)
        assert "代字〔2031〕1号" in first.fields["number_prefix"].line.text()


def test_every_field_says_whether_it_has_to_be_filled_in(program: DeskApplication) -> None:
    first = form(program)
    later = {"red_header", "next_letter_number"}
    for name, field in first.fields.items():
        marks = [text.text() for text in field.findChildren(Text) if text.text() in ("必填", "选填")]
        assert marks == ["选填" if name in later else "必填"], name


def test_sample_data_that_cannot_be_loaded_leaves_the_form_as_it_was_and_is_there_at_the_next_try(
    qtbot: QtBot, program: DeskApplication, data_dir: Path
) -> None:
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as database:
        fault = "SELECT RAISE(ABORT, 'full');"
        database.execute(f"CREATE TRIGGER full BEFORE INSERT ON application BEGIN {fault} END")
    fill(form(program), name="示例县市场监督管理局", number_prefix="示市监知资", person="陈晓敏", **CONTACT)
    form(program).sample.setChecked(True)
    with qtbot.captureExceptions() as errors:
        press(qtbot, program)
    assert errors and program.store is not None and program.window is None
    assert program.store.read(queries.office) is None
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as database:
        database.execute("DROP TRIGGER full")
    press(qtbot, program)
    assert program.window is not None and program.desk is not None
    assert program.desk.person().name == "陈晓敏"
    assert len(program.store.read(queries.search_applicants, "", 50)) > 10


def test_an_office_that_the_other_desk_set_up_meanwhile_is_taken(
    qtbot: QtBot, program: DeskApplication, data_dir: Path
) -> None:
    other = Store.open(data_dir)
    office = Office(
        name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资"
    )
    other.run(SetUpOffice(office=office, person="李敏"), NOBODY)
    other.close()
    fill(form(program), name="示例县知识产权局", number_prefix="示知资", person="陈晓敏", **CONTACT)
    press(qtbot, program)
    assert program.window is not None and program.desk is not None
    assert program.desk.person().name == "李敏"


def test_the_steps_of_the_office_are_asked_with_the_usual_ones_chosen(
    qtbot: QtBot, program: DeskApplication
) -> None:
    first = form(program)
    fill(first, name="示例县市场监督管理局", number_prefix="示市监知资", person="陈晓敏", **CONTACT)
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    steps = first.steps
    assert steps.isVisible() and all(switch.isChecked() for switch in (*steps.stages.values(), steps.guards))
    assert not steps.separates.isChecked(), "one person alone would be kept from deciding"
    steps.stages[State.PROPOSED].setChecked(False)
    assert not steps.stages[State.PUBLISHED].isChecked(), "what is published is what was proposed"
    steps.separates.setChecked(True)
    steps.inputs["fonds"].setText("J021")
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not program.tasks.busy())
    assert steps.fields["archive_section"].error(), "numbers of the archive need both"
    steps.inputs["archive_section"].setText("ZCK")
    press(qtbot, program)
    assert program.store is not None
    office = program.store.read(queries.office)
    assert office is not None and (office.procedure.stages, office.guards) == ({State.REVIEWED}, True)
    assert (office.fonds, office.archive_category, office.archive_section) == ("J021", "WS", "ZCK")
    assert program.store.read(queries.access_settings).separates_decision


def test_whoever_asks_for_passwords_is_given_recovery_codes_before_the_desk_is_used(
    qtbot: QtBot, program: DeskApplication, data_dir: Path
) -> None:
    program._passwords = CHEAP
    first = form(program)
    first._passwords = CHEAP
    fill(first, name="示例县市场监督管理局", number_prefix="示市监知资", person="陈晓敏", **CONTACT)
    QTest.keyClick(first.begin, Qt.Key.Key_Space)
    steps = first.steps
    assert not steps.asks.isChecked() and not steps.fields["new"].isVisible(), "a desk of one needs none"
    QTest.keyClick(steps.asks, Qt.Key.Key_Y)
    for new, again, field, said in (
        ("", "", "new", "密码至少8个字符。"),
        ("chenxiaomin", "chenxiaomin", "new", "密码里不能有自己的姓名或它的拼音。"),
        (GOOD, OTHER, "again", "两次输入的密码不一样"),
    ):
        steps.password.inputs["new"].setText(new)
        steps.password.inputs["again"].setText(again)
        steps.password.clear_errors()
        press(qtbot, program)
        assert (steps.fields[field].error(), program.window) == (said, None)
        assert steps.password.inputs[field].hasFocus()
    assert program.rescue is not None and program.rescue.keep_now()
    assert not any(GOOD.encode() in path.read_bytes() for path in data_dir.rglob("*") if path.is_file())
    steps.password.inputs["again"].setText(GOOD)
    press(qtbot, program)
    assert program.window is not None and program.store is not None
    [codes] = [one for one in program.window.findChildren(SecretDialog) if one.isVisible()]
    assert len(codes.lines) == 8 and codes.print_button.hasFocus()
    codes.reject()
    assert codes.isVisible(), "they are to be had nowhere else"
    codes.accept()
    assert program.store.read(queries.access_settings).asks_password
    sign_in, me = SignIn(program.store, CHEAP), Person(1, "陈晓敏")
    assert sign_in.let_in(me, GOOD)
    sign_in.let_in_by_code(me, codes.lines[0].partition("　")[2], OTHER)
    actions = [one.action for one in program.store.read(queries.audit_entries)]
    assert {"password", "recovery_codes", "access"} <= {*actions}


def test_an_office_that_the_other_desk_set_up_with_passwords_lets_nobody_in_without(
    qtbot: QtBot, program: DeskApplication, data_dir: Path
) -> None:
    office = Office(
        name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资"
    )
    with closing(Store.open(data_dir)) as other:
        command, codes = with_password(SetUpOffice(office=office, person="李敏"), GOOD, CHEAP)
        assert len(codes) == 8 and GOOD not in repr(command) and "hash" not in repr(command)
        other.run(command, NOBODY)
    fill(form(program), name="示例县知识产权局", number_prefix="示知资", person="陈晓敏", **CONTACT)
    press(qtbot, program)
    assert program.window is None and program.sign_in is not None and program.sign_in.isVisible()
    program.sign_in.close()
    program.sign_in.deleteLater()
