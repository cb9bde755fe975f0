"""A draft is thrown away with all that was only typed; what left something in the records stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ipdesk.documents.letters.counter.receipt import RECEIPT
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, NotFound
from ipdesk.models.reading.deletion import STAYING, WITH_IT
from ipdesk.models.tables import Base
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.desk import Desk, letter, licence, works
from tests.models.handlers.batches.test_accepting import accepting, complete
from tests.models.handlers.batches.test_taking import run
from tests.models.handlers.steps.test_corrections import again, asking
from tests.models.handlers.steps.test_review import REVIEWING, reviewing, take_up
from tests.models.handlers.test_bars import bar

Made = Callable[[Desk], int]


def taken_back(desk: Desk, application: int) -> int:
    back = commands.TakeBackAcceptance(
        application=application, policy=desk.policy, reason="申请人要求更正作品名称"
    )
    desk.store.run(back, CLERK)
    return application


def accepted(desk: Desk) -> int:
    draft = desk.draft(desk.register(), licence())
    desk.accept(draft)
    return draft.application


def half_decided(desk: Desk) -> int:
    application = accepted(desk)
    desk.store.run(commands.SaveDecisionDraft(application=application, lines=()), CLERK)
    return taken_back(desk, application)


def accepted_in_a_batch(desk: Desk) -> int:
    application = desk.draft(desk.register(), complete(desk, licence())).application
    batch = run(desk, accepting(desk, application))
    desk.store.run(commands.UndoBatch(batch=batch, step=Step.ACCEPT), CLERK)
    return application


@pytest.mark.parametrize("made", [half_decided, accepted_in_a_batch])
def test_what_was_accepted_by_mistake_and_taken_back_is_thrown_away(desk: Desk, made: Made) -> None:
    application = made(desk)
    assert desk.store.read(queries.deletion_fault, application) == ""
    desk.store.run(commands.DiscardDraft(application=application), CLERK)
    with pytest.raises(NotFound):
        desk.detail(application)


def with_a_receipt(desk: Desk) -> int:
    application = accepted(desk)
    issuing = commands.IssueDocument(
        kind=RECEIPT.kind, application=application, date=desk.clock.today, render=letter
    )
    desk.store.run(issuing, CLERK)
    return taken_back(desk, application)


def corrected(desk: Desk) -> int:
    application = accepted(desk)
    desk.store.run(asking(desk, application), CLERK)
    desk.accept(again(desk, application))
    return taken_back(desk, application)


def looked_up(desk: Desk) -> int:
    take_up(desk, REVIEWING)
    application = accepted(desk)
    desk.store.run(reviewing(desk, application), CLERK)
    back = commands.TakeStep(application=application, step=Step.RETURN_REVIEW, reason="核查的主体有误")
    desk.store.run(back, CLERK)
    return taken_back(desk, application)


def let_pass(desk: Desk) -> int:
    applicant = desk.register()
    bar(desk, applicant)
    application = desk.draft(applicant, works()).application
    desk.store.run(commands.PassBars(application=application, reason="局务会同意继续办理"), CLERK)
    return application


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (with_a_receipt, "印发过文书"),
        (corrected, "通知过补正"),
        (looked_up, "登记过核查"),
        (let_pass, "批准过在限制资助期内继续办理"),
    ],
)
def test_what_left_something_in_the_records_is_refused_and_nothing_is_lost(
    desk: Desk, made: Made, said: str
) -> None:
    application = made(desk)
    number = desk.detail(application).application.number
    with pytest.raises(Conflict) as refused:
        desk.store.run(commands.DiscardDraft(application=application), CLERK)
    told = f"申请件 {number} {said}，不能删除；不再办理的，请办理“不予受理”。"
    assert refused.value.message == told == desk.store.read(queries.deletion_fault, application)
    assert desk.store.read(queries.draft, application) is not None


def test_every_table_of_an_application_says_whether_it_goes_with_a_draft() -> None:
    of_files = {
        mapper.class_
        for mapper in Base.registry.mappers
        for column in mapper.local_table.columns
        for key in column.foreign_keys
        if key.column.table.name == "application"
    }
    assert {*WITH_IT} | {*STAYING} == of_files and {*WITH_IT}.isdisjoint(STAYING)
