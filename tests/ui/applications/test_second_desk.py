"""Two desks at one application: whoever comes second is told who was quicker and what was not taken."""

from PySide6.QtCore import Qt

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.records import LoweredAmount
from ipdesk.ui.applications.decision.controller import DecisionController
from tests.actors import CLERK
from tests.models.desk import licence
from tests.ui.applications.test_decision import hold_meeting, opened
from tests.ui.rig import Rig

F9 = Qt.Key.Key_F9


def decided_elsewhere(rig: Rig, decision: DecisionController) -> None:
    """Decide at another desk, by another person, for another sum."""
    other = rig.store.run(commands.AddPerson(name="王建国"), CLERK).value
    sheet = decision.view.sheet
    assert sheet is not None
    (line,) = sheet.result.lines
    lowered = (LoweredAmount(line.achievement, line.rule, 500_000, "预算不足"),)
    shown = rig.steps.confirming(decision.application(), sheet.result, lowered=lowered)
    rig.store.run(
        commands.ConfirmApplication(
            application=shown.application,
            policy=shown.policy,
            decided=(),
            lowered=lowered,
            minutes_number="局务会纪要〔2024〕9号",
            minutes_date=shown.minutes_date,
            shown=sheet.shown(),
        ),
        Actor(other),
    )


def told(decision: DecisionController) -> str:
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


# --- two who type at one decision ---


def typed_elsewhere(rig: Rig, decision: DecisionController, number: str = "纪要二号") -> None:
    """Type at the same decision at another desk, which saves it."""
    draft = rig.store.read(queries.decision_draft, decision.application())
    rig.store.run(
        commands.SaveDecisionDraft(
            application=decision.application(), lines=(), minutes_number=number,
            revision=draft.revision if draft else 0,
        ), CLERK
    )  # fmt: skip


def kept(rig: Rig, decision: DecisionController) -> str:
    draft = rig.store.read(queries.decision_draft, decision.application())
    return draft.minutes_number if draft else ""


def overtaken(rig: Rig) -> DecisionController:
    """Return a decision at which two desks typed; the other one saved first."""
    decision = opened(rig, licence())
    typed_elsewhere(rig, decision)
    rig.type(decision.view.outcome.minutes, "纪要一号")
    decision.saving.save_now()
    rig.settle()
    return decision


def test_what_another_desk_typed_is_not_overwritten_unseen(rig: Rig) -> None:
    decision = overtaken(rig)
    assert "在另一处填写并保存过" in decision.view.message.sentence()
    assert "已自动保存" not in decision.bar.state()
    assert kept(rig, decision) == "纪要二号"
    assert decision.view.outcome.minutes.text() == "纪要一号", "nothing typed is lost"


def test_the_latest_can_be_taken(rig: Rig) -> None:
    decision = overtaken(rig)
    decision.view.message.act(0)
    rig.settle()
    assert decision.view.outcome.minutes.text() == "纪要二号"
    rig.type(decision.view.outcome.minutes, "纪要三号")
    decision.saving.save_now()
    rig.settle()
    assert kept(rig, decision) == "纪要三号"


def test_what_is_typed_here_can_be_kept_instead(rig: Rig) -> None:
    decision = overtaken(rig)
    decision.view.message.act(1)
    rig.settle()
    assert kept(rig, decision) == "纪要一号"
    rig.type(decision.view.outcome.minutes, "纪要四号")
    decision.saving.save_now()
    rig.settle()
    assert kept(rig, decision) == "纪要四号"


def test_one_desk_alone_saves_again_and_again(rig: Rig) -> None:
    decision = opened(rig, licence())
    for number in ("一号", "二号", "三号"):
        rig.type(decision.view.outcome.minutes, number)
        decision.saving.save_now()
        rig.settle()
        assert kept(rig, decision) == number
    assert decision.view.message.sentence() == ""


def test_coming_back_shows_what_another_desk_typed_meanwhile(rig: Rig) -> None:
    decision = opened(rig, licence())
    typed_elsewhere(rig, decision)
    decision.reload()
    rig.settle()
    assert decision.view.outcome.minutes.text() == "纪要二号"
    assert "另一处填写过" in decision.view.message.sentence()
