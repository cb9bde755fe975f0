"""An answer of the level above that was typed wrongly: taken back with what was entered, and put right."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.awards.answer_sheet import AnswerSheet, sheet_items
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, cultivation, licence, works
from tests.models.handlers.steps.test_forwarding import (
    BODY,
    NUMBER,
    accepted,
    answer,
    answering,
    forwarded,
    open_call,
    standard,
)

WHY = "市局第二项金额录错，应为五万元"


def taking_back(application: int, reason: str = WHY) -> commands.TakeBackAnswer:
    return commands.TakeBackAnswer(application=application, reason=reason)


def without_steps(detail: ApplicationDetail) -> ApplicationDetail:
    lines = tuple(dataclasses.replace(line, id=0) for line in detail.lines)
    return dataclasses.replace(detail, steps=(), lines=lines)


Answered = tuple[int, int, list[ApplicationDetail]]


def two_answered(desk: Desk) -> Answered:
    """Forward two files with a computed and a decided sum each; return them as forwarded; answer both."""
    call = open_call(desk)
    first, second = (
        accepted(desk, call, licence(ref=f"Y202244000012{n}"), cultivation(f"SF-PY-00{n}")) for n in (1, 2)
    )
    forwarded(desk, first, second)
    before = [without_steps(desk.detail(one)) for one in (first, second)]
    wrong = answer(desk, first, 700_000, 4_000_000, reason="市级预算不足")
    desk.store.run(answering(desk, wrong, answer(desk, second, 800_000, 5_000_000)), CLERK)
    return first, second, before


@begun
def answered(desk: Desk) -> Answered:
    """Have two files forwarded and answered."""
    return two_answered(desk)


def test_it_is_forwarded_again_as_it_was_and_what_was_recorded_is_offered(
    desk: Desk, answered: Answered
) -> None:
    """The other file of the same answer stays; the sums are 8,000 yuan and what the clause leaves open."""
    first, second, before = answered
    desk.store.run(taking_back(first), CLERK)
    detail = desk.detail(first)
    assert without_steps(detail) == before[0]
    assert (detail.application.state, detail.upper_answer, detail.decisions) == (State.FORWARDED, None, ())
    assert (detail.steps[-1].step, detail.steps[-1].remark) == (Step.RETURN_ANSWER, WHY)
    assert desk.detail(second).application.state is State.ANSWERED
    need = desk.policy.history_needed([one.achievement for one in detail.achievements])
    assert desk.store.read(queries.history, desk.policy.id, detail.applicant.id, need) == ()
    [kept] = desk.store.read(queries.returned_answers, (first, second)).values()
    assert (kept.body, kept.number, kept.day) == (BODY, NUMBER, desk.clock.today)
    assert [(line.granted, line.reason) for line in kept.lines] == [
        (700_000, "市级预算不足"), (4_000_000, ""),
    ]  # fmt: skip


def test_put_right_it_stands_and_can_be_taken_back_once_more(desk: Desk, answered: Answered) -> None:
    first, _, before = answered
    for _ in range(2):
        desk.store.run(taking_back(first), CLERK)
        assert without_steps(desk.detail(first)) == before[0]
        desk.store.run(answering(desk, answer(desk, first, 800_000, 5_000_000)), CLERK)
    lines = desk.detail(first).lines
    assert [(line.granted, line.reason) for line in lines] == [(800_000, ""), (5_000_000, "")]
    logged = desk.store.read(queries.audit_entries, f"application {first}")
    assert [entry.action for entry in logged].count("return_answer") == 2


def test_one_that_went_on_stays_until_its_letter_is_void(desk: Desk, answered: Answered) -> None:
    first, _, before = answered
    issued = desk.issue(first)
    with pytest.raises(Conflict, match="下达"):
        desk.store.run(taking_back(first), CLERK)
    void = commands.VoidLetter(letter=issued.id, kind=AWARD.kind, reason="批复金额录入有误")
    desk.store.run(void, CLERK)
    desk.store.run(taking_back(first), CLERK)
    assert without_steps(desk.detail(first)).lines == before[0].lines


def test_what_a_later_file_was_told_by_it_stays(desk: Desk, answered: Answered) -> None:
    """The same taker's next file was computed with the answer as history, and went to the level above."""
    first, second, _ = answered
    taker = desk.detail(first).applicant.id
    later = accepted(desk, 1, licence("600万", ref="Y2022440000777"), applicant=taker)
    number = desk.detail(later).application.number
    forwarded(desk, later)
    with pytest.raises(Conflict, match=f"申请件 {number} 的核算已把这件的批复计算在内"):
        desk.store.run(taking_back(first), CLERK)
    assert desk.detail(first).application.state is State.ANSWERED
    desk.store.run(taking_back(second), CLERK)
    back = commands.TakeStep(application=later, step=Step.RETURN_FORWARD, reason="前一件批复要更正")
    desk.store.run(back, CLERK)
    desk.store.run(taking_back(first), CLERK)


