"""Finding applicants and what they received."""

from __future__ import annotations

import datetime
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Select, Subquery, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.identifiers.same_holder import is_same_holder
from ipdesk.models.parsing.names.likeness import alike, bigrams, core
from ipdesk.models.parsing.names.names import compared_name, folded_name
from ipdesk.models.parsing.names.search_text import BEGINNING, search_alternatives
from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.applications import application_ids, application_rows
from ipdesk.models.reading.eligibility.bars import bars
from ipdesk.models.reading.history import STANDING
from ipdesk.models.reading.matching import applicant_begins, applicant_holds, applicant_matches
from ipdesk.models.records import (
    ApplicantDetail,
    ApplicantHit,
    ApplicantRecord,
    ApplicationFilter,
    Likeness,
    ReceivedTotal,
    SimilarApplicant,
    TraitPeriod,
)
from ipdesk.models.records.applicants import AccountKind, AccountRecord
from ipdesk.models.tables import (
    ApplicantAccount,
    ApplicantTrait,
    Application,
    AwardEntry,
    PersonEntry,
    RegisteredApplicant,
)
from ipdesk.models.tables.dialect import contains, total

_HIT = tuple(getattr(RegisteredApplicant, field.name) for field in fields(ApplicantHit))
_PLAIN = tuple(field.name for field in fields(ApplicantRecord) if field.name not in ("traits", "confirmed"))
_MOST_CANDIDATES = 500
_MOST_SIMILAR = 8


def search_applicants(session: Session, text: str, limit: int = 50) -> tuple[ApplicantHit, ...]:
    """Find by name, pinyin, initials (sgoyt finds 韶关欧亚特), code, representative, contact or telephone.

    Brackets, dots, widths and blanks of names do not matter; of several words each must be found. What begins
    with the text comes first; an empty text finds those registered last. ``limit`` is the most in number.
    """
    table, found = RegisteredApplicant, select(*_HIT).limit(limit)
    if not search_alternatives(text):
        return _hits(session, found.order_by(table.id.desc()))
    order = (case((applicant_begins(text), 0), else_=1), table.name, table.id)
    return _hits(session, found.where(applicant_matches(text)).order_by(*order))


def count_applicants(session: Session, text: str) -> int:
    """Return how many applicants a text that is not blank finds."""
    found = select(func.count()).select_from(RegisteredApplicant).where(applicant_matches(text))
    return session.scalar(found) or 0


def _hits(session: Session, found: Select[*tuple[object, ...]]) -> tuple[ApplicantHit, ...]:
    return tuple(ApplicantHit(*row) for row in session.execute(found))  # type: ignore[arg-type]


def similar_applicants(
    session: Session, name: str, identity: str, exclude: int | None = None
) -> tuple[SimilarApplicant, ...]:
    """Return registered applicants with the same code, the same name or a similar one, in that order."""
    code = identity_code(identity)
    found = _candidates(name, code).where(RegisteredApplicant.id != (exclude or 0)).limit(_MOST_CANDIDATES)
    likely: list[SimilarApplicant] = []
    for stored, *columns in session.execute(found):
        hit = ApplicantHit(*columns)
        likeness = _likeness(hit, stored, name, code)
        if likeness is not None:
            likely.append(SimilarApplicant(hit, likeness))
    order = list(Likeness)
    return tuple(sorted(likely, key=lambda item: order.index(item.likeness))[:_MOST_SIMILAR])


def _candidates(name: str, code: str) -> Select[*tuple[Any, ...]]:
    """Return the cores and hits of applicants with the code, the name, or a part of the name."""
    table, whole = RegisteredApplicant, f"{BEGINNING}{folded_name(name)}{BEGINNING}"
    parts = [contains(table.core, pair) for pair in bigrams(core(name))[:12]]
    return select(table.core, *_HIT).where(
        or_(applicant_holds(code), contains(table.search_text, whole), *parts)
    )


