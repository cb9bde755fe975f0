"""What writes many rows meets a locked database, a full disk and kills: all of it stands, or nothing.

Each part is prepared on a small disk, refused there in each way, and then goes through as if nothing was.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ipdesk.models import commands
from ipdesk.models.core.errors import DiskFull, LockedDatabase
from ipdesk.models.records import Retention, ServiceWay
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.workflow import Step
from ipdesk.rules.evaluation.policy import Policy
from tests import faults
from tests.actors import CLERK
from tests.models.desk import SETTING_UP, Clock, Desk, licence, works
from tests.models.handlers.batches.test_taking import accepted, run, tried, withdrawing
from tests.models.handlers.public_notices import office as public_notices
from tests.models.handlers.steps import test_settlement as settlement
from tests.models.handlers.steps.test_review import reviewing, under_review
from tests.models.handlers.test_archiving import NUMBERED, UNSERVED, notified, say
from tests.models.parsing.test_pictures import png
from tests.stores import with_office

Part = Callable[[Desk], commands.Command[object]]
Contents = dict[str, list[tuple[object, ...]]]


def pictures_of_checks(desk: Desk) -> commands.Command[None]:
    return reviewing(desk, under_review(desk), pictures=(png(),))


def public_notice(desk: Desk) -> commands.Command[object]:
    things = (works("粤作登字-2022-F-00000001"), works("粤作登字-2022-F-00000002"))
    files = [public_notices.proposed(desk, desk.register(), thing) for thing in things]
    shown = public_notices.lines(desk, *files)
    return public_notices.papers(desk).publish(public_notices.DETAILS, tuple(files), shown)


def settled_call(desk: Desk) -> commands.Command[int]:
    call = settlement.opened(desk, budget=1_000_000)
    settlement.take_up(desk)
    for ref in ("Y2022440000121", "Y2022440000122"):
        application = settlement.accepted(desk, call, licence(ref=ref))
        shown = settlement.stored_result(desk.policy, desk.detail(application))
        desk.store.run(settlement.proposing(desk, application, shown), CLERK)
    settlement.close(desk, call)
    return settlement.settling(desk, call, settlement.SettlementChoices(scale_budget=True))


def batch(desk: Desk) -> commands.Command[int]:
    asked = withdrawing(*accepted(desk, 3))
    return commands.RunBatch(batch=asked, seen=tried(desk, asked).rows)


def batch_taken_back(desk: Desk) -> commands.Command[None]:
    return commands.UndoBatch(batch=run(desk, withdrawing(*accepted(desk, 3))), step=Step.WITHDRAW)


def archive_of_many(desk: Desk) -> commands.Command[object]:
    say(desk, **NUMBERED)
    files = tuple(notified(desk, f"Y202244000012{n}") for n in (1, 2))
    return commands.ArchiveApplications(
        applications=files, retention=Retention.THIRTY_YEARS, unserved=UNSERVED
    )


def service(desk: Desk) -> commands.Command[object]:
    letter = desk.issue(desk.confirmed(desk.register(), licence())).id
    return commands.RecordService(
        letter=letter,
        way=ServiceWay.DIRECT,
        place="本局受理窗口",
        minutes=480,
        day=desk.clock.today,
        receiver="叶知秋（经办人）",
        reason="",
    )


PARTS = (
    pictures_of_checks, public_notice, settled_call, batch, batch_taken_back, archive_of_many, service
)  # fmt: skip


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own."""
    with faults.small_disk(tmp_path / "disk", "6m") as folder:
        yield folder


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_all_of_it_is_written_or_nothing(disk: Path, clock: Clock, policy: Policy, part: Part) -> None:
    folder = with_office(disk / "data", SETTING_UP, clock.moment)
    with closing(Store.open(folder, clock)) as store:
        command = part(Desk(store, policy, clock))
    before = contents(folder)
    refused_under_a_lock(folder, clock, command)
    refused_on_a_full_disk(folder, clock, command)
    for moment in ("after_cursor_execute", "commit"):
        killed(folder, clock, command, moment)
        assert contents(folder) == before, moment
    assert not list(folder.glob("*.part"))
    with closing(Store.open(folder, clock)) as store:
        store.check()
        store.run(command, CLERK)
    assert contents(folder) != before, "and then it goes through"


def refused_under_a_lock(folder: Path, clock: Clock, command: commands.Command[object]) -> None:
    with closing(Store.open(folder, clock, patience=0.05)) as impatient:
        before = contents(folder)
        with faults.locked(folder), pytest.raises(LockedDatabase, match="占用"):
            impatient.run(command, CLERK)
        assert contents(folder) == before


def refused_on_a_full_disk(folder: Path, clock: Clock, command: commands.Command[object]) -> None:
    with closing(Store.open(folder, clock)) as store:
        before = contents(folder)
        with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the room of earlier writes would do
        filler = faults.fill(folder)
        with pytest.raises(DiskFull, match="磁盘已满"):
            store.run(command, CLERK)
        filler.unlink()
        assert contents(folder) == before


def killed(folder: Path, clock: Clock, command: commands.Command[object], moment: str) -> None:
    """Have it written by a process that is killed at its first row, or with all rows before they count."""
    child = os.fork()
    if not child:
        try:
            with closing(Store.open(folder, clock)) as store:
                event.listen(Engine, moment, die_when_writing)
                store.run(command, CLERK)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed: nothing was written there"


def die_when_writing(*what: object) -> None:
    """End the process as nothing else can, at a statement that writes or at the end of all of them."""
    said = next((one for one in what if isinstance(one, str)), "INSERT")
    if said.startswith(("INSERT", "UPDATE", "DELETE")):
        os.kill(os.getpid(), signal.SIGKILL)


def contents(folder: Path) -> Contents:
    """Return every row of every table."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}
