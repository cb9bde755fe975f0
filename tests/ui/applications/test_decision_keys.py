"""Amounts typed key by key at the decision: what stands in the box is what is decided."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.parsing.values.amounts import WAN
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.widgets.money import fen_text
from tests.models.desk import cultivation, licence, works
from tests.ui.rig import Rig

F9 = Qt.Key.Key_F9
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(rig: Rig, *rows: object) -> DecisionController:
    """Open the decision on a newly accepted application, with its amount in hand."""
    draft = rig.steps.draft(rig.steps.register(), *rows)  # type: ignore[arg-type]
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(F9)
    page.decision.view.form.enter()
    return page.decision


def key_in(rig: Rig, decision: DecisionController, text: str) -> None:
    """Type over the amount, one key after the other, waiting after each."""
    decision.view.form.amount.selectAll()
    for letter in text:
        QTest.keyClicks(decision.view.form.amount, letter)
        rig.settle()


def paste(rig: Rig, decision: DecisionController, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    decision.view.form.amount.selectAll()
    QTest.keyClick(decision.view.form.amount, Qt.Key.Key_V, CONTROL)
    QApplication.processEvents()


def says(decision: DecisionController, total: str) -> None:
    """Hold that box, row, total and decision all say this sum in yuan."""
    view, command = decision.view, decision.command()
    assert isinstance(command, ConfirmApplication)
    assert view.sheet is not None
    assert fen_text(view.form.amount.fen() or 0) == total
    assert fen_text(view.model.groups[0].granted) == total
    assert view.outcome.total.text() == total
    assert [fen_text(one.granted) for one in command.lowered] == [total]


def agree(rig: Rig, decision: DecisionController) -> str:
    """Give reason and meeting, confirm, and return what was asked."""
    rig.type(decision.view.form.reason, "合同部分未履行")
    decision.view.form.ground.set_key("other")
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(decision.view.outcome.day, "20240620")
    asked = rig.answer()
    rig.press(F9)
    return asked()


def test_digits_typed_one_by_one_all_count(rig: Rig) -> None:
    decision = opened(rig, licence())
    key_in(rig, decision, "7000")
    rig.type(decision.view.outcome.day, "20240620")
    says(decision, "7,000.00")
    assert decision.view.outcome.words.text() == "大写：人民币柒仟元整"
    asked = agree(rig, decision)
    assert "7,000.00 元" in asked
    assert "有核减：专利转让许可应予资助 8,000.00 元，核减 1,000.00 元，理由：合同部分未履行。" in asked
    (line,) = rig.steps.detail(decision.application()).lines
    assert line.granted == 700_000


def test_a_sum_pasted_over_another_is_the_one_decided(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.outcome.day, "20240620")
    paste(rig, decision, "5000")
    says(decision, "5,000.00")
    paste(rig, decision, "6000")
    says(decision, "6,000.00")
    assert "6,000.00 元" in agree(rig, decision)
    (line,) = rig.steps.detail(decision.application()).lines
    assert line.granted == 600_000


def test_rubbing_out_and_undoing_count_at_once(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.outcome.day, "20240620")
    decision.view.form.enter()
    key_in(rig, decision, "7500")
    QTest.keyClick(decision.view.form.amount, Qt.Key.Key_Backspace)
    says(decision, "750.00")
    QTest.keyClick(decision.view.form.amount, Qt.Key.Key_Z, CONTROL)
    says(decision, fen_text(decision.view.form.amount.fen() or 0))


@pytest.mark.parametrize("by_key", [True, False])
def test_the_unit_chosen_while_typing_counts(rig: Rig, by_key: bool) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.outcome.day, "20240620")
    decision.view.form.enter()
    key_in(rig, decision, "0.65")
    if by_key:
        QTest.keyClicks(decision.view.form.amount, "w")
    else:
        decision.view.form.amount.toggle.chosen.emit(WAN)
    says(decision, "6,500.00")
    QTest.keyClick(decision.view.form.amount, Qt.Key.Key_Backspace)
    says(decision, "6,000.00")


def test_a_sum_too_large_in_its_unit_does_not_pass_in_another(rig: Rig) -> None:
    decision = opened(rig, cultivation())
    QTest.keyClicks(decision.view.form.amount, "w")
    key_in(rig, decision, "123456789")
    assert decision.view.form.amount.problem()
    assert decision.view.model.groups[0].problem == "unreadable"


def test_each_of_a_range_is_lowered_to_what_was_typed(rig: Rig) -> None:
    decision = opened(rig, works(count="101"))
    key_in(rig, decision, "120")
    rig.settle()
    assert decision.view.outcome.total.text() == "12,000.00"
    asked = agree(rig, decision)
    assert "12,000.00 元" in asked and "应予资助 20,000.00 元，核减 8,000.00 元" in asked
    assert sum(line.granted or 0 for line in rig.steps.detail(decision.application()).lines) == 1_200_000


def test_reading_the_file_again_leaves_what_is_being_typed_alone(rig: Rig) -> None:
    decision = opened(rig, licence())
    key_in(rig, decision, "70")
    decision.reload()
    rig.settle()
    assert decision.view.form.amount.text() == "70"
    QTest.keyClicks(decision.view.form.amount, "00")
    assert decision.view.outcome.total.text() == "7,000.00"


def test_confirming_takes_what_stands_in_the_inputs_whoever_put_it_there(rig: Rig) -> None:
    decision = opened(rig, licence())
    key_in(rig, decision, "5000")
    form = decision.view.form
    form._filling = True  # as if the field had not told
    form.amount.setText("6000")
    form._filling = False
    assert "6,000.00 元" in agree(rig, decision)
    (line,) = rig.steps.detail(decision.application()).lines
    assert line.granted == 600_000


def test_an_emptied_box_shows_the_sum_that_stands_again(rig: Rig) -> None:
    decision = opened(rig, licence())
    key_in(rig, decision, "5000")
    decision.view.form.amount.selectAll()
    QTest.keyClick(decision.view.form.amount, Qt.Key.Key_Delete)
    decision.view.outcome.minutes.setFocus()
    rig.settle()
    assert decision.view.form.amount.text() == decision.view.outcome.total.text() == "8,000.00"


def test_the_key_of_the_page_leads_back_to_the_list_and_esc_in_the_search_leaves_the_decision_alone(
    rig: Rig,
) -> None:
    decision = opened(rig, licence())
    page = rig.window.page("applications")
    assert isinstance(page, ApplicationsPage)
    key_in(rig, decision, "5000")
    rig.press(Qt.Key.Key_K, modifier=CONTROL)
    search = rig.window.top.search
    assert search.hasFocus()
    QTest.keyClicks(search, "heyun")
    rig.press(Qt.Key.Key_Escape)
    assert decision.view.isVisible() and decision.view.form.amount.hasFocus() and search.text() == ""
    rig.window.nav.chosen.emit("applications")
    rig.settle()
    assert page.list.table.hasFocus() and not decision.view.isVisible()
    kept = rig.store.read(queries.decision_draft, 1)
    assert kept is not None and kept.lines, "what was typed is saved before"
    page._decide((1,))
    rig.settle()
    assert decision.view.isVisible()
    page.arrive()
    rig.settle()
    assert page.list.table.hasFocus(), "so it is for who comes by the word from another page"
