"""Projects of a fund: contracts of grants, the checks that were held, and what may be paid by now."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, not_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.projects.contract import Contract, Stage
from ipdesk.funds.projects.funding import Bearer, FundingPart
from ipdesk.funds.projects.progress import CheckOutcome, ProjectMoney, why_held_back
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.batches import parties_of
from ipdesk.models.reading.funds.carried_grants import carried_by, first_grants
from ipdesk.models.reading.funds.payment_states import ACTIVE
from ipdesk.models.reading.funds.standing import Standing, granted_of, grants_standing
from ipdesk.models.records.funds.projects import HeldCheck, Project
from ipdesk.models.tables import (
    FundAccount,
    FundGrant,
    FundingPartEntry,
    FundMovement,
    FundPosting,
    FundTask,
    PaymentEventEntry,
    ProjectCheckEntry,
    ProjectContractEntry,
)

_RETURNS = (PostingKind.RETURN_IN_YEAR.name, PostingKind.RETURN_LATER.name)


class Allowed(NamedTuple):
    """What of a grant may still be paid by its contract (fen), and why no more."""

    fen: int
    why: str


def project(session: Session, grant: int) -> Project | None:
    """Return the project that a grant pays, None for a grant without a contract."""
    return next(iter(_projects(session, [grant])), None)


def fund_projects(session: Session, fund: int) -> tuple[Project, ...]:
    """Return the projects of a fund in the order of their grants."""
    return _projects(session, _with_contract(session, FundTask.fund_id == fund))


def task_projects(session: Session, task: int) -> tuple[Project, ...]:
    """Return the projects of a task in the order of their grants."""
    return _projects(session, _with_contract(session, FundTask.id == task))


def _with_contract(session: Session, which: ColumnElement[bool]) -> Sequence[int]:
    entry, task = ProjectContractEntry, FundTask.id == FundGrant.task_id
    asked = select(entry.grant_id).join(FundGrant, FundGrant.id == entry.grant_id).join(FundTask, task)
    return session.scalars(asked.where(which)).all()


def funding_parts(session: Session, grant: int) -> tuple[FundingPart, ...]:
    """Return who else pays for what a grant is given for, in the order of their entry."""
    return fund_funding(session, FundingPartEntry.grant_id == grant).get(grant, ())


def fund_funding(session: Session, which: ColumnElement[bool]) -> dict[int, tuple[FundingPart, ...]]:
    """Return who else pays, by the ids of grants; those without anybody are left out."""
    entry, found = FundingPartEntry, defaultdict[int, list[FundingPart]](list)
    for row in session.scalars(select(entry).where(which).order_by(entry.grant_id, entry.place)):
        plain = {name: getattr(row, name) for name in ("fen", "in_place", "by", "paper")}
        found[row.grant_id].append(FundingPart(bearer=Bearer(row.bearer), **plain))
    return {grant: tuple(parts) for grant, parts in found.items()}


def allowed_by_contract(session: Session, grants: Iterable[int]) -> dict[int, Allowed]:
    """Return what may still be paid of grants with a contract, by their ids; others are left out."""
    first = first_grants(session, grants)
    found = {one.grant: one for one in _projects(session, {*first, *first.values()})}
    own = ((grant, found.get(grant) or found.get(before)) for grant, before in first.items())
    return {grant: _allowed(one) for grant, one in own if one is not None}


def _allowed(one: Project) -> Allowed:
    return Allowed(one.payable, why_held_back(one.contract, one.standing))


def project_money(session: Session, grants: Iterable[int]) -> dict[int, Counter[Place]]:
    """Return where the money of projects stands, by the ids of their grants, whoever bears it by now."""
    first = carried_by(session, grants)
    found: dict[int, Counter[Place]] = defaultdict(Counter)
    for grant, places in grants_standing(session, first).items():
        found[first[grant]].update(places)
    return found


def _projects(session: Session, grants: Iterable[int]) -> tuple[Project, ...]:
    entry, found = ProjectContractEntry, dict[int, tuple[ProjectContractEntry, int]]()
    for some in in_parts(grants):
        asked = select(entry, FundGrant.task_id).join(FundGrant, FundGrant.id == entry.grant_id)
        rows = session.execute(asked.where(entry.grant_id.in_(some)))
        found |= {row.grant_id: (row, task) for row, task in rows}
    checks, standing = _checks(session, found), project_money(session, found)
    parties, returned = parties_of(session, found), _returned(session, checks)
    return tuple(
        _project(found[one], parties.get(one, ()), checks[one], standing[one], returned[one])
        for one in sorted(found)
    )


def _project(
    found: tuple[ProjectContractEntry, int],
    parties: tuple[str, ...],
    checks: Sequence[HeldCheck],
    standing: Standing,
    returned: int,
) -> Project:
    (entry, task), granted = found, granted_of(standing)
    return Project(
        grant=entry.grant_id,
        task=task,
        parties=parties,
        contract=contract_of(entry),
        revision=entry.revision,
        checks=tuple(checks),
        money=ProjectMoney(granted, granted - standing[Place.GRANT], returned),
    )


def contract_of(entry: ProjectContractEntry) -> Contract:
    """Return a contract as it is stored."""
    return Contract(**{one.name: getattr(entry, one.name) for one in fields(Contract)})


def _checks(session: Session, grants: Iterable[int]) -> Mapping[int, Sequence[HeldCheck]]:
    """Return the checks of grants in the order in which they were entered."""
    entry, other = ProjectCheckEntry, aliased(ProjectCheckEntry)
    found: dict[int, list[HeldCheck]] = defaultdict(list)
    for some in in_parts(grants):
        asked = select(entry, other.id).outerjoin(other, other.corrects_id == entry.id)
        for row, corrected in session.execute(asked.where(entry.grant_id.in_(some)).order_by(entry.id)):
            found[row.grant_id].append(_check(row, corrected=corrected is not None))
    return found


def _check(row: ProjectCheckEntry, *, corrected: bool) -> HeldCheck:
    plain = {one.name: getattr(row, one.name) for one in fields(HeldCheck) if one.name != "corrected"}
    words = {"stage": Stage(row.stage), "outcome": CheckOutcome(row.outcome)}
    return HeldCheck(**plain | words, corrected=corrected)


def _returned(session: Session, checks: Mapping[int, Sequence[HeldCheck]]) -> Counter[int]:
    """Return what came back of grants since an acceptance found something unspent (fen)."""
    since = {
        grant: min(one.held_on for one in held if one.unspent and not one.corrected)
        for grant, held in checks.items()
        if any(one.unspent and not one.corrected for one in held)
    }
    back, first = Counter[int](), carried_by(session, since)
    for grant, day, fen in posted_returns(session, first):
        back[first[grant]] += fen if day >= since[first[grant]] else 0
    return back


def posted_returns(session: Session, grants: Iterable[int]) -> Iterator[tuple[int, datetime.date, int]]:
    """Yield what recipients gave back of grants by postings that stand: the grant, the day, fen.

    What a bank sent back in the same year (被动退回) waits to be paid again, and is none of it.
    """
    for some in in_parts(grants):
        for grant, day, fen in session.execute(_returns_of(some)):
            yield grant or 0, day, fen


def _returns_of(grants: Sequence[int]) -> Select[int | None, datetime.date, int]:
    reversal, event = aliased(FundPosting), PaymentEventEntry
    given = exists().where(event.posting_id == FundPosting.id, event.kind == ACTIVE)
    by_bank = FundPosting.kind == PostingKind.RETURN_IN_YEAR.name, FundAccount.payment_id.is_not(None), ~given
    return (
        select(FundAccount.grant_id, FundPosting.day, FundMovement.fen)
        .join(FundMovement, FundMovement.source_id == FundAccount.id)
        .join(FundPosting, FundPosting.id == FundMovement.posting_id)
        .outerjoin(reversal, reversal.reverses_id == FundPosting.id)
        .where(FundAccount.grant_id.in_(grants), FundAccount.place == Place.PAID.value)
        .where(FundPosting.kind.in_(_RETURNS), reversal.id.is_(None), not_(and_(*by_bank)))
    )
