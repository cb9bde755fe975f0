"""What is asked of a quick session is what any other would answer, at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core.quick_session import QuickSession
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.store.database import open_engine, writing
from ipdesk.models.tables import ApplicantTrait, PersonEntry
from tests.stores import with_database

_OTHER = aliased(PersonEntry)


@pytest.fixture
def engine(data_dir: Path) -> Iterator[Engine]:
    opened = open_engine(with_database(data_dir) / DATABASE_NAME, 1.0)
    yield writing(opened)
    opened.dispose()


def person(name: str) -> PersonEntry:
    return PersonEntry(name=name)


def told(value: object) -> object:
    return (type(value), value.name) if isinstance(value, PersonEntry) else value


def test_every_way_of_asking_answers_as_in_any_other_session(engine: Engine) -> None:
    asked = (
        select(PersonEntry.id, PersonEntry.name.label("called")).order_by(PersonEntry.id),
        select(_OTHER.name).where(_OTHER.id > 1).order_by(_OTHER.id),
        select(func.count().label("all")).select_from(PersonEntry),
        select(PersonEntry.name, PersonEntry).order_by(PersonEntry.id),
        select(_OTHER).order_by(_OTHER.id.desc()),
        select(PersonEntry.retired_on, PersonEntry.id).where(PersonEntry.id < 3),
        select(PersonEntry.name).execution_options(yield_per=1),
        select(PersonEntry.id).union_all(select(ApplicantTrait.id)),
    )
    with QuickSession(engine) as quick, quick.begin():
        quick.add_all(map(person, ("甲", "乙", "丙")))
    found = []
    for kind in (Session, QuickSession):
        with kind(engine) as session, session.begin():
            rows = [[(*row._mapping, *map(told, row)) for row in session.execute(one)] for one in asked]
            first = [told(session.scalar(one)) for one in asked]
            every = [[told(value) for value in session.scalars(one)] for one in asked]
            ones = [session.get(PersonEntry, number) for number in (2, 9, (3,))]
            found.append((rows, first, every, [one and one.name for one in ones]))
    assert found[0] == found[1]


def test_what_was_added_is_there_when_it_is_asked_for(engine: Engine) -> None:
    with QuickSession(engine) as session, session.begin():
        due = [{"name": "丁"}]

        def write() -> None:
            if due:
                session.connection().execute(insert(PersonEntry.__table__), [due.pop()])

        session.before_asking += (write,)
        session.add(person("戊"))
        assert {*session.scalars(select(PersonEntry.name))} == {"丁", "戊"}
        kept = session.get(PersonEntry, 1)
        assert kept is session.get(PersonEntry, 1)


def test_who_goes_over_rows_may_write_others_meanwhile(engine: Engine) -> None:
    with QuickSession(engine) as session, session.begin():
        session.add_all(person(str(number)) for number in range(9))
        for number, name, _ in session.execute(
            select(PersonEntry.id, PersonEntry.name, PersonEntry.retired_on)
        ):
            assert number < 10
            session.add(person(f"{name} 的后任"))
            session.flush()
        assert session.scalar(select(func.count()).select_from(PersonEntry)) == 18
