"""Queries for issued letters: lists, the paper itself with its data, and numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core import exact_json
from ipdesk.models.core.errors import DamagedDatabase, NotFound
from ipdesk.models.parsing.letter_numbers import letter_number, series_of
from ipdesk.models.reading.after_award.awaited_proofs import lacks_proof, last_published
from ipdesk.models.reading.applications import applications_in
from ipdesk.models.reading.matching import applicant_matches, application_matches, letter_matches, wanted_text
from ipdesk.models.records import ApplicationFilter, DocumentKind, LetterDocument, LetterRow, Mark
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    CallEntry,
    CheckEntry,
    ClawbackEntry,
    CollectionReminderEntry,
    IssuedLetterEntry,
    LetterContent,
    ListedApplication,
    NumberSeries,
    ObjectionHearingEntry,
    OfficeEntry,
    PersonEntry,
    RegisteredApplicant,
    ReissuedLetter,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among, contains
from ipdesk.models.workflow import State

_VOIDED_BY = aliased(PersonEntry)
_REISSUED_ON = (
    select(func.max(ReissuedLetter.day))
    .where(ReissuedLetter.letter_id == IssuedLetterEntry.id)
    .correlate(IssuedLetterEntry)
    .scalar_subquery()
)
STANDS = ~select(VoidedLetter.letter_id).where(VoidedLetter.letter_id == IssuedLetterEntry.id).exists()
"""A letter that is not void."""
_OFFICE = select(OfficeEntry)
_NUMBERED = select(IssuedLetterEntry.id).where(IssuedLetterEntry.number == bindparam("number"))
_NOTICED = select(CallEntry.title).where(CallEntry.notice_number == bindparam("number"))


def letters(session: Session, text: str = "", limit: int = 500, kind: str = "") -> tuple[LetterRow, ...]:
    """Return issued letters, newest first; ``text`` is part of a number or of an applicant's name.

    ``kind`` narrows them to those of one.
    """
    rows = _rows(text).limit(limit)
    return _found(session, rows.where(IssuedLetterEntry.kind == kind) if kind else rows)


def letters_of(session: Session, application_id: int) -> tuple[LetterRow, ...]:
    """Return the letters of one application, those that list it among others too, newest first."""
    return _found(session, _rows_of(), application=application_id)


@cache
def _rows_of() -> Select[*tuple[Any, ...]]:
    entry, listed = IssuedLetterEntry, ListedApplication
    listing = select(listed.letter_id).where(listed.application_id == bindparam("application"))
    own = or_(entry.application_id == bindparam("application"), entry.id.in_(listing))
    return _rows().where(own)


def applications_of(session: Session, letter_id: int) -> tuple[int, ...]:
    """Return the applications that a letter about many of them lists, in its order."""
    listed = ListedApplication
    found = select(listed.application_id).where(listed.letter_id == letter_id).order_by(listed.position)
    return tuple(session.scalars(found))


def letter(session: Session, letter_id: int) -> LetterDocument:
    """Return one letter with its frozen data and PDF; raises NotFound, DamagedDatabase for another PDF."""
    rows = _found(session, _row_of(), letter=letter_id)
    content = session.execute(_content(), {"letter": letter_id}).one_or_none()
    if not rows or content is None:
        raise NotFound("没有这份文书。")
    data, pdf, issued = content
    _check(rows[0], pdf, issued)
    return LetterDocument(rows[0], exact_json.loads(data), pdf)


@cache
def _row_of() -> Select[*tuple[Any, ...]]:
    return _rows().where(IssuedLetterEntry.id == bindparam("letter"))


@cache
def _content() -> Select[str, bytes, str]:
    entry, content = IssuedLetterEntry, LetterContent
    kept = select(content.data, content.pdf, entry.sha256).join(entry, entry.id == content.letter_id)
    return kept.where(entry.id == bindparam("letter"))


def _check(row: LetterRow, pdf: bytes, issued: str) -> None:
    if hashlib.sha256(pdf).hexdigest() != issued:
        called = row.number or row.application_number
        raise DamagedDatabase(
            f"{called} 的 PDF 与发出时的不同，数据可能已损坏，没有打开。请从备份恢复，或联系维护人员。"
        )


def next_letter_number(session: Session, year: int, mark: str = "") -> str | None:
    """Return the number that a series would draw next in a year, for show; None where numbers are typed.

    ``mark`` is what the numbers of the series have behind the prefix of the office.
    """
    return next_letter_numbers(session, year, (mark,))[mark]


def next_letter_numbers(session: Session, year: int, marks: Iterable[str]) -> Mapping[str, str | None]:
    """Return what ``next_letter_number`` does of each of these series, by its mark."""
    office = session.scalars(_OFFICE).first()
    if office is None or not office.own_series:
        return dict.fromkeys(marks)
    prefixes = {mark: office.number_prefix + mark for mark in marks}
    begun = {"year": year, "names": [*map(series_of, prefixes.values())]}
    present = {name: number for name, number in session.execute(_begun(), begun)}
    return _free(
        session, year, {mark: (one, present.get(series_of(one), 1)) for mark, one in prefixes.items()}
    )


def _free(session: Session, year: int, series: Mapping[str, tuple[str, int]]) -> Mapping[str, str | None]:
    """Return of series, by their prefix and the number that comes next in a year, the first number free."""
    found = {mark: letter_number(prefix, year, number) for mark, (prefix, number) in series.items()}
    used = frozenset(session.scalars(_in_use(), {"numbers": [*found.values()]}))
    further = {mark: (*series[mark][:1], series[mark][1] + 1) for mark in found if found[mark] in used}
    return found if not further else {**found, **_free(session, year, further)}


@cache
def _begun() -> Select[str, int]:
    named = NumberSeries.name.in_(bindparam("names", expanding=True))
    return select(NumberSeries.name, NumberSeries.next_number).where(
        NumberSeries.year == bindparam("year"), named
    )


@cache
def _in_use() -> CompoundSelect[str]:
    """Return the question which of some numbers a letter or the notice of a call bears."""
    borne = (IssuedLetterEntry.number, CallEntry.notice_number)
    return union_all(*(select(one).where(one.in_(bindparam("numbers", expanding=True))) for one in borne))


def number_use(session: Session, number: str) -> str:
    """Return what bears a number of proper form, in words; "" for nothing."""
    if number_issued(session, number):
        return "已经印发的文书"
    title = session.scalar(_NOTICED, {"number": number})
    return f"申报批次“{title}”的申报通知" if title is not None else ""


def number_issued(session: Session, number: str) -> bool:
    """Tell whether a letter was issued under a number of proper form."""
    return session.scalar(_NUMBERED, {"number": number}) is not None


def awaiting(session: Session, kind: DocumentKind, wanted: ApplicationFilter) -> tuple[int, ...]:
    """Return the applications that may get a document of a kind and are ``wanted``, by their numbers.

    Of a kind without a step, those that have none since they came to where they wait for it: nothing else
    would tell them apart. One that is about a letter with a number is wanted for each of these, one about
    look-ups after the review once more was looked up.
    """
    return tuple(session.scalars(_awaiting(kind, wanted)))


def awaiting_each(
    session: Session, kinds: Iterable[tuple[DocumentKind, ApplicationFilter]]
) -> tuple[tuple[int, ...], ...]:
    """Return what ``awaiting`` does of each of these kinds, in their order."""
    each = tuple(kinds)
    found: list[list[int]] = [[] for _ in each]
    for place, application in session.execute(_awaiting_each(each)) if each else ():
        found[place].append(application)
    return tuple(map(tuple, found))


@lru_cache(maxsize=8)
def _awaiting_each(kinds: tuple[tuple[DocumentKind, ApplicationFilter], ...]) -> CompoundSelect[int, int]:
    """Return the question of all of them at once: there are some thirty."""
    each = [
        select(literal(place).label("place"), _awaiting(*one).order_by(None).subquery().c.id)
        for place, one in enumerate(kinds)
    ]
    return union_all(*each).order_by("place", "id")


@lru_cache(maxsize=64)  # every view of the letters asks for each kind
def _awaiting(kind: DocumentKind, wanted: ApplicationFilter) -> Select[int]:
    states = (wanted.state,) if wanted.state is not None else kind.issued_in
    found = applications_in(replace(wanted, state=None), states).order_by(Application.id)
    if kind.step is not None or wanted.mark in _STILL_WAITING:
        return found
    done = _issued_since(kind, states, wanted.mark, each_letter=wanted.numbered_letter)
    return found.where(Application.id.not_in(done))


def _issued_since(
    kind: DocumentKind, states: Iterable[State], mark: Mark | None, *, each_letter: bool
) -> Select[int | None]:
    """Return which applications have a document of a kind that is not older than their step to a state.

    It is not older than what a ``mark`` comes from, where that may happen again: a second clawback has papers
    of its own. With ``each_letter`` it is not older than their last letter with a number, nor than the record
    of a public notice, either, and each letter that is not served yet has one.
    """
    entry, step = IssuedLetterEntry, ApplicationStep
    came = (
        select(func.max(step.at))
        .where(step.application_id == entry.application_id, among(step.state, (one.value for one in states)))
        .scalar_subquery()
    )
    of_one = entry.application_id.is_not(None)
    found = select(entry.application_id).where(of_one, entry.kind == kind.id, entry.issued_at >= came, STANDS)
    if mark in _AGAIN:
        found = found.where(entry.issued_at >= _newest(*_AGAIN[mark]))
    if not each_letter:
        return found
    newest = entry.id > _last_numbered(), entry.issued_at >= last_published()
    return found.where(*newest, ~lacks_proof(kind.id))


_STILL_WAITING = (Mark.TO_APPROVE, Mark.OBJECTION_ANSWERED, Mark.CLAWBACK_ENDED)
"""Marks that tell themselves what an application still waits for."""
_AGAIN: Mapping[Mark | None, tuple[ColumnElement[int], ColumnElement[Any]]] = {
    Mark.CHECKED_LATER: (CheckEntry.application_id.expression, CheckEntry.at.expression),
    Mark.CLAWBACK: (ClawbackEntry.application_id.expression, ClawbackEntry.proposed_at.expression),
    Mark.CLAWED_BACK: (ClawbackEntry.application_id.expression, ClawbackEntry.decided_at.expression),
    Mark.OBJECTION_TOLD: (
        ObjectionHearingEntry.application_id.expression,
        ObjectionHearingEntry.at.expression,
    ),
    Mark.REMINDED: (
        CollectionReminderEntry.application_id.expression,
        CollectionReminderEntry.at.expression,
    ),
}
"""Of which application and when that was of which a mark tells, for what may happen more than once."""


def _newest(application: ColumnElement[int], moment: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return the newest moment of an application's records."""
    own = application == IssuedLetterEntry.application_id
    return select(func.max(moment)).where(own).correlate(IssuedLetterEntry).scalar_subquery()


