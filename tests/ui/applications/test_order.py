"""Whoever was accepted first is decided and written to first, whatever order the list stands in."""

import pytest
from PySide6.QtCore import Qt

from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.desk.destinations import DecideApplications
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from tests.actors import CLERK
from tests.models.desk import licence
from tests.ui.applications.test_batch import decide, hold_meeting
from tests.ui.applications.test_simple_steps import take
from tests.ui.rig import POLICY, Rig, moment

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def accepted(rig: Rig) -> list[int]:
    """Return three files as they were accepted: the third on the day before the others."""
    drafts = [rig.steps.draft(rig.steps.register(), licence(ref=f"Y20224400010{at}")) for at in range(3)]
    days = {2: 18, 0: 19, 1: 19}
    for at, day in days.items():
        rig.clock.moment = moment(day)
        rig.steps.accept(drafts[at])
    rig.clock.moment = moment(20)
    return [drafts[at].application for at in days]


def listed(rig: Rig) -> ApplicationsPage:
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    return page


def test_a_batch_is_decided_in_the_order_of_acceptance(rig: Rig) -> None:
    files = accepted(rig)
    page = listed(rig)
    take(page.list_bar.others, "逐件审定 3 件")
    rig.settle()
    hold_meeting(rig, page.decision)
    for application in files:
        assert page.decision.application() == application
        decide(rig)


def test_what_was_decided_is_ticked_no_more(rig: Rig) -> None:
    accepted(rig)
    page = listed(rig)
    take(page.list_bar.others, "逐件审定 3 件")
    rig.settle()
    hold_meeting(rig, page.decision)
    decide(rig)
    assert len(page.list.model.checked()) == 2  # the two not decided yet
    decide(rig)
    decide(rig)
    assert page.list.model.checked() == ()


def test_the_choice_is_taken_back_by_a_key_that_is_shown(rig: Rig) -> None:
    accepted(rig)
    page = listed(rig)
    assert page.list_bar.summary.clear_button.accessibleDescription() == "Ctrl+Shift+A"
    rig.press(Qt.Key.Key_A, modifier=CTRL | SHIFT)
    assert page.list.model.checked() == ()


@pytest.mark.usefixtures("own_window")
def test_letters_wait_in_the_same_order(rig: Rig) -> None:
    files = accepted(rig)
    for application in sorted(files, reverse=True):
        result = stored_result(POLICY, rig.steps.detail(application))
        rig.store.run(rig.steps.confirming(application, result), CLERK)
    page = LettersPage(rig.desk)
    rig.show(letters=page)
    assert [item.id for item in page.lists.models[WAITING].items] == files


def test_one_that_comes_from_the_counter_is_decided_at_once(rig: Rig) -> None:
    files = accepted(rig)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    rig.desk.open(DecideApplications((files[1],)))
    rig.settle()
    assert page.decision.isVisible() and page.decision.application() == files[1]
