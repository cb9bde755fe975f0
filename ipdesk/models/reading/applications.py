"""Lists of applications: ids sorted by SQL, rows fetched as they are painted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.models.parsing.draft_json import NO_LINES
from ipdesk.models.reading.after_award.archive import filed_already
from ipdesk.models.reading.after_award.due_papers import collect_by, due_paper, repay_by
from ipdesk.models.reading.after_award.reversals import taken_back
from ipdesk.models.reading.marks import marked
from ipdesk.models.reading.matching import (
    applicant_matches,
    application_matches,
    letter_matches,
    name_matches,
    number_matches,
    wanted_text,
)
from ipdesk.models.records import (
    NARROWING,
    ApplicationFilter,
    ApplicationParticulars,
    ApplicationRow,
    ApplicationTotals,
    ApprovalOrder,
    FilterChoices,
    Mark,
    Person,
    Sort,
)
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    CallEntry,
    DecisionText,
    DraftRef,
    DraftText,
    IssuedLetterEntry,
    OfficeEntry,
    PersonEntry,
    RegisteredApplicant,
    ReversalEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among, contains, total
from ipdesk.models.workflow import SHORTEST, Level, State

_STATE_PLACE = case({state.value: place for place, state in enumerate(State)}, value=Application.state)
_PERSONS = select(PersonEntry.id, PersonEntry.name).order_by(PersonEntry.id)
_PROPOSED = select(Application.id).where(Application.proposed.is_not(None)).limit(1)
_CALLS = select(CallEntry.id, CallEntry.year, CallEntry.title).order_by(
    CallEntry.begins_at.desc(), CallEntry.id.desc()
)
T = TypeVar("T")
_AT_ONCE = 500
_MARK = "mark_"

_SORT: Mapping[Sort, tuple[Any, ...]] = {
    # Ids grow with the numbers, which as text would put 2026-10000 before 2026-9999.
    Sort.NUMBER: (Application.id,),
    Sort.APPLICANT: (RegisteredApplicant.pinyin,),
    Sort.ACHIEVEMENTS: (Application.achievements,),
    Sort.AMOUNT: (Application.amount - taken_back(),),
    # A draft has no day, and stands as if it were before all others.
    Sort.ACCEPTED: (Application.accepted_on.is_not(None), Application.accepted_on),
    Sort.STATE: (_STATE_PLACE,),
}


def application_ids(
    session: Session, wanted: ApplicationFilter, sort: Sort = Sort.NUMBER, descending: bool = True
) -> tuple[int, ...]:
    """Return the ids of the wanted applications in order."""
    return tuple(session.scalars(_in_order(wanted, sort, descending)))


@lru_cache(maxsize=16)  # a list is read again after each command
def _in_order(wanted: ApplicationFilter, sort: Sort, descending: bool) -> Select[int]:
    keys = [key.desc() if descending else key for key in _SORT[sort]]
    return _wanted(wanted).order_by(*keys, Application.id.desc())


def applications_in(wanted: ApplicationFilter, states: Iterable[State]) -> Select[int]:
    """Return the statement that finds the ids of the wanted applications in any of these states."""
    return _wanted(wanted).where(among(Application.state, (state.value for state in states)))


def _wanted(wanted: ApplicationFilter) -> Select[int]:
    return _joined(select(Application.id)).where(*_conditions(wanted))


def application_rows(session: Session, ids: Sequence[int]) -> tuple[ApplicationRow, ...]:
    """Return the rows of these applications in the order of the ids; ids no longer there are left out."""
    rows: dict[int, ApplicationRow] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found = session.execute(_rows_by_id(), {"ids": ids[start : start + _AT_ONCE]})
        rows.update((row.id, row) for row in map(_row, found))
    return tuple(rows[wanted] for wanted in ids if wanted in rows)


def application_row_by_number(session: Session, number: str) -> ApplicationRow | None:
    """Return the row of a number, None where there is none."""
    found = session.execute(_rows().where(Application.number == number)).first()
    return None if found is None else _row(found)


def state_counts(session: Session, wanted: ApplicationFilter) -> Mapping[State, int]:
    """Return how many of the wanted are in each state; the filter's own state does not narrow."""
    found = session.execute(_by_state(dataclasses.replace(wanted, state=None)))
    counted = {state: count for state, count in found}
    return {state: counted.get(state.value, 0) for state in State}


@lru_cache(maxsize=16)
def _by_state(wanted: ApplicationFilter) -> Select[str, int]:
    counted = _joined(select(Application.state, func.count()))
    return counted.where(*_conditions(wanted)).group_by(Application.state)


