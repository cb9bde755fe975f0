"""What no font can print is told where it is typed, before it is decided: it could not be put right after."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ipdesk.documents.typesetting.printed_text import unprintable
from ipdesk.models import commands
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.text import printable
from ipdesk.models.parsing.text.texts import line_fault
from tests.actors import CLERK
from tests.documents.letters import letters
from tests.documents.letters.letters import render
from tests.documents.letters.test_award_notification import joined
from tests.models.desk import OFFICE, licence
from tests.ui.applications.test_decision import hold_meeting, opened
from tests.ui.rig import Rig

F9 = Qt.Key.Key_F9


@pytest.fixture(autouse=True)
def _fonts() -> Iterator[None]:
    printable.ask(unprintable)
    yield
    printable.ask_nobody()


@pytest.mark.parametrize("text", ["预算😀不足", "核减\U0001f4b0", "第🈶项"])
def test_a_line_that_no_font_can_print_is_a_fault(text: str) -> None:
    assert "没有字体能够印出" in line_fault(text)
    assert f"U+{ord(text[2]):04X}" in line_fault(text) or ord(text[1]) > 0xFFFF


@pytest.mark.parametrize("text", ["预算不足", "<b>{amount}</b>", "㐂、𠮷、䶮", "Müller & Co.", "第①项", "ﬁ"])
def test_what_can_be_printed_is_none(text: str) -> None:
    assert line_fault(text) == ""


def test_a_reason_that_cannot_be_printed_is_marked_in_its_place(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    form = decision.view.form
    rig.type(form.amount, "5000")
    rig.type(form.reason, "预算😀不足")
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert "没有字体能够印出" in form.reason_field.error()
    assert form.reason.hasFocus()
    rig.type(form.reason, "<b>预算</b>{amount}不足")
    form.ground.set_key("budget")
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "confirmed"


def test_minutes_that_cannot_be_printed_are_marked_in_their_place(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    rig.type(decision.view.outcome.minutes, "纪要😀3号")
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert "没有字体能够印出" in decision.view.outcome.minutes_field.error()


def test_an_applicant_that_cannot_be_printed_is_told_before_acceptance_and_decision(rig: Rig) -> None:
    applicant = rig.steps.register("示例😀有限公司", confirmed=frozenset({"name"}))
    draft = rig.steps.draft(applicant, licence())
    with pytest.raises(InvalidInput, match="申请人的名称里，“😀”没有字体能够印出"):
        rig.steps.accept(draft)
    printable.ask_nobody()  # accepted on another computer, which had such a font
    shown = rig.steps.accept(draft)
    printable.ask(unprintable)
    with pytest.raises(InvalidInput, match="申请人的名称里，“😀”没有字体能够印出"):
        rig.store.run(rig.steps.confirming(draft.application, shown), CLERK)


def test_an_office_that_cannot_be_printed_is_not_kept(rig: Rig) -> None:
    office = replace(OFFICE, address="示例县😀路1号")
    with pytest.raises(InvalidInput, match="没有字体能够印出"):
        rig.store.run(commands.ChangeOffice(office=office), CLERK)


def test_braces_and_marks_of_other_languages_print_as_typed() -> None:
    reason = "按{amount}和<b>名额</b>核减[见附件]"
    items = (replace(item, reason=reason if item.reason else "") for item in letters.CUT.items)
    said = joined(render(replace(letters.CUT, items=tuple(items))))
    assert reason in said