def _last_numbered() -> ScalarSelect[int]:
    """Return the id of the last letter with a number of the same application that stands."""
    letter = aliased(IssuedLetterEntry)
    return (
        select(func.coalesce(func.max(letter.id), 0))
        .where(letter.application_id == IssuedLetterEntry.application_id, letter.number.is_not(None))
        .where(letter.id.not_in(select(VoidedLetter.letter_id)))
        .correlate(IssuedLetterEntry)
        .scalar_subquery()
    )


def count_letters(session: Session, text: str) -> int:
    """Return how many issued letters ``letters`` finds without a limit."""
    return session.scalar(select(func.count()).select_from(_rows(text).subquery())) or 0


def _rows(text: str = "") -> Select[*tuple[Any, ...]]:
    return _all_rows().where(*_conditions(text))


@cache
def _all_rows() -> Select[*tuple[Any, ...]]:
    entry = IssuedLetterEntry
    return (
        select(*_columns())
        .outerjoin(Application, Application.id == entry.application_id)
        .outerjoin(RegisteredApplicant, RegisteredApplicant.id == Application.applicant_id)
        .join(PersonEntry, PersonEntry.id == entry.issued_by)
        .outerjoin(VoidedLetter, VoidedLetter.letter_id == entry.id)
        .outerjoin(_VOIDED_BY, _VOIDED_BY.id == VoidedLetter.person_id)
        .order_by(entry.id.desc())
    )