def totals(session: Session, selected: ApplicationFilter | Sequence[int]) -> ApplicationTotals:
    """Return the totals of a filter or of a selection of ids; no sum counts of what has come to nothing."""
    if isinstance(selected, ApplicationFilter):
        return ApplicationTotals(*session.execute(_totals_of(selected)).one())
    every = ApplicationTotals(0, 0, 0, 0, 0)
    for start in range(0, len(selected), _AT_ONCE):
        some = Application.id.in_(selected[start : start + _AT_ONCE])
        part = ApplicationTotals(*session.execute(_totals(some)).one())
        every = ApplicationTotals(
            *map(sum, zip(dataclasses.astuple(every), dataclasses.astuple(part), strict=True))
        )
    return every


@lru_cache(maxsize=16)
def _totals_of(wanted: ApplicationFilter) -> Select[*tuple[int, ...]]:
    return _totals(*_conditions(wanted))


def _totals(*conditions: ColumnElement[bool]) -> Select[*tuple[int, ...]]:
    over = among(Application.state, (state.value for state in State if state.ended))
    columns = (Application.computed, Application.amount, Application.undecided, Application.proposed)
    sums = [total(Application.achievements), *(total(case((over, 0), else_=column)) for column in columns)]
    sums[2] -= _taken_back_of(*conditions)
    return _joined(select(func.count(), *sums)).where(*conditions)


