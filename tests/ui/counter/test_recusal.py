"""Who is related to the applicant on the counter: recorded and shown there, kept from judging."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, RecordRecusal
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person
from ipdesk.ui.applicants.recusal_dialog import RecusalDialog
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.widgets import Chip
from tests.actors import CLERK
from tests.models.desk import works
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier
CHIEF, COLLEAGUE = Person(1, "陈晓敏"), Person(2, "黄志强")


@pytest.fixture
def page(rig: Rig) -> CounterPage:
    """Return the counter with an applicant on it."""
    rig.store.run(AddPerson(name=COLLEAGUE.name, roles=frozenset({Role.CLERK})), CLERK)
    made = CounterPage(rig.desk)
    rig.show(counter=made)
    made.applicant.choose(rig.steps.register("示例甲有限公司"))
    rig.settle()
    return made


def chips(page: CounterPage) -> list[str]:
    return [chip.accessibleName() for chip in page.applicant.summary._recused if isinstance(chip, Chip)]


def ask(rig: Rig, page: CounterPage) -> RecusalDialog:
    rig.press(Qt.Key.Key_B, modifier=ALT)
    [dialog] = [one for one in page.findChildren(RecusalDialog) if one.isVisible()]
    return dialog


def test_a_relation_is_recorded_by_the_keyboard_and_keeps_from_accepting(rig: Rig, page: CounterPage) -> None:
    assert page.foot.accept.isEnabled()
    dialog = ask(rig, page)
    assert dialog.choice.key() == "1", "oneself first"
    dialog.accept()
    rig.settle()
    assert "请填写与申请人的关系" in dialog.field.error() and dialog.isVisible()
    rig.type(dialog.text, "配偶")
    rig.press(Qt.Key.Key_Return, dialog.text)
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    assert [one.relation for one in rig.store.read(queries.recusals, 1)] == ["配偶"]
    assert len(page.applicant.summary._recused) == 1
    assert not page.foot.accept.isEnabled()
    assert page.foot.refusal.text() == "您与申请人有利害关系（配偶），应当回避，请由其他同事办理。"
    for button in (page.foot.save, page.foot.discard, page.applicant.change):
        assert not button.isEnabled() and "应当回避" in button.toolTip()
    rig.desk.set_person(COLLEAGUE)
    assert page.foot.accept.isEnabled() and not page.foot.refusal.isVisible()


def test_who_is_related_reads_the_form_and_types_nothing_into_it(rig: Rig, page: CounterPage) -> None:
    page.achievements.enter()
    place = page.draft.add_row("work_registration")
    page.draft.change_row(place, replace(works(), id=page.draft.rows[place].id))
    page.achievements.table.select_row(0)
    rig.settle()
    form = page.achievements.form()
    assert form is not None and page.achievements.add_button.isVisible() and page.awards.change.isVisible()
    rig.desk.notify(rig.store.run(RecordRecusal(applicant=1, person=1, relation="持股"), CLERK).changes)
    rig.settle()
    before = len(page.draft.rows)
    rig.press(Qt.Key.Key_F3)
    assert (
        not form.isEnabled() and len(page.draft.rows) == before and not page.achievements.chooser.isVisible()
    )
    assert not page.achievements.add_button.isVisible() and not page.awards.change.isVisible()
    told: list[str] = []
    page.awards.told.connect(told.append)
    for material in page.awards.material_list():
        page.awards.tick(material, received=True)
    assert not any(row.received for row in page.draft.rows) and len({*told}) == 1, told
    rig.desk.set_person(COLLEAGUE)
    rig.settle()
    assert form.isEnabled() and page.achievements.add_button.isVisible() and page.awards.change.isVisible()


def test_it_is_ended_by_an_administrator_with_a_reason_who_is_somebody_else(
    rig: Rig, page: CounterPage
) -> None:
    for person in (1, 2):
        command = RecordRecusal(applicant=1, person=person, relation="持股")
        rig.desk.notify(rig.store.run(command, CLERK).changes)
    rig.settle()
    assert not page.foot.accept.isEnabled()
    dialog = ask(rig, page)
    assert not dialog.end_button.isEnabled() and "不能由自己解除" in dialog.note.text()
    assert not dialog.text.isVisible() and "不能由自己解除" in dialog.end_button.toolTip()
    dialog.choice.set_key("2")
    assert dialog.end_button.isEnabled() and not dialog.accept_button.isVisible()
    assert dialog.note.text().startswith("已登记：持股")
    dialog.end_button.click()
    rig.settle()
    assert dialog.field.error() == "请填写理由。"
    rig.type(dialog.text, "股份已经转让")
    dialog.end_button.click()
    rig.settle()
    assert [one.person.id for one in rig.store.read(queries.recusals, 1)] == [1]


def test_somebody_else_on_the_counter_brings_no_recusal_along(rig: Rig, page: CounterPage) -> None:
    rig.desk.notify(rig.store.run(RecordRecusal(applicant=1, person=1, relation="持股"), CLERK).changes)
    rig.settle()
    page.applicant.choose(rig.steps.register("示例乙有限公司"))
    rig.settle()
    assert page.foot.accept.isEnabled() and not page.applicant.summary._recused


def test_the_decision_says_beforehand_who_must_not_take_it(rig: Rig) -> None:
    applicant = rig.steps.register()
    draft = rig.steps.draft(applicant, works())
    rig.steps.accept(draft)
    rig.store.run(RecordRecusal(applicant=applicant, person=1, relation="持股"), CLERK)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.decision.decide((draft.application,))
    rig.settle()
    assert not page.decision.primary.isEnabled()
    assert "应当回避" in page.decision.bar.refusal.text()