def _columns() -> tuple[SQLColumnExpression[Any], ...]:
    """Return the columns of a ``LetterRow``, in its names."""
    entry = IssuedLetterEntry
    return (
        entry.id,
        entry.kind,
        func.coalesce(entry.number, "").label("number"),
        entry.date,
        func.coalesce(entry.application_id, 0).label("application"),
        func.coalesce(Application.number, "").label("application_number"),
        func.coalesce(RegisteredApplicant.name, entry.subject).label("applicant_name"),
        entry.amount,
        PersonEntry.name.label("issued_by"),
        entry.issued_at,
        func.coalesce(VoidedLetter.reason, "").label("void_reason"),
        func.coalesce(_VOIDED_BY.name, "").label("voided_by"),
        VoidedLetter.at.label("voided_at"),
        _REISSUED_ON.label("reissued_on"),
        entry.about,
        entry.title,
    )


def _conditions(typed: str) -> list[ColumnElement[bool]]:
    text = wanted_text(typed)
    if not text:
        return []
    named = contains(func.lower(IssuedLetterEntry.subject), text)
    return [or_(applicant_matches(typed), letter_matches(text), application_matches(text), named)]


def _found(session: Session, rows: Select[*tuple[Any, ...]], **values: int) -> tuple[LetterRow, ...]:
    return tuple(LetterRow(*row) for row in session.execute(rows, values))
