"""The review of an application, in an office that has that stage."""

from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.workflow import SHORTEST, Procedure, State, Step
from tests.actors import CLERK
from tests.models.desk import Desk, licence

REVIEWING = Procedure(frozenset({State.REVIEWED}))


def take_up(desk: Desk, procedure: Procedure) -> None:
    """Let the office use these stages from now on."""
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=replace(office, procedure=procedure)), CLERK)


def accepted(desk: Desk) -> tuple[int, commands.ConfirmApplication]:
    """Return an accepted application, and the command that would decide it."""
    draft = desk.draft(desk.register(), licence())
    return draft.application, desk.confirming(draft.application, desk.accept(draft))


def taking(application: int, step: Step, reason: str = "") -> commands.TakeStep:
    return commands.TakeStep(application=application, step=step, reason=reason)


def state_of(desk: Desk, application: int) -> State:
    return desk.detail(application).application.state


def test_an_office_that_reviews_decides_nothing_before(desk: Desk) -> None:
    application, deciding = accepted(desk)
    take_up(desk, REVIEWING)
    row = desk.detail(application).application
    assert row.procedure == REVIEWING
    assert (row.may(Step.REVIEW), row.may(Step.CONFIRM)) == (True, False)
    with pytest.raises(Conflict, match="还没有经过“已初审”，不能办理“审定”"):
        desk.store.run(deciding, CLERK)
    desk.store.run(taking(application, Step.REVIEW), CLERK)
    desk.store.run(deciding, CLERK)
    assert [step.state for step in desk.detail(application).steps][-2:] == [State.REVIEWED, State.CONFIRMED]


def test_an_office_without_that_stage_takes_no_such_step(desk: Desk) -> None:
    application, deciding = accepted(desk)
    with pytest.raises(Conflict, match="本单位的办理程序没有“已初审”这一步"):
        desk.store.run(taking(application, Step.REVIEW), CLERK)
    desk.store.run(deciding, CLERK)


def test_what_stands_in_a_stage_that_was_given_up_goes_on(desk: Desk) -> None:
    application, deciding = accepted(desk)
    take_up(desk, REVIEWING)
    desk.store.run(taking(application, Step.REVIEW), CLERK)
    take_up(desk, SHORTEST)
    desk.store.run(deciding, CLERK)
    assert state_of(desk, application) is State.CONFIRMED


def test_a_review_is_taken_back_with_a_reason_and_what_was_typed_stays(desk: Desk) -> None:
    application, _ = accepted(desk)
    take_up(desk, REVIEWING)
    desk.store.run(taking(application, Step.REVIEW), CLERK)
    typing = commands.SaveDecisionDraft(
        application=application, lines=(), minutes_number="局务会纪要〔2024〕8号"
    )
    desk.store.run(typing, CLERK)
    desk.store.run(taking(application, Step.RETURN_REVIEW, "专利权人名称须再核对"), CLERK)
    assert state_of(desk, application) is State.ACCEPTED
    kept = desk.store.read(queries.decision_draft, application)
    assert kept is not None
    assert kept.minutes_number == "局务会纪要〔2024〕8号"


def test_whoever_may_not_review_does_not(desk: Desk) -> None:
    application, _ = accepted(desk)
    take_up(desk, REVIEWING)
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.APPROVER}))
    may_only_decide = Actor(desk.store.run(adding, CLERK).value)
    with pytest.raises(NotPermitted, match="须由审核员办理"):
        desk.store.run(taking(application, Step.REVIEW), may_only_decide)


def test_a_stage_that_is_taken_up_stands_in_the_audit_log(desk: Desk) -> None:
    take_up(desk, REVIEWING)
    newest = desk.store.read(queries.audit_entries, "office 1")[0]
    assert (newest.action, newest.fields) == ("change", ("procedure",))