def _taken_back_of(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """Return what of the awards of all of these does not stand any more: of few anything was taken back."""
    entry = ReversalEntry
    some = _joined(select(total(entry.amount))).join(entry, entry.application_id == Application.id)
    return some.where(*conditions).correlate(None).scalar_subquery()


def filter_choices(session: Session) -> FilterChoices:
    """Return the years, policies, kinds of achievement and persons that occur."""
    persons, proposed = session.execute(_PERSONS), session.scalar(_PROPOSED)
    return FilterChoices(
        years=_occurring(session, Application.year)[::-1],
        policies=_occurring(session, Application.policy),
        kinds=_occurring(session, AchievementEntry.kind),
        persons=tuple(Person(*row) for row in persons),
        calls=_calls(session),
        proposals=proposed is not None,
        marks=tuple(mark for mark, occurs in zip(NARROWING, _occur(session), strict=True) if occurs),
    )


def _occur(session: Session) -> Row[Any]:
    return session.execute(_any_with_marks()).one()


@cache
def _any_with_marks() -> Select[*tuple[Any, ...]]:
    """Return the question of each mark whether any application bears it, asked at once."""
    return select(*(_joined(select(Application.id)).where(marked()[mark]).exists() for mark in NARROWING))


def _calls(session: Session) -> tuple[tuple[int, str], ...]:
    told = session.execute(_CALLS)
    return tuple((call, title if str(year) in title else f"{year} {title}") for call, year, title in told)


def _occurring(session: Session, column: InstrumentedAttribute[T]) -> tuple[T, ...]:
    return tuple(session.scalars(_each(column)))


@cache
def _each(column: InstrumentedAttribute[T]) -> Select[T]:
    return select(column).distinct().order_by(column)


def _joined(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return found.select_from(Application).join(
        RegisteredApplicant, RegisteredApplicant.id == Application.applicant_id
    )


@cache
def _rows_by_id() -> Select[*tuple[Any, ...]]:
    return _rows().where(Application.id.in_(bindparam("ids", expanding=True)))


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    found = _joined(select(*_columns(), *_call_columns(), *_office_columns(), *_mark_columns()))
    with_person = found.outerjoin(PersonEntry, PersonEntry.id == Application.accepted_by)
    return with_person.outerjoin(CallEntry, CallEntry.id == Application.call)


def _columns() -> tuple[SQLColumnExpression[Any], ...]:
    table = Application
    return (
        table.id,
        table.number,
        table.applicant_id.label("applicant"),
        RegisteredApplicant.name.label("applicant_name"),
        RegisteredApplicant.kind.label("applicant_kind"),
        table.policy,
        *(getattr(table, field.name) for field in dataclasses.fields(ApplicationParticulars)),
        table.state,
        table.achievements,
        table.computed,
        table.amount,
        table.undecided,
        table.accepted_on,
        func.coalesce(PersonEntry.name, "").label("accepted_by"),
        table.changed_at,
        table.minutes_date,
        table.proposed,
        table.review_by,
        _prepared().label("prepared"),
        due_paper(marked()).label("due_paper"),
        taken_back().label("taken_back"),
        collect_by().label("collect_by"),
        repay_by().label("repay_by"),
    )


def _call_columns() -> tuple[SQLColumnExpression[Any], ...]:
    return (
        func.coalesce(CallEntry.title, "").label("call_title"),
        func.coalesce(CallEntry.notice_number, "").label("call_notice"),
        func.coalesce(CallEntry.closed_at, CallEntry.ends_at).label("call_ends_at"),
        case(
            (Application.level != "", Application.level),
            else_=func.coalesce(CallEntry.level, Level.OWN.value),
        ).label("decides"),
    )


def _office_columns() -> tuple[SQLColumnExpression[Any], ...]:
    return (
        select(OfficeEntry.procedure).scalar_subquery().label("procedure"),
        select(OfficeEntry.approval_order).scalar_subquery().label("approval_order"),
    )


def _mark_columns() -> Iterator[SQLColumnExpression[Any]]:
    yield from (holds.label(f"{_MARK}{mark.value}") for mark, holds in marked().items())


def _prepared() -> ColumnElement[bool]:
    """Say that something was typed at the lines of a decision, and no proposal stands that it went into.

    Minutes alone decide nothing.
    """
    at_lines = ~DecisionText.content.startswith(NO_LINES, autoescape=True)
    return exists().where(
        DecisionText.application_id == Application.id, at_lines, Application.proposed.is_(None)
    )


def _row(row: Row[*tuple[Any, ...]]) -> ApplicationRow:
    columns = dict(row._mapping)
    marks = frozenset(mark for mark in Mark if columns.pop(f"{_MARK}{mark.value}"))
    course = dataclasses.replace(row.procedure or SHORTEST, level=Level(columns.pop("decides")))
    state = State(row.state)
    order = ApprovalOrder(row.approval_order or ApprovalOrder.ALONG)
    given = {"state": state, "marks": marks, "procedure": course, "approval_order": order}
    return ApplicationRow(**{**columns, **given})


def _conditions(wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    found = list(_by_columns(wanted))
    if wanted.kind is not None:
        found.append(_of_kind(wanted.kind))
    if wanted.numbered_letter:
        found.append(Application.id.in_(_with_numbered_letter()))
    if wanted.mark is not None:
        found.append(marked()[wanted.mark])
    if wanted.archived:
        found.append(marked()[Mark.ARCHIVED])
    found += _amounts(wanted)
    if wanted_text(wanted.text):
        found.append(_matches(wanted.text))
    return found


def _by_columns(wanted: ApplicationFilter) -> Iterator[ColumnElement[bool]]:
    entry = Application
    asked: tuple[tuple[SQLColumnExpression[Any], object], ...] = (
        (entry.state, wanted.state and wanted.state.value),
        (entry.year, wanted.year),
        (entry.policy, wanted.policy),
        (entry.accepted_by, wanted.person),
        (entry.applicant_id, wanted.applicant),
        (entry.call, wanted.call),
    )
    for column, value in asked:
        if value is not None:
            yield column == value


def _with_numbered_letter() -> Select[int | None]:
    """Return the applications to which a letter with a number went out that is not void, nor archived yet."""
    letter = IssuedLetterEntry
    filed = filed_already(letter.application_id, letter.issued_at)
    numbered, of_one = letter.number.is_not(None), letter.application_id.is_not(None)
    void = select(VoidedLetter.letter_id)
    return select(letter.application_id).where(numbered, of_one, ~filed, letter.id.not_in(void))


def _amounts(wanted: ApplicationFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.amount_from is not None:
        yield Application.amount >= wanted.amount_from
    if wanted.amount_below is not None:
        yield Application.amount < wanted.amount_below


def _of_kind(kind: str) -> ColumnElement[bool]:
    """Say that an application holds an achievement of a kind; a draft's stand in its form."""
    accepted = _with_achievement(AchievementEntry.kind == kind)
    draft = select(DraftText.application_id).where(contains(DraftText.content, f'"kind":"{kind}"'))
    return or_(Application.id.in_(accepted), Application.id.in_(draft))


def _with_achievement(holds: ColumnElement[bool]) -> Select[int]:
    """Return the accepted applications with an achievement of which something holds."""
    chosen = ApplicationAchievement
    found = select(chosen.application_id).join(AchievementEntry, AchievementEntry.id == chosen.achievement_id)
    return found.where(holds)


def _matches(typed: str) -> ColumnElement[bool]:
    text = wanted_text(typed)
    accepted = _with_achievement(number_matches(AchievementEntry.search_text, typed))
    draft = select(DraftRef.application_id).where(number_matches(DraftRef.search_text, typed))
    named = select(DraftText.application_id).where(name_matches(typed))
    letter = select(IssuedLetterEntry.application_id).where(letter_matches(text))
    return or_(
        applicant_matches(typed),
        application_matches(text),
        *(Application.id.in_(found) for found in (accepted, draft, named, letter)),
    )
