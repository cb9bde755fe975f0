"""An office that reviews before it decides, by the window."""

import datetime
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, BarApplicant, SaveReviewDraft
from ipdesk.models.core.actor import Actor
from ipdesk.models.parsing.check_subjects import CheckSubject
from ipdesk.models.records import CheckResult, Person, RawCheck
from ipdesk.models.workflow import State
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.question import question_text
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.review_keeping import ReviewKeeping
from ipdesk.ui.settings import SettingsPage
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.handlers.steps.test_review import REVIEWING, take_up
from tests.models.parsing.test_pictures import png
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig


def look_fine(dialog: ReviewDialog) -> None:
    """Say of all that is left that it is fine, and who the owner is that was found."""
    dialog.all_fine.click()
    [owner] = [row for row in dialog.rows if row.subject.id == "right_owner"]
    owner.remark.setText("权利人即申请人，见专利登记簿")


def fill(rig: Rig, dialog: ReviewDialog) -> None:
    """Say of one thing that it is bad, and why that does not matter; of all others that they are fine."""
    dialog.accept()
    rig.settle()
    assert dialog.problem.text() == "“在本地登记或者居住”还没有核查结果。"
    assert dialog.rows[-1].result.itemText(0) == "符合", "a condition of the clause"
    bad = dialog.rows[2]
    bad.result.set_key("bad")
    bad.remark.setText("2023年度报告没有按时公示")
    dialog.all_fine.click()
    assert dialog.count.text() == "共 13 项，0 项没有结果，1 项异常"
    dialog.accept()
    rig.settle()
    assert "仍予通过的理由" in dialog.problem.text()
    bad.reason.setText("已补报，2024年6月18日移出名录")
    dialog.accept()
    rig.settle()
    assert dialog.problem.text().startswith("“现在的权利人”：Y2022440000123没有登记证书上的权利人")
    assert dialog.focusWidget().accessibleName() == "现在的权利人 情况说明"
    look_fine(dialog)
    dialog.accept()
    rig.settle()


@pytest.fixture
def page(rig: Rig) -> ApplicationsPage:
    """Show one accepted application of an office that reviews."""
    steps = rig.steps
    steps.accept(steps.draft(steps.register("甲精密电子有限公司"), licence()))
    take_up(steps, REVIEWING)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def test_the_list_leads_through_the_review_to_the_decision(page: ApplicationsPage, rig: Rig) -> None:
    words = ("全部 1", "草稿 0", "已受理 1", "已初审 0", "已审定 0", "已下达 0")
    assert page.list.tabs.words() == words
    assert page.list_bar.primary.text().startswith("初审")
    page._open_drawer()
    rig.settle()
    assert page.drawer.open_button.text().startswith("打开申请件"), "初审 comes next, no decision"
    page.close_drawer()
    in_dialog(ReviewDialog, lambda dialog: fill(rig, dialog))
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert rig.state(1) == "reviewed"
    assert page.list_bar.state() == "2024-0001 已办理“初审”"
    assert page.list_bar.primary.text().startswith("审定")
    rig.press(Qt.Key.Key_4, page.list.table, Qt.KeyboardModifier.AltModifier)
    assert page.list.current() is not None
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert page.decision.primary.isEnabled()
    bad, _ = page.decision.view.subject.remarks.texts()
    assert bad.startswith("核查异常　经营异常名录、严重违法失信名单：2023年度报告没有按时公示")
    assert bad.endswith("仍予通过：已补报，2024年6月18日移出名录"), "the meeting sees it"
    view = page.decision.view
    rig.type(view.form.amount, "1000")
    rig.type(view.form.reason, "合同款没有付清")
    assert view.sheet is not None
    asked = question_text(page, view, view.sheet, rig.desk)
    assert "初审中“第（七）项：合同金额与票据、凭证一致”的结果是符合；因票据、凭证核减的，与此不一致" in asked
    checks = rig.desk.read(queries.application_detail, 1).checks
    assert [record.check.result for record in checks].count(CheckResult.BAD) == 1
    page.show_list()
    page._open_drawer()
    rig.settle()
    assert page.drawer.checks.lines[0].text().startswith("经营异常名录、严重违法失信名单：异常　2023年度")


def test_of_a_barred_person_the_bar_is_said_and_what_is_of_units_does_not_apply(rig: Rig) -> None:
    steps = rig.steps
    person = steps.register("何示例", kind="individual", identity="440203198001010023", traits=())
    steps.accept(steps.draft(person, works()))
    since = datetime.date(2024, 1, 1)
    bar = BarApplicant(
        applicant=person,
        reason="骗取资助资金",
        basis="管理办法第二十条",
        since=since,
        until=since.replace(2027),
    )
    rig.store.run(bar, CLERK)
    take_up(steps, REVIEWING)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    told: list[str] = []

    def look(dialog: ReviewDialog) -> None:
        told.extend(dialog.told.texts())
        assert [row.subject.name for row in dialog.rows if row.result.key() == "not_applicable"] == [
            "主体存续", "经营异常名录、严重违法失信名单",
        ]  # fmt: skip
        look_fine(dialog)
        dialog.accept()
        rig.settle()

    in_dialog(ReviewDialog, look)
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert len(told) == 1 and told[0].startswith("限制资助　") and "骗取资助资金" in told[0]
    results = [record.check.result for record in rig.desk.read(queries.application_detail, 1).checks]
    assert results.count(CheckResult.NOT_APPLICABLE) == 2 and results.count(CheckResult.FINE) == 7


