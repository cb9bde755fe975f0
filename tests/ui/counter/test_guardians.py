"""A child on the counter: its guardian is asked for, its paper printed, and without them nothing accepted."""

from __future__ import annotations

import datetime
from dataclasses import replace

from PySide6.QtCore import Qt

from ipdesk.ui.counter import CounterPage
from ipdesk.ui.widgets import Chip
from tests.models.desk import works
from tests.models.handlers.test_guardians import PARENT, number
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier
CHILD = number(datetime.date(2010, 3, 1))
ASKED = ("guardian", "guardian_relation", "guardian_identity", "guardian_telephone")


def chips(page: CounterPage) -> list[str]:
    return [chip.accessibleName() for chip in page.applicant.summary._shown if isinstance(chip, Chip)]


def test_the_form_asks_for_a_guardian_once_the_number_is_that_of_a_child(rig: Rig) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.register("示例小")
    form = page.applicant.form
    form.kind.set_key("individual")
    assert not any(form.fields[name].isVisible() for name in ASKED)
    rig.type(form.inputs["identity"], number(datetime.date(1990, 1, 1)))
    assert not any(form.fields[name].isVisible() for name in ASKED)
    rig.type(form.inputs["identity"], CHILD)
    assert all(form.fields[name].isVisible() for name in ASKED)
    assert [form.fields[name].mark() for name in ("guardian", "account_name")] == ["受理前必填"] * 2
    form.submit.click()
    rig.settle()
    lacking = "监护人姓名、与申请人的关系、监护人公民身份号码、监护人的收款户名"
    asked = f"申请人未满18周岁，还没有登记{lacking}，请在申请人资料里补填。"
    assert page.applicant.message.sentence().startswith(asked)
    assert form.inputs["guardian"].hasFocus()
    assert form.isVisible(), "nothing is registered while that is asked"
    given = {
        "guardian": "示例大",
        "guardian_relation": "父亲",
        "guardian_identity": CHILD,
        "account_name": "示例大",
    }
    for name, text in given.items():
        rig.type(form.inputs[name], text)
    assert page.applicant.message.sentence() == ""
    form.submit.click()
    rig.settle()
    assert "与申请人的相同" in form.fields["guardian_identity"].error()
    rig.type(form.inputs["guardian_identity"], PARENT)
    form.submit.click()
    rig.settle()
    assert chips(page) == ["未满18周岁　监护人 示例大（父亲）"]


def test_what_is_not_known_of_a_guardian_is_asked_once_and_stands_beside_the_name(rig: Rig) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.register("示例小")
    form = page.applicant.form
    form.kind.set_key("individual")
    for name, text in (("identity", CHILD), ("guardian", "示例大")):
        rig.type(form.inputs[name], text)
    form.submit.click()
    rig.settle()
    assert "监护人公民身份号码" in page.applicant.message.sentence()
    assert form.inputs["guardian_relation"].hasFocus()
    form.submit.click()
    rig.settle()
    assert chips(page) == ["未满18周岁　监护人 示例大，资料不全"]


def test_it_is_not_accepted_before_the_consent_is_ticked(rig: Rig) -> None:
    child = rig.steps.register("示例小", kind="individual", identity=CHILD, traits=())
    draft = rig.steps.draft(child, works())
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.switching.open(draft.application)
    rig.settle()
    assert chips(page) == ["未满18周岁，未登记监护人"]
    assert any("监护人同意书" in word for word in page.foot.papers.words())
    page.accept()
    assert "还没有登记监护人姓名、与申请人的关系、监护人公民身份号码" in page.message.sentence()
    assert rig.state(draft.application) == "draft"
    [paper] = [one for one in page.awards.material_list() if one.id == "guardian_consent"]
    assert (paper.name, paper.number) == ("监护人同意书（监护人签名）", 0)


def test_it_is_accepted_with_guardian_and_consent(rig: Rig) -> None:
    given = {
        "guardian": "示例大",
        "guardian_relation": "父亲",
        "guardian_identity": PARENT,
        "account_name": "示例大",
    }
    child = rig.steps.register("示例小", kind="individual", identity=CHILD, traits=(), **given)
    draft = rig.steps.draft(child, replace(works(), received=frozenset({"guardian_consent"})))
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.switching.open(draft.application)
    rig.settle()
    rig.answer()
    page.accept()
    rig.settle()
    assert rig.state(draft.application) == "accepted"


def test_a_firm_is_offered_no_paper_of_a_guardian(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), works())
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.switching.open(draft.application)
    rig.settle()
    assert not any("监护人" in word for word in page.foot.papers.words())
