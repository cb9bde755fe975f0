"""Letters handed out again for lost ones: written down each time, the paper itself untouched."""

from __future__ import annotations

import datetime

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import DocumentKind, IssuedLetter
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence

REASON = "申请人书面说明原件遗失"


def again(letter: int, reason: str = REASON, kind: DocumentKind = AWARD.kind) -> commands.ReissueLetter:
    return commands.ReissueLetter(letter=letter, kind=kind, reason=reason)


@begun
def issued(desk: Desk) -> IssuedLetter:
    """Have a letter issued."""
    return desk.issue(desk.confirmed(desk.register(), licence()))


def test_each_time_is_written_down_and_the_paper_stays_byte_for_byte(
    desk: Desk, issued: IssuedLetter
) -> None:
    before = desk.store.read(queries.letter, issued.id)
    assert before.row.reissued_on is None
    first = desk.store.run(again(issued.id), CLERK).value
    desk.clock.moment += datetime.timedelta(days=3)
    second = desk.store.run(again(issued.id, " 再次遗失，已登报声明\n"), CLERK).value
    after = desk.store.read(queries.letter, issued.id)
    assert (first, second) == (desk.clock.today - datetime.timedelta(days=3), desk.clock.today)
    assert after.row.reissued_on == second
    assert (after.pdf, after.data) == (before.pdf, before.data)
    entries = [entry for entry in desk.store.read(queries.audit_entries) if entry.action == "reissue"]
    assert len(entries) == 2


def test_what_is_void_unknown_or_without_a_reason_is_refused(desk: Desk, issued: IssuedLetter) -> None:
    with pytest.raises(InvalidInput, match="理由"):
        desk.store.run(again(issued.id, " "), CLERK)
    with pytest.raises(NotFound, match="没有这份文书"):
        desk.store.run(again(99), CLERK)
    with pytest.raises(NotFound, match="没有这份文书"):
        desk.store.run(again(issued.id, kind=DocumentKind("slip", "便函")), CLERK)
    desk.store.run(commands.VoidLetter(letter=issued.id, kind=AWARD.kind, reason="收款账号写错"), CLERK)
    with pytest.raises(Conflict, match="已经作废，不能补发"):
        desk.store.run(again(issued.id), CLERK)
    assert desk.store.read(queries.letter, issued.id).row.reissued_on is None


def test_who_issues_nothing_hands_nothing_out_again(desk: Desk, issued: IssuedLetter) -> None:
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CASHIER}))
    cashier = Actor(desk.store.run(adding, CLERK).value)
    with pytest.raises(NotPermitted):
        desk.store.run(again(issued.id), cashier)
