"""Which papers of a file no longer say what holds."""

from __future__ import annotations

import datetime

import pytest

from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.models import commands
from ipdesk.models.applications.superseded_papers import new_form_needed, superseded
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import IssuedLetter
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.desk import Desk, letter, licence
from tests.models.handlers.public_notices.office import propose, proposed, recomputed
from tests.models.handlers.test_archiving import NUMBERED, archive, say


def form(desk: Desk, application: int) -> IssuedLetter:
    issuing = commands.IssueDocument(
        kind=APPROVAL_FORM.kind, application=application, date=desk.clock.today, render=letter
    )
    return desk.store.run(issuing, CLERK).value


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
