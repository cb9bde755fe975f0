"""What the computation says today of what was frozen before, in a proposal or a decision."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.models import queries
from ipdesk.models.awards.differences import differences, shown_lines
from ipdesk.models.core.errors import DeskError, Difference
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.records import ApplicationDetail, DecidedAmount, LoweredAmount
from ipdesk.models.services.policies_in_force import known_policy
from ipdesk.rules.core.result import Line
from ipdesk.rules.library.policy_library import PolicyLibrary


def computed_today(
    session: Session, detail: ApplicationDetail, policies: PolicyLibrary
) -> tuple[Difference, ...] | None:
    """Return where the policy in force and the history of today give another result than was frozen.

    It is evaluated with the amounts that were decided then. None where nothing is frozen, or where the policy
    cannot be had any more.
    """
    frozen = tuple(_frozen(detail))
    if not (detail.application.state.decided or detail.proposal):
        return None
    try:
        policy = known_policy(policies, detail.application.policy)
    except DeskError:
        return None
    chosen = [stored.achievement for stored in detail.achievements]
    need, own = policy.history_needed(chosen), detail.application.id
    past = queries.history(session, policy.id, detail.applicant.id, need, own)
    known = policy.rule_ids()
    decided = [one for one in _decided(detail) if one.rule in known]
    lowered = [one for one in _lowered(detail) if one.rule in known]
    now = evaluate(policy, detail.applicant, chosen, decided, past, lowered, detail.application.number)
    return differences(shown_lines(frozen, policy), shown_lines(now.lines, policy))


def _frozen(detail: ApplicationDetail) -> Iterator[Line]:
    if detail.application.state.decided or detail.proposal is None:
        return (stored.line for stored in detail.lines)
    return (item.line for item in detail.proposal.lines)


def _decided(detail: ApplicationDetail) -> Iterator[DecidedAmount]:
    if detail.application.state.decided or detail.proposal is None:
        return (DecidedAmount(one.achievement, one.rule, one.amount) for one in detail.decisions)
    lines = detail.proposal.lines
    return (DecidedAmount(*one.pair, one.decided) for one in lines if one.decided is not None)


def _lowered(detail: ApplicationDetail) -> Iterator[LoweredAmount]:
    if detail.application.state.decided or detail.proposal is None:
        for stored in detail.lines:
            if stored.granted is not None and stored.granted < stored.line.amount:
                line = stored.line
                yield LoweredAmount(line.achievement, line.rule, stored.granted, stored.reason)
        return
    for one in detail.proposal.lines:
        if one.proposed < one.line.amount:
            yield LoweredAmount(*one.pair, one.proposed, one.reason)
