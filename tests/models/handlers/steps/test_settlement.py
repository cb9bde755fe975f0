"""A call settled over all its claims: previewed, written with an entry each, and taken back as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.models import commands, queries
from ipdesk.models.awards.settlement import Settlement, settle
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.records import (
    Batch,
    CallDetails,
    Departure,
    LoweredAmount,
    Minutes,
    RankedPlaces,
    RawDecision,
    RawExpert,
    SettlementChoices,
)
from ipdesk.models.store import Store
from ipdesk.models.workflow import Procedure, State, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from tests.actors import CLERK
from tests.documents.letters.award_of_policy import award_letter_of
from tests.models.desk import OFFICE, Clock, Desk, licence, minutes_of
from tests.models.handlers import test_recusals as recusals
from tests.models.handlers.public_notices import office as public_notices
from tests.models.handlers.public_notices.test_objecting import give_back
from tests.models.handlers.steps.test_forwarding import accepted
from tests.models.handlers.steps.test_proposals import proposing, take_up
from tests.rules.pack.small_pack import SMALL

POOL = """\
  - {id: pool, name: 年度转让资助总额, rules: [2-deal], per: year, sum: 800, scaled: true}
examples:
"""
PLAIN = SettlementChoices()
WHY = "“年度转让资助总额”800.00元，本批合计1,000.00元，超出总额，按比例核减"


@pytest.fixture
def policy() -> Policy:
    """Return a policy whose transactions share 800 yuan a year; a deal of ten thousand claims 500."""
    return policy_from_bytes(SMALL.replace("examples:\n", POOL).encode(), "small.yaml")


def opened(desk: Desk, budget: int | None = None, title: str = "第一批") -> int:
    begins = desk.clock.moment.replace(hour=0) - datetime.timedelta(days=30)
    details = CallDetails(
        policy=desk.policy.id, year=2022, title=title, begins_at=begins,
        ends_at=begins + datetime.timedelta(days=90), budget=budget,
    )  # fmt: skip
    return desk.store.run(commands.OpenCall(details=details), CLERK).value


def deals(desk: Desk, call: int, count: int = 2) -> tuple[int, ...]:
    return tuple(accepted(desk, call, licence("1万", ref=f"Y202244000012{at}")) for at in range(count))


def preview(desk: Desk, call: int, choices: SettlementChoices = PLAIN) -> Settlement:
    [stored] = [one for one in desk.store.read(queries.calls) if one.id == call]
    course = desk.store.read(queries.procedure, call)
    found = desk.store.read(queries.call_claims, stored, desk.policy, course, desk.clock.moment)
    settlement = settle(found.claims, found.pools, found.budget, choices, found.quotas)
    return settlement._replace(problems=(*found.problems, *settlement.problems))


def settling(desk: Desk, call: int, choices: SettlementChoices = PLAIN) -> commands.SettleCall:
    shown = tuple(item.settled for item in preview(desk, call, choices).claims if item.claim.amount)
    return commands.SettleCall(call=call, policy=desk.policy, choices=choices, shown=shown)


def close(desk: Desk, call: int) -> None:
    desk.store.run(commands.CloseCall(call=call), CLERK)


def proposed(desk: Desk, call: int) -> tuple[int, ...]:
    """Return two proposed applications of a call that is closed."""
    take_up(desk)
    both = deals(desk, call)
    for one in both:
        shown = stored_result(desk.policy, desk.detail(one))
        desk.store.run(proposing(desk, one, shown), CLERK)
    close(desk, call)
    return both


def test_proposals_are_scaled_in_a_round_of_their_own_with_an_entry_each(desk: Desk) -> None:
    call = opened(desk)
    both = proposed(desk, call)
    desk.store.run(settling(desk, call), CLERK)
    for application in both:
        detail = desk.detail(application)
        assert detail.proposal is not None and detail.proposal.round == 2
        [line] = detail.proposal.lines
        assert (line.line.amount, line.proposed, line.reason) == (50_000, 40_000, WHY)
        assert line.line.trace[-1].spoken() == f"汇总核定：{WHY}，核定 400.00 元。"
        assert detail.application.proposed == detail.application.amount == 40_000
        entries = desk.store.read(queries.audit_entries, f"application {application}")
        assert "settle" in {entry.action for entry in entries}


def test_a_settlement_is_taken_back_as_a_whole(desk: Desk) -> None:
    call = opened(desk)
    both = proposed(desk, call)
    number = desk.store.run(settling(desk, call), CLERK).value
    undoing = commands.UndoSettlement(settlement=number, policy=desk.policy)
    desk.store.run(undoing, CLERK)
    for application in both:
        proposal = desk.detail(application).proposal
        assert proposal is not None
        assert [(one.proposed, one.reason) for one in proposal.lines] == [(50_000, "")]
    assert desk.store.read(queries.standing_settlement, call) is None
    with pytest.raises(Conflict, match="已经撤销"):
        desk.store.run(undoing, CLERK)
    desk.store.run(settling(desk, call), CLERK)


def test_who_is_related_to_one_applicant_neither_settles_nor_takes_it_back(desk: Desk) -> None:
    call = opened(desk)
    one, other = proposed(desk, call)
    command, colleague = settling(desk, call), recusals.colleague(desk)
    recusals.recuse(desk, desk.detail(other).applicant.id)
    with pytest.raises(NotPermitted, match="应当回避"):
        desk.store.run(command, CLERK)
    number = desk.store.run(command, colleague).value
    undoing = commands.UndoSettlement(settlement=number, policy=desk.policy)
    with pytest.raises(NotPermitted, match=f"申请件 {desk.detail(other).application.number}.*应当回避"):
        desk.store.run(undoing, CLERK)
    assert desk.detail(one).application.proposed == 40_000, "nothing half done"
    desk.store.run(undoing, colleague)


def test_where_nothing_is_proposed_the_decisions_are_prepared_and_confirmed_as_settled(desk: Desk) -> None:
    call = opened(desk)
    first, second = deals(desk, call)
    close(desk, call)
    number = desk.store.run(settling(desk, call), CLERK).value
    draft = desk.store.read(queries.decision_draft, first)
    assert draft is not None
    [raw] = draft.lines
    assert (raw.granted, raw.reason) == ("400.00", WHY)
    undoing = commands.UndoSettlement(settlement=number, policy=desk.policy)
    desk.store.run(undoing, CLERK)
    assert desk.store.read(queries.decision_draft, first) is None
    number = desk.store.run(settling(desk, call), CLERK).value
    shown = stored_result(desk.policy, desk.detail(first))
    lowered = LoweredAmount(raw.achievement, raw.rule, 40_000, raw.reason)
    desk.store.run(desk.confirming(first, shown, lowered=(lowered,)), CLERK)
    with pytest.raises(Conflict, match="审定为 400"):
        desk.store.run(replace(undoing, settlement=number), CLERK)
    assert desk.store.read(queries.decision_draft, second) is not None, "nothing was taken back by halves"


def test_a_pool_that_holds_all_is_settled_without_a_cut_and_its_letter_may_go(desk: Desk) -> None:
    call = opened(desk)
    [only] = deals(desk, call, 1)
    close(desk, call)
    shown = stored_result(desk.policy, desk.detail(only))
    number = desk.store.run(settling(desk, call), CLERK).value
    assert [one.after for one in settling(desk, call).shown] == [50_000] and number
    desk.store.run(desk.confirming(only, shown), CLERK)
    day = desk.clock.today
    letter = award_letter_of(desk.detail(only), OFFICE, desk.policy, day)
    assert letter.total == 50_000
    unsettled = replace(desk.detail(only), settled={})
    with pytest.raises(LetterDataError, match="总额有限"):
        award_letter_of(unsettled, OFFICE, desk.policy, day)


def test_earlier_awards_of_the_year_leave_the_rest_of_the_pool(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence("1万", ref="Y2022440000999"))
    shown = desk.accept(draft)
    with pytest.raises(Conflict, match=r"总额有限.*请按核减后的数额填写并写明理由"):
        desk.store.run(desk.confirming(draft.application, shown), CLERK)
    lowered = LoweredAmount("2", "small/2-deal", 40_000, "总额有限")
    desk.store.run(desk.confirming(draft.application, shown, lowered=(lowered,)), CLERK)
    call = opened(desk)
    deals(desk, call)
    close(desk, call)
    assert [item.amount for item in preview(desk, call).claims] == [20_000, 20_000]


def test_what_keeps_a_call_from_being_settled_is_said_and_nothing_is_written(desk: Desk) -> None:
    call = opened(desk, budget=60_000)
    first, second = deals(desk, call)
    command = settling(desk, call)
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(command, CLERK)
    said = "".join(problem.message for problem in caught.value.problems)
    assert "还在受理" in said and "批次预算还剩 600.00 元，超出 200.00 元" in said
    assert "“超出批次预算时，各件同比例核减”" in said, "as the box is called"
    close(desk, call)
    take_up(desk, Procedure(frozenset({State.PROPOSED})))
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(command, CLERK)
    [only] = caught.value.problems
    assert "还有 2 件不是“拟资助”" in only.message, "that there are none ready would say the same again"
    take_up(desk, Procedure())
    scaling = settling(desk, call, SettlementChoices(scale_budget=True))
    assert sorted(one.after for one in scaling.shown) == [30_000, 30_000]
    other = replace(scaling.shown[0], after=1)
    with pytest.raises(Conflict, match="与刚才显示的不同"):
        desk.store.run(replace(scaling, shown=(other, *scaling.shown[1:])), CLERK)
    desk.store.run(scaling, CLERK)
    with pytest.raises(Conflict, match="已经汇总核定过"):
        desk.store.run(scaling, CLERK)
    [entered] = desk.store.read(queries.calls)
    dearer = replace(entered, budget=90_000)
    details = CallDetails(**{one.name: getattr(dearer, one.name) for one in fields(CallDetails)})
    changing = commands.ChangeCall(call=call, revision=entered.revision, details=details, reason="追加预算")
    with pytest.raises(InvalidInput, match="改预算以前请先撤销汇总核定"):
        desk.store.run(changing, CLERK)
    with pytest.raises(Conflict, match="重新打开以前请先撤销汇总核定"):
        desk.store.run(commands.ReopenCall(call=call, reason="关错了批次"), CLERK)
    withdrawing = commands.TakeStep(application=second, step=Step.WITHDRAW, reason="申请人另行安排")
    desk.store.run(withdrawing, CLERK)
    standing = desk.store.read(queries.standing_settlement, call)
    assert standing is not None and standing.applications == 2
    desk.store.run(commands.UndoSettlement(settlement=standing.id, policy=desk.policy), CLERK)
    assert desk.store.read(queries.decision_draft, first) is None
    assert [one.after for one in settling(desk, call).shown] == [50_000], "who withdrew leaves it to others"


def test_a_file_that_was_returned_or_proposed_anew_since_goes_on_by_itself(desk: Desk) -> None:
    """The settlement is taken back from the others, or the call could never be settled anew."""
    call = opened(desk)
    first, second = proposed(desk, call)
    back = commands.TakeStep(application=second, step=Step.RETURN_PROPOSAL, reason="评分须再核对")
    for anew in (False, True):
        number = desk.store.run(settling(desk, call), CLERK).value
        desk.store.run(back, CLERK)
        shown = stored_result(desk.policy, desk.detail(second))
        if anew:
            desk.store.run(proposing(desk, second, shown), CLERK)
        desk.store.run(commands.UndoSettlement(settlement=number, policy=desk.policy), CLERK)
        kept = desk.detail(first).proposal
        assert kept is not None and [line.proposed for line in kept.lines] == [50_000]
        if not anew:
            desk.store.run(proposing(desk, second, shown), CLERK)
    desk.store.run(settling(desk, call), CLERK)
    assert [desk.detail(one).application.proposed for one in (first, second)] == [40_000, 40_000]


def test_a_proposal_that_was_objected_to_rightly_takes_no_part_until_it_is_proposed_anew(desk: Desk) -> None:
    """Its old sum would cut what the others get; nor is a settlement taken back over its head."""
    call = opened(desk)
    first, _ = proposed(desk, call)
    number = desk.store.run(settling(desk, call), CLERK).value
    undoing = commands.UndoSettlement(settlement=number, policy=desk.policy)
    public_notices.take_up(desk)
    notice = public_notices.publish(desk, first)
    with pytest.raises(Conflict, match=r"已由 .* 公示"):
        desk.store.run(undoing, CLERK)
    objected = public_notices.object_to(desk, notice, first)
    upheld = public_notices.papers(desk).answer(
        objected.id, "经查作品登记在后，异议成立", upheld=True, unheard=public_notices.UNHEARD
    )
    desk.store.run(upheld, CLERK)
    with pytest.raises(Conflict, match="异议成立，还没有重新拟定，不能撤销汇总"):
        desk.store.run(undoing, CLERK)
    kept = desk.detail(first).proposal
    assert kept is not None and kept.round == 2
    assert any("异议成立，还没有重新拟定，不能汇总核定" in said for said in preview(desk, call).problems)
    give_back(desk, first)
    desk.store.run(proposing(desk, first, stored_result(desk.policy, desk.detail(first))), CLERK)
    assert not preview(desk, call).problems


def test_scores_that_were_typed_for_a_decision_rank_where_nothing_is_proposed(desk: Desk) -> None:
    call = opened(desk)
    both = deals(desk, call)
    close(desk, call)
    for application, score in zip(both, ("81", "90.5"), strict=True):
        expert = RawExpert("刘建平", "粤北理工学院", score)
        typed = RawDecision("2", "small/2-deal", basis="experts", experts=(expert,))
        desk.store.run(commands.SaveDecisionDraft(application=application, lines=(typed,)), CLERK)
    best = SettlementChoices(places=(RankedPlaces("small/2-deal", 1),))
    assert [item.amount for item in preview(desk, call, best).claims] == [0, 50_000]


def test_only_what_a_settlement_typed_is_taken_out_of_a_decision(desk: Desk) -> None:
    call = opened(desk)
    first, _ = deals(desk, call)
    close(desk, call)
    number = desk.store.run(settling(desk, call), CLERK).value
    undoing = commands.UndoSettlement(settlement=number, policy=desk.policy)
    draft = desk.store.read(queries.decision_draft, first)
    assert draft is not None
    other = (replace(draft.lines[0], granted="399"),)
    for revision, lines in enumerate((other, draft.lines), start=draft.revision):
        saving = commands.SaveDecisionDraft(
            application=first, lines=lines, minutes_number="局务会纪要〔2024〕9号", revision=revision
        )
        desk.store.run(saving, CLERK)
        if lines is other:
            with pytest.raises(Conflict, match="又有办理"):
                desk.store.run(undoing, CLERK)
    desk.store.run(undoing, CLERK)
    left = desk.store.read(queries.decision_draft, first)
    assert left is not None and (left.lines, left.minutes_number) == ((), "局务会纪要〔2024〕9号")


# --- what bounds a call is held to at each step ---

BEYOND = (
    "批次预算 600.00 元，已审定 1 件 500.00 元，还剩 100.00 元，这次 500.00 元，超出 400.00 元，不能审定。"
)


def confirmed_by(desk: Desk, *files: int, at_once: bool) -> None:
    """Confirm files as computed, one after the other or as a batch, without a settlement."""
    if at_once:
        meeting = Minutes(minutes_of(desk.clock.today), desk.clock.today)
        batch = Batch(step=Step.CONFIRM, applications=files, policies=(desk.policy,), minutes=meeting)
        seen = desk.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
        desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
        return
    for one in files:
        desk.store.run(desk.confirming(one, stored_result(desk.policy, desk.detail(one))), CLERK)


@pytest.fixture
def plain(data_dir: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk whose policy has no sum of its own."""
    with closing(Store.open(data_dir, clock)) as store:
        yield Desk(store, policy_from_bytes(SMALL.encode(), "small.yaml"), clock)


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("proposing_first", [False, True])
def test_no_more_than_the_budget_of_a_call_is_decided(
    plain: Desk, *, at_once: bool, proposing_first: bool
) -> None:
    call = opened(plain, budget=60_000)
    both = proposed(plain, call) if proposing_first else deals(plain, call)
    with pytest.raises(Conflict, match=f"{BEYOND}请先在“设置 › 申报批次”里汇总核定"):
        confirmed_by(plain, *both, at_once=at_once)
    assert [State.CONFIRMED is plain.detail(one).application.state for one in both] == [not at_once, False]


