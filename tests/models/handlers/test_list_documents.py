"""Documents about many applications: one paper, one number, kept with each application that it lists."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.models.records import DocumentKind, Enclosure, RenderedLetter
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, licence

LIST = DocumentKind("some_list", "清单", series="清")
TABLE = DocumentKind("some_table", "附表", series=None)


@pytest.fixture
def accepted(desk: Desk) -> tuple[int, ...]:
    drafts = [desk.draft(desk.register(), licence(ref=f"Y202244000012{n}")) for n in range(3)]
    for draft in drafts:
        desk.accept(draft)
    return tuple(draft.application for draft in drafts)


def issuing(desk: Desk, *applications: int) -> commands.IssueListDocument:
    return commands.IssueListDocument(
        kind=LIST,
        applications=applications,
        subject="示例市市场监督管理局",
        date=desk.clock.today,
        render=letter,
        enclosures=(Enclosure(TABLE, letter),),
    )


@begun
def three(desk: Desk) -> tuple[int, ...]:
    """Have three applications accepted."""
    return accepted(desk)


def test_one_paper_stands_with_all_applications_that_it_lists(desk: Desk, accepted: tuple[int, ...]) -> None:
    first, second, third = accepted
    issued = desk.store.run(issuing(desk, third, first), CLERK).value
    assert issued.number == "示知资清〔2024〕1号"
    assert desk.store.read(queries.applications_of, issued.id) == (third, first)
    kept = desk.store.read(queries.letter, issued.id)
    assert (kept.row.applicant_name, kept.row.application, kept.row.amount) == (
        "示例市市场监督管理局",
        0,
        1_600_000,
    )
    for application in (first, third):
        assert [row.kind for row in desk.detail(application).letters] == ["some_table", "some_list"]
    assert desk.detail(second).letters == ()
    found = desk.store.read(queries.letters, "示例市市场")
    assert [(row.kind, row.number) for row in found] == [("some_table", ""), ("some_list", issued.number)]


@pytest.mark.parametrize("body", ["", "\u3000\u200b", "无", "某某局\t某某厅", "局" * 201])
def test_a_list_goes_to_somebody(desk: Desk, accepted: tuple[int, ...], body: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(replace(issuing(desk, *accepted), subject=body), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["body"]
    assert desk.store.read(queries.letters) == ()


def test_the_enclosure_bears_the_number_of_its_letter_in_its_text(
    desk: Desk, accepted: tuple[int, ...]
) -> None:
    desk.store.run(issuing(desk, *accepted), CLERK)
    table = desk.detail(accepted[0]).letters[0]
    assert desk.store.read(queries.letter, table.id).pdf == "%PDF 示知资清〔2024〕1号".encode()


def test_a_list_that_cannot_be_leaves_nothing(desk: Desk, accepted: tuple[int, ...]) -> None:
    draft = desk.draft(desk.register()).application
    whole = issuing(desk, *accepted)
    tomorrow = desk.clock.today + datetime.timedelta(days=1)
    cases: list[tuple[commands.IssueListDocument, type[DeskError], str]] = [
        (replace(whole, applications=()), InvalidInput, "没有列入任何申请件"),
        (replace(whole, applications=(*accepted, accepted[0])), InvalidInput, "列入了两次"),
        (replace(whole, call=7), InvalidInput, "不属于这个申报批次"),
        (replace(whole, applications=(*accepted, draft)), Conflict, "草稿"),
        (replace(whole, date=tomorrow), InvalidInput, "晚于今天"),
    ]
    for command, error, said in cases:
        with pytest.raises(error, match=said):
            desk.store.run(command, CLERK)
    assert desk.store.read(queries.letters) == ()
    assert desk.store.run(whole, CLERK).value.number == "示知资清〔2024〕1号"


def test_an_enclosure_that_cannot_be_printed_leaves_no_letter(desk: Desk, accepted: tuple[int, ...]) -> None:
    class NoGlyph(Exception):
        pass

    def broken(number: str) -> RenderedLetter:
        raise NoGlyph

    with pytest.raises(NoGlyph):
        desk.store.run(replace(issuing(desk, *accepted), enclosures=(Enclosure(TABLE, broken),)), CLERK)
    assert desk.store.read(queries.letters) == ()
