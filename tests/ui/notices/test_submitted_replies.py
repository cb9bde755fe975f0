"""An answer to an objection is submitted where the office approves first; the notice shows that it waits."""

from __future__ import annotations

from ipdesk.models import queries
from ipdesk.models.commands import ChangeAccess
from ipdesk.models.records import AccessSettings, ApprovalOrder
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter
from ipdesk.ui.letters.after_issuing import tell_opened
from ipdesk.ui.notices.dialogs.answer import AnswerDialog
from ipdesk.ui.notices.lists import NOTICES
from ipdesk.ui.widgets import MessageLine
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.handlers.public_notices.office import object_to, proposed, publish
from tests.models.handlers.test_handlings import carry_out, sign
from tests.models.handlers.test_recusals import colleague, recuse
from tests.ui.notices.test_notices import accept, dialog, opened
from tests.ui.rig import Rig

TO_BE_TOLD = "异议的处理结果还要书面告知申请人。"
REASON = "双方作品的名称和完成日期均不相同"


def test_an_answer_waits_to_be_signed_and_can_be_changed_until_then(rig: Rig) -> None:
    application = proposed(rig.steps, rig.steps.register("示例甲有限公司"))
    found = object_to(rig.steps, publish(rig.steps, application), application)
    applicant = rig.steps.detail(application).applicant.id
    recuse(rig.steps, applicant, colleague(rig.steps).person or 0)
    rig.store.run(ChangeAccess(settings=AccessSettings(approval_order=ApprovalOrder.FIRST)), CLERK)
    page = opened(rig)
    page.lists.choose(NOTICES)
    rig.settle()
    page.work.answer()
    asking = dialog(page, AnswerDialog)
    assert isinstance(asking, AnswerDialog) and asking.accept_button.text() == "送审，印审批表"
    asking.outcome.set_key("dismissed")
    asking.reason.setText(REASON)
    accept(rig, asking)
    detail = rig.desk.read(queries.application_detail, application)
    assert [one.state for one in detail.handlings] == [HandlingState.PENDING]
    sheet = rig.desk.read(queries.letter, detail.handlings[0].sheet)
    assert "回避的人员：黄志强（" in paper.text(sheet.pdf).replace("\n", "")
    assert detail.objections[0].objection.state is found.state, "nothing is answered yet"
    page.refresh()
    rig.settle()
    assert page.objections._model.index(0, 3).data() == "待签批"
    page.work.answer()
    again = dialog(page, AnswerDialog)
    assert isinstance(again, AnswerDialog)
    assert (again.reason.text(), again.accept_button.text()) == (REASON, "重新送审，印审批表")
    again.done(0)
    sign(rig.steps, application)
    reply = carry_out(rig.steps, application)
    assert reply is not None
    message = MessageLine(parent=page)
    tell_opened(rig.desk, message, reply.id, application)
    assert message.sentence() == TO_BE_TOLD
    rig.answer()
    message.act(0)
    rig.settle()
    submitted = rig.desk.read(queries.application_detail, application).handlings[-1]
    assert (submitted.kind, submitted.state) == ("objection_outcome", HandlingState.PENDING)
    assert rig.asked[-1] == OpenLetter(submitted.sheet)


def test_an_answer_leads_on_to_what_its_applicant_is_told(rig: Rig) -> None:
    application = proposed(rig.steps, rig.steps.register("示例甲有限公司"))
    object_to(rig.steps, publish(rig.steps, application), application)
    page = opened(rig)
    page.lists.choose(NOTICES)
    rig.settle()
    page.work.answer()
    asking = dialog(page, AnswerDialog)
    assert isinstance(asking, AnswerDialog)
    asking.outcome.set_key("dismissed")
    asking.reason.setText(REASON)
    rig.answer(over=asking)
    accept(rig, asking)
    assert page.message.sentence() == TO_BE_TOLD
    page.message.act(0)
    assert rig.asked[-1] == IssueLetters((application,), "objection_outcome")