def test_before_the_review_its_decision_offers_the_review(page: ApplicationsPage, rig: Rig) -> None:
    page._decide((1,))
    rig.settle()
    decision = page.decision
    assert decision.primary.text().startswith("初审") and decision.primary.isEnabled()
    assert decision.bar.state() == "还没有初审，请先初审，再审定。"
    assert decision.view.form.amount.isReadOnly()
    in_dialog(ReviewDialog, lambda dialog: fill(rig, dialog))
    rig.press(Qt.Key.Key_F9)
    rig.settle()
    assert rig.state(1) == "reviewed" and decision.isVisible()
    assert decision.bar.state() == "2024-0001 已办理“初审”"
    assert decision.primary.text().startswith("审定")
    assert not decision.view.form.amount.isReadOnly()


def test_the_drawer_tells_the_course_with_its_stage(page: ApplicationsPage, rig: Rig) -> None:
    page._open_drawer()
    rig.settle()
    assert [step.word for step in page.drawer.timeline._steps] == ["登记", "受理", "初审", "审定", "下达"]


@pytest.mark.usefixtures("own_window")
def test_the_stage_is_chosen_in_the_settings_and_followed_at_once(rig: Rig) -> None:
    settings, page = SettingsPage(rig.desk), rig.page(ApplicationsPage)
    rig.show(settings=settings, applications=page)
    switch = settings.office.stages[State.REVIEWED]
    assert "已初审" in switch.text() and not switch.isChecked()
    rig.press(Qt.Key.Key_Space, switch)
    rig.press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    rig.window.go_to("applications")
    rig.settle()
    assert "已初审 0" in page.list.tabs.words()


def reviewing(rig: Rig, page: ApplicationsPage, answer: Callable[[ReviewDialog], None]) -> None:
    """Open the review as clerks do and answer in it."""
    in_dialog(ReviewDialog, answer)
    rig.press(Qt.Key.Key_F9, page.list.table)


def test_a_review_that_is_left_half_typed_is_there_when_it_is_opened_again(
    page: ApplicationsPage, rig: Rig
) -> None:
    """It is there for everybody, says whose it is, and is gone with the step; nobody is asked before."""

    def begin(dialog: ReviewDialog) -> None:
        assert dialog.keeping and not dialog.keeping.begun.isVisible()
        assert not dialog.keeping.clear_button.isVisible()
        dialog.rows[0].result.set_key("bad")
        rig.type(dialog.rows[0].remark, "注册地在邻县")
        rig.type(dialog.rows[0].day, "6月18")
        dialog.rows[0].take_pictures([png()])
        asked = rig.answer(over=dialog)
        rig.press(Qt.Key.Key_Escape, dialog)
        assert not dialog.isVisible() and asked() == "", "it is kept: there is nothing to ask"
        rig.ask_no_more()

    reviewing(rig, page, begin)
    assert rig.state(1) == "accepted"
    page._open_drawer()
    rig.settle()
    [said] = [one for one in page.drawer.remarks.texts() if one.startswith("初审还没有办完")]
    assert "陈晓敏 于2024年6月20日" in said
    page.close_drawer()
    rig.desk.set_person(Person(rig.store.run(AddPerson(name="王建国"), CLERK).value, "王建国"))

    def go_on(dialog: ReviewDialog) -> None:
        row = dialog.rows[0]
        assert dialog.keeping and dialog.keeping.begun.text().startswith("陈晓敏 于2024年6月20日")
        assert (row.result.key(), row.remark.text(), row.day.text()) == ("bad", "注册地在邻县", "2024-06-18")
        assert row.picture_button.text() == "截图 1" and row.reason.isVisible()
        row.reason.setText("迁入手续在办")
        look_fine(dialog)
        dialog.accept()
        rig.settle()

    reviewing(rig, page, go_on)
    assert rig.state(1) == "reviewed"
    assert rig.desk.read(queries.review_draft, 1) is None
    assert rig.desk.read(queries.application_detail, 1).checks[0].check.remark == "注册地在邻县"


def test_what_two_desks_type_at_one_review_is_chosen_between_and_can_be_cleared(
    page: ApplicationsPage, rig: Rig
) -> None:
    def typing(dialog: ReviewDialog) -> None:
        other = Actor(rig.store.run(AddPerson(name="王建国"), CLERK).value)
        theirs = RawCheck(dialog.rows[1].subject.id, remark="那边填的")
        rig.store.run(SaveReviewDraft(application=1, checks=(theirs,)), other)
        rig.type(dialog.rows[1].remark, "这边填的")
        assert isinstance(dialog.keeping, ReviewKeeping)
        dialog.keeping.saving.save_now()
        rig.settle()
        said = dialog.keeping.message
        assert "王建国" in said.sentence() and "没有保存" in said.sentence()
        said.act(1)
        rig.settle()
        kept = rig.desk.read(queries.review_draft, 1)
        assert kept is not None and kept.checks[1].remark == "这边填的"
        rig.answer(over=dialog)
        dialog.keeping.clear_button.click()
        rig.settle()
        assert dialog.rows[1].remark.text() == "" and dialog.rows[1].source.text()
        assert rig.desk.read(queries.review_draft, 1) is None

    reviewing(rig, page, typing)


def test_a_finding_that_only_negates_its_condition_is_pointed_out(rig: Rig) -> None:
    subject = CheckSubject(id="condition:x", name="条件", source="声明函", unmet="申请人不属于中小微企业")
    [row] = ReviewDialog("初审", "初审", rig.desk.today, lambda *_: None, rig.window, subjects=[subject]).rows
    row.result.set_key("unmet")
    assert row.remark.text() == "申请人不属于中小微企业" and not row.factless.isHidden()
    row.remark.setText("2022年末从业人员1860人，属于大型企业")
    assert row.factless.isHidden()