@pytest.mark.parametrize("reason", ["", "　", "无"])
def test_it_asks_for_a_reason(desk: Desk, answered: Answered, reason: str) -> None:
    first, *_ = answered
    with pytest.raises(InvalidInput):
        desk.store.run(taking_back(first, reason), CLERK)


def test_who_may_and_in_which_state(desk: Desk, answered: Answered) -> None:
    first, *_ = answered
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK, Role.REVIEWER}))
    with pytest.raises(NotPermitted):
        desk.store.run(taking_back(first), Actor(desk.store.run(adding, CLERK).value))
    desk.store.run(taking_back(first), CLERK)
    with pytest.raises(Conflict, match="撤销批复登记"):
        desk.store.run(taking_back(first), CLERK)


def test_nobody_deletes_an_answer_or_what_was_recorded(
    desk: Desk, answered: Answered, data_dir: Path
) -> None:
    first, *_ = answered
    desk.store.run(taking_back(first), CLERK)
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        for statement in (
            "DELETE FROM upper_answer", "DELETE FROM returned_answer",
            "UPDATE returned_answer SET number = ''",
            "DELETE FROM award_line WHERE granted IS NOT NULL",
        ):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(statement)


def test_a_range_of_things_is_offered_as_one_sum(desk: Desk) -> None:
    """Three works of 200 yuan are one item of the sheet; the level above gave 500 yuan for them."""
    application = accepted(desk, open_call(desk), works(count="3"))
    forwarded(desk, application)
    items = sheet_items([(desk.detail(application), desk.policy)])
    sheet = AnswerSheet(items, {0: 50_000})
    desk.store.run(answering(desk, *sheet.answers("市级预算不足")), CLERK)
    desk.store.run(taking_back(application), CLERK)
    again = AnswerSheet(items)
    again.resume(desk.store.read(queries.returned_answers, (application,)))
    assert (again.sums, again.reasons) == ({0: 50_000}, {0: "市级预算不足"})


def test_the_usual_reason_is_of_sums_that_differ_and_an_own_one_says_by_which_document(desk: Desk) -> None:
    """Of a licence granted as forwarded nothing is said; of a standard, by what its sum was reckoned."""
    application = accepted(desk, open_call(desk), licence("80万"), standard())
    forwarded(desk, application)
    items = sheet_items([(desk.detail(application), desk.policy)])
    places = {bool(item.document): at for at, item in enumerate(items)}
    sums = {places[False]: 800_000, places[True]: 300_000}
    sheet = AnswerSheet(items, sums, {places[False]: "照准", places[True]: "第八条，每项3000元"})
    [answered] = sheet.answers("市级预算不足")
    assert {line.granted: line.reason for line in answered.lines} == {
        800_000: "",
        300_000: "第八条，每项3000元",
    }
    [less] = AnswerSheet(items, {**sums, places[False]: 700_000}).answers(" 市级预算不足")
    assert {line.granted: line.reason for line in less.lines} == {700_000: "市级预算不足", 300_000: ""}
