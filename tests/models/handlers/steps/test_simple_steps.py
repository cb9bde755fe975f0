"""Steps that write nothing but themselves, by one that no office has: through the door, and by its rules."""

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.awards.call_check import NO_CALLS
from ipdesk.models.core.actor import Actor, Permission
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.workflow import FIRST, SHORTEST, Given, State, Step
from tests.actors import CLERK
from tests.invented_steps import Suspension, add_step, add_suspension
from tests.models.desk import Desk, licence

WHY = "专利权属有争议，等待法院判决"


@pytest.fixture
def suspension(monkeypatch: pytest.MonkeyPatch) -> Suspension:
    return add_suspension(monkeypatch)


def accepted(desk: Desk) -> int:
    draft = desk.draft(desk.register(), licence())
    desk.accept(draft)
    return draft.application


def suspending(application: int, step: Step, reason: str = WHY) -> commands.TakeStep:
    return commands.TakeStep(application=application, step=step, reason=reason)


def test_a_step_is_written_with_its_reason_and_leads_back(desk: Desk, suspension: Suspension) -> None:
    application = accepted(desk)
    before = desk.store.read(queries.application_detail, application)
    desk.store.run(suspending(application, suspension.suspend, f" {WHY}\n"), CLERK)
    detail = desk.store.read(queries.application_detail, application)
    assert detail.application.state is suspension.state
    assert detail.lines == before.lines
    assert [step.remark for step in detail.steps] == ["", NO_CALLS, WHY]
    desk.store.run(suspending(application, suspension.resume, "不写的理由"), CLERK)
    detail = desk.store.read(queries.application_detail, application)
    assert (detail.application.state, detail.steps[-1].remark) == (State.ACCEPTED, "")


@pytest.mark.parametrize("reason", ["", "　", "无", "111"])
def test_without_a_reason_that_says_something_it_is_not_taken(
    desk: Desk, suspension: Suspension, reason: str
) -> None:
    application = accepted(desk)
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(suspending(application, suspension.suspend, reason), CLERK)
    assert [problem.field for problem in caught.value.problems] == ["reason"]
    assert desk.store.read(queries.application_detail, application).application.state is State.ACCEPTED


def test_it_needs_the_permission_of_its_row_and_the_state_it_begins_at(
    desk: Desk, suspension: Suspension
) -> None:
    application = accepted(desk)
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.APPROVER}))
    may_only_decide = Actor(desk.store.run(adding, CLERK).value)
    with pytest.raises(Conflict, match="已受理"):
        desk.store.run(suspending(application, suspension.resume), CLERK)
    desk.store.run(suspending(application, suspension.suspend), may_only_decide)
    with pytest.raises(NotPermitted):
        desk.store.run(suspending(application, suspension.resume), may_only_decide)


def test_nothing_else_is_done_meanwhile(desk: Desk, suspension: Suspension) -> None:
    draft = desk.draft(desk.register(), licence())
    shown = desk.accept(draft)
    desk.store.run(suspending(draft.application, suspension.suspend), CLERK)
    with pytest.raises(Conflict, match="中止，这里填写的没有采用"):
        desk.store.run(desk.confirming(draft.application, shown), CLERK)
    desk.store.run(suspending(draft.application, suspension.resume), CLERK)
    desk.store.run(desk.confirming(draft.application, shown), CLERK)


def test_going_on_evaluates_nothing_anew(desk: Desk, suspension: Suspension) -> None:
    """What another file was granted while this one was suspended is no part of how it was accepted."""
    applicant = desk.register()
    first = desk.draft(applicant, licence("1000万"))
    desk.accept(first)
    desk.store.run(suspending(first.application, suspension.suspend), CLERK)
    desk.confirmed(applicant, licence("1000万", ref="Y2022440000999"))
    desk.store.run(suspending(first.application, suspension.resume), CLERK)
    case = desk.store.read(queries.recheck_case, first.application, lambda _: desk.policy)
    assert case.case.history == ()


def test_the_usual_course_goes_by_the_first_step_from_each_state(suspension: Suspension) -> None:
    assert SHORTEST.states_after(State.ACCEPTED) == (State.CONFIRMED, State.NOTIFIED)
    assert SHORTEST.states_after(suspension.state) == (State.ACCEPTED, State.CONFIRMED, State.NOTIFIED)
    assert list(SHORTEST.steps_from(State.ACCEPTED)) == [
        Step.CONFIRM, Step.ASK_CORRECTION, Step.TAKE_BACK, Step.WITHDRAW, suspension.suspend,
    ]  # fmt: skip


def test_a_step_back_does_not_lead_round_and_round(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ("收回", (State.NOTIFIED,), State.CONFIRMED, Permission.ISSUE, Given.REASON)
    add_step(monkeypatch, "RECALL", row)
    assert SHORTEST.states_after(FIRST) == (State.ACCEPTED, State.CONFIRMED, State.NOTIFIED)


def test_what_changes_more_than_the_state_is_no_simple_step() -> None:
    with pytest.raises(ValueError, match="command of its own"):
        commands.TakeStep(application=1, step=Step.CONFIRM)
    for target in (State.CONFIRMED, State.DRAFT):
        step = object.__new__(Step)
        with pytest.raises(ValueError, match="more changes than the state"):
            step.__init__("改", (State.ACCEPTED,), target, Permission.DECIDE, Given.REASON)  # type: ignore[misc]
