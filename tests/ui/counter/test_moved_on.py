"""An application on the counter with which a step is taken on another page."""

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import commands, queries
from ipdesk.models.records import MissingItem
from ipdesk.models.workflow import State, Step
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.models.desk import licence
from tests.ui.rig import Rig

ITEMS = (MissingItem("申请表没有盖章", "盖章后重新提交"), MissingItem("缺少承诺书", "补交承诺书"))


@pytest.fixture
def page(rig: Rig) -> CounterPage:
    """Lay a draft on the counter."""
    rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence())
    made = CounterPage(rig.desk)
    rig.show(counter=made)
    rig.desk.open(ContinueDraft(1))
    rig.settle()
    return made


def run(rig: Rig, command: commands.Command[object]) -> None:
    rig.desk.run_later(rig.window, command)
    rig.settle()


def asking(rig: Rig) -> commands.AskCorrection:
    today = datetime.date(2024, 6, 20)
    return commands.AskCorrection(
        application=1, policy=rig.steps.policy, items=ITEMS, working_days=5, served_on=today
    )


def test_what_is_to_be_corrected_stands_over_the_form_and_it_cannot_be_thrown_away(
    page: CounterPage, rig: Rig
) -> None:
    assert page.foot.discard.isVisible()
    run(rig, asking(rig))
    assert page.draft.file.state is State.CORRECTION
    said = "第 1 次补正：申请表没有盖章；缺少承诺书。补正期限到 2024-06-27 止，还有 5 个工作日。"
    assert page.message.sentence() == said
    assert not page.foot.discard.isVisible()
    assert page.foot.accept.isVisible()


def test_who_accepts_is_told_item_by_item_what_of_the_correction_is_unanswered(
    page: CounterPage, rig: Rig
) -> None:
    asked = replace(asking(rig), items=(MissingItem("缺少申请表（签字盖章）", "补交"), *ITEMS))
    run(rig, asked)
    said = rig.answer(yes=False)
    rig.press(Qt.Key.Key_F9)
    lines = said().splitlines()
    at = lines.index("第 1 次补正通知的 3 项，还有 1 项没有补正：")
    assert lines[at + 1 : at + 5] == [
        "（1）缺少申请表（签字盖章）",
        "第 1 次补正通知的下列各项，请核对已经补正：",
        "（2）申请表没有盖章",
        "（3）缺少承诺书",
    ]


def test_what_was_accepted_lies_there_to_be_typed_in_again_once_it_is_taken_back(
    page: CounterPage, rig: Rig
) -> None:
    run(rig, commands.AcceptApplication(application=1, revision=1, policy=rig.steps.policy))
    rig.desk.open(ContinueDraft(1))
    rig.settle()
    assert page.draft.read_only()
    taking = commands.TakeBackAcceptance(application=1, policy=rig.steps.policy, reason="录错了申请人")
    run(rig, taking)
    assert not page.draft.read_only()
    form = page.achievements.form()
    assert form is not None
    rig.type(form.inputs["ref"].line, "Y2022440000777")
    rig.settle()
    page.foot.save.click()
    rig.settle()
    saved = rig.desk.read(queries.draft, 1)
    assert saved is not None
    assert saved.rows[0].ref == "Y2022440000777"


def test_what_came_to_nothing_is_there_to_be_read_alone(page: CounterPage, rig: Rig) -> None:
    run(rig, commands.TakeStep(application=1, step=Step.DECLINE, reason="申请的事项不在本级资助范围"))
    assert page.draft.read_only()
    assert [row.kind for row in page.draft.rows] == ["patent_transaction"]
    assert not page.foot.accept.isVisible()
    assert not page.foot.discard.isVisible()
