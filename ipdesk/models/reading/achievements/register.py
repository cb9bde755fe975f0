"""What stands in the register of achievements, and by what lists are compared with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.draft_json import owners_of
from ipdesk.models.reading.applicants import applicant_of
from ipdesk.models.records import ApplicantRecord, Certificate
from ipdesk.models.records.achievements.register import KnownHolder, StandingThing
from ipdesk.models.tables import (
    AchievementHolder,
    FormerName,
    ImportedList,
    RegisteredAchievement,
    RegisteredApplicant,
)
from ipdesk.rules.pack.vocabulary import standard_vocabulary


def known_holders(session: Session) -> tuple[KnownHolder, ...]:
    """Return all applicants as lists are compared with them."""
    of, words = RegisteredApplicant, standard_vocabulary()
    found = session.execute(select(of.id, of.kind, of.name, of.identity).order_by(of.id))
    return tuple(
        KnownHolder(number, name, identity, is_personal(kind, words))
        for number, kind, name, identity in found
    )


def applicants_by_number(session: Session, numbers: Iterable[str]) -> Mapping[str, ApplicantRecord]:
    """Return the applicants that are registered under some numbers, by these."""
    of = RegisteredApplicant
    found = (
        session.scalars(select(of).where(of.identity.in_(part)).options(selectinload(of.traits)))
        for part in in_parts(sorted(set(numbers)))
    )
    return {entry.identity: applicant_of(entry) for part in found for entry in part}


def former_names(session: Session) -> tuple[tuple[str, int], ...]:
    """Return the names that applicants had formerly, with their ids, the oldest first."""
    found = session.execute(select(FormerName.name, FormerName.applicant_id).order_by(FormerName.id))
    return tuple((name, number) for name, number in found)


def standing_things(
    session: Session, items: Iterable[str]
) -> Mapping[tuple[str, str], Sequence[StandingThing]]:
    """Return what is registered under normal forms of numbers, by kind and normal form."""
    found: dict[tuple[str, str], list[StandingThing]] = defaultdict(list)
    for part in in_parts(sorted(set(items))):
        for thing in _things(session, RegisteredAchievement.item.in_(part)):
            found[thing.kind, thing.item].append(thing)
    return found


def things_by_id(session: Session, ids: Sequence[int]) -> tuple[StandingThing, ...]:
    """Return what is registered by some ids, the oldest first."""
    return tuple(_things(session, RegisteredAchievement.id.in_(ids)))


def _things(session: Session, wanted: ColumnElement[bool]) -> Iterator[StandingThing]:
    of = RegisteredAchievement
    entries = session.scalars(select(of).where(wanted).order_by(of.id)).all()
    holders = _holders(session, [entry.id for entry in entries])
    yield from (_thing(entry, tuple(holders[entry.id])) for entry in entries)


def _holders(session: Session, things: Sequence[int]) -> Mapping[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of = AchievementHolder
    for some in in_parts(things):
        asked = select(of.registered_id, of.applicant_id, of.place).where(of.registered_id.in_(some))
        for thing, applicant, place in session.execute(asked.order_by(of.place, of.applicant_id)):
            found[thing].append((applicant, place))
    return found


def _thing(entry: RegisteredAchievement, holders: tuple[tuple[int, int], ...]) -> StandingThing:
    return StandingThing(
        id=entry.id,
        kind=entry.kind,
        item=entry.item or "",
        part=entry.part,
        ref=entry.ref or "",
        date=entry.date,
        facts=exact_json.read_facts(entry.facts),
        certificate=Certificate(entry.name, owners_of(entry.owners), entry.filing_date),
        owners_today=entry.owners_today,
        holders=holders,
    )


def remembered_columns(session: Session, heads: str) -> Mapping[str, int]:
    """Return which columns somebody chose of the last list with these heads, by fact."""
    of = ImportedList
    found = session.scalar(select(of.columns).where(of.heads == heads).order_by(of.id.desc()).limit(1))
    return dict(exact_json.loads(found)) if found else {}
