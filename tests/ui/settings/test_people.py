"""The people of the office in the settings: roles, leaving, and what everybody else may not press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, ChangeAccess, SetRoles
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AccessSettings, Person
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.roles_dialog import RolesDialog
from ipdesk.ui.shell.person_switch import PersonDialog
from tests.actors import CLERK
from tests.models.desk import works
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def colleague(rig: Rig) -> Person:
    """Return somebody who is a clerk and nothing else."""
    added = rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK).value
    return Person(added, "黄志强")


@pytest.fixture
def page(rig: Rig, colleague: Person) -> SettingsPage:
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    made.people.table.setFocus()
    made.people.table.select_row(1)
    return made


def rows(page: SettingsPage) -> list[tuple[str, ...]]:
    model = page.people.table.model()
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_roles_are_given_by_the_keyboard(rig: Rig, page: SettingsPage, colleague: Person) -> None:
    assert rows(page) == [("陈晓敏", "全部角色", "正在使用"), ("黄志强", "受理员", "")]

    def tick() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RolesDialog)
        assert [role for role, box in dialog.boxes.items() if box.isChecked()] == [Role.CLERK]
        dialog.boxes[Role.CLERK].click()
        dialog.boxes[Role.APPROVER].click()
        rig.qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)

    rig._when_asked(tick)
    rig.press(Qt.Key.Key_R, modifier=ALT)
    assert rig.store.read(queries.roles_of, colleague.id) == {Role.APPROVER}
    assert rows(page)[1] == ("黄志强", "审批人", "")
    assert page.people.table.current_row() == 1


def test_who_is_added_is_a_clerk_in_sight_and_selected(rig: Rig, page: SettingsPage) -> None:
    people = page.people
    assert people.name.mapTo(people, QPoint()).y() < people.table.y(), "above the list, however high it is"
    rig.type(people.name, "何家铭")
    rig.press(Qt.Key.Key_Return, people.name)
    assert rows(page)[-1] == ("何家铭", "受理员", "")
    assert people.table.current_row() == 2
    assert people.message.sentence() == "已添加 何家铭，角色是受理员；还办理别的，用“角色…”勾选。"


def test_who_leaves_stays_in_the_list_and_can_come_back(rig: Rig, page: SettingsPage) -> None:
    asked = rig.answer()
    rig.press(Qt.Key.Key_K, modifier=ALT)
    assert "以前办理的记录都保留" in asked()
    assert rows(page)[1] == ("黄志强", "受理员", "已停用")
    assert [person.name for person in rig.store.read(queries.persons)] == ["陈晓敏"]
    rig.press(Qt.Key.Key_Return, page.people.table)
    assert rig.desk.person().name == "陈晓敏", "who is out of service does not sit down"
    rig.press(Qt.Key.Key_K, modifier=ALT)
    assert rows(page)[1] == ("黄志强", "受理员", "")


def test_the_last_administrator_is_told_why_not(rig: Rig, page: SettingsPage) -> None:
    page.people.table.select_row(0)
    rig.answer()
    rig.press(Qt.Key.Key_K, modifier=ALT)
    assert "至少要有一位在用的管理员" in page.people.message.sentence()


def test_only_an_administrator_changes_settings(rig: Rig, page: SettingsPage, colleague: Person) -> None:
    rig.desk.set_person(colleague)
    rig.settle()
    rig.type(page.office.inputs["contact"], "李敏")
    people = page.people
    for button in (people.add_button, people.roles_button, people.service_button, page.save_button):
        assert not button.isEnabled()
        assert "须由管理员办理" in button.toolTip()
    assert page.bar.refusal.text() == "您没有办理这一步的权限，须由管理员办理。"
    assert page.bar.refusal.isVisible()
    rig.desk.set_person(Person(1, "陈晓敏"))
    assert page.save_button.isEnabled() and not page.bar.refusal.isVisible()


def test_a_role_given_meanwhile_lets_the_button_be_pressed(
    rig: Rig, page: SettingsPage, colleague: Person
) -> None:
    rig.desk.set_person(colleague)
    assert not page.people.add_button.isEnabled()
    giving = SetRoles(person=colleague.id, roles=frozenset({Role.ADMINISTRATOR}))
    rig.desk.notify(rig.store.run(giving, Actor(1)).changes)
    assert page.people.add_button.isEnabled()


def test_only_an_administrator_adds_somebody_who_sits_down(
    rig: Rig, page: SettingsPage, colleague: Person
) -> None:
    rig.desk.set_person(colleague)
    dialog = PersonDialog(rig.desk, rig.store.read(queries.persons), colleague, rig.window)
    assert not dialog.new.isEnabled()
    assert "须由管理员办理" in dialog.new_field.line.text()
    dialog.deleteLater()


def counter(rig: Rig) -> Callable[[], bool]:
    """Show a page; the function returned says whether who sits there now may take its step."""
    page = CounterPage(rig.desk)
    rig.show(counter=page)

    def may() -> bool:
        assert page.foot.accept.isEnabled() == page.foot.save.isEnabled()
        assert page.foot.accept.isEnabled() == page.applicant.form.submit.isEnabled()
        return page.foot.accept.isEnabled()

    return may


def decision(rig: Rig) -> Callable[[], bool]:
    draft = rig.steps.draft(rig.steps.register(), works())
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.decision.decide((draft.application,))
    rig.settle()

    def may() -> bool:
        rig.settle()
        minutes = page.decision.view.outcome.minutes
        assert page.decision.primary.isEnabled() == (not minutes.isReadOnly())
        return page.decision.primary.isEnabled()

    return may


def letters(rig: Rig) -> Callable[[], bool]:
    rig.steps.confirmed(rig.steps.register(), works())
    page = LettersPage(rig.desk)
    rig.show(letters=page)
    rig.qtbot.waitUntil(lambda: bool(page.preview.pdf()))
    rig.settle()
    return page.foot.primary.isEnabled


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        (counter, {Role.CLERK}),
        (decision, {Role.APPROVER}),
        (letters, {Role.CLERK}),
    ],
)
@pytest.mark.usefixtures("own_window")
def test_a_step_may_be_taken_by_the_role_and_nobody_else(
    rig: Rig, page: Callable[[Rig], Callable[[], bool]], roles: set[Role]
) -> None:
    people = {
        role: rig.store.run(AddPerson(name=role.label, roles=frozenset({role})), CLERK) for role in Role
    }
    may, allowed = None, set()
    for role, added in people.items():
        rig.desk.set_person(Person(added.value, role.label))
        may = may or page(rig)
        if may():
            allowed.add(role)
    assert allowed == roles


@pytest.mark.usefixtures("own_window")
def test_who_accepted_is_told_beforehand_that_another_decides(rig: Rig) -> None:
    rig.store.run(ChangeAccess(settings=AccessSettings(separates_decision=True)), CLERK)
    draft = rig.steps.draft(rig.steps.register(), works())
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.decision.decide((draft.application,))
    rig.settle()
    assert not page.decision.primary.isEnabled()
    assert "请另一位审批人审定" in page.decision.bar.refusal.text()
    added = rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.APPROVER})), CLERK).value
    rig.desk.set_person(Person(added, "黄志强"))
    assert page.decision.primary.isEnabled()
