"""Files that are settled are put into the archive, each under a number of its own, beside whatever state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import Office, Retention
from ipdesk.models.workflow import Act, State, Step
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, licence, works
from tests.models.handlers.test_clawbacks import deciding, propose

NUMBERED = {"fonds": "J012", "archive_category": "WS", "archive_section": "ZCK"}


def say(desk: Desk, **parts: str) -> Office:
    office = replace(desk.store.read(queries.office) or OFFICE, **parts)
    desk.store.run(commands.ChangeOffice(office=office), CLERK)
    return office


def archive(desk: Desk, application: int, retention: Retention = Retention.THIRTY_YEARS) -> str:
    command = commands.ArchiveApplication(application=application, retention=retention)
    return desk.store.run(command, CLERK).value


def notified(desk: Desk, ref: str = "Y2022440000123") -> int:
    application = desk.confirmed(desk.register(), licence(ref=ref))
    desk.issue(application)
    return application


def withdrawn(desk: Desk) -> int:
    draft = desk.draft(desk.register(), works())
    desk.accept(draft)
    ending = commands.TakeStep(application=draft.application, step=Step.WITHDRAW, reason="申请人另行安排")
    desk.store.run(ending, CLERK)
    return draft.application


def test_numbers_count_by_retention_and_year_without_gaps(desk: Desk) -> None:
    say(desk, **NUMBERED)
    one, two, three = notified(desk), withdrawn(desk), notified(desk, "Y2022440000124")
    assert archive(desk, one) == "J012-WS·2024-D30-ZCK-0001"
    assert archive(desk, two, Retention.TEN_YEARS) == "J012-WS·2024-D10-ZCK-0001"
    assert archive(desk, three) == "J012-WS·2024-D30-ZCK-0002"
    found = desk.detail(two)
    assert found.application.state is State.WITHDRAWN, "the archive follows any ending, and is no state"
    assert found.archive is not None and found.archive.retention.label == "10年"
    desk.clock.moment = desk.clock.moment.replace(year=2025)
    assert archive(desk, notified(desk, "Y2022440000125")) == "J012-WS·2025-D30-ZCK-0001"


def test_a_file_lies_there_once_and_not_before_it_is_settled(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = desk.confirmed(desk.register(), works())
    with pytest.raises(Conflict, match="现在是“已审定”，不能办理“归档”"):
        archive(desk, application)
    desk.issue(application)
    number = archive(desk, application)
    with pytest.raises(Conflict, match=f"已经归档，档号 {number}"):
        archive(desk, application)


def test_an_office_that_names_no_parts_archives_nothing(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="还没有设置档号的组成"):
        archive(desk, notified(desk))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"fonds": "J012"}, "archive_category"),
        ({**NUMBERED, "fonds": "J-12"}, "fonds"),
        ({**NUMBERED, "archive_section": "政策科"}, "archive_section"),
    ],
)
def test_parts_of_a_number_are_codes_and_come_together(desk: Desk, parts: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        say(desk, **parts)
    assert field in [problem.field for problem in refused.value.problems]


def test_of_an_archived_file_nothing_is_done_but_a_clawback(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = notified(desk)
    archive(desk, application)
    lapsing = commands.LapseAward(
        application=application, lines=(), due_on=desk.clock.today, reason="x", basis="x"
    )
    with pytest.raises(Conflict, match="已经归档，不能再办理“逾期未领”"):
        desk.store.run(lapsing, CLERK)
    clawback = propose(desk, application)
    desk.store.run(deciding(desk, application, clawback, waived="书面放弃陈述申辩"), CLERK)
    assert desk.detail(application).reversals


def test_a_clawback_on_its_way_is_decided_first(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = notified(desk)
    propose(desk, application)
    with pytest.raises(Conflict, match="有一项追回正在办理"):
        archive(desk, application)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_every_act_in_every_state_is_allowed_or_refused_with_a_sentence(act: Act, state: State) -> None:
    allowed = state is State.NOTIFIED or (act is Act.ARCHIVE and state.ended)
    assert act.refusal(state) == ("" if allowed else f"现在是“{state.label}”，不能办理“{act.label}”")
    kept = act in (Act.PROPOSE_CLAWBACK, Act.CLAW_BACK)
    assert (act.refusal(state, archived=True) == "") is (allowed and kept)
