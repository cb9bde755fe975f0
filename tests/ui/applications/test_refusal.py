"""An application to which nothing is granted: no notification is promised, counted or waited for."""

from pathlib import Path

from PySide6.QtCore import Qt

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.list.columns import STATE
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from ipdesk.ui.widgets import CHIP_ROLE
from tests.models.desk import licence
from tests.ui.applications.test_batch import decide
from tests.ui.applications.test_batch import opened as opened_batch
from tests.ui.applications.test_decision import F9, hold_meeting, opened
from tests.ui.rig import Rig

PAPER = "不予资助决定书本程序还不能制作，请另行制作、送达"


def refuse(rig: Rig, decision: DecisionController) -> str:
    """Lower the one line to nothing, with a reason, and decide."""
    form = decision.view.form
    rig.type(form.amount, "0")
    assert "印在通知书上" not in form.reason_field.error()
    rig.type(form.reason, "合同未实际履行")
    rig.settle()
    return decide(rig)


def test_it_is_said_before_at_and_after_the_decision(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    assert PAPER not in decision.view.outcome.words.text()
    asked = refuse(rig, decision)
    assert PAPER in decision.view.outcome.words.text()
    assert PAPER in asked
    assert rig.state(decision.application()) == "confirmed"
    assert not decision.primary.isEnabled()
    assert PAPER in decision.bar.state()
    assert decision.view.current() is not None
    assert decision.view.current().view.status == "refused"  # nothing says 可资助 beside 0.00


def test_a_line_lowered_asks_for_a_reason_that_is_printed_as_long_as_anything_is_granted(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.form.amount, "5000")
    assert "理由会印在通知书上" in decision.view.form.reason_field.error()


def test_the_list_the_drawer_and_the_letters_wait_for_no_letter_of_it(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    refuse(rig, decision)
    page = decision.parentWidget()
    while not isinstance(page, ApplicationsPage):
        page = page.parentWidget()
    rig.press(Qt.Key.Key_Escape)
    assert page.list.model.index(0, STATE).data(CHIP_ROLE) == "refused"
    assert not page.list_bar.primary.isEnabled() and page.list_bar.why.text() == PAPER
    rig.press(Qt.Key.Key_Return)
    assert f"下达 {PAPER}" in page.drawer.timeline.accessibleName()


def test_the_letters_page_counts_only_what_can_be_issued(rig: Rig, tmp_path: Path) -> None:
    decision, _, _ = opened_batch(rig, 2)
    hold_meeting(rig, decision)
    refuse(rig, decision)
    decide(rig)
    assert decision.primary.text() == "下达文书"
    assert "1 件不予资助" in decision.bar.state() and PAPER in decision.bar.state()
    page, counted = LettersPage(rig.desk), list[int]()
    page.waiting.connect(counted.append)
    rig.window.add_page("letters", "letters", "mail", page, "work")
    page.activated()
    rig.settle()
    assert [item.amount for item in page.lists.models[WAITING].items] == [8_000_00]
    assert counted[-1] == 1
    assert rig.asked == []
    rig.press(F9, decision)
    assert rig.asked == [IssueLetters((decision.application(),))]
