"""What a call's applications claim together, read for its settlement."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.applications.step_checks import stale_refusal
from ipdesk.models.awards.decision_draft import DecisionSheet, Pair
from ipdesk.models.awards.settlement import Claim, Pot, Quota, SettledClaim, overrun
from ipdesk.models.awards.typed_basis import basis_typed
from ipdesk.models.evaluation.evaluate import applicant_key, build_case
from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.calls.bounds import BUDGET_NAME, pool_sum
from ipdesk.models.reading.drafts import decision_draft
from ipdesk.models.reading.funds.ceilings import applies, ceiling_used, ceilings
from ipdesk.models.reading.funds.charges import call_charges
from ipdesk.models.reading.funds.standing import task_standing
from ipdesk.models.reading.history import STANDING, history
from ipdesk.models.records import (
    ApplicationDetail,
    Call,
    CallCharges,
    CallState,
    Ceiling,
    CeilingWay,
    WantedSum,
)
from ipdesk.models.tables import Application, AwardEntry
from ipdesk.models.tables.dialect import total
from ipdesk.models.workflow import OPEN, Procedure, State, Step
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.limits.count_cap import QuotaPlace
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.windows import APPLICANT

_Places = Mapping[Pair, tuple[QuotaPlace, ...]]

SETTLING = "汇总核定"
BUDGET = "budget"
"""The id of the sum that is the call's own."""


@dataclass(frozen=True, slots=True)
class CallClaims:
    """The claims of a call with the sums that bound them, and why they cannot be settled yet.

    ``members`` are the applications that take part, in the order of their ids; ``sheets`` what is typed for
    those that are decided without a proposal.
    """

    members: tuple[ApplicationDetail, ...]
    claims: tuple[Claim, ...]
    pools: tuple[Pot, ...]
    budget: Pot | None
    problems: tuple[str, ...]
    sheets: Mapping[int, DecisionSheet]
    quotas: tuple[Quota, ...] = ()


def call_claims(
    session: Session, call: Call, policy: Policy, procedure: Procedure, now: datetime.datetime
) -> CallClaims:
    """Read what a call's applications claim by the policy in force; ``procedure`` is that of the call."""
    stage = _settled_in(procedure)
    ready, left = _ready_and_left(session, call, stage)
    members = tuple(application_detail(session, one) for one in ready)
    sheets = {one.application.id: _sheet(session, one, policy) for one in members if one.proposal is None}
    problems = (*_problems(call, now, left, stage), *_member_problems(members, sheets, policy))
    if not members and not left:
        problems = (*problems, f"批次里没有{_named(stage)}的申请。")
    places = {one.application.id: _places(session, one, policy) for one in members}
    claims = tuple(
        claim for one in members for claim in _claims(one, sheets, policy, places[one.application.id])
    )
    bounds, charges = ceilings(session), call_charges(session, call.id)
    claims = tuple(_bounded(claim, bounds, charges, call) for claim in claims)
    pots = (*_pots(session, call, policy, claims), *_ceiling_pots(session, bounds, claims))
    lacking = tuple(f"{pot.name}的总额由预算确定，请先在批次里填写预算。" for pot in pots if pot.at_most < 0)
    budget = None if call.budget is None else _pot(session, call, BUDGET, BUDGET_NAME, call.budget, None)
    quotas = tuple(_quotas(places.values()))
    return CallClaims(members, claims, pots, budget, (*problems, *lacking), sheets, quotas)


def overruns(session: Session, call: int, policy: Policy) -> tuple[str, ...]:
    """Return of which quotas more applicants of a call claim a place than there are, as sentences.

    All count that wait for their decision, however far they are.
    """
    if not has_quotas(policy):
        return ()
    states = [state.value for state in State if state.evaluated and not state.decided]
    asked = select(Application.id).where(Application.call == call, Application.state.in_(states))
    members = [application_detail(session, one) for one in session.scalars(asked.order_by(Application.id))]
    sheets = {one.application.id: _sheet(session, one, policy) for one in members if one.proposal is None}
    places = {one.application.id: _places(session, one, policy) for one in members}
    found = [
        SettledClaim(claim, claim.amount)
        for one in members
        for claim in _claims(one, sheets, policy, places[one.application.id])
    ]
    return tuple(filter(None, (overrun(found, quota) for quota in _quotas(places.values()))))