def test_no_more_than_the_budget_is_published_until_it_is_settled(plain: Desk) -> None:
    call = opened(plain, budget=60_000)
    first, second = proposed(plain, call)
    public_notices.take_up(plain)
    with pytest.raises(Conflict, match=r"批次预算 600.00 元，已审定、公示 0 件 .*这次 1,000.00 元.*不能公示"):
        public_notices.publish(plain, first, second)
    public_notices.publish(plain, first)
    with pytest.raises(Conflict, match=r"已审定、公示 1 件 500.00 元，还剩 100.00 元"):
        public_notices.publish(plain, second)


@pytest.mark.parametrize("at_once", [False, True])
def test_a_pool_is_settled_before_anything_of_it_is_decided_or_published(
    desk: Desk, *, at_once: bool
) -> None:
    call = opened(desk)
    both = proposed(desk, call)
    with pytest.raises(Conflict, match="还不能审定。请先在“设置 › 申报批次”里对“第一批”汇总核定"):
        confirmed_by(desk, *both, at_once=at_once)
    public_notices.take_up(desk)
    with pytest.raises(
        Conflict, match=f"申请件 {desk.detail(both[0]).application.number}：.*还不能公示。请先在"
    ):
        public_notices.publish(desk, *both)
    desk.store.run(settling(desk, call), CLERK)
    public_notices.publish(desk, *both)


