"""What bounds the awards of a call, with what is taken of it: its budget, and the pools of its policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.awards.call_bounds import Bound, CallStanding, Pair
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.calls.settled import settled_lines, standing_settlement
from ipdesk.models.reading.history import STANDING
from ipdesk.models.tables import Application, AwardEntry, CallEntry, ProposalEntry, ProposalLineEntry
from ipdesk.models.tables.dialect import total
from ipdesk.models.workflow import Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.limits import Limit, in_year

BUDGET_NAME = "批次预算"


class ProposedLine(NamedTuple):
    """A line as it stands proposed by a ``pack`` (its hash): ``computed`` and ``proposed`` in fen."""

    pack: str
    pair: Pair
    computed: int
    proposed: int


_PUBLIC = (Step.PUBLISH.target.value, Step.OBJECT.target.value)
"""The states in which what is proposed is before the public."""


def call_standing(session: Session, call: int, application: int) -> CallStanding:
    """Return how an application stands with its call (its id, 0 for none)."""
    entry = session.get(CallEntry, call) if call else None
    if entry is None:
        return CallStanding()
    settled = standing_settlement(session, entry.id) is not None
    return CallStanding(entry.title, settled, settled_lines(session, application) if settled else {})


def budget_bound(session: Session, call: int) -> Bound | None:
    """Return the budget of a call with what was granted of it; None where it has none."""
    entry = session.get(CallEntry, call) if call else None
    if entry is None or entry.budget is None:
        return None
    return Bound(BUDGET_NAME, entry.budget, *_granted(session, Application.call == call))


def published_bound(session: Session, call: int, without: Iterable[int]) -> Bound | None:
    """Return the budget of a call with what was granted of it or is published, leaving out some files."""
    bound = budget_bound(session, call)
    if bound is None:
        return None
    table, others = Application, Application.id.not_in(tuple(without))
    public = select(total(table.proposed), func.count(case((table.proposed > 0, 1))))
    found = session.execute(public.where(table.call == call, table.state.in_(_PUBLIC), others)).one()
    return bound._replace(taken=bound.taken + found[0], files=bound.files + found[1])


def proposed_lines(session: Session, applications: Collection[int]) -> dict[int, tuple[ProposedLine, ...]]:
    """Return the lines that stand proposed for applications, by their ids; one without any is left out."""
    found: dict[int, tuple[ProposedLine, ...]] = {}
    for some in in_parts(applications):
        for application, pack, *pair, computed, fen in session.execute(_PROPOSED, {"applications": some}):
            line = ProposedLine(pack, (pair[0], pair[1]), computed, fen)
            found[application] = (*found.get(application, ()), line)
    return found


_ROUND = aliased(ProposalEntry)
_NEWEST = select(func.max(_ROUND.round)).where(_ROUND.application_id == Application.id)
_LINE = ProposalLineEntry
_PROPOSED = (
    select(Application.id, ProposalEntry.pack, _LINE.key, _LINE.rule, _LINE.amount, _LINE.proposed)
    .join(ProposalEntry, ProposalEntry.id == _LINE.proposal_id)
    .join(Application, Application.id == ProposalEntry.application_id)
    .where(Application.id.in_(bindparam("applications", expanding=True)), Application.proposed.is_not(None))
    .where(ProposalEntry.round == _NEWEST.scalar_subquery())
    .order_by(Application.id, _LINE.position)
)


def pool_bounds(session: Session, policy: Policy, year: int, budget: int | None) -> Iterator[Bound]:
    """Yield the pools of a policy for a programme year, with what was granted of each, in fen."""
    entry = AwardEntry
    for limit in policy.pack.limits:
        most = pool_sum(limit, year, budget) if limit.scaled else None
        if most is not None:
            rules = frozenset(f"{policy.id}/{rule}" for rule in limit.rules)
            of = entry.policy == policy.id, entry.year == year, entry.rule.in_(rules)
            yield Bound(f"“{limit.name}”", most, *_granted(session, *of), rules)


def pool_sum(limit: Limit, year: int, budget: int | None) -> int | None:
    """Return the sum of a pool for a year in fen; the call's budget where the policy names none."""
    if isinstance(limit.sum, dict):
        return in_year(limit.sum, year)
    return limit.sum if isinstance(limit.sum, int) else budget


def _granted(session: Session, *of: ColumnElement[bool]) -> tuple[int, int]:
    """Return what is left of standing awards, in fen, and of how many applications."""
    entry, left = AwardEntry, left_of()
    lines = (
        select(entry.application_id.label("file"), left.label("fen"))
        .join(Application, Application.id == entry.application_id)
        .where(STANDING, left > 0, *of)
        .subquery()
    )
    fen, files = session.execute(select(total(lines.c.fen), func.count(lines.c.file.distinct()))).one()
    return fen, files
