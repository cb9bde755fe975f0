"""A decision taken back alone: the file waits for it again, with all that was entered and nothing decided."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.awards.departures import departures_from
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import ApplicationDetail, DecidedAmount, LoweredAmount, SettlementChoices
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import Desk, cultivation, licence, minutes_of, works
from tests.models.handlers.public_notices import office as notices
from tests.models.handlers.public_notices.test_publishing import NEXT
from tests.models.handlers.steps import test_settlement as calls

WHY = "会议纪要编号登记错误"
LICENCE, PROJECT, WORKS = (
    f"shaoguan-2021/{rule}"
    for rule in ("7-patent-transaction", "5-high-value-cultivation", "4-work-registration")
)

WHY = "局务会纪要〔2024〕9号研究：只减少这一件的金额，不影响其他申请人"
plain = calls.plain


def taking_back(desk: Desk, application: int, reason: str = WHY) -> commands.TakeBackDecision:
    return commands.TakeBackDecision(application=application, policy=desk.policy, reason=reason)


def without_steps(detail: ApplicationDetail) -> ApplicationDetail:
    lines = tuple(dataclasses.replace(line, id=0) for line in detail.lines)
    return dataclasses.replace(detail, steps=(), lines=lines)


def test_it_waits_again_as_it_did_with_all_that_was_entered(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence(), cultivation())
    application, shown = draft.application, desk.accept(draft)
    accepted = desk.detail(application)
    decided = (DecidedAmount("4", PROJECT, 3_000_000),)
    lowered = (LoweredAmount("2", LICENCE, 100_000, "合同只履行了一半", "《办法》第九条"),)
    chosen = [one.achievement for one in accepted.achievements]
    result = desk.store.read(
        evaluate_stored, desk.policy, accepted.applicant, chosen, decided, lowered, application, "x"
    )
    command = replace(
        desk.confirming(application, shown, decided, lowered), shown=shown_lines(result.lines, desk.policy)
    )
    desk.store.run(command, CLERK)
    with pytest.raises(InvalidInput):
        desk.store.run(taking_back(desk, application, "无"), CLERK)
    desk.store.run(taking_back(desk, application), CLERK)
    detail = desk.detail(application)
    waiting = replace(accepted, application=replace(accepted.application, prepared=True))
    assert without_steps(detail) == without_steps(waiting)
    assert (detail.steps[-1].step, detail.steps[-1].remark) == (Step.RETURN_DECISION, WHY)
    typed = desk.store.read(queries.decision_draft, application)
    assert typed is not None
    assert (typed.minutes_number, typed.minutes_date) == (minutes_of(desk.clock.today), "2024-06-20")
    assert {(raw.rule, raw.decided, raw.granted, raw.reason, raw.lowered_by) for raw in typed.lines} == {
        (LICENCE, "", "1,000.00", "合同只履行了一半", "《办法》第九条"),
        (PROJECT, "30,000.00", "", "", ""),
    }
    need = desk.policy.history_needed(chosen)
    assert desk.store.read(queries.history, desk.policy.id, detail.applicant.id, need) == ()
    logged = desk.store.read(queries.audit_entries, f"application {application}")
    assert "return_decision" in {entry.action for entry in logged}
    desk.store.run(command, CLERK)
    assert desk.detail(application).application.amount == 3_100_000


def test_what_departed_from_the_proposal_and_the_notice_goes_with_it_and_may_depart_again(desk: Desk) -> None:
    application = notices.proposed(desk, desk.register(), works())
    notices.publish(desk, application)
    notices.go_to(desk, NEXT)
    lowered = (LoweredAmount("1", WORKS, 10_000, "重复登记，减半资助"),)
    confirming = desk.confirming(application, notices.recomputed(desk, application), lowered=lowered)
    proposal = desk.store.read(queries.proposal, application)
    departing = replace(
        confirming,
        departures=departures_from(proposal, {("1", WORKS): 10_000}),
        departure_reason="重复登记，会议决定减半",
        unpublished_reason=WHY,
    )
    for _ in range(2):
        desk.store.run(departing, CLERK)
        detail = desk.detail(application)
        assert detail.unpublished is not None and len(detail.departures) == 1
        desk.store.run(taking_back(desk, application), CLERK)
        detail = desk.detail(application)
        assert (detail.application.state, detail.application.amount) == (State.PUBLISHED, 20_000)
        assert (detail.departures, detail.unpublished) == ((), None)
    typed = desk.store.read(queries.decision_draft, application)
    assert typed is not None
    assert typed.departure_reason == "重复登记，会议决定减半"
    assert typed.unpublished_reason == WHY
    desk.store.run(desk.confirming(application, notices.recomputed(desk, application)), CLERK)
    assert desk.detail(application).application.amount == 20_000


def test_what_stands_on_it_comes_first(desk: Desk) -> None:
    taker = desk.register()
    first = desk.confirmed(taker, licence())
    issued = desk.issue(first)
    with pytest.raises(Conflict, match="下达"):
        desk.store.run(taking_back(desk, first), CLERK)
    void = commands.VoidLetter(letter=issued.id, kind=AWARD.kind, reason="金额录入有误")
    desk.store.run(void, CLERK)
    later = desk.confirmed(taker, works())
    number = desk.detail(later).application.number
    with pytest.raises(Conflict, match=f"请先撤回 {number} 的审定"):
        desk.store.run(taking_back(desk, first), CLERK)
    desk.store.run(taking_back(desk, later), CLERK)
    desk.store.run(taking_back(desk, first), CLERK)
    assert desk.detail(first).application.state is State.ACCEPTED


@pytest.mark.parametrize("proposing", [False, True])
def test_a_call_of_which_something_was_decided_is_settled_for_all_alike(
    plain: Desk, *, proposing: bool
) -> None:
    """On a budget of 600 one of two files of 500 was decided; taken back, both come to 300."""
    call = calls.opened(plain, budget=60_000)
    first, second = both = calls.proposed(plain, call) if proposing else calls.deals(plain, call)
    plain.store.run(plain.confirming(first, stored_result(plain.policy, plain.detail(first))), CLERK)
    with pytest.raises(Conflict, match="可以先撤回审定"):
        calls.confirmed_by(plain, second, at_once=False)
    plain.store.run(taking_back(plain, first), CLERK)
    if not proposing:
        calls.close(plain, call)
    choices = SettlementChoices(scale_budget=True)
    plain.store.run(calls.settling(plain, call, choices), CLERK)
    calls.confirmed_by(plain, *both, at_once=True)
    assert [plain.detail(one).application.amount for one in both] == [30_000, 30_000]
