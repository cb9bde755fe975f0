"""The same number in another open file is said at the decision too: whoever is decided first is paid."""

from PySide6.QtWidgets import QPushButton

from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.desk.destinations import OpenApplication
from tests.models.desk import maintained, works
from tests.ui.applications.test_decision import F9, hold_meeting, opened
from tests.ui.rig import Rig

SAID = "ZL201010123456.9 也在申请件 2024-0001 中（先来有限公司，已受理），请核对是否同一成果。"


def second(rig: Rig) -> tuple[DecisionController, int]:
    first = rig.steps.draft(rig.steps.register("先来有限公司"), maintained())
    rig.steps.accept(first)
    assert first.number == "2024-0001"
    return opened(rig, maintained(), name="后到有限公司"), first.application


def told(decision: DecisionController) -> list[str]:
    return [remark.text for remark in decision.view.outcome.notices.remarks()]


def test_another_file_with_the_same_number_is_named_and_can_be_opened(rig: Rig) -> None:
    decision, other = second(rig)
    assert told(decision) == [SAID]
    decision.view.outcome.notices.findChild(QPushButton).click()
    rig.settle()
    assert rig.asked[-1] == OpenApplication(other)


def test_a_range_in_another_file_is_one_remark_that_says_how_many(rig: Rig) -> None:
    first = rig.steps.draft(rig.steps.register("先来有限公司"), works("粤作登字-2022-F-00000001", count="9"))
    rig.steps.accept(first)
    decision = opened(rig, works("粤作登字-2022-F-00000004", count="9"), name="后到有限公司")
    [said] = told(decision)
    assert said == (
        "粤作登字-2022-F-00000004、粤作登字-2022-F-00000005 等 6 件"
        " 也在申请件 2024-0001 中（先来有限公司，已受理），请核对是否同一成果。"
    )
    hold_meeting(rig, decision)
    asked = rig.answer(False)
    rig.press(F9)
    assert asked().count("也在申请件") == 1


def test_the_question_before_the_decision_says_it_once_more(rig: Rig) -> None:
    decision, _ = second(rig)
    hold_meeting(rig, decision)
    asked = rig.answer(False)
    rig.press(F9)
    assert SAID in asked()


def test_nothing_is_said_of_the_file_itself(rig: Rig) -> None:
    assert told(opened(rig, maintained())) == []
