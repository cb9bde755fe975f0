"""What several tests begin with is carried out once; whoever reads finds what it leaves each time."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.handlers import registry
from ipdesk.models.handlers.work import Work
from tests.actors import CLERK
from tests.models.desk import SETTING_UP, Clock
from tests.stores import with_office
from tests.ui.kept_database import KeptDatabase
from tests.ui.remembering_store import RememberingStore

FIRST = "陈晓敏"
READ = "读"


class Round(NamedTuple):
    """People added by name, and readings, until a window is shown; and what had to be carried out for it."""

    done: str
    carried_out: str


ROUNDS = [
    Round("甲", "甲"),
    Round("甲读", ""),
    Round("甲乙读", "乙"),
    Round("甲读乙读", ""),
    Round("甲乙丙", "丙"),
    Round("甲乙丁读", "丁"),
    Round("甲乙丙读", ""),
    Round("乙甲读", "乙甲"),  # the same commands, after others
    Round("乙读甲读", ""),
    Round("甲乙丁读", ""),
    Round("读", ""),
]


class CountingDatabase(KeptDatabase):
    """Counts how often records were laid into it."""

    laid = 0

    def lay(self, records: sqlite3.Connection) -> None:
        self.laid += 1
        super().lay(records)


class Watched:
    """A store that remembers, what it carried out, and what empties it as the kept window does."""

    def __init__(
        self, store: RememberingStore, database: CountingDatabase, carried_out: list[Command[object]]
    ) -> None:
        self.store, self.database, self._carried_out = store, database, carried_out

    def begin(self) -> None:
        self.store.go_on()
        self.database.forget_records()
        self.store.begin()

    def add(self, name: str, by: Actor = CLERK) -> int:
        return self.store.run(commands.AddPerson(name=name), by).value

    def names(self) -> list[str]:
        return [person.name for person in self.store.read(queries.persons)]

    def carried_out(self) -> str:
        """Return whom it added since this was asked last, and forget it."""
        names = [one.name for one in self._carried_out if isinstance(one, commands.AddPerson)]
        self._carried_out.clear()
        return "".join(names)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watched(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    carried_out: list[Command[object]] = []
    real = registry.carry_out

    def noted(work: Work, command: Command[object]) -> object:
        carried_out.append(command)
        return real(work, command)

    monkeypatch.setattr(registry, "carry_out", noted)
    used, empty = (with_office(tmp_path / name, SETTING_UP, clock.moment) for name in ("used", "empty"))
    store = RememberingStore.open(used, clock)
    database = CountingDatabase(empty, used)
    store.remember(database)
    yield Watched(store, database, carried_out)
    database.close()
    store.close()


def test_each_round_finds_what_it_did_and_carries_out_what_no_other_did_before(watched: Watched) -> None:
    for number, one in enumerate(ROUNDS):
        watched.begin()
        there = [FIRST]
        for name in one.done:
            if name == READ:
                assert watched.names() == there, number
                continue
            there.append(name)
            assert watched.add(name) == len(there), number
        assert watched.carried_out() == one.carried_out, number


def test_another_person_or_moment_is_another_command(watched: Watched, clock: Clock) -> None:
    watched.add("甲")
    watched.begin()
    clock.moment += datetime.timedelta(seconds=1)
    watched.add("甲")
    watched.add("乙", Actor(2))
    watched.begin()
    watched.add("甲")
    watched.add("乙")
    last = watched.store.read(queries.audit_entries)[0]
    assert (last.by, last.at) == (FIRST, clock.moment)
    assert watched.carried_out() == "甲甲乙乙"


def test_once_the_window_is_shown_everything_is_carried_out(watched: Watched) -> None:
    for _ in range(2):
        watched.begin()
        watched.add("甲")
        watched.store.go_on()
        watched.add("乙")
        assert watched.names() == [FIRST, "甲", "乙"]
    assert watched.carried_out() == "甲乙乙"


def test_what_is_refused_is_refused_again_and_leaves_what_was_there(watched: Watched) -> None:
    for _ in range(2):
        watched.begin()
        watched.add("甲")
        with pytest.raises(InvalidInput):
            watched.add(" ")
        watched.add("乙")
        assert watched.names() == [FIRST, "甲", "乙"]


def test_the_window_is_told_of_what_was_not_carried_out_too(watched: Watched) -> None:
    for _ in range(2):
        watched.begin()
        assert Kind.PERSON not in watched.store.noted
        watched.add("甲")
        assert watched.store.noted >= {Kind.PERSON, Kind.APPLICATION}


def test_whoever_reads_again_finds_the_records_there(watched: Watched) -> None:
    watched.add("甲")
    watched.begin()
    watched.add("甲")
    before = watched.database.laid
    assert watched.names() == watched.names() == [FIRST, "甲"]
    assert watched.database.laid - before == 1
