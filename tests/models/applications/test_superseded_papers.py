"""Which papers of a file no longer say what holds."""

from __future__ import annotations

import datetime

import pytest

from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands
from ipdesk.models.applications.superseded_papers import new_form_needed, superseded
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import DocumentKind, IssuedLetter
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.desk import Desk, letter, licence
from tests.models.handlers.public_notices.office import propose, proposed, recomputed
from tests.models.handlers.test_archiving import NUMBERED, archive, say


def issued(desk: Desk, application: int, kind: DocumentKind) -> IssuedLetter:
    issuing = commands.IssueDocument(kind=kind, application=application, date=desk.clock.today, render=letter)
    return desk.store.run(issuing, CLERK).value


def form(desk: Desk, application: int) -> IssuedLetter:
    return issued(desk, application, APPROVAL_FORM.kind)


def later(desk: Desk) -> None:
    desk.clock.moment += datetime.timedelta(minutes=5)


def test_an_approval_form_holds_until_its_file_is_proposed_anew(desk: Desk) -> None:
    """Then a new one is asked for, and once that is printed it stands for the one before."""
    application = proposed(desk, desk.register())
    later(desk)
    first = form(desk, application)
    assert superseded(desk.detail(application)) == {} and not new_form_needed(desk.detail(application))
    later(desk)
    back = commands.TakeStep(
        application=application, step=Step.RETURN_PROPOSAL, reason="合同履行情况须再核对"
    )
    desk.store.run(back, CLERK)
    assert not new_form_needed(desk.detail(application)), "nothing new is proposed yet"
    propose(desk, application, recomputed(desk, application))
    assert superseded(desk.detail(application)) == {first.id: None}
    said = new_form_needed(desk.detail(application))
    assert "2024-06-20印的" in said and "重新拟定过" in said and "请重新印审批表" in said
    later(desk)
    second = form(desk, application)
    replaced = superseded(desk.detail(application))
    assert {one: newer and newer.id for one, newer in replaced.items()} == {first.id: second.id}
    assert not new_form_needed(desk.detail(application))


def test_what_is_void_stands_for_nothing_and_a_receipt_for_the_one_before(desk: Desk) -> None:
    """A paper of the very moment of the decision was printed for it."""
    draft = desk.draft(desk.register(), licence())
    accepted = desk.accept(draft)
    desk.store.run(desk.confirming(draft.application, accepted), CLERK)
    first, second = (issued(desk, draft.application, APPROVAL_FORM.kind) for _ in range(2))
    voiding = commands.VoidLetter(letter=second.id, kind=APPROVAL_FORM.kind, reason="打印机卡纸，印坏了")
    assert [*superseded(desk.detail(draft.application))] == [first.id]
    desk.store.run(voiding, CLERK)
    assert superseded(desk.detail(draft.application)) == {}
    receipts = [issued(desk, draft.application, DOCUMENTS["acceptance_receipt"].kind).id for _ in range(2)]
    replaced = superseded(desk.detail(draft.application))
    assert {one: newer and newer.id for one, newer in replaced.items()} == {receipts[0]: receipts[1]}


def test_nothing_is_archived_with_a_form_that_was_printed_before_the_decision(desk: Desk) -> None:
    say(desk, **NUMBERED)
    draft = desk.draft(desk.register(), licence())
    accepted = desk.accept(draft)
    form(desk, draft.application)
    later(desk)
    desk.store.run(desk.confirming(draft.application, accepted), CLERK)
    desk.issue(draft.application)
    with pytest.raises(Conflict, match="已经审定，表上没有审定的金额和会议纪要，请重新印审批表"):
        archive(desk, draft.application)
    later(desk)
    form(desk, draft.application)
    assert archive(desk, draft.application)