def _likeness(hit: ApplicantHit, stored: str, name: str, code: str) -> Likeness | None:
    if code and is_same_holder(hit.identity, code):
        return Likeness.SAME_CODE
    if compared_name(name) and compared_name(hit.name) == compared_name(name):
        return Likeness.SAME_NAME
    return Likeness.SIMILAR_NAME if alike(stored, core(name)) else None


def applicant(session: Session, applicant_id: int) -> ApplicantRecord:
    """Return one applicant; raises NotFound."""
    of_one = {"applicant": applicant_id}
    found = session.execute(_known(), of_one).one_or_none()
    if found is None:
        raise NotFound("申请人不存在。")
    *plain, confirmed = found
    return ApplicantRecord(
        **dict(zip(_PLAIN, plain, strict=True)),
        traits=tuple(TraitPeriod(*trait) for trait in session.execute(_traits(), of_one)),
        confirmed=frozenset(confirmed.split()),
    )


@cache
def _known() -> Select[*tuple[Any, ...]]:
    entry = RegisteredApplicant
    columns = (getattr(entry, name) for name in _PLAIN)
    return select(*columns, entry.confirmed).where(entry.id == bindparam("applicant"))


@cache
def _traits() -> Select[str, datetime.date | None, datetime.date | None]:
    entry = ApplicantTrait
    asked = select(entry.trait, entry.since, entry.until)
    return asked.where(entry.applicant_id == bindparam("applicant")).order_by(entry.id)


def applicant_of(entry: RegisteredApplicant) -> ApplicantRecord:
    """Return an applicant as it is known, from its row."""
    return ApplicantRecord(
        **{name: getattr(entry, name) for name in _PLAIN},
        traits=tuple(TraitPeriod(trait.trait, trait.since, trait.until) for trait in entry.traits),
        confirmed=frozenset(entry.confirmed.split()),
    )


def received(session: Session, applicant_id: int) -> tuple[ReceivedTotal, ...]:
    """Return what it was granted and kept, by policy and programme year, newest year first."""
    lines = _kept_lines(applicant_id)
    found = (
        select(lines.c.policy, lines.c.year, func.count(), total(lines.c.amount))
        .group_by(lines.c.policy, lines.c.year)
        .order_by(lines.c.year.desc(), lines.c.policy)
    )
    return tuple(ReceivedTotal(*row) for row in session.execute(found))


def _kept_lines(applicant_id: int) -> Subquery:
    left = left_of()
    return (
        select(AwardEntry.policy, AwardEntry.year, left.label("amount"))
        .join(Application, Application.id == AwardEntry.application_id)
        .where(AwardEntry.applicant_id == applicant_id, left > 0, STANDING)
        .subquery()
    )


def accounts(session: Session, applicant_id: int) -> tuple[AccountRecord, ...]:
    """Return all accounts of an applicant, the newest first."""
    entry = ApplicantAccount
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id, isouter=True)
        .where(entry.applicant_id == applicant_id)
        .order_by(entry.id.desc())
    )
    return tuple(_account(row, name or "") for row, name in session.execute(found))


def _account(row: ApplicantAccount, name: str) -> AccountRecord:
    return AccountRecord(
        id=row.id, kind=AccountKind(row.kind), holder=row.holder, bank=row.bank, account=row.account,
        bank_number=row.bank_number, used=row.used, reason=row.reason, proof=row.proof, recorded_by=name,
        recorded_on=row.at.date() if row.at is not None else None,
    )  # fmt: skip


def known_towns(session: Session) -> tuple[str, ...]:
    """Return the towns of the applicants, those of most of them first."""
    town = RegisteredApplicant.town
    return tuple(
        session.scalars(select(town).where(town != "").group_by(town).order_by(func.count().desc(), town))
    )


def applicant_detail(session: Session, applicant_id: int) -> ApplicantDetail:
    """Return one applicant with what it received and its applications; raises NotFound."""
    ids = application_ids(session, ApplicationFilter(applicant=applicant_id))
    return ApplicantDetail(
        applicant(session, applicant_id),
        received(session, applicant_id),
        application_rows(session, ids),
        bars(session, applicant_id),
    )
