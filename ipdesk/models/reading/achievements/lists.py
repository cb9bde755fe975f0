"""The list of the register of achievements: found, ordered and summed up in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.parsing.draft_json import owners_of
from ipdesk.models.reading.achievements.register import things_by_id
from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.history import STANDING
from ipdesk.models.reading.matching import number_matches, wanted_text
from ipdesk.models.records.achievements.lists import (
    RegisterDetail,
    RegisterFilter,
    RegisterOrder,
    RegisterRow,
    RegisterTotals,
    RegisterUse,
)
from ipdesk.models.tables import (
    AchievementHolder,
    Application,
    ApplicationAchievement,
    AwardEntry,
    ImportedList,
    RegisteredAchievement,
    RegisteredApplicant,
    RegisteredEntry,
)
from ipdesk.models.tables.dialect import contains, total
from ipdesk.models.workflow import State

_T = RegisteredAchievement
_GONE = "这一件已不在成果登记里。"


def register_ids(
    session: Session,
    wanted: RegisterFilter,
    order: RegisterOrder = RegisterOrder.DATE,
    descending: bool = True,
) -> tuple[int, ...]:
    """Return the ids of what a filter finds, in order; those that are alike in it by their ids."""
    by = [column.desc() if descending else column.asc() for column in _ordered(order)]
    found = select(_T.id).where(*_conditions(wanted)).order_by(*by, _T.id)
    return tuple(session.scalars(found))


def register_totals(session: Session, wanted: RegisterFilter) -> RegisterTotals:
    """Return how many things a filter finds, and what was paid for them."""
    count = session.scalar(select(func.count()).select_from(_T).where(*_conditions(wanted)))
    paid = (
        select(total(left_of()))
        .join(RegisteredEntry, RegisteredEntry.achievement_id == AwardEntry.achievement_id)
        .join(Application, Application.id == AwardEntry.application_id)
        .where(STANDING, RegisteredEntry.registered_id.in_(select(_T.id).where(*_conditions(wanted))))
    )
    return RegisterTotals(count=count or 0, paid=int(session.scalar(paid) or 0))


def register_rows(session: Session, ids: Sequence[int]) -> tuple[RegisterRow, ...]:
    """Return rows by their ids, in that order; one that is gone meanwhile is left out."""
    columns = (_T.id, _T.kind, _T.ref, _T.part, _T.name, _T.owners, _T.date, _uses(), _paid())
    found = {row[0]: _row(*row) for row in session.execute(select(*columns).where(_T.id.in_(ids)))}
    return tuple(found[one] for one in ids if one in found)


def _row(*columns: Any) -> RegisterRow:  # noqa: ANN401 - as they were asked for
    number, kind, ref, part, name, owners, date, applications, paid = columns
    said = {"kind": kind, "ref": ref or "", "part": part, "name": name, "owners": owners_of(owners)}
    return RegisterRow(id=number, date=date, applications=applications, paid=int(paid), **said)


def _conditions(wanted: RegisterFilter) -> Iterator[ColumnElement[bool]]:
    if text := wanted_text(wanted.text):
        named = (contains(func.lower(column), text) for column in (_T.name, _T.owners))
        yield or_(number_matches(_T.search_text, wanted.text), *named)
    if wanted.kind:
        yield _T.kind == wanted.kind
    if wanted.year is not None:
        yield func.substr(_T.date, 1, 4) == str(wanted.year)
    yield from _of_people(wanted)


def _of_people(wanted: RegisterFilter) -> Iterator[ColumnElement[bool]]:
    """Yield whose a thing is, and whether anybody applied for it or was paid."""
    if wanted.holder is not None:
        held = AchievementHolder
        own = held.registered_id == _T.id, held.applicant_id == wanted.holder
        yield exists().where(*own).correlate(_T)
    if wanted.applied is not None:
        applied = exists().where(RegisteredEntry.registered_id == _T.id).correlate(_T)
        yield applied if wanted.applied else ~applied
    if wanted.paid is not None:
        yield _paid() > 0 if wanted.paid else _paid() == 0


def _ordered(order: RegisterOrder) -> tuple[ColumnElement[Any], ...]:
    columns: Mapping[RegisterOrder, tuple[Any, ...]] = {
        RegisterOrder.DATE: (_T.date,),
        RegisterOrder.KIND: (_T.kind, _T.date),
        RegisterOrder.NUMBER: (_T.item, _T.part),
        RegisterOrder.NAME: (_T.name,),
        RegisterOrder.PAID: (_paid(),),
    }
    return columns[order]


def _paid() -> ScalarSelect[int]:
    """Return what was granted for a thing and is left, in fen, whoever applied."""
    return (
        select(total(left_of()))
        .join(RegisteredEntry, RegisteredEntry.achievement_id == AwardEntry.achievement_id)
        .join(Application, Application.id == AwardEntry.application_id)
        .where(RegisteredEntry.registered_id == _T.id, STANDING)
        .correlate(_T)
        .scalar_subquery()
    )


def _uses() -> ScalarSelect[int]:
    """Return in how many applications a thing stands."""
    chosen, link = ApplicationAchievement, RegisteredEntry
    return (
        select(func.count(chosen.application_id.distinct()))
        .join(link, link.achievement_id == chosen.achievement_id)
        .where(link.registered_id == _T.id)
        .correlate(_T)
        .scalar_subquery()
    )


# --- one thing ---


def register_detail(session: Session, thing: int) -> RegisterDetail:
    """Return a thing with its holders, its applications and its list. Raises NotFound."""
    found = things_by_id(session, [thing])
    if not found:
        raise NotFound(_GONE)
    file, at = _list_of(session, thing)
    holders, uses = tuple(_holders(session, thing)), tuple(_uses_of(session, thing))
    return RegisterDetail(thing=found[0], holders=holders, uses=uses, file=file, at=at)


def _list_of(session: Session, thing: int) -> tuple[str, Any]:
    of = ImportedList
    asked = select(of.file, of.at).join(_T, _T.import_id == of.id).where(_T.id == thing)
    row = session.execute(asked).one_or_none()
    return (row[0], row[1]) if row else ("", None)


def _holders(session: Session, thing: int) -> Iterator[tuple[int, str]]:
    held, of = AchievementHolder, RegisteredApplicant
    asked = select(of.id, of.name).join(held, held.applicant_id == of.id).where(held.registered_id == thing)
    yield from ((number, name) for number, name in session.execute(asked.order_by(held.place, of.id)))


_USE = ("application", "number", "applicant_name", "policy", "year", "state", "granted")


def _uses_of(session: Session, thing: int) -> Iterator[RegisterUse]:
    chosen, link, of, who = ApplicationAchievement, RegisteredEntry, Application, RegisteredApplicant
    asked = (
        select(of.id, of.number, who.name, of.policy, of.year, of.state, _granted_there())
        .join(chosen, chosen.application_id == of.id)
        .join(link, link.achievement_id == chosen.achievement_id)
        .join(who, who.id == of.applicant_id)
        .where(link.registered_id == thing)
        .order_by(of.id)
        .distinct()
    )
    for row in session.execute(asked):
        said: dict[str, Any] = dict(zip(_USE, row, strict=True))
        yield RegisterUse(**{**said, "state": State(said["state"]), "granted": int(said["granted"])})


def _granted_there() -> ScalarSelect[int]:
    """Return what an application was granted for an achievement and is left, in fen."""
    of, chosen, line = Application, ApplicationAchievement, AwardEntry
    own = line.application_id == of.id, line.achievement_id == chosen.achievement_id
    return select(total(left_of())).where(*own, STANDING).correlate(of, chosen).scalar_subquery()


def register_choices(session: Session) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return which kinds and which years of days there are in the register, the newest year first."""
    kinds = session.scalars(select(_T.kind).distinct().order_by(_T.kind))
    years = session.scalars(select(func.substr(_T.date, 1, 4)).distinct())
    return tuple(kinds), tuple(sorted((int(year) for year in years), reverse=True))


def imported_lists(session: Session, limit: int = 50) -> tuple[tuple[int, str, Any, int, int], ...]:
    """Return the lists that were taken in, the newest first: id, file, moment, how many new and changed."""
    of = ImportedList
    asked = select(of.id, of.file, of.at, of.new, of.changed).order_by(of.id.desc()).limit(limit)
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in session.execute(asked))