def has_quotas(policy: Policy) -> bool:
    """Say whether a policy lets only so many applicants have something."""
    return any(limit.distinct == APPLICANT for limit in policy.pack.limits)


def _ready_and_left(session: Session, call: Call, stage: Sequence[State]) -> tuple[list[int], int]:
    """Return the applications of a call that can be settled, and how many others still have to come there."""
    found = select(Application.id, Application.state).where(Application.call == call.id)
    states = [(one, State(state)) for one, state in session.execute(found.order_by(Application.id))]
    left = sum(state in OPEN and state not in stage for _, state in states)
    return [one for one, state in states if state in stage], left


def _settled_in(procedure: Procedure) -> tuple[State, ...]:
    """Return the states in which a call is settled: proposed, or waiting for their decision without that."""
    proposed = Step.PROPOSE.target
    if proposed in procedure.stages:
        return (proposed,)
    return tuple(state for state in State if procedure.allows(Step.CONFIRM, state))


def _problems(call: Call, now: datetime.datetime, left: int, stage: Sequence[State]) -> Iterator[str]:
    if call.state_at(now) in (CallState.AHEAD, CallState.OPEN):
        yield f"批次“{call.title}”还在受理，截止或者关闭以后再汇总。"
    if left:
        words = _named(stage)
        yield f"批次里还有 {left} 件不是{words}，汇总要全部申请一起办；请先办到这一步，或者退回到这一步。"


def _named(stage: Sequence[State]) -> str:
    return "、".join(f"“{state.label}”" for state in stage)


def _member_problems(
    members: Sequence[ApplicationDetail], sheets: Mapping[int, DecisionSheet], policy: Policy
) -> Iterator[str]:
    for one in members:
        number = one.application.number
        if upheld := stale_refusal(number, one.steps, SETTLING):
            yield upheld
        elif one.proposal is not None and one.proposal.pack != policy.sha256:
            yield f"{number} 提出拟资助以后政策有改动，请退回后重新提出拟资助。"
        if (sheet := sheets.get(one.application.id)) is not None and sheet.problems():
            yield f"{number} 有没有填好的审定内容（待核定的金额、核减的理由），请先在审定页填写。"


def _sheet(session: Session, detail: ApplicationDetail, policy: Policy) -> DecisionSheet:
    need = policy.history_needed(stored.achievement for stored in detail.achievements)
    past = history(session, policy.id, detail.applicant.id, need, detail.application.id)
    typed = decision_draft(session, detail.application.id)
    return DecisionSheet(detail, policy, past, typed.lines if typed else ())


def _places(session: Session, detail: ApplicationDetail, policy: Policy) -> _Places:
    """Return the quotas of which an application takes places, with who has one by earlier awards."""
    if not has_quotas(policy):
        return {}
    achievements = [stored.achievement for stored in detail.achievements]
    past = history(
        session, policy.id, detail.applicant.id, policy.history_needed(achievements), detail.application.id
    )
    return policy.quota_places(build_case(policy, detail.applicant, achievements, history=past))


def _quotas(places: Iterable[_Places]) -> Iterator[Quota]:
    found: dict[Hashable, Quota] = {}
    for one in (place for own in places for taken in own.values() for place in taken):
        before = found.get(one.window)
        taken = one.taken | (before.taken if before else frozenset())
        found[one.window] = Quota(one.window, f"“{one.name}”", one.measure, one.at_most, taken)
    yield from found.values()


