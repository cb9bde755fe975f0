"""Signing in at the start, locking by key and after a while, changing places, forgotten passwords."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ipdesk.app import DeskApplication
from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, ChangeAccess, ChangeOffice, SetInService
from ipdesk.models.core.roles import ALL_ROLES, Role
from ipdesk.models.records import AccessSettings, Person
from ipdesk.models.services.sign_in import SignIn
from ipdesk.models.store import Store
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.person_switch import PersonSwitch
from ipdesk.ui.shell.sign_in.dialog import SignInDialog
from ipdesk.ui.shell.sign_in.lock import Lock
from ipdesk.ui.widgets import Dialog, WrappingText
from tests.actors import CLERK
from tests.passwords import CHEAP, GOOD, OTHER
from tests.ui.rig import Rig
from tests.ui.shell.test_app import set_up, stop

CTRL = Qt.KeyboardModifier.ControlModifier
CHIEF, COLLEAGUE, SECOND = Person(1, "陈晓敏"), Person(2, "黄志强"), Person(3, "何家铭")


def ask_for_passwords(store: Store) -> tuple[str, ...]:
    """Turn passwords on, where the chief has one, a colleague and a second administrator have none."""
    store.run(AddPerson(name=COLLEAGUE.name, roles=frozenset({Role.CLERK})), CLERK)
    store.run(AddPerson(name=SECOND.name, roles=ALL_ROLES), CLERK)
    sign_in = SignIn(store, CHEAP)
    sign_in.change(CHIEF, "", GOOD)
    return sign_in.require_passwords(CLERK)[0]


@pytest.fixture
def codes(rig: Rig) -> tuple[str, ...]:
    """Return the recovery codes of an office that asks for passwords."""
    rig.desk._passwords = CHEAP
    return ask_for_passwords(rig.store)


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def lock(rig: Rig, codes: tuple[str, ...], seconds: Seconds) -> Lock:
    """Return the lock of a window with the counter, where something is typed."""
    page = CounterPage(rig.desk)
    made = Lock(rig.desk, rig.window, seconds)
    rig.show(counter=page, settings=SettingsPage(rig.desk))
    return made


def fill(field: QLineEdit, text: str) -> None:
    """Type over what a field holds."""
    field.clear()
    field.insert(text)
    field.textEdited.emit(text)


def sign_in(rig: Rig, dialog: SignInDialog, password: str, *new: str) -> None:
    """Type a password, and new ones where they are asked for, by the keyboard alone."""
    dialog.activateWindow()
    for name, text in zip(("password", "new", "again"), (password, *new), strict=False):
        if dialog.fields[name].isVisible():
            dialog.inputs[name].setFocus()
            fill(dialog.inputs[name], text)
    last = [edit for name, edit in dialog.inputs.items() if dialog.fields[name].isVisible()][-1]
    QTest.keyClick(last, Qt.Key.Key_Return)
    rig.settle()


# --- at the start ---


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Callable[[], DeskApplication]]:
    """Return what starts the desk of an office that asks for passwords."""
    running: list[DeskApplication] = []
    set_up(data_dir)
    store = Store.open(data_dir)
    ask_for_passwords(store)
    store.close()

    def started() -> DeskApplication:
        running.append(DeskApplication(data_dir, passwords=CHEAP))
        assert running[-1].start()
        running[-1].tasks.settle()
        return running[-1]

    yield started
    for program in running:
        if program.sign_in is not None:
            program.sign_in.reject()
            program.sign_in.deleteLater()
        stop(program)


def answer(program: DeskApplication, **typed: str) -> None:
    """Type into the dialog of the start and press its button."""
    dialog = program.sign_in
    assert dialog is not None
    for name, text in typed.items():
        fill(dialog.inputs[name], text)
    dialog.accept_button.click()
    for _ in range(4):
        program.tasks.settle()
        QApplication.processEvents()


def test_nothing_is_shown_before_somebody_has_signed_in(start: Callable[[], DeskApplication]) -> None:
    program = start()
    assert program.window is None and program.desk is None
    assert program.sign_in is not None and program.sign_in.isVisible()
    answer(program, password="falsch-falsch")
    assert program.sign_in.fields["password"].error() == "密码不对，请再试。"
    assert program.sign_in.inputs["password"].hasFocus() and program.window is None
    answer(program, password=GOOD)
    assert program.window is not None and program.window.isVisible()
    assert program.desk is not None and program.desk.person() == CHIEF


def test_who_has_no_password_yet_comes_in_by_one_for_once(
    start: Callable[[], DeskApplication], data_dir: Path
) -> None:
    program = start()
    assert program.sign_in is not None
    program.sign_in.choice.set_key("2")
    assert "请管理员" in program.sign_in.note.text() and not program.sign_in.fields["new"].isVisible()
    answer(program, password="")
    assert program.window is None and not program.sign_in.fields["new"].isVisible()
    store = Store.open(data_dir)
    once, _ = SignIn(store, CHEAP).reset(COLLEAGUE, CLERK)
    store.close()
    answer(program, password=once)
    assert "只用一次" in program.sign_in.note.text()
    answer(program, new="huangzhiqiang", again="huangzhiqiang")
    assert "姓名" in program.sign_in.fields["new"].error()
    for name in ("new", "again"):
        program.sign_in.inputs[name].clear()
    answer(program, new=OTHER, again=GOOD)
    assert program.sign_in.fields["again"].error() == "两次输入的新密码不一样"
    program.sign_in.inputs["again"].clear()
    answer(program, again=OTHER)
    assert program.desk is not None and program.desk.person() == COLLEAGUE
    stop(program)
    again = start()
    assert again.sign_in is not None and again.sign_in.choice.key() == "2", "as whoever was here last"
    answer(again, password=OTHER)
    assert again.window is not None


def test_who_gives_up_sees_nothing(start: Callable[[], DeskApplication]) -> None:
    program = start()
    assert program.sign_in is not None
    program.sign_in.reject()
    assert program.window is None and not program.sign_in.isVisible()


# --- the lock ---


def covered(rig: Rig) -> bool:
    """Say whether nothing of the window is to be seen: one surface lies over all of it."""
    on_top = rig.window.childAt(rig.window.rect().center())
    return on_top is not None and on_top.geometry() == rig.window.rect()


def test_a_key_locks_and_what_was_typed_is_there_again(rig: Rig, lock: Lock) -> None:
    page = rig.window.page("counter")
    assert isinstance(page, CounterPage)
    rig.type(page.applicant.finder.box, "示例")
    assert not covered(rig)
    rig.press(Qt.Key.Key_L, modifier=CTRL)
    assert lock.dialog is not None and lock.dialog.isVisible() and covered(rig)
    said = [one.text() for one in lock.dialog.findChildren(WrappingText)]
    assert "填写的内容都还在，自动保存照常进行。" in said
    QTest.keyClick(lock.dialog, Qt.Key.Key_Escape)
    assert lock.locked(), "Esc lets nobody in"
    sign_in(rig, lock.dialog, "falsch-falsch")
    assert lock.locked() and lock.dialog.fields["password"].error() == "密码不对，请再试。"
    sign_in(rig, lock.dialog, GOOD)
    assert not lock.locked() and not covered(rig)
    assert page.applicant.finder.box.text() == "示例"


def test_what_is_typed_is_saved_while_locked(rig: Rig, lock: Lock) -> None:
    page = rig.window.page("counter")
    assert isinstance(page, CounterPage)
    page.applicant.choose(rig.steps.register("示例甲有限公司"))
    page.draft.add_row("gi_product", {})
    lock.lock()
    page.autosave.save_now()
    rig.settle()
    assert lock.locked() and not page.autosave.dirty()
    assert page.draft.file.number
    assert lock.dialog is not None
    sign_in(rig, lock.dialog, GOOD)
    assert len(page.draft.rows) == 1


def test_somebody_else_signs_in_at_a_locked_window(rig: Rig, lock: Lock) -> None:
    lock.lock()
    assert lock.dialog is not None and lock.dialog.choice.key() == "1"
    lock.dialog.choice.set_key("3")
    sign_in(rig, lock.dialog, "", OTHER, OTHER)
    assert lock.locked() and not lock.dialog.fields["new"].isVisible(), "nobody sets a first one here"
    assert "请管理员" in lock.dialog.note.text()
    once, _ = rig.desk.sign_in().reset(COLLEAGUE, CLERK)
    lock.dialog.choice.set_key("2")
    sign_in(rig, lock.dialog, once)
    sign_in(rig, lock.dialog, once, OTHER, OTHER)
    assert not lock.locked() and rig.desk.person() == COLLEAGUE


def test_an_open_question_is_covered_and_stays(rig: Rig, lock: Lock) -> None:
    page = rig.window.page("settings")
    assert isinstance(page, SettingsPage)
    rig.window.go_to("settings")
    rig.settle()
    page.people.table.select_row(0)
    seen: list[bool] = []

    def lock_over_it() -> None:
        question = QApplication.activeModalWidget()
        assert question is not None
        QTest.keyClick(question, Qt.Key.Key_L, CTRL)
        middle = question.childAt(question.rect().center())
        seen.append(middle is not None and middle.geometry() == question.rect())
        assert lock.dialog is not None and QApplication.activeModalWidget() is lock.dialog
        lock.dialog.choice.set_key("1")
        fill(lock.dialog.inputs["password"], GOOD)
        lock.dialog.accept()
        rig.settle()
        seen.append(question.isVisible() and not lock.locked())
        question.close()

    rig._when_asked(lock_over_it)
    page.people.service_button.click()
    assert seen == [True, True]


def test_what_opens_by_itself_meanwhile_is_covered_and_waits(rig: Rig, lock: Lock) -> None:
    """Such as the preview of a batch that was being tried when somebody went away."""
    preview, said = Dialog("批量审定", "办理", parent=rig.window), list[str]()
    preview.accepted.connect(lambda: said.append("taken"))
    lock.lock()
    assert lock.dialog is not None
    lock.dialog.inputs["password"].insert(GOOD[:3])
    preview.open_once()
    rig.settle()
    assert QApplication.activeModalWidget() is lock.dialog, "nothing else is given a key"
    middle = preview.childAt(preview.rect().center())
    assert middle is not None and middle.geometry() == preview.rect()
    assert lock.dialog.inputs["password"].text() == GOOD[:3]
    sign_in(rig, lock.dialog, GOOD)
    assert not lock.locked() and QApplication.activeModalWidget() is preview
    QTest.keyClick(preview.accept_button, Qt.Key.Key_Return)
    assert said == ["taken"]


def test_it_locks_by_itself_after_the_minutes_of_the_office(rig: Rig, lock: Lock, seconds: Seconds) -> None:
    seconds.now = 599
    lock.look()
    assert not lock.locked()
    rig.press(Qt.Key.Key_Down)
    seconds.now = 1198
    lock.look()
    assert not lock.locked(), "a key was pressed at 599 s"
    seconds.now = 1199
    lock.look()
    assert lock.locked()


def test_the_office_says_after_how_many_minutes_or_never(rig: Rig, lock: Lock, seconds: Seconds) -> None:
    for minutes, locked in ((0, False), (1, True)):
        settings = AccessSettings(asks_password=True, lock_minutes=minutes)
        rig.desk.notify(rig.store.run(ChangeAccess(settings=settings), CLERK).changes)
        assert lock._timer.isActive() == locked
    seconds.now += 60
    lock.look()
    assert lock.locked()


def test_without_passwords_there_is_nothing_to_lock_by(rig: Rig, seconds: Seconds) -> None:
    lock = Lock(rig.desk, rig.window, seconds)
    rig.show(settings=SettingsPage(rig.desk))
    assert not lock._timer.isActive(), "no event is looked at where nobody wants it"
    rig.press(Qt.Key.Key_L, modifier=CTRL)
    assert not lock.locked()
    assert "没有开启登录密码" in rig.window.notice.sentence()


# --- somebody else sits down ---


def test_whoever_sits_down_signs_in(rig: Rig, codes: tuple[str, ...]) -> None:
    rig.show(settings=SettingsPage(rig.desk))
    switch = PersonSwitch(rig.desk, rig.window)

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignInDialog)
        dialog.choice.set_key("2")
        dialog.refuse_button.click()

    rig._when_asked(give_up)
    assert not switch.ask() and rig.desk.person() == CHIEF

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignInDialog)
        dialog.choice.set_key("2")
        sign_in(rig, dialog, once)
        sign_in(rig, dialog, once, OTHER, OTHER)

    once, _ = rig.desk.sign_in().reset(COLLEAGUE, CLERK)
    rig._when_asked(go_on)
    assert switch.ask() and rig.desk.person() == COLLEAGUE


def test_the_list_of_people_lets_nobody_past_the_password(rig: Rig, codes: tuple[str, ...]) -> None:
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    page.people.table.setFocus()
    page.people.table.select_row(1)
    asked = rig.answer(yes=False)
    rig.press(Qt.Key.Key_Return)
    assert "您还没有密码" in asked()
    assert rig.desk.person() == CHIEF


# --- forgotten ---


def dialog_of(rig: Rig) -> SignInDialog:
    members = rig.store.read(queries.staff)
    rig.show(settings=SettingsPage(rig.desk))
    made = SignInDialog(rig.desk.sign_in(), rig.tasks, members, refuse="取消", parent=rig.window)
    made.open()
    made.activateWindow()
    rig.settle()
    return made


def test_an_administrator_comes_in_by_a_recovery_code(rig: Rig, codes: tuple[str, ...]) -> None:
    dialog = dialog_of(rig)
    QTest.keyClick(dialog.inputs["password"], Qt.Key.Key_F8)
    shown = [name for name, field in dialog.fields.items() if field.isVisible()]
    assert shown == ["code", "new", "again"]
    for name, text in (("code", codes[2]), ("new", OTHER), ("again", OTHER)):
        fill(dialog.inputs[name], text)
    QTest.keyClick(dialog.inputs["again"], Qt.Key.Key_Return)
    rig.settle()
    assert dialog.person == CHIEF
    assert rig.desk.sign_in().let_in(CHIEF, OTHER)
    assert all(not edit.text() for edit in dialog.inputs.values()), "nothing is kept in the dialog"


def test_everybody_else_is_sent_to_an_administrator(rig: Rig, codes: tuple[str, ...]) -> None:
    dialog = dialog_of(rig)
    dialog.choice.set_key("2")
    dialog.forgotten.click()
    assert "请管理员" in dialog.note.text()
    assert not dialog.fields["code"].isVisible()
    dialog.reject()


def test_who_is_out_of_service_is_not_offered(rig: Rig, codes: tuple[str, ...]) -> None:
    rig.store.run(SetInService(person=2, in_service=False), CLERK)
    dialog = dialog_of(rig)
    assert [dialog.choice.itemText(row) for row in range(dialog.choice.count())] == [CHIEF.name, SECOND.name]
    dialog.reject()


def test_no_password_is_left_in_the_files_of_the_window(rig: Rig, lock: Lock, data_dir: Path) -> None:
    lock.lock()
    assert lock.dialog is not None
    fill(lock.dialog.inputs["password"], OTHER)
    assert rig.desk.rescue.keep_now()
    held = b"".join(path.read_bytes() for path in data_dir.iterdir() if path.is_file())
    assert OTHER.encode() not in held
    office = rig.store.read(queries.office)
    assert office is not None
    rig.store.run(ChangeOffice(office=office), CLERK)
