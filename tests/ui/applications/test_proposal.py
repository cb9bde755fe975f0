"""An office that proposes before it decides, by the window."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.documents.letters.proposal.assemble import judged
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.workflow import Procedure, Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.experts_dialog import ExpertsDialog
from ipdesk.ui.applications.decision.table import GRANTED, PROPOSED
from ipdesk.ui.applications.list import columns as list_columns
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from ipdesk.ui.desk.destinations import OpenLetter
from ipdesk.ui.widgets import CHIP_ROLE
from tests.actors import CLERK
from tests.models.desk import cultivation, licence
from tests.models.handlers.public_notices.office import LAST, go_to, proposed, publish
from tests.models.handlers.steps.test_proposals import proposing, take_up
from tests.models.handlers.steps.test_referred import ARTICLE, report
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig

F9 = Qt.Key.Key_F9
SUMS = (list_columns.COMPUTED, list_columns.PROPOSED, list_columns.AMOUNT)
MINUTES, DAY = "局务会纪要〔2024〕8号", "2024-06-20"


def opened(rig: Rig, *rows: object) -> ApplicationsPage:
    """Show the decision on accepted applications of an office that proposes, one for each of the rows."""
    take_up(rig.steps)
    ids = []
    for row in rows:
        draft = rig.steps.draft(rig.steps.register(legal_representative="马启航"), row)  # type: ignore[arg-type]
        rig.steps.accept(draft)
        ids.append(draft.application)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", tuple(ids)))
    rig.settle()
    return page


def hold_meeting(rig: Rig, page: ApplicationsPage) -> None:
    outcome = page.decision.view.outcome
    rig.type(outcome.minutes, MINUTES)
    rig.type(outcome.day, "20240620")
    rig.type(outcome.met, "局务会")
    rig.type(outcome.resolved, "同意拟资助意见")
    rig.settle()


def go_on(rig: Rig) -> str:
    asked = rig.answer()
    rig.press(F9)
    return asked()


def fill_scores(rig: Rig, dialog: ExpertsDialog) -> None:
    """Score, first with somebody who is related to the applicant."""
    for row, (name, unit, score) in zip(
        dialog.rows, [("刘建平", "粤北理工学院", "86.5"), ("马启航", "示例公司", "95")], strict=False
    ):
        rig.type(row.name, name)
        rig.type(row.unit, unit)
        rig.type(row.score, score)
    assert dialog.average.text() == "平均 90.75 分"
    dialog.accept()
    assert dialog.problem.text() == "专家“马启航”是申请人的法定代表人，应当回避，不能评分。"
    dialog.rows[1].recused.setChecked(True)
    assert dialog.average.text() == "平均 86.5 分"
    dialog.accept()


def test_the_short_course_shows_nothing_of_proposals(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), licence())
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._decide((draft.application,))
    rig.settle()
    view = page.decision.view
    assert page.decision.primary.text().startswith("审定")
    assert view.table.isColumnHidden(PROPOSED)
    assert not any(
        part.isVisible() for part in (view.outcome.met_field, view.outcome.resolved_field, view.form.basis)
    )


def test_files_are_proposed_one_after_the_other_by_one_meeting(rig: Rig) -> None:
    page = opened(rig, licence(), licence(ref="Y2022440000199"))
    decision = page.decision
    assert decision.primary.text().startswith("拟资助")
    hold_meeting(rig, page)
    for application in (1, 2):
        assert decision.application() == application
        assert decision.view.outcome.meeting() == (MINUTES, DAY, "局务会", "同意拟资助意见")
        assert "拟资助 8,000.00 元" in go_on(rig)
        assert rig.state(application) == "proposed"
    proposal = rig.store.read(queries.proposal, 2)
    assert proposal is not None
    assert (proposal.total, proposal.minutes.body, proposal.minutes.text) == (
        800_000,
        "局务会",
        "同意拟资助意见",
    )
    assert decision.bar.state() == "已提出拟资助"


def test_a_decided_amount_is_proposed_on_the_scores_of_experts(rig: Rig) -> None:
    page = opened(rig, cultivation())
    hold_meeting(rig, page)
    view, decision = page.decision.view, page.decision
    rig.type(view.form.amount, "200000")
    rig.settle()
    rig.press(F9)
    assert view.form.basis.field.error() == "选择核定依据"
    in_dialog(ExpertsDialog, lambda dialog: fill_scores(rig, dialog))
    assert QApplication.focusWidget() is view.form.basis.kind
    rig.press(Qt.Key.Key_1)
    rig.settle()
    assert view.form.basis.said.text() == "1 位专家评分，平均 86.5 分，1 位回避"
    go_on(rig)
    assert rig.state(1) == "proposed", decision.bar.state()
    proposal = rig.store.read(queries.proposal, 1)
    assert proposal is not None and proposal.lines[0].basis is not None
    assert [one.name for one in proposal.lines[0].basis.experts] == ["刘建平", "马启航"]


@pytest.mark.usefixtures("own_window")  # the experts of the last amount are proposed for the next
def test_without_proposals_scores_are_typed_at_the_decision_and_stay_with_it(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(legal_representative="马启航"), cultivation())
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", (draft.application,)))
    rig.settle()
    view = page.decision.view
    rig.type(view.outcome.minutes, MINUTES)
    rig.type(view.outcome.day, "20240620")
    rig.type(view.form.amount, "200000")
    rig.settle()
    basis = view.form.basis
    assert basis.isVisible() and basis.field.mark() == "选填"
    in_dialog(ExpertsDialog, lambda dialog: fill_scores(rig, dialog))
    basis.kind.setFocus()
    rig.press(Qt.Key.Key_1)
    rig.settle()
    assert basis.said.text() == "1 位专家评分，平均 86.5 分，1 位回避"
    go_on(rig)
    assert rig.state(draft.application) == "confirmed", page.decision.bar.state()
    detail = rig.steps.detail(draft.application)
    [decided] = detail.decisions
    assert [(one.name, one.recused) for one in decided.experts] == [("刘建平", False), ("马启航", True)]
    _, scores = judged(detail, rig.steps.policy)
    assert [(one.name, one.score) for one in scores] == [("刘建平", "86.5"), ("马启航", "")]
    page.show_list()
    page._open_drawer()
    rig.settle()
    assert "高价值专利培育项目：1 位专家评分，平均 86.5 分，1 位回避" in page.drawer.frozen.basis.text()
    back = commands.TakeBackDecision(
        application=draft.application, policy=rig.steps.policy, reason="会议记录有误，重新研究"
    )
    rig.store.run(back, CLERK)
    typed = rig.store.read(queries.decision_draft, draft.application)
    assert typed is not None and typed.lines[0].basis == "experts"
    assert [one.score for one in typed.lines[0].experts] == ["86.5", ""]
    assert rig.steps.detail(draft.application).decisions == ()


def test_what_departs_from_the_proposal_is_named_and_explained_before_it_is_confirmed(rig: Rig) -> None:
    page = opened(rig, licence())
    hold_meeting(rig, page)
    go_on(rig)
    view = page.decision.view
    assert page.decision.primary.text().startswith("审定")
    assert not view.table.isColumnHidden(PROPOSED)
    assert view.model.index(0, PROPOSED).data() == "8,000.00"
    view.outcome.same.click()
    assert view.outcome.departures.isHidden()
    rig.type(view.form.amount, "6000")
    rig.type(view.form.reason, "合同只履行了一部分")
    view.form.ground.set_key("other")
    rig.settle()
    assert view.model.index(0, GRANTED).data() == "6,000.00"
    assert view.outcome.departures.lines.text().endswith("拟资助 8,000.00 元，审定 6,000.00 元")
    assert view.outcome.departures.text() == "合同只履行了一部分", "what was written once serves here, too"
    rig.type(view.outcome.departures.reason, "")
    rig.press(F9)
    assert view.outcome.departures.field.error() == "与拟资助金额不同的，要写理由"
    assert QApplication.focusWidget() is view.outcome.departures.reason
    rig.type(view.outcome.departures.reason, "公示后申请人自愿减少")
    rig.settle()
    assert "拟资助 8,000.00 元，审定 6,000.00 元" in go_on(rig)
    assert rig.state(1) == "confirmed"
    [record] = rig.steps.detail(1).departures
    assert record.reason == "公示后申请人自愿减少"


def test_what_was_published_and_is_lowered_asks_why_it_is_not_published_anew(rig: Rig) -> None:
    application = proposed(rig.steps, rig.steps.register(), licence())
    publish(rig.steps, application)
    go_to(rig.steps, LAST + datetime.timedelta(days=1))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", (application,)))
    rig.settle()
    view, part = page.decision.view, page.decision.view.outcome.departures
    rig.type(view.outcome.minutes, MINUTES)
    rig.type(view.outcome.day, "20240627")
    rig.type(view.form.amount, "6000")
    rig.type(view.form.reason, "许可期限的一部分在申报期以外")
    view.form.ground.set_key("other")
    assert part.unpublished.text() == f"{MINUTES}：许可期限的一部分在申报期以外", "one text serves for all"
    rig.type(part.reason, "公示复核付款凭证")
    rig.type(part.unpublished, "只减少这一项，不影响其他申请人")
    rig.press(F9)
    assert "请写明依据" in part.unpublished_field.error(), "before anything is asked"
    rig.type(part.unpublished, "")
    rig.settle()
    rig.press(F9)
    assert part.unpublished_field.error() == "与公示不同、不重新公示的，要写理由"
    assert QApplication.focusWidget() is part.unpublished
    part.quoted_field.show()  # as where something was looked up later
    view.outcome.show_differences(
        ["专利转让许可：核算金额 8,000.00 元，提出拟资助时 7,000.00 元"] * 3, proposed=True
    )
    rig.settle()
    assert rig.window.height() == 768, "all that is asked at once makes no window higher than the screen"
    rig.type(part.unpublished, f"{MINUTES}研究：只减少这一项，不影响其他申请人")
    go_on(rig)
    assert rig.state(application) == "confirmed"
    kept = rig.steps.detail(application).unpublished
    assert kept is not None and kept.reason == f"{MINUTES}研究：只减少这一项，不影响其他申请人"


def test_a_proposal_is_given_back_from_the_list_with_all_that_was_typed(rig: Rig) -> None:
    page = opened(rig, licence())
    hold_meeting(rig, page)
    view = page.decision.view
    rig.type(view.form.amount, "5000")
    rig.type(view.form.reason, "合同只履行了一部分")
    view.form.ground.set_key("other")
    rig.settle()
    go_on(rig)
    page.show_list()
    rig.settle()
    [back] = [step for step in page.list_bar.others._steps if step.step is Step.RETURN_PROPOSAL]

    def give_reason(dialog: ReasonDialog) -> None:
        dialog.input.setText("合同履行情况须再核对")
        dialog.accept()

    in_dialog(ReasonDialog, give_reason)
    page.take_step(back)
    rig.settle()
    assert rig.state(1) == "accepted"
    page._decide((1,))
    rig.settle()
    assert view.model.index(0, GRANTED).data() == "5,000.00"
    assert view.form.reason.text() == "合同只履行了一部分"
    assert view.outcome.minutes.text() == MINUTES


@pytest.mark.parametrize(("least", "needed"), [(80_000_000, False), (800_000, True)])
def test_minutes_are_asked_for_from_the_office_s_sum_on(rig: Rig, least: int, needed: bool) -> None:
    page = opened(rig, licence())
    take_up(rig.steps, minutes_from=least)
    page.decision.reload()
    page._decide((1,))
    rig.settle()
    marks = [
        one.mark() for one in (page.decision.view.outcome.minutes_field, page.decision.view.outcome.day_field)
    ]
    assert marks == (["必填"] * 2 if needed else ["", ""])
    if needed:
        rig.press(F9)
        assert page.decision.view.outcome.minutes_field.error().startswith("填写会议纪要编号")
    else:
        go_on(rig)
        assert rig.state(1) == "proposed"


def test_the_list_keeps_what_is_computed_proposed_and_granted_apart(rig: Rig) -> None:
    page = opened(rig, licence())
    table = page.list.table
    assert not table.isColumnHidden(list_columns.PROPOSED)
    assert table.columns[list_columns.AMOUNT].title == "金额（元）"
    hold_meeting(rig, page)
    view = page.decision.view
    rig.type(view.form.amount, "5000")
    rig.type(view.form.reason, "合同只履行了一部分")
    view.form.ground.set_key("other")
    rig.settle()
    go_on(rig)
    page.show_list()
    rig.settle()
    shown = [page.list.model.index(0, at).data() for at in SUMS]
    assert shown == ["8,000.00", "5,000.00", "5,000.00"], "what is added up in the head is what stands there"
    origin = page.list.model.index(0, list_columns.AMOUNT).data(Qt.ItemDataRole.ToolTipRole)
    assert origin == "拟资助金额；核算 8,000.00 元，核减 3,000.00 元，按 Enter 看逐项的理由"
    assert page.list.model.index(0, list_columns.STATE).data(CHIP_ROLE) == "proposed"
    page._decide((1,))
    rig.settle()
    outcome = view.outcome
    assert not any(outcome.meeting()), "the meeting that decides is another one, unless somebody says so"
    assert f"拟资助的会议是 {MINUTES}（2024-06-20）" in outcome.minutes.accessibleDescription()
    rig.type(outcome.minutes, "局务会纪要〔2024〕9号")
    assert not outcome.same.isVisible(), "Enter on it would put another in the place of what was typed"
    rig.type(outcome.minutes, "")
    outcome.same.click()
    assert outcome.meeting() == (MINUTES, "2024-06-20", "局务会", "同意拟资助意见")
    assert not outcome.same.isVisible()
    go_on(rig)
    page.show_list()
    rig.settle()
    assert [page.list.model.index(0, at).data() for at in SUMS] == ["8,000.00", "5,000.00", "5,000.00"]


def test_the_drawer_shows_what_was_frozen_and_what_is_computed_today(rig: Rig) -> None:
    """8,000.00 proposed of a licence; then the yearly 50,000.00 are taken by another application."""
    page = opened(rig, licence())
    hold_meeting(rig, page)
    go_on(rig)
    page.show_list()
    page._open_drawer()
    rig.settle()
    drawer = page.drawer
    assert drawer.sums.text() == "核算 8,000.00　拟资助 8,000.00"
    assert f"校验码 {rig.steps.policy.sha256[:8]}" in drawer.frozen.by.text()
    assert drawer.frozen.head.text() == "按现行政策和现有历史核算，结果相同"
    take_up(rig.steps, Procedure())
    applicant = rig.steps.detail(1).applicant.id
    rig.steps.confirmed(applicant, licence("500万", ref="Y2022440000150", id="7"))
    page._show_current(page.list.current())
    rig.settle()
    assert drawer.frozen.head.text() == "按现行政策和现有历史核算，有 1 处不同"
    assert drawer.frozen.lines.text() == "专利转让许可：可资助 8,000.00 → 不予重复或已达上限 0.00"
    assert [line.amount for line in drawer.awards.lines()] == [800_000]


def test_the_summary_for_the_meeting_is_made_of_what_is_chosen(rig: Rig) -> None:
    page = opened(rig, licence(), licence(ref="Y2022440000199"))
    page.show_list()
    rig.settle()
    page.list.model.check_all()
    rig.settle()
    [summary] = [step for step in page.list_bar.others._steps if step.action == "summary"]
    assert summary.word == "印拟资助汇总表（2 件）"
    page.take_step(summary)
    rig.settle()
    [letter] = rig.store.read(queries.letters)
    assert (letter.kind, letter.applicant_name, letter.amount) == ("proposal_summary", "2 件申请", 1_600_000)
    assert rig.asked == [OpenLetter(letter.id)]


def test_who_proposes_second_is_told_who_was_quicker_and_what_was_not_taken(rig: Rig) -> None:
    page = opened(rig, licence())
    decision = page.decision
    hold_meeting(rig, page)
    other = Actor(rig.store.run(commands.AddPerson(name="王建国"), CLERK).value)
    sheet = decision.view.sheet
    assert sheet is not None
    rig.store.run(proposing(rig.steps, 1, sheet.result), other)
    rig.answer()
    rig.press(F9)
    said = decision.view.message.sentence()
    assert "已由 王建国" in said and "提出拟资助 8,000.00 元" in said
    assert "您填的没有采用（拟资助 8,000.00 元，依据 局务会纪要〔2024〕8号）" in said
    assert decision.bar.state() == "这里没有拟资助：已在另一处办理，见上方"
    proposal = rig.store.read(queries.proposal, 1)
    assert proposal is not None
    assert (proposal.round, proposal.by) == (1, "王建国")


def test_whoever_is_related_or_may_not_decide_is_told_before_anything_is_typed(rig: Rig) -> None:
    page = opened(rig, licence())
    applicant = rig.steps.detail(1).applicant.id
    rig.store.run(commands.RecordRecusal(applicant=applicant, person=rig.steps.me, relation="配偶"), CLERK)
    page._decide((1,))
    rig.settle()
    assert not page.decision.primary.isEnabled()
    assert "应当回避" in page.decision.primary.toolTip()
    assert page.decision.view.form.amount.isReadOnly()


def test_a_sum_that_another_document_governs_is_asked_for_with_its_article(rig: Rig) -> None:
    page = opened(rig, report())
    view = page.decision.view
    hold_meeting(rig, page)
    assert view.waiting() == 1 and "另按《广东省举报" in view.form.note.text()
    rig.press(F9)
    assert view.form.amount_field.error() == "还没有核定；不予资助的填 0"
    rig.type(view.form.amount, "2000")
    assert view.form.reason_field.label.text() == "核定依据（条款、计算）" and not view.form.basis.isVisible()
    rig.type(view.form.reason, ARTICLE)
    rig.settle()
    assert "拟资助 2,000.00 元" in go_on(rig)
    proposal = rig.store.read(queries.proposal, 1)
    assert proposal is not None and (proposal.total, proposal.lines[0].reason) == (200_000, ARTICLE)
