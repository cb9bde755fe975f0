"""What was signed by hand on approval sheets is written down, added to, put right, and asked for."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.proposal.check_record import CHECK_RECORD
from ipdesk.models import commands, queries
from ipdesk.models.applications.signed_sheets import opinions_on, unsigned_places
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import DocumentKind, IssuedLetter
from ipdesk.models.records.handlings import SheetOpinion, SheetPost
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, works
from tests.models.handlers.public_notices import office
from tests.models.handlers.test_recusals import recuse
from tests.models.parsing.test_pictures import png

HANDLER, SECTION, DEPUTY, HEAD = SheetPost.HANDLER, SheetPost.SECTION, SheetPost.DEPUTY, SheetPost.HEAD
Files = tuple[tuple[int, IssuedLetter], tuple[int, IssuedLetter], tuple[int, IssuedLetter]]


@begun
def files(desk: Desk) -> Files:
    """Have forms of three proposed files printed: two by one meeting, the third by one of the day after.

    Of a fourth one, of the first meeting, no form was printed.
    """
    first, second, unprinted = (_proposed(desk, number) for number in (1, 2, 4))
    two = (first, _form(desk, first)), (second, _form(desk, second))
    desk.clock.moment += datetime.timedelta(days=1)
    third = _proposed(desk, 3)
    assert unprinted != third
    return *two, (third, _form(desk, third))


def _proposed(desk: Desk, number: int) -> int:
    return office.proposed(desk, desk.register(), works(f"粤作登字-2022-F-0000009{number}"))


def _form(desk: Desk, application: int) -> IssuedLetter:
    return desk.store.run(_printing(desk, application, APPROVAL_FORM.kind), CLERK).value


def _printing(desk: Desk, application: int, kind: DocumentKind) -> commands.IssueDocument:
    return commands.IssueDocument(application=application, kind=kind, date=desk.clock.today, render=letter)


def signed(desk: Desk, form: IssuedLetter, *said: SheetOpinion, **more: object) -> int:
    command = commands.RecordSignatures(letter=form.id, opinions=said, **more)  # type: ignore[arg-type]
    return desk.store.run(command, CLERK).value


def recused(desk: Desk, application: int, name: str) -> None:
    """Have a leader who never sits at the program related to an applicant."""
    leader = desk.store.run(commands.AddPerson(name=name), CLERK).value
    recuse(desk, desk.detail(application).applicant.id, leader, "兄弟")


def by(desk: Desk, post: SheetPost, signer: str, opinion: str = "同意") -> SheetOpinion:
    return SheetOpinion(post=post, signer=signer, opinion=opinion, day=desk.clock.today)


def standing(desk: Desk, application: int, form: IssuedLetter) -> list[tuple[SheetPost, str, str]]:
    found = opinions_on(desk.detail(application), form.id)
    return [(one.post, one.signer, one.opinion) for one in found.opinions] if found is not None else []


def lacking(desk: Desk, application: int) -> list[SheetPost]:
    return [post for _, posts in unsigned_places(desk.detail(application)) for post in posts]


def test_opinions_are_added_as_they_come_and_put_right_with_a_reason(desk: Desk, files: Files) -> None:
    (one, form), *_ = files
    assert lacking(desk, one) == [HANDLER, SECTION, DEPUTY, HEAD]
    section, head = by(desk, SECTION, "李敏（股长）"), by(desk, HEAD, "黎志明（局长）", "同意，按程序公示")
    assert signed(desk, form, section, pictures=(png(),)) == 0
    signed(desk, form, head, section)  # only more: nothing is put right
    told = [(SECTION, "李敏（股长）", "同意"), (HEAD, "黎志明（局长）", "同意，按程序公示")]
    assert standing(desk, one, form) == told, "in the order of the sheet"
    assert lacking(desk, one) == [HANDLER, DEPUTY]
    other = replace(head, signer="黎志民（局长）")
    with pytest.raises(InvalidInput) as refused:
        signed(desk, form, section, other)
    assert [problem.field for problem in refused.value.problems] == ["reason"]
    signed(desk, form, section, other, reason="姓名录错，原件为黎志民")
    kept = desk.detail(one).signed
    assert [len(written.opinions) for written in kept] == [1, 2, 2], "what was written before stays"
    assert [len(written.pictures) for written in kept] == [1, 0, 0]
    assert standing(desk, one, form)[1][1] == "黎志民（局长）"
    log = [entry.action for entry in desk.store.read(queries.audit_entries)]
    assert log.count("sign_sheet") == 3


def test_sheets_of_one_meeting_are_signed_alike_but_what_is_known_stays(desk: Desk, files: Files) -> None:
    (one, form), (two, same), (three, later) = files
    recused(desk, two, "罗广平")
    assert signed(desk, form, by(desk, DEPUTY, "罗广平（副局长）"), alike=True) == 0
    assert standing(desk, two, same) == [], "nobody signs for an applicant to whom he is related"
    all_signed = [by(desk, post, f"{post.label}某") for post in (HANDLER, SECTION, DEPUTY, HEAD)]
    assert signed(desk, form, *all_signed, alike=True, reason="由另一位副局长签批") == 1
    assert standing(desk, two, same) == standing(desk, one, form)
    assert standing(desk, three, later) == []
    signed(desk, form, *all_signed[1:], reason="经办人一栏没有签字", alike=True)
    assert len(standing(desk, two, same)) == 4
    assert lacking(desk, two) == [] and lacking(desk, one) == [HANDLER]


def test_a_form_printed_anew_need_not_be_signed_again(desk: Desk, files: Files) -> None:
    (one, form), *_ = files
    signed(desk, form, *(by(desk, post, "黎志明") for post in (HANDLER, SECTION, DEPUTY, HEAD)))
    _form(desk, one)
    assert lacking(desk, one) == []


def test_what_cannot_be_signed_is_refused_and_nothing_is_written(desk: Desk, files: Files) -> None:
    (one, form), *_ = files
    recused(desk, one, "罗广平")
    good = by(desk, HEAD, "黎志明（局长）")
    early = replace(good, day=desk.clock.today - datetime.timedelta(days=3))
    late = replace(good, day=desk.clock.today + datetime.timedelta(days=1))
    wrong = [
        ((), "opinions"),
        ((replace(good, signer=" "),), "head:signer"),
        ((by(desk, DEPUTY, "罗 广平（副局长）"),), "deputy:signer"),
        ((replace(good, opinion=""),), "head:opinion"),
        ((early,), "head:day"),
        ((late,), "head:day"),
        ((good, good), "head"),
        ((by(desk, SheetPost.LEGAL, "黎志明"),), "legal"),
    ]
    for said, field in wrong:
        with pytest.raises(InvalidInput) as refused:
            signed(desk, form, *said)
        assert field in {problem.field for problem in refused.value.problems}
    with pytest.raises(InvalidInput):
        signed(desk, form, good, pictures=(b"no picture",))
    record = desk.store.run(_printing(desk, one, CHECK_RECORD.kind), CLERK).value
    voiding = commands.VoidLetter(letter=form.id, kind=APPROVAL_FORM.kind, reason="打印机卡纸，印坏了")
    desk.store.run(voiding, CLERK)
    for other in (record, form):
        with pytest.raises(Conflict, match="不是可以登记签字的审批表，或者已经作废"):
            signed(desk, other, good)
    assert desk.detail(one).signed == ()
