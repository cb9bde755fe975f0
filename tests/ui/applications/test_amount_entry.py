"""An amount typed at the decision is read as everywhere, in its unit, or is no amount at all."""

import pytest
from PySide6.QtCore import Qt

from ipdesk.models.awards.decision_draft import readable_amount
from ipdesk.models.parsing.values.amounts import WAN, YUAN
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.steps.offered_step import NextStep
from tests.models.desk import cultivation
from tests.ui.rig import Rig


@pytest.fixture
def decision(rig: Rig) -> DecisionController:
    """Return the decision on one line whose amount the policy leaves open."""
    draft = rig.steps.draft(rig.steps.register(), cultivation(id="2"))
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", (draft.application,)))
    rig.settle()
    return page.decision


def typed(decision: DecisionController) -> str:
    sheet, form = decision.view.sheet, decision.view.form
    assert sheet is not None
    return sheet.amount_text(form.pairs[0])


@pytest.mark.parametrize("text", ["1,2345", "5千", "8,,6", "八十"])
def test_what_cannot_be_read_in_wan_is_no_amount_in_yuan_either(
    rig: Rig, decision: DecisionController, text: str
) -> None:
    amount = decision.view.form.amount
    amount.setFocus()
    amount.set_unit(WAN)
    rig.type(amount, text)
    rig.press(Qt.Key.Key_Tab)
    assert decision.view.form.amount_field.error() == amount.problem() != ""
    assert readable_amount(typed(decision)) is None
    assert decision.view.sheet is not None
    assert decision.view.sheet.decided() == ()


@pytest.mark.parametrize(
    ("text", "unit", "fen"), [("3", WAN, 3_000_000), ("1.5千", YUAN, 150_000), ("2,0000", YUAN, 2_000_000)]
)
def test_what_can_be_read_is_the_amount(
    rig: Rig, decision: DecisionController, text: str, unit: object, fen: int
) -> None:
    amount = decision.view.form.amount
    amount.setFocus()
    amount.set_unit(WAN if unit is WAN else YUAN)
    rig.type(amount, text)
    assert readable_amount(typed(decision)) == fen
