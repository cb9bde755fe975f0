"""Two desks at one application: whoever comes second is told who was quicker and what was not taken."""

from PySide6.QtCore import Qt

from ipdesk.models import commands
from ipdesk.models.records import LoweredAmount
from ipdesk.ui.applications.decision import Decision
from tests.models.desk import licence
from tests.ui.applications.test_decision import hold_meeting, opened
from tests.ui.rig import Rig

F9 = Qt.Key.Key_F9


def decided_elsewhere(rig: Rig, decision: Decision) -> None:
    """Decide at another desk, by another person, for another sum."""
    other = rig.store.run(commands.AddPerson(by=rig.steps.me, name="王建国")).value
    sheet = decision.view.sheet
    assert sheet is not None
    (line,) = sheet.result.lines
    lowered = (LoweredAmount(line.achievement, line.rule, 500_000, "预算不足"),)
    shown = rig.steps.confirming(decision.application(), sheet.result, lowered=lowered)
    rig.store.run(
        commands.ConfirmApplication(
            by=other,
            application=shown.application,
            policy=shown.policy,
            decided=(),
            lowered=lowered,
            minutes_number="局务会纪要〔2024〕9号",
            minutes_date=shown.minutes_date,
            shown=sheet.shown(),
        )
    )


def told(decision: Decision) -> str:
    said = decision.view.message.sentence()
    assert decision.view.message.isVisible()
    assert "已由 王建国" in said and "审定为 5,000.00 元" in said and "局务会纪要〔2024〕9号" in said
    assert "您填的没有采用" in said
    assert "可以下达" not in decision.bar.state() and "没有审定" in decision.bar.state()
    return said


def test_the_second_decision_is_told_who_decided_and_what_was_not_taken(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    decision.saving.save_now()
    rig.settle()
    decided_elsewhere(rig, decision)
    rig.answer()
    rig.press(F9)
    said = told(decision)
    assert "审定 8,000.00 元" in said and "局务会纪要〔2024〕8号" in said
    assert decision.view.outcome.total.text() == "5,000.00"
    assert rig.steps.detail(decision.application()).application.amount == 500_000


def test_what_was_not_saved_yet_is_told_as_not_taken(rig: Rig) -> None:
    decision = opened(rig, licence())
    decided_elsewhere(rig, decision)
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    assert "局务会纪要〔2024〕8号" in told(decision)


def test_saving_by_itself_finds_the_decision_of_the_other_desk(rig: Rig) -> None:
    decision = opened(rig, licence())
    decided_elsewhere(rig, decision)
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    decision.saving.save_now()
    rig.settle()
    told(decision)
    assert decision.primary.text() == "下达文书"


def test_coming_back_to_the_page_finds_it_too(rig: Rig) -> None:
    decision = opened(rig, licence())
    decided_elsewhere(rig, decision)
    decision.reload()
    rig.settle()
    told(decision)
    decision.reload()  # what was said stays until it is answered
    rig.settle()
    assert decision.view.message.isVisible()