def test_nobody_is_granted_more_than_the_share_that_a_settlement_gave(desk: Desk) -> None:
    """A reason says why a decision departs; it makes no room in a pool."""
    call = opened(desk)
    first, second = proposed(desk, call)
    desk.store.run(settling(desk, call), CLERK)
    whole = desk.confirming(first, stored_result(desk.policy, desk.detail(first)))
    departing = replace(
        whole, departures=(Departure("2", "small/2-deal", 40_000, 50_000),), departure_reason="合同金额有误"
    )
    with pytest.raises(Conflict, match=r"汇总核定为 400.00 元，500.00 元超出核定的份额，不能审定"):
        desk.store.run(departing, CLERK)
    confirmed_by(desk, first, second, at_once=True)
    assert [desk.detail(one).application.amount for one in (first, second)] == [40_000, 40_000]


# --- a quota over the call ---

QUOTA = """\
  - {id: places, name: 年度转让名额, rules: [2-deal], per: year, distinct: applicant, count: 2, measure: 家}
examples:
"""


@pytest.fixture
def with_quota(data_dir: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk whose policy lets two applicants a year have something for a deal."""
    policy = policy_from_bytes(SMALL.replace("examples:\n", QUOTA).encode(), "small.yaml")
    with closing(Store.open(data_dir, clock)) as store:
        yield Desk(store, policy, clock)


def test_a_call_takes_no_more_places_than_its_clause_has(with_quota: Desk) -> None:
    """Every file is computed as if it were the first; over the call three are one too many."""
    desk = with_quota
    call = opened(desk)
    first, second, third = deals(desk, call, 3)
    close(desk, call)
    assert [desk.detail(one).application.amount for one in (first, second, third)] == [50_000] * 3
    number = desk.detail(third).application.number
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(settling(desk, call), CLERK)
    [problem] = caught.value.problems
    assert problem.message.startswith("“年度转让名额”2家，本批3家申请（")
    with pytest.raises(Conflict, match="还没有汇总核定，不能审定：“年度转让名额”2家，本批3家申请"):
        confirmed_by(desk, first, at_once=False)
    assert desk.store.read(queries.standing_settlement, call) is None, "nothing half done"
    lowered = RawDecision("2", "small/2-deal", granted="0", reason="评审列第三，名额已满", ground="budget")
    desk.store.run(commands.SaveDecisionDraft(application=third, lines=(lowered,)), CLERK)
    settled = desk.store.run(settling(desk, call), CLERK).value
    assert number in [item.claim.number for item in preview(desk, call).claims if not item.amount]
    desk.store.run(commands.UndoSettlement(settlement=settled, policy=desk.policy), CLERK)


def test_places_that_earlier_awards_took_are_gone_and_the_trace_says_so(with_quota: Desk) -> None:
    """Of one who has a place already a further deal takes none."""
    desk = with_quota
    holder = desk.register()
    for ref, who in (("Y2022440000991", holder), ("Y2022440000992", desk.register())):
        desk.confirmed(who, licence("5千", ref=ref))
    call = opened(desk)
    take_up(desk)
    own = accepted(desk, call, licence("5千", ref="Y2022440000993"), applicant=holder)
    shown = stored_result(desk.policy, desk.detail(own))
    desk.store.run(proposing(desk, own, shown), CLERK)
    close(desk, call)
    desk.store.run(settling(desk, call), CLERK)
    assert desk.detail(own).application.amount == 25_000


def test_no_more_are_published_than_a_quota_has_places(with_quota: Desk) -> None:
    desk = with_quota
    call = opened(desk)
    take_up(desk)
    three = deals(desk, call, 3)
    for one in three:
        desk.store.run(proposing(desk, one, stored_result(desk.policy, desk.detail(one))), CLERK)
    public_notices.take_up(desk)
    for listed in (three, three[:1]):
        with pytest.raises(Conflict, match="还没有汇总核定，不能公示：“年度转让名额”2家，本批3家申请"):
            public_notices.publish(desk, *listed)