def _claims(
    detail: ApplicationDetail, sheets: Mapping[int, DecisionSheet], policy: Policy, places: _Places
) -> Iterator[Claim]:
    row = detail.application
    case = build_case(policy, detail.applicant, (stored.achievement for stored in detail.achievements))
    pooled = policy.pooled(case)
    names = {limit.name: limit.id for limit in policy.pack.limits if limit.scaled}
    things = {stored.achievement.id: stored.achievement for stored in detail.achievements}
    for pair, amount, score in _sums(detail, sheets):
        thing = things[pair[0]]
        kind = policy.vocabulary.kinds.get(thing.kind)
        pools = tuple(names[name] for name in pooled.get(pair, ()))
        title = policy.rule(pair[1]).title
        quotas = tuple(place.window for place in places.get(pair, ()))
        yield Claim(
            row.id, row.number, row.applicant_name, *pair, title, amount, pools, score,
            applicant_key(detail.applicant.id), quotas, thing.ref or "", kind.measure if kind else "",
        )  # fmt: skip


def _sums(
    detail: ApplicationDetail, sheets: Mapping[int, DecisionSheet]
) -> Iterator[tuple[Pair, int, Decimal | None]]:
    """Yield pair, fen and mean score of each line, as proposed or as typed for the decision."""
    if detail.proposal is not None:
        for item in detail.proposal.lines:
            yield item.pair, item.proposed, item.basis.average if item.basis else None
        return
    sheet = sheets[detail.application.id]
    for line in sheet.result.lines:
        if line.status is not Status.UNDECIDED:
            pair = line.achievement, line.rule
            basis = basis_typed(sheet.typed(pair))
            yield pair, sheet.granted[pair], basis.average if basis else None


def _pots(session: Session, call: Call, policy: Policy, claims: Sequence[Claim]) -> Iterator[Pot]:
    claimed = {pool for claim in claims for pool in claim.pools}
    for limit in policy.pack.limits:
        if limit.id in claimed:
            most = pool_sum(limit, call.year, call.budget)
            yield _pot(session, call, limit.id, f"“{limit.name}”", -1 if most is None else most, policy)


def _bounded(claim: Claim, bounds: Sequence[Ceiling], charges: CallCharges, call: Call) -> Claim:
    """Return a claim that also stands under the ceilings which are about it."""
    wanted = WantedSum(charges.task_of(claim.rule), call.policy, call.year, claim.amount)
    held = tuple(_ceiling_id(one) for one in bounds if applies(one.scope, wanted))
    return claim._replace(pools=(*claim.pools, *held))


def _ceiling_pots(session: Session, bounds: Sequence[Ceiling], claims: Sequence[Claim]) -> Iterator[Pot]:
    claimed = {pool for claim in claims for pool in claim.pools}
    for one in bounds:
        if _ceiling_id(one) in claimed:
            left = max(0, one.most - ceiling_used(session, one.scope))
            if one.scope.task is not None:
                left = min(left, task_standing(session, one.scope.task)[Place.TASK])
            refuses = one.way is CeilingWay.REFUSE
            yield Pot(_ceiling_id(one), one.name, one.most, left, refuses)


def _ceiling_id(ceiling: Ceiling) -> str:
    return f"ceiling {ceiling.id}"


def _pot(session: Session, call: Call, name: str, title: str, at_most: int, policy: Policy | None) -> Pot:
    """Return a sum with what standing awards leave of it: the year's for a pool, else the call's."""
    entry = AwardEntry
    used = select(total(left_of())).join(Application, Application.id == entry.application_id).where(STANDING)
    if policy is None:
        used = used.where(Application.call == call.id)
    else:
        limit = next(one for one in policy.pack.limits if one.id == name)
        rules = [f"{policy.id}/{rule}" for rule in limit.rules]
        used = used.where(entry.policy == policy.id, entry.year == call.year, entry.rule.in_(rules))
    spent = session.scalar(used) or 0
    return Pot(name, title, at_most, max(0, at_most - spent))
