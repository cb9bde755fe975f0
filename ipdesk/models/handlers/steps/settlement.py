"""Settling a call over all its claims at once, and taking the settlement back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.step_checks import stale_text
from ipdesk.models.awards.decision_draft import readable_amount
from ipdesk.models.awards.settlement import SettledClaim, Settlement, settle
from ipdesk.models.commands import SettleCall, UndoSettlement
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.applications import in_one_of, lock_awards
from ipdesk.models.handlers.calls import CALLS
from ipdesk.models.handlers.own_files.policies import check_in_force
from ipdesk.models.handlers.recusals import check_members, check_recusal
from ipdesk.models.handlers.steps.proposal_rounds import keep_round
from ipdesk.models.parsing.draft_json import decisions_of, decisions_text
from ipdesk.models.reading.application_detail import upheld_last
from ipdesk.models.reading.call_claims import CallClaims, call_claims
from ipdesk.models.reading.calls.stored import calls
from ipdesk.models.reading.decision.proposals import proposal, proposal_lines
from ipdesk.models.reading.office import procedure
from ipdesk.models.records import ApplicationDetail, Call, DecisionForm, ProposalLine, RawDecision
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.models.tables import Application, DecisionText, SettlementEntry, SettlementMember
from ipdesk.models.workflow import DECIDABLE, State, Step
from ipdesk.rules.core.money import format_yuan, grouped_yuan
from ipdesk.rules.core.result import TraceStep

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.evaluation.policy import Policy

NO_CALL = "这个申报批次已不存在，请重新选择。"
SETTLED_ALREADY = "这个批次已经汇总核定过；要重新汇总的，请先撤销上一次的。"
OTHERWISE = "汇总的结果与刚才显示的不同（其间有申请或者评分改动），没有写入。请重新预览后再办。"
GONE = "这次汇总核定已经撤销。"


def settle_call(work: Work, command: SettleCall) -> int:
    """Write what the settlement comes to; raises as ``SettleCall`` says."""
    work.lock(CALLS)
    lock_awards(work, command.policy)
    call = _call(work, command)
    if _standing(work, call.id) is not None:
        raise Conflict(SETTLED_ALREADY)
    course = procedure(work.session, call.id)
    found = call_claims(work.session, call, command.policy, course, work.now)
    settlement = settle(found.claims, found.pools, found.budget, command.choices, found.quotas)
    _check_as_shown(command, found, settlement)
    entry = SettlementEntry(call_id=call.id, at=work.now, person_id=work.person)
    work.session.add(entry)
    work.session.flush()
    for member in found.members:
        own = [item for item in settlement.claims if item.claim.application == member.application.id]
        _write(work, command.policy, entry.id, member, own, found)
    work.audit("settle", Kind.CALL, call.id)
    return entry.id


def _check_as_shown(command: SettleCall, found: CallClaims, settlement: Settlement) -> None:
    if problems := (*found.problems, *settlement.problems):
        raise InvalidInput([Problem("call", said) for said in problems])
    if {item.settled for item in settlement.claims if item.claim.amount} != {*command.shown}:
        raise Conflict(OTHERWISE)


def _call(work: Work, command: SettleCall) -> Call:
    found = next((one for one in calls(work.session, command.policy.id) if one.id == command.call), None)
    if found is None:
        raise Conflict(NO_CALL)
    check_in_force(work, command.policy)
    return found


def _standing(work: Work, call: int) -> SettlementEntry | None:
    entry = SettlementEntry
    standing = select(entry).where(entry.call_id == call, entry.undone_at.is_(None))
    return work.session.scalars(standing).first()


def _write(
    work: Work,
    policy: Policy,
    settlement: int,
    member: ApplicationDetail,
    own: Sequence[SettledClaim],
    found: CallClaims,
) -> None:
    """Write what an application comes to, and remember what it was."""
    application = in_one_of(work, member.application.id, DECIDABLE)
    check_recusal(work, application.applicant_id, Step.CONFIRM)
    lowered = [item for item in own if item.reasons]
    bounded = found.budget is not None
    kept = _member_entry(settlement, application.id, own, changed=bool(lowered), bounded=bounded)
    if member.proposal is not None:
        kept.round = member.proposal.round + bool(lowered)
        if lowered:
            lines = _lines(member.proposal.lines, lowered)
            keep_round(work, application, policy, lines, member.proposal.minutes)
    elif lowered:
        kept.before, kept.after = _typed(work, application, lowered)
    work.session.add(kept)
    work.audit("settle", Kind.APPLICATION, application.id, _names(lowered))


def _member_entry(
    settlement: int, application: int, own: Iterable[SettledClaim], *, changed: bool, bounded: bool
) -> SettlementMember:
    """Return the entry of an application that has no round and typed nothing yet.

    All its lines have a share where the call is ``bounded`` as a whole.
    """
    return SettlementMember(
        settlement_id=settlement,
        application_id=application,
        round=0,
        changed=changed,
        settled=exact_json.dumps([_share(one) for one in own if bounded or _is_bounded(one)]),
        before="",
        after="",
    )


def _is_bounded(item: SettledClaim) -> bool:
    return bool(item.claim.pools or item.claim.quotas or item.reasons)


def _share(item: SettledClaim) -> list[str | int]:
    return [item.claim.achievement, item.claim.rule, item.amount]


def _names(lowered: Iterable[SettledClaim]) -> list[str]:
    return [f"{item.claim.rule}:{item.claim.achievement}" for item in lowered]


def _lines(lines: Iterable[ProposalLine], lowered: Iterable[SettledClaim]) -> tuple[ProposalLine, ...]:
    """Return the lines of a proposal as they are settled; the trace says by what."""
    less = {(item.claim.achievement, item.claim.rule): item for item in lowered}
    return tuple(_line(line, less[line.pair]) if line.pair in less else line for line in lines)


def _line(line: ProposalLine, item: SettledClaim) -> ProposalLine:
    said = "；".join(item.reasons)
    step = TraceStep(f"汇总核定：{said}", f"核定 {grouped_yuan(item.amount)} 元")
    reason = "；".join(filter(None, (line.reason.rstrip("。；"), said)))
    return replace(
        line,
        line=line.line._replace(trace=(*line.line.trace, step)),
        proposed=item.amount,
        reason=reason,
        ground=line.ground or LoweredGround.BUDGET.value,
    )


def _typed_anew(raw: RawDecision, item: SettledClaim) -> RawDecision:
    said = "；".join(filter(None, (raw.reason.rstrip("。；"), *item.reasons)))
    ground = raw.ground or LoweredGround.BUDGET.value
    return replace(raw, granted=format_yuan(item.amount), reason=said, ground=ground)


def _typed(work: Work, application: Application, lowered: Iterable[SettledClaim]) -> tuple[str, str]:
    """Type what is settled into the form of the decision; return its text before and after."""
    entry = work.session.get(DecisionText, application.id)
    before = entry.content if entry is not None else ""
    form = decisions_of(before) if before else DecisionForm(lines=())
    typed = {(raw.achievement, raw.rule): raw for raw in form.lines}
    for item in lowered:
        pair = item.claim.achievement, item.claim.rule
        typed[pair] = _typed_anew(typed.get(pair, RawDecision(*pair)), item)
    after = decisions_text(replace(form, lines=tuple(typed.values())))
    _save(work, application, entry, after)
    return before, after


def _save(work: Work, application: Application, entry: DecisionText | None, content: str) -> None:
    if entry is None:
        entry = DecisionText(application_id=application.id, revision=0)
        work.session.add(entry)
    entry.content, entry.saved_at, entry.revision = content, work.now, entry.revision + 1
    work.changed(Kind.APPLICATION, application.id)


# --- taking it back ---


def undo(work: Work, command: UndoSettlement) -> None:
    """Put every application back; raises Conflict where something was done with one since.

    Raises NotPermitted where who acts is related to the applicant of one of them.
    """
    work.lock(CALLS)
    lock_awards(work, command.policy)
    entry = work.one(SettlementEntry, command.settlement, GONE)
    if entry.undone_at is not None:
        raise Conflict(GONE)
    table = SettlementMember
    members = work.session.scalars(
        select(table).where(table.settlement_id == entry.id).order_by(table.application_id)
    ).all()
    check_members(work, (member.application_id for member in members))
    for member in members:
        _undo(work, command.policy, member)
    entry.undone_at, entry.undone_by = work.now, work.person
    work.audit("unsettle", Kind.CALL, entry.call_id)


def _undo(work: Work, policy: Policy, member: SettlementMember) -> None:
    if _goes_on_by_itself(work, member):
        return
    stage = (Step.PROPOSE.target,) if member.round else DECIDABLE
    application = in_one_of(work, member.application_id, stage)
    moved = f"申请件 {application.number} 在汇总核定以后又有办理，不能撤销汇总；请先退回它的办理。"
    if member.round:
        _propose_again(work, policy, application, member, moved)
    elif member.changed:
        _untype(work, application, member, moved)
    work.audit("unsettle", Kind.APPLICATION, application.id)


def _goes_on_by_itself(work: Work, member: SettlementMember) -> bool:
    """Say whether nothing of a settlement is left of a file: it ended, was returned or proposed anew."""
    work.lock("application", member.application_id)
    state = State(work.one(Application, member.application_id, "").state)
    if state.decided or state.ended or state.editable:
        return not state.decided
    standing = proposal(work.session, member.application_id)
    if not member.round or standing is None:
        return bool(member.round)
    return standing.round > member.round and state is Step.PROPOSE.target


def _propose_again(
    work: Work, policy: Policy, application: Application, member: SettlementMember, moved: str
) -> None:
    """Let the round before stand again, unless the proposal of the settlement was handled since."""
    standing = proposal(work.session, application.id)
    if standing is None or standing.round != member.round:
        raise Conflict(moved)
    if work.ask(upheld_last, application.id):
        raise Conflict(stale_text(application.number, "撤销汇总"))
    if not member.changed:
        return
    if standing.pack != policy.sha256:
        raise Conflict("政策在汇总核定以后有改动，不能撤销汇总；请退回后重新提出拟资助。")
    lines = proposal_lines(work.session, application.id, member.round - 1)
    keep_round(work, application, policy, lines, standing.minutes)


def _untype(work: Work, application: Application, member: SettlementMember, moved: str) -> None:
    """Take out of the form of the decision what the settlement typed; what else stands there stays."""
    text = work.session.get(DecisionText, application.id)
    if text is None:
        raise Conflict(moved)
    form, before, after = (decisions_of(one) for one in (text.content, member.before or _EMPTY, member.after))
    typed, kept = _by_pair(form), _by_pair(before)
    for pair, raw in _by_pair(after).items():
        if raw == kept.get(pair):
            continue
        if pair not in typed or _said(typed[pair]) != _said(raw):
            raise Conflict(moved)
        typed.pop(pair)
        typed.update({pair: kept[pair]} if pair in kept else {})
    left = replace(form, lines=tuple(typed.values()))
    if left != decisions_of(_EMPTY):
        _save(work, application, text, decisions_text(left))
    else:
        work.session.delete(text)
        work.changed(Kind.APPLICATION, application.id)


_EMPTY = decisions_text(DecisionForm(lines=()))


def _by_pair(form: DecisionForm) -> dict[tuple[str, str], RawDecision]:
    return {(raw.achievement, raw.rule): raw for raw in form.lines}


def _said(raw: RawDecision) -> tuple[int | None, str]:
    return readable_amount(raw.granted), raw.reason
