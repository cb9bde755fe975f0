"""What national rules point out has to be answered before an award is confirmed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.records import RawAchievement
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.decision.table import TITLE
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.widgets import GLYPH_ROLE, ParagraphField
from tests.actors import CLERK
from tests.ui.applications.test_decision import hold_meeting
from tests.ui.rig import Rig

F9, ENTER = Qt.Key.Key_F9, Qt.Key.Key_Return
FEE, AGENCY = "guard_annual_fee", "guard_agency_fee"
SENTENCE = "国家要求不得资助专利年费，请核实资金来源和依据。"
REASON = "经核实，由本县专项资金列支。"


def fee(number: str = "ZL201010123456.9", **more: str) -> RawAchievement:
    facts = {"patent_type": "invention", "fee": "900", "year_after_grant": "1"}
    values = {"id": number, "date": "2020-05-01", **more}
    return RawAchievement(kind="patent_annual_fee", ref=number, facts=facts, **values)


def filing() -> RawAchievement:
    facts = {"patent_type": "invention", "stage": "filed", "first": "true", "agency_fee": "3000"}
    return RawAchievement(
        id="f", kind="patent_application", date="2020-01-06", ref="202010001234.3", facts=facts
    )


def turn(rig: Rig, on: bool, *, here: bool = True) -> None:
    office = rig.store.read(queries.office)
    assert office is not None
    command = ChangeOffice(office=replace(office, guards=on))
    outcome = rig.store.run(command, CLERK)
    if here:
        rig.desk.notify(outcome.changes)
    rig.settle()


@pytest.fixture
def page(rig: Rig) -> ApplicationsPage:
    rig.steps.policy = standard_library().policy("qingyuan-2018")
    return rig.page(ApplicationsPage)


def opened(rig: Rig, page: ApplicationsPage, *rows: RawAchievement) -> DecisionController:
    draft = rig.steps.draft(rig.steps.register(), *rows, year=2020)
    rig.steps.accept(draft)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(F9)
    assert page.decision.application() == draft.application
    return page.decision


def write(rig: Rig, field: ParagraphField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)
    rig.settle()


def editor(decision: DecisionController, code: str) -> ParagraphField:
    return decision.view.outcome.answers.fields[code].editor


def test_nothing_is_asked_while_the_office_has_the_notices_off(rig: Rig, page: ApplicationsPage) -> None:
    decision = opened(rig, page, fee())
    assert not decision.view.outcome.answers.isVisible()
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "confirmed"


def test_every_notice_is_shown_once_with_its_rows_and_must_be_answered(
    rig: Rig, page: ApplicationsPage
) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee(), filing(), fee("ZL201010123457.3"))
    answers = decision.view.outcome.answers
    assert answers.isVisible() and list(answers.fields) == [FEE, AGENCY]
    assert (answers.fields[FEE].rows.text(), answers.fields[FEE].said.text()) == ("第 1、3 项", SENTENCE)
    assert decision.view.model.index(0, TITLE).data(GLYPH_ROLE) == "flag"
    hold_meeting(rig, decision)
    write(rig, editor(decision, FEE), REASON)
    write(rig, editor(decision, AGENCY), "   ")
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert editor(decision, AGENCY).hasFocus()
    assert answers.fields[AGENCY].error.text() == "写明处理意见，再按 F9"
    assert not answers.fields[FEE].error.isVisible()
    write(rig, editor(decision, AGENCY), "按原政策清算。")
    assert not answers.fields[AGENCY].error.isVisible()
    asked = rig.answer()
    rig.press(F9)
    assert "4,800.00" in asked(), "notices change no sum"
    assert rig.state(decision.application()) == "confirmed"
    kept = rig.steps.detail(decision.application()).answers
    assert [(one.code, one.answer, len(one.notices)) for one in kept] == [
        (FEE, REASON, 2),
        (AGENCY, "按原政策清算。", 1),
    ]


def test_enter_goes_from_the_meeting_through_the_answers(rig: Rig, page: ApplicationsPage) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee(), filing())
    decision.view.outcome.day.setFocus()
    rig.press(ENTER)
    assert editor(decision, FEE).hasFocus()
    QTest.keyClick(editor(decision, FEE), ENTER)
    assert editor(decision, AGENCY).hasFocus()


def test_what_was_answered_is_there_again(rig: Rig, page: ApplicationsPage) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee())
    write(rig, editor(decision, FEE), REASON)
    rig.press(Qt.Key.Key_Escape)
    rig.press(F9)
    assert editor(decision, FEE).text() == REASON


def test_notices_turned_on_elsewhere_are_shown_before_anything_is_confirmed(
    rig: Rig, page: ApplicationsPage
) -> None:
    decision = opened(rig, page, fee())
    hold_meeting(rig, decision)
    turn(rig, True, here=False)
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert "国家规定提示与刚才显示的不同" in decision.view.message.sentence()
    assert decision.view.outcome.answers.isVisible()
    assert decision.view.outcome.minutes.text() == "局务会纪要〔2024〕8号"
    write(rig, editor(decision, FEE), REASON)
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "confirmed"


def test_the_switch_turned_off_elsewhere_takes_the_question_back(rig: Rig, page: ApplicationsPage) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee())
    hold_meeting(rig, decision)
    write(rig, editor(decision, FEE), REASON)
    turn(rig, False, here=False)
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert not decision.view.outcome.answers.isVisible()
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "confirmed"
    assert rig.steps.detail(decision.application()).answers == ()


def test_a_line_refused_by_hand_takes_its_notice_away_and_back_with_what_was_typed(
    rig: Rig, page: ApplicationsPage
) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee())
    answers = decision.view.outcome.answers
    write(rig, editor(decision, FEE), REASON)
    rig.type(decision.view.form.amount, "0")
    assert not answers.isVisible()
    rig.type(decision.view.form.amount, "500")
    assert editor(decision, FEE).text() == REASON


def test_afterwards_the_answer_is_shown_whole_wherever_the_application_is(
    rig: Rig, page: ApplicationsPage
) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee())
    hold_meeting(rig, decision)
    write(rig, editor(decision, FEE), REASON)
    rig.answer()
    rig.press(F9)
    turn(rig, False)
    decision.reload()
    rig.settle()
    field = decision.view.outcome.answers.fields[FEE]
    assert (field.standing.isVisible(), field.editor.isVisible()) == (True, False)
    assert field.standing.text() == f"处理意见：{REASON}"
    rig.desk.open(OpenApplication(decision.application()))
    rig.settle()
    [line] = page.drawer.awards.lines()
    assert line.notices == ((SENTENCE, REASON),)
    words = page.drawer.timeline.accessibleName()
    assert "答复国家规定提示 陈晓敏　1 条处理意见" in words
    assert words.index("答复国家规定提示") < words.index("审定 ")


def test_the_drawer_follows_the_offices_switch(rig: Rig, page: ApplicationsPage) -> None:
    turn(rig, True)
    decision = opened(rig, page, fee())
    rig.desk.open(OpenApplication(decision.application()))
    rig.settle()
    assert [line.notices for line in page.drawer.awards.lines()] == [((SENTENCE, ""),)]
    turn(rig, False)
    QApplication.processEvents()
    assert [line.notices for line in page.drawer.awards.lines()] == [()]
