"""An application to which nothing is granted: it waits for the decision of that, and for no notification."""

import pytest
from PySide6.QtCore import Qt

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.list.columns import STATE
from ipdesk.ui.desk.destinations import IssueLetters, Origin
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from ipdesk.ui.widgets import CHIP_ROLE
from tests.models.desk import licence
from tests.ui.applications.test_batch import decide
from tests.ui.applications.test_batch import opened as opened_batch
from tests.ui.applications.test_decision import F9, hold_meeting, opened
from tests.ui.letters.test_letters import PrinterTray, tray, words
from tests.ui.rig import Rig, counts_on

__all__ = ["tray"]

PAPER = "没有予以资助的事项，审定后下达不予资助决定书。"


def refuse(rig: Rig, decision: DecisionController) -> str:
    """Lower the one line to nothing, with a reason, and decide."""
    form = decision.view.form
    rig.type(form.amount, "0")
    assert "印在通知书上" not in form.reason_field.error()
    rig.type(form.reason, "不属于本次申报的范围")
    form.ground.set_key("other")
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
    assert decision.bar.state() == "已审定；1 件不予资助，决定书在“文书”页下达"
    assert decision.primary.isEnabled() and decision.primary.text() == "下达文书"
    assert decision.view.current() is not None
    assert decision.view.current().view.status == "refused"  # nothing says 可资助 beside 0.00


def test_a_line_lowered_asks_for_a_reason_that_is_printed_as_long_as_anything_is_granted(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.form.amount, "5000")
    assert "理由会印在通知书上" in decision.view.form.reason_field.error()


def test_the_list_and_the_drawer_lead_to_its_decision(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    refuse(rig, decision)
    page = decision.parentWidget()
    while not isinstance(page, ApplicationsPage):
        page = page.parentWidget()
    rig.press(Qt.Key.Key_Escape)
    assert page.list.model.index(0, STATE).data(CHIP_ROLE) == "refused"
    rig.press(Qt.Key.Key_Return)
    assert "不予资助 等待编号、打印不予资助决定书" in page.drawer.timeline.accessibleName()
    page.close_drawer()
    assert page.list_bar.primary.isEnabled() and page.list_bar.primary.text().startswith("下达文书")
    rig.press(F9)
    assert rig.asked == [IssueLetters((decision.application(),))]


@pytest.mark.usefixtures("own_window")
def test_each_application_waits_for_the_paper_that_it_gets(rig: Rig, tray: PrinterTray) -> None:
    decision, ids, _ = opened_batch(rig, 2)
    hold_meeting(rig, decision)
    refuse(rig, decision)
    decide(rig)
    assert decision.primary.text() == "下达文书"
    assert "1 件不予资助，决定书在“文书”页下达" in decision.bar.state()
    page = LettersPage(rig.desk, ask_printer=tray)
    rig.window.add_page("letters", "letters", "mail", page, "work")
    rig.window.go_to("letters")
    rig.settle()
    assert [item.amount for item in page.lists.models[WAITING].items] == [8_000_00]
    assert counts_on(rig)("letters") == 2
    page.show_destination(IssueLetters((ids[0],)), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.currentText() == "不予资助决定书 1"
    assert page.lists.form.number.text() == "示知资不予〔2024〕1号"
    rig.answer()
    rig.press(F9, page)
    assert rig.state(ids[0]) == "refused"
    text = words(tray.out())
    assert "不属于本次申报的范围" in text and "对你单位的本次申请不予资助（奖励）" in text
    assert "向示例县人民政府申请行政复议" in text
