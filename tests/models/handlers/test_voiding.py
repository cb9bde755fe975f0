"""Letters declared void: the number stays used, the paper stays kept, the application waits for another."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput, NotFound
from ipdesk.models.records import ApplicationFilter, DocumentKind, IssuedLetter, Retention
from ipdesk.models.store import Store
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, licence

REASON = "收款账号写错，重新印发"
SLIP = DocumentKind("some_slip", "便函", series="便")


def voiding(issued: int, reason: str = REASON, kind: DocumentKind = AWARD.kind) -> commands.VoidLetter:
    return commands.VoidLetter(letter=issued, kind=kind, reason=reason)


def slip(desk: Desk, application: int) -> int:
    command = commands.IssueDocument(kind=SLIP, application=application, date=desk.clock.today, render=letter)
    return desk.store.run(command, CLERK).value.id


@begun
def application(desk: Desk) -> int:
    """Have an application confirmed."""
    return desk.confirmed(desk.register(), licence())


@begun
def issued(desk: Desk) -> IssuedLetter:
    """Have a letter issued."""
    return desk.issue(desk.confirmed(desk.register(), licence()))


def test_the_application_is_notified_again_with_a_new_number_and_keeps_everything(
    desk: Desk, application: int
) -> None:
    issued = desk.issue(application)
    before = desk.detail(application)
    desk.store.run(voiding(issued.id), CLERK)
    after = desk.detail(application)
    assert (before.application.state, after.application.state) == (State.NOTIFIED, State.CONFIRMED)
    assert (after.lines, after.minutes_number, after.application.amount) == (
        before.lines, before.minutes_number, before.application.amount,
    )  # fmt: skip
    last = after.steps[-1]
    assert (last.step, last.remark) == (Step.VOID_LETTER, f"示知资〔2024〕1号：{REASON}")
    assert desk.store.read(queries.awaiting, AWARD.kind, ApplicationFilter()) == (application,)
    assert desk.issue(application).number == "示知资〔2024〕2号"
    assert desk.detail(application).application.state is State.NOTIFIED


def test_the_paper_stays_in_the_register_as_void_with_who_and_why(desk: Desk, issued: IssuedLetter) -> None:
    whole = desk.store.read(queries.letter, issued.id)
    desk.store.run(voiding(issued.id, f" {REASON}\n"), CLERK)
    kept = desk.store.read(queries.letter, issued.id)
    assert kept == replace(whole, row=kept.row), "what went out is as it was"
    [row] = desk.store.read(queries.letters)
    assert row == kept.row and row.is_void and not whole.row.is_void
    assert (row.void_reason, row.voided_by, row.voided_at) == (REASON, "陈晓敏", desk.clock.moment)


def test_its_number_is_not_drawn_and_not_typed_again(desk: Desk) -> None:
    first, second = (desk.confirmed(desk.register(), licence(ref=f"Y{n}")) for n in range(2))
    issued = desk.issue(first)
    desk.store.run(voiding(issued.id), CLERK)
    desk.store.run(commands.SetLetterSeries(year=2024, next_number=1), CLERK)
    assert desk.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕2号"
    with pytest.raises(InvalidInput, match="已经用过"):
        desk.issue(second, issued.number)
    assert desk.issue(second).number == "示知资〔2024〕2号"


def test_two_desks_voiding_one_letter_void_it_once(desk: Desk, issued: IssuedLetter, data_dir: Path) -> None:
    start, said = threading.Barrier(2), list[str]()

    def sit() -> None:
        store = Store.open(data_dir, desk.clock)
        start.wait()
        try:
            store.run(voiding(issued.id), CLERK)
        except DeskError as error:
            said.append(error.message)
        store.close()

    people = [threading.Thread(target=sit) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert said == ["示知资〔2024〕1号 已经作废，请刷新后查看。"]


def test_a_paper_without_a_step_is_void_and_wanted_again(desk: Desk, application: int) -> None:
    issued = slip(desk, application)
    assert desk.store.read(queries.awaiting, SLIP, ApplicationFilter()) == ()
    desk.store.run(voiding(issued, kind=SLIP), CLERK)
    assert desk.detail(application).application.state is State.CONFIRMED
    assert desk.store.read(queries.awaiting, SLIP, ApplicationFilter()) == (application,)
    assert desk.store.read(queries.application_ids, ApplicationFilter(numbered_letter=True)) == ()
    assert desk.store.read(queries.letter, slip(desk, application)).row.number == "示知资便〔2024〕2号"


def test_what_cannot_be_voided_is_refused_and_nothing_is_done(desk: Desk, issued: IssuedLetter) -> None:
    for wrong, error, said in (
        (voiding(issued.id, "  "), InvalidInput, "请填写理由"),
        (voiding(99), NotFound, "没有这份文书"),
        (voiding(issued.id, kind=SLIP), NotFound, "没有这份文书"),
    ):
        with pytest.raises(error) as raised:
            desk.store.run(wrong, CLERK)
        told = getattr(raised.value, "problems", None)
        assert said in (told[0].message if told else raised.value.message)
    assert not desk.store.read(queries.letter, issued.id).row.is_void


def test_a_letter_after_which_a_step_was_taken_stands(desk: Desk, application: int) -> None:
    first = desk.issue(application)
    desk.store.run(voiding(first.id), CLERK)
    desk.issue(application)
    with pytest.raises(Conflict, match="示知资〔2024〕1号 已经作废"):
        desk.store.run(voiding(first.id), CLERK)


def test_the_papers_of_an_archived_file_stand(desk: Desk, application: int) -> None:
    issued = desk.issue(application)
    office = desk.store.read(queries.office)
    assert office is not None
    codes = replace(office, fonds="J012", archive_category="WS", archive_section="BGS")
    desk.store.run(commands.ChangeOffice(office=codes), CLERK)
    desk.store.run(
        commands.ArchiveApplication(
            application=application, retention=Retention.THIRTY_YEARS, unserved="回证遗失，申请人已领取"
        ),
        CLERK,
    )
    with pytest.raises(Conflict, match="已经归档"):
        desk.store.run(voiding(issued.id), CLERK)
