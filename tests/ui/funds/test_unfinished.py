"""What was typed in a dialog and not handed in is there when the same is opened again."""

import pytest
from PySide6.QtWidgets import QApplication

from ipdesk.funds.case.form import sample_fund
from ipdesk.models import commands
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person
from ipdesk.ui.funds import FundsPage
from ipdesk.ui.funds.dialogs.fund_dialog import FundDialog
from tests.actors import CLERK
from tests.ui.funds.entering import FundHands
from tests.ui.rig import Rig

FORM = sample_fund("shaoguan-2021")
LEFT = "上次没有填完，已恢复。"


@pytest.fixture
def hands(rig: Rig) -> FundHands:
    page = rig.page(FundsPage)
    rig.show(funds=page)
    return FundHands(rig, page)


def fund_dialog(hands: FundHands, *, change: bool = False) -> FundDialog:
    foot = hands.page.foot
    dialog = hands.open(foot.change if change else foot.register)
    assert isinstance(dialog, FundDialog)
    return dialog


def leave(hands: FundHands, dialog: FundDialog) -> None:
    """Press Esc; a question would stay in sight."""
    dialog.reject()
    hands.rig.settle()
    assert QApplication.activeModalWidget() is None


def test_a_dialog_goes_on_where_it_was_left_and_only_for_who_typed_it(hands: FundHands) -> None:
    dialog = fund_dialog(hands)
    assert not dialog.message.sentence()
    hands.fill(dialog, {"name": "促进专项", "level": "city", "rounding": "round"})
    dialog.days["deadline"].setText("2022年13月")
    dialog.papers[1].number.setText("韶财工〔2021〕88号")
    hands.fill(dialog, {"goal": "扩大运用"})
    leave(hands, dialog)
    here = hands.rig.desk.person()
    colleague = hands.rig.store.run(commands.AddPerson(name="李文"), CLERK).value
    hands.rig.store.run(commands.SetRoles(person=colleague, roles=frozenset(Role)), CLERK)
    hands.rig.desk.set_person(Person(colleague, "李文"))
    other = fund_dialog(hands)
    assert (other.texts["name"].text(), other.message.sentence()) == ("", "")
    leave(hands, other)
    hands.rig.desk.set_person(here)
    again = fund_dialog(hands)
    assert again.message.sentence() == LEFT
    assert (again.texts["name"].text(), again.level.key(), again.rounding.key(), again.goal.text()) == (
        "促进专项", "city", "round", "扩大运用",
    )  # fmt: skip
    assert again.days["deadline"].text() == "2022年13月"
    assert [one.number.text() for one in again.papers] == ["", "韶财工〔2021〕88号", "", ""]
    again.message.buttons[0].click()
    assert (again.texts["name"].text(), again.papers[1].number.text()) == ("", "")
    leave(hands, again)
    assert not fund_dialog(hands).message.sentence()


def test_what_changed_meanwhile_is_said_and_what_was_saved_is_not_offered_again(hands: FundHands) -> None:
    hands.register(FORM)
    new = fund_dialog(hands)
    assert not new.message.sentence(), "what was typed of a new fund is in the database"
    leave(hands, new)
    at_another_desk = fund_dialog(hands, change=True)
    hands.fill(at_another_desk, {"short_name": "丙"})
    command = at_another_desk.entered()
    hands.fill(at_another_desk, {"short_name": FORM.short_name})
    leave(hands, at_another_desk)
    dialog = fund_dialog(hands, change=True)
    assert not dialog.message.sentence(), "nothing was changed in the end"
    hands.fill(dialog, {"short_name": "甲", "holder": "乙"})
    leave(hands, dialog)
    assert command is not None
    hands.rig.desk.run_later(hands.page, command)
    hands.rig.settle()
    again = fund_dialog(hands, change=True)
    assert again.message.sentence() == LEFT + "其间改过的：简称，请核对。"
    assert (again.texts["short_name"].text(), again.texts["holder"].text()) == ("甲", "乙")
    hands.submit(again)
    assert not fund_dialog(hands, change=True).message.sentence()
