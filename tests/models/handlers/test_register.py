"""The register of achievements: each thing once, whoever brings it, in whatever order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.errors import NotPermitted
from ipdesk.models.handlers.achievements.renewal import renew_register
from ipdesk.models.records import Certificate
from ipdesk.models.records.achievements.lists import RegisterFilter
from ipdesk.models.records.achievements.register import ImportCounts, ListSource, RegisteredThing
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.store.database import open_engine, writing
from ipdesk.models.tables import RegisteredAchievement, RegisteredEntry
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, works
from tests.stores import with_database

DAY = datetime.date(2021, 3, 2)
SOURCE = ListSource(file="清单", sha256="a", kind="work_registration")


def thing(number: int, name: str = "", holder: int = 0, part: str = "") -> RegisteredThing:
    """Return a work as a list names it."""
    ref = f"粤作登字-2022-F-{number:08d}"
    item = standard_vocabulary().normal_forms["work_registration"].of(ref, {})
    return RegisteredThing(
        kind="work_registration", item=item, part=part, ref=ref, date=DAY,
        certificate=Certificate(name), holders=((holder, 1),) if holder else (),
    )  # fmt: skip


def take_in(desk: Desk, things: Iterable[RegisteredThing]) -> ImportCounts:
    return desk.store.run(commands.ImportList(things=tuple(things), source=SOURCE), CLERK).value


def registered(desk: Desk) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what stands in the register: number, name, holders."""
    ids = desk.store.read(queries.register_ids, RegisterFilter())
    details = (desk.store.read(queries.register_detail, one) for one in ids)
    return sorted(
        (one.thing.ref, one.thing.certificate.name, tuple(name for _, name in one.holders)) for one in details
    )


def with_two(folder: Path) -> Desk:
    clock = Clock()
    desk = Desk(Store.open(with_database(folder), clock), standard_library().policy("shaoguan-2021"), clock)
    desk.register("甲公司")
    desk.register("乙公司")
    return desk


@pytest.fixture
def two(tmp_path: Path) -> Desk:
    return with_two(tmp_path / "two")


THINGS = st.lists(
    st.builds(thing, st.integers(1, 4), st.just("插画"), st.integers(1, 2)), min_size=1, max_size=6
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=THINGS, second=THINGS, again=st.booleans())
def test_in_whatever_parts_lists_come_the_register_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    first: Sequence[RegisteredThing],
    second: Sequence[RegisteredThing],
    again: bool,
) -> None:
    whole, parted = (with_two(tmp_path_factory.mktemp("register")) for _ in range(2))
    with closing(whole.store), closing(parted.store):
        for one in (*second, *first):
            take_in(whole, [one])
        take_in(parted, first)
        take_in(parted, second)
        if again:
            assert take_in(parted, (*first, *second)) == ImportCounts()
        assert registered(whole) == registered(parted)
        assert len({ref for ref, _, _ in registered(parted)}) == len(registered(parted))


def test_what_is_applied_for_and_what_a_list_names_is_one_thing(two: Desk) -> None:
    two.confirmed(1, works("粤作登字-2022-F-00000001"))
    assert take_in(two, [thing(1, "插画", 1), thing(2, "书法", 2)]) == ImportCounts(1, 1)
    two.accept(two.draft(2, works("粤作登字-2022-F-00000002")))
    assert registered(two) == [
        ("粤作登字-2022-F-00000001", "插画", ("甲公司",)),
        ("粤作登字-2022-F-00000002", "书法", ("乙公司",)),
    ]
    [paid, unpaid] = sorted(
        two.store.read(queries.register_rows, two.store.read(queries.register_ids, RegisterFilter())),
        key=lambda row: row.ref,
    )
    assert (paid.applications, paid.paid, unpaid.applications, unpaid.paid) == (1, 20_000, 1, 0)


def test_two_applicants_of_one_thing_are_its_two_holders(two: Desk) -> None:
    for applicant in (1, 2):
        two.accept(two.draft(applicant, works("粤作登字-2022-F-00000001")))
    [(_, _, holders)] = registered(two)
    assert holders == ("甲公司", "乙公司")


def test_an_acceptance_that_is_taken_back_leaves_nothing_unless_a_list_names_it(two: Desk) -> None:
    take_in(two, [thing(1, "插画")])
    for number in (1, 2):
        draft = two.draft(1, works(f"粤作登字-2022-F-{number:08d}"))
        two.accept(draft)
        back = commands.TakeBackAcceptance(
            application=draft.application, policy=two.policy, reason="受理有误"
        )
        two.store.run(back, CLERK)
    assert [ref for ref, _, _ in registered(two)] == ["粤作登字-2022-F-00000001"]
    assert two.store.read(_count, RegisteredEntry) == 0


def _count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_things_that_turn_out_to_be_one_become_the_older_with_the_holders_of_both(
    two: Desk, tmp_path: Path
) -> None:
    other = RegisteredThing(
        kind="work_registration", item="as it was read once", ref="粤作登字-2022-F-00000001", date=DAY,
        holders=((2, 1),),
    )  # fmt: skip
    take_in(two, [thing(1, "插画", 1), other])
    assert two.store.read(_count, RegisteredAchievement) == 2
    _renew(tmp_path / "two")
    assert registered(two) == [("粤作登字-2022-F-00000001", "插画", ("甲公司", "乙公司"))]


def _renew(folder: Path) -> None:
    engine = open_engine(folder / DATABASE_NAME, 1.0, "mode=rw")
    with writing(engine).begin() as connection:
        renew_register(connection, standard_vocabulary(), ["work_registration"])
    engine.dispose()


def test_nobody_takes_a_list_in_where_the_office_asks_for_passwords(two: Desk) -> None:
    by_script = commands.ImportList(things=(thing(1),), source=SOURCE, by_script=True)
    assert two.store.run(by_script, NOBODY).value == ImportCounts(1)
    two.store.run(commands.ChangePassword(password_hash="hash"), CLERK)
    two.store.run(commands.RequirePasswords(code_hashes=("c1", "c2")), CLERK)
    with pytest.raises(NotPermitted, match="登录时要密码"):
        two.store.run(replace(by_script, things=(thing(2),)), NOBODY)
    assert len(registered(two)) == 1


def test_a_former_name_is_kept_once_the_name_is_another(two: Desk) -> None:
    details = two.details("丙公司", identity=two.store.read(queries.applicant, 1).identity)
    two.store.run(commands.ChangeApplicant(applicant=1, revision=1, details=details), CLERK)
    assert two.store.read(queries.former_names) == (("甲公司", 1),)
