"""A call that the city decides, by the window: forwarded together, answered from a pasted sheet, notified."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ipdesk.models import queries
from ipdesk.models.awards.decided_sheet import DecidedSheet
from ipdesk.models.workflow import Level, State
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.groups import decision_groups
from ipdesk.ui.applications.decision.table import COMPUTED, GRANTED, PROPOSED, DecisionModel
from ipdesk.ui.applications.drawer.frozen import answered_text
from ipdesk.ui.applications.forwarding.answer_dialog import AnswerDialog
from ipdesk.ui.applications.forwarding.forward_dialog import ForwardDialog
from ipdesk.ui.applications.forwarding.taking import last_body
from ipdesk.ui.applications.steps.next_step import next_step, other_steps
from ipdesk.ui.desk.destinations import OpenApplication, OpenLetter
from tests.actors import CLERK
from tests.models.desk import cultivation, licence
from tests.models.handlers.steps.test_forwarding import accepted, answering, forwarded, open_call
from tests.models.handlers.steps.test_forwarding import answer as answered_with
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.applications.test_simple_steps import give_reasons, take
from tests.ui.rig import Rig

BODY = "示例市市场监督管理局"


@pytest.fixture
def page(rig: Rig) -> ApplicationsPage:
    """Show two accepted applications of a call that is decided above."""
    call = open_call(rig.steps)
    for at in range(2):
        accepted(rig.steps, call, licence(ref=f"Y202244000012{at}"))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def choose_all(page: ApplicationsPage, rig: Rig) -> None:
    page.list.model.check_all()
    rig.settle()


def forward(rig: Rig, dialog: ForwardDialog) -> None:
    assert dialog.told.text().startswith("核算金额合计 16,000.00 元。")
    dialog.accept()
    assert dialog.fields["body"].error() == "请填写报送机关。"
    rig.type(dialog.body_field, BODY)
    dialog.day.set_day(rig.desk.today() + datetime.timedelta(days=1))
    dialog.accept()
    rig.settle()
    assert "晚于今天" in dialog.fields["date"].error()
    dialog.day.set_day(rig.desk.today())
    dialog.accept()
    rig.settle()


def answer(rig: Rig, dialog: AnswerDialog) -> None:
    assert dialog.body_field.text() == BODY
    dialog.number_field.setText("示市监知〔2024〕20号")
    dialog.accept()
    assert "还没有填写批复金额" in dialog.message.sentence()
    QGuiApplication.clipboard().setText(
        "受理编号\t批复金额（万元）\n2024-0001\t0.8\n2024-0002\t0.5\n2024-0077\t1"
    )
    dialog.table.setFocus()
    rig.press(Qt.Key.Key_V, dialog.table, Qt.KeyboardModifier.ControlModifier)
    assert (
        dialog.message.sentence() == "已按编号填入 2 项。\n第4行申请编号“2024-0077”不在所列申请中，没有填入。"
    )
    assert dialog.sum_line.text() == "共 2 项，已填 2 项，批复金额合计 13,000.00 元"
    _, sums, _ = dialog.content()  # type: ignore[misc]
    assert sums == [(0, 800_000), (1, 500_000)], "what was pasted is asked about, too"
    dialog.accept()
    assert "2024-0002 的批复金额与上报的不同，请写明理由。" in dialog.message.sentence()
    rig.type(dialog.usual, "市级资金预算不足")
    dialog.accept()
    rig.settle()


def test_the_list_forwards_together_and_takes_the_answer_from_a_sheet(
    page: ApplicationsPage, rig: Rig
) -> None:
    rows, office = rig.desk.read(queries.application_rows, (1, 2)), rig.desk.read(queries.office)
    assert office is not None
    with_standards = ForwardDialog(rows, office, "", rig.desk.today, page, referred=2)
    assert with_standards.told.text().startswith("核算金额合计 16,000.00 元，另有 2 项另按规定。")
    with_standards.deleteLater()
    choose_all(page, rig)
    assert page.list_bar.primary.text().startswith("上报 2 件")
    in_dialog(ForwardDialog, lambda dialog: forward(rig, dialog))
    page.list_bar.primary.click()
    rig.settle()
    assert [rig.state(one) for one in (1, 2)] == ["forwarded"] * 2
    bodies = [rig.desk.read(last_body, title) for title in (rig.steps.policy.pack.title, "另一个市的办法")]
    assert bodies == [BODY, ""], "another policy may be of another city"
    letters = rig.desk.read(queries.letters)
    assert rig.asked == [OpenLetter(letters[-1].id)]
    rig.window.go_to("applications")
    choose_all(page, rig)
    assert page.list_bar.primary.text().startswith("登记批复 2 件")
    in_dialog(AnswerDialog, lambda dialog: answer(rig, dialog))
    page.list_bar.primary.click()
    rig.settle()
    details = [rig.desk.read(queries.application_detail, one) for one in (1, 2)]
    assert [one.application.state for one in details] == [State.ANSWERED] * 2
    assert page.list_bar.state() == "已登记批复 2 件，共 13,000.00 元，可以下达文书"
    assert [one.lines[0].granted for one in details] == [800_000, 500_000]
    assert details[1].lines[0].reason == "市级资金预算不足"
    put_right(page, rig)


def put_right(page: ApplicationsPage, rig: Rig) -> None:
    """Take the answer for the second file back by the menu; only the wrong sum is typed anew."""

    def correct(dialog: AnswerDialog) -> None:
        assert (dialog.number_field.text(), dialog.granted.fen()) == ("示市监知〔2024〕20号", 500_000)
        assert dialog.reason.text() == "市级资金预算不足"
        assert dialog.message.sentence() == "已填入撤销以前登记的内容，请改正后再登记。"
        rig.type(dialog.granted, "0.6万")
        dialog.accept()
        rig.settle()

    page.list.model.check_none()
    page.list.go_to(2)
    rig.settle()
    give_reasons("第二件金额录错")
    take(page.list_bar.others, "撤销批复登记…")
    rig.settle()
    assert rig.state(2) == "forwarded"
    in_dialog(AnswerDialog, correct)
    page.list_bar.primary.click()
    rig.settle()
    [line] = rig.desk.read(queries.application_detail, 2).lines
    assert (line.granted, line.reason) == (600_000, "市级资金预算不足")
    rig.desk.open(OpenApplication(2))
    rig.settle()
    assert page.drawer.sums.text() == "推荐 8,000.00 元　批复 6,000.00 元"
    rig.press(Qt.Key.Key_Return, page.list.table)
    rig.settle()
    outcome = page.decision.view.outcome
    named = [one.text() for one in (outcome.title, outcome.minutes_field.label, outcome.total_word)]
    assert named == ["上级批复", "批复文号", "批复合计"] and "推荐 8,000.00 元" in outcome.note.text()


def test_what_was_recommended_stays_beside_the_answer(rig: Rig) -> None:
    """Of a sum that was left to the city nothing was recommended, whatever it answered."""
    call = open_call(rig.steps)
    both = accepted(rig.steps, call, licence(), cultivation())
    forwarded(rig.steps, both)
    given = answered_with(rig.steps, both, 700_000, 5_000_000, reason="市级核定")
    rig.steps.store.run(answering(rig.steps, given), CLERK)
    detail, model = rig.steps.detail(both), DecisionModel()
    model.show_groups(decision_groups(DecidedSheet(detail, rig.steps.policy)))
    sums = [[model.index(row, at).data() for at in (COMPUTED, PROPOSED, GRANTED)] for row in range(2)]
    assert sums == [["8,000.00", "8,000.00", "7,000.00"], ["待核定", "待核定", "50,000.00"]]
    assert answered_text(detail) == "推荐 8,000.00 元，另有 1 项由上级核定　批复 57,000.00 元"


def test_applications_of_two_levels_have_no_step_in_common(rig: Rig) -> None:
    for level in Level:
        accepted(rig.steps, open_call(rig.steps, level), licence(ref=f"Y20224400001{level}"))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    choose_all(page, rig)
    assert not page.list_bar.primary.isEnabled()
    accepted_rows = rig.desk.read(queries.application_rows, (1, 2))
    reviewed = [replace(row, state=State.REVIEWED) for row in accepted_rows]
    assert next_step(reviewed, rig.clock.today).word == "办理下一步", "going back is not what comes next"
    assert "请分开办理" in next_step(reviewed, rig.clock.today).why
    assert "撤销初审 2 件…" in [step.word for step in other_steps(reviewed, rig.clock.today)]
