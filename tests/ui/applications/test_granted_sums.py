"""Once an amount is lowered, every page shows what is granted: decision, drawer and counter."""

import datetime

import pytest
from PySide6.QtCore import Qt

from ipdesk.models.commands import RecordCheck
from ipdesk.models.records import Check, CheckResult, CheckStage, LoweredAmount
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.handlers.public_notices.office import LAST, go_to, proposed, publish
from tests.ui.rig import Rig


def lowered(rig: Rig, *, issue: bool) -> int:
    """Have 8,000.00 lowered to 5,000.00 and decided, and let the letter go out."""
    draft = rig.steps.draft(rig.steps.register(), licence())
    shown = rig.steps.accept(draft)
    (line,) = shown.lines
    less = LoweredAmount(line.achievement, line.rule, 500_000, "合同部分未履行")
    rig.store.run(rig.steps.confirming(draft.application, shown, lowered=(less,)), CLERK)
    if issue:
        rig.steps.issue(draft.application)
    return draft.application


@pytest.mark.usefixtures("own_window")
@pytest.mark.parametrize("issue", [False, True])
def test_the_counter_shows_a_decided_file_as_it_was_granted(rig: Rig, issue: bool) -> None:
    application = lowered(rig, issue=issue)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    rig.desk.open(ContinueDraft(application))
    rig.settle()
    (group,) = page.awards.list.groups()
    assert (group.view.computed, group.view.amount) == (800_000, 500_000)
    assert any("合同部分未履行" in said for said in group.view.warnings)
    assert [bar.this for bar in group.view.bars if bar.is_money] == [500_000]
    assert page.awards.total.sum.text() == "5,000.00"
    assert page.applicant.summary.received.text() == "5,000.00 元"


@pytest.mark.usefixtures("own_window")
def test_a_file_that_lies_on_the_counter_follows_its_decision(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), licence())
    shown = rig.steps.accept(draft)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    assert page.awards.total.sum.text() == "8,000.00"
    (line,) = shown.lines
    less = LoweredAmount(line.achievement, line.rule, 500_000, "合同部分未履行")
    rig.desk.run_later(page, rig.steps.confirming(draft.application, shown, lowered=(less,)))
    rig.settle()
    assert page.awards.total.sum.text() == "5,000.00"
    assert page.applicant.summary.received.text() == "5,000.00 元"


def test_the_bar_of_a_lowered_line_follows_the_amount_typed(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), licence())
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_F9)
    view = page.decision.view
    for typed, fen in (("5000", 500_000), ("0", 0), ("8000", 800_000)):
        rig.type(view.form.amount, typed)
        rig.settle()
        (shown,) = view.outcome.awards.lines()
        assert shown.amount == fen
        assert [bar.this for bar in shown.bars if bar.is_money] == [fen]


@pytest.mark.usefixtures("own_window")
def test_items_of_a_range_that_were_lowered_apart_are_shown_apart(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), works(count="3"))
    shown = rig.steps.accept(draft)
    last = shown.lines[-1]
    less = LoweredAmount(last.achievement, last.rule, 5_000, "登记人不符")
    rig.store.run(rig.steps.confirming(draft.application, shown, lowered=(less,)), CLERK)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    assert [group.view.amount for group in page.awards.list.groups()] == [40_000, 5_000]
    assert page.awards.total.sum.text() == "450.00"


def test_what_each_of_a_range_is_lowered_by_does_not_read_as_the_sum_of_all(rig: Rig) -> None:
    rig.steps.accept(rig.steps.draft(rig.steps.register(), works(count="4")))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_F9)
    view = page.decision.view
    rig.type(view.form.amount, "150")
    rig.type(view.form.reason, "登记费已减半")
    view.form.ground.set_key("other")
    rig.settle()
    (shown,) = view.outcome.awards.lines()
    assert shown.amount == 60_000
    assert shown.warnings == ("每件审定 150.00 元，核减 50.00 元：登记费已减半",)


def test_what_was_looked_up_after_the_notice_is_in_sight_to_be_named_as_the_reason(rig: Rig) -> None:
    application = proposed(rig.steps, rig.steps.register("示例甲有限公司"), licence())
    publish(rig.steps, application)
    found = Check(
        subject="", name="合同备案核查", result=CheckResult.BAD, source="银行回单", day=rig.clock.today,
        remark="合同实际支付300,000.00元", reason="按实际支付金额重新计算", unpictured="核对原件，复印件在卷",
    )  # fmt: skip
    stage = CheckStage.AFTER_NOTICE
    rig.store.run(RecordCheck(application=application, stage=stage, check=found), CLERK)
    go_to(rig.steps, LAST + datetime.timedelta(days=1))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._decide((application,))
    rig.settle()
    form = page.decision.view.form
    assert not form.checks.isVisible(), "nothing is lowered yet"
    rig.type(form.amount, "3000")
    rig.settle()
    assert form.checks.isVisible() and form.checks.visibleRegion().boundingRect() == form.checks.rect()
    form.checks.set_key("0")
    assert "合同备案核查" in form.reason.text()
