"""Taking own policies into use and out of it: whole or not at all, audited, the former files kept."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.errors import (
    Conflict,
    DiskFull,
    LockedDatabase,
    PolicyReplaced,
    ReadOnlyFolder,
    StoreError,
)
from ipdesk.models.packs.change import planned
from ipdesk.models.packs.files import export_files, former_packs, read_pack
from ipdesk.models.services.own_policies import finish_changes, keep_policy, remove_policy
from ipdesk.models.store import Store
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.office_packs import OwnPack, read_folder
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.rules.source.yaml_source import LARGEST
from tests import faults
from tests.actors import CLERK
from tests.models.desk import OFFICE, Clock, Desk, works
from tests.places import ROOT
from tests.rules.pack.small_pack import SMALL, small
from tests.stores import with_database

NEWER = small(amount=200, expected=200)
MOMENT = datetime.datetime(2024, 6, 20, 9, 0, 0).astimezone()


def made(text: str) -> Policy:
    return policy_from_bytes(text.encode(), "small.yaml")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "policies"


def audit(desk: Desk) -> list[tuple[str, str]]:
    entries = desk.store.read(queries.audit_entries)
    return [(entry.action, entry.record) for entry in entries if entry.record.startswith("policy")]


def test_a_policy_is_put_in_place_under_its_id_and_audited(desk: Desk, folder: Path) -> None:
    changes = keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert changes and audit(desk) == [("import", "policy small")]
    [entry, *_] = desk.store.read(queries.audit_entries)
    assert entry.fields == (f"sha256:{made(SMALL).sha256}",)


def test_what_it_replaces_is_kept_with_the_moment(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    newer = small(amount=200, expected=200)
    for text in (newer, SMALL):
        keep_policy(desk.store, folder, CLERK, made(text), [folder / "small.yaml"], MOMENT)
    assert contents(folder) == {
        "small.yaml": SMALL.encode(),
        "former/small@20240620-090000.yaml": SMALL.encode(),
        "former/small@20240620-090000-2.yaml": newer.encode(),
    }
    assert [(one.policy, one.until) for one in former_packs(folder)] == [("small", MOMENT)] * 2
    assert audit(desk)[0] == ("replace", "policy small")


def test_files_of_another_name_and_broken_ones_give_way_too(desk: Desk, folder: Path) -> None:
    folder.mkdir()
    (folder / "某县办法.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "small.yaml").write_text("：：", encoding="utf-8")
    newer = small(amount=200, expected=200)
    keep_policy(desk.store, folder, CLERK, made(newer), [folder / "某县办法.yaml"], MOMENT)
    kept = contents(folder)
    assert kept.pop("small.yaml") == newer.encode()
    assert sorted(kept.values()) == sorted([SMALL.encode(), "：：".encode()])
    assert len(read_folder(folder, ())) == 1


def test_a_policy_that_nothing_uses_can_be_removed_and_is_kept(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    remove_policy(desk.store, CLERK, read_folder(folder, ())[0], MOMENT)
    assert contents(folder) == {"former/small@20240620-090000.yaml": SMALL.encode()}
    assert audit(desk)[0] == ("remove", "policy small")


def test_a_policy_in_use_stays(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    desk.draft(desk.register(), works())
    with pytest.raises(Conflict, match="1 件申请"):
        remove_policy(desk.store, CLERK, read_folder(folder, ())[0], MOMENT)
    assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert audit(desk) == [("import", "policy small")]


def test_a_file_of_no_use_can_be_removed_whatever_it_was(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    desk.draft(desk.register(), works())
    folder.mkdir()
    (folder / "small.yaml").write_text("：：", encoding="utf-8")
    remove_policy(desk.store, CLERK, read_folder(folder, ())[0], MOMENT)
    assert list(contents(folder)) == ["former/small@20240620-090000.yaml"]


def test_when_the_log_cannot_be_written_the_files_are_as_they_were(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    before = contents(folder)
    nobody = Actor(100)
    newer = made(small(amount=200, expected=200))
    with pytest.raises(Exception, match="经办人"):
        keep_policy(desk.store, folder, nobody, newer, [folder / "small.yaml"], MOMENT)
    assert contents(folder) == before
    with pytest.raises(Exception, match="经办人"):
        keep_policy(desk.store, folder, nobody, made(small(id="other")), moment=MOMENT)
    assert contents(folder) == before
    with pytest.raises(Exception, match="经办人"):
        remove_policy(desk.store, nobody, OwnPack(folder / "small.yaml", newer, ()), MOMENT)
    assert contents(folder) == before


# --- faults of the machine ---


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with faults.small_disk(tmp_path / "small", "64k") as found:
        yield found


def test_a_full_disk_leaves_the_file_in_use(desk: Desk, small_disk: Path) -> None:
    keep_policy(desk.store, small_disk, CLERK, made(SMALL), moment=MOMENT)
    filler = faults.fill(small_disk)
    newer = made(small(amount=200, expected=200))
    with pytest.raises(DiskFull, match="磁盘已满"):
        keep_policy(desk.store, small_disk, CLERK, newer, [small_disk / "small.yaml"], MOMENT)
    with pytest.raises(DiskFull):
        keep_policy(desk.store, small_disk, CLERK, made(small(id="other")), moment=MOMENT)
    filler.unlink()
    assert contents(small_disk) == {"small.yaml": SMALL.encode()}
    assert audit(desk) == [("import", "policy small")]


def test_a_folder_that_cannot_be_written_is_left_alone(desk: Desk) -> None:
    with faults.open_to_all() as outer:
        folder = outer / "policies"
        folder.mkdir()
        (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
        [pack] = read_folder(folder, ())
        folder.chmod(0o555)
        newer = made(small(amount=200, expected=200))
        with faults.a_common_user():
            with pytest.raises(ReadOnlyFolder, match="不能写入"):
                keep_policy(desk.store, folder, CLERK, newer, [pack.path], MOMENT)
            with pytest.raises(ReadOnlyFolder):
                remove_policy(desk.store, CLERK, pack, MOMENT)
        folder.chmod(0o755)
        assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert audit(desk) == []


def test_a_file_where_the_folder_should_be_is_told(desk: Desk, folder: Path) -> None:
    folder.write_text("", encoding="utf-8")
    with pytest.raises(ReadOnlyFolder):
        keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)


def test_a_file_that_is_gone_or_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"找不到“某县.yaml”.*U 盘"):
        read_pack(tmp_path / "某县.yaml")
    with pytest.raises(StoreError, match="文件夹"):
        read_pack(tmp_path)
    large = tmp_path / "录像.yaml"
    large.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(StoreError, match="选错了文件"):
        read_pack(large)
    with faults.open_to_all() as folder:
        (folder / "x.yaml").write_text(SMALL, encoding="utf-8")
        (folder / "x.yaml").chmod(0)
        with faults.a_common_user(), pytest.raises(StoreError, match="权限"):
            read_pack(folder / "x.yaml")


def _noted() -> None:
    """Write nothing down: the log is not what is asked."""


def test_exporting_writes_the_very_bytes(tmp_path: Path, policy: Policy) -> None:
    export_files([(tmp_path / "带走.yaml", policy.source)], _noted)
    assert contents(tmp_path) == {"带走.yaml": policy.source}


def test_an_export_that_fails_leaves_what_was_there(small_disk: Path, tmp_path: Path, policy: Policy) -> None:
    (small_disk / "x.yaml").write_text("原来的", encoding="utf-8")
    filler = faults.fill(small_disk)
    with pytest.raises(DiskFull, match="没有导出"):
        export_files([(small_disk / "x.yaml", policy.source)], _noted)
    filler.unlink()
    assert contents(small_disk) == {"x.yaml": "原来的".encode()}
    with pytest.raises(StoreError, match="没有文件夹"):
        export_files([(tmp_path / "gone" / "x.yaml", policy.source)], _noted)
    with faults.open_to_all() as folder:
        folder.chmod(0o555)
        with faults.a_common_user(), pytest.raises(ReadOnlyFolder, match="写保护"):
            export_files([(folder / "x.yaml", policy.source)], _noted)


def test_an_export_that_cannot_be_written_down_leaves_nothing_there(tmp_path: Path) -> None:
    """What another program left half written there goes; what is young may still be written."""
    old, young = tmp_path / ".ipdesk-0.part", tmp_path / ".ipdesk-1.part"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))

    def refuse() -> None:
        raise LockedDatabase("数据正被占用")

    with pytest.raises(LockedDatabase, match="占用"):
        export_files([(tmp_path / "带走.xlsx", b"PK")], refuse)
    assert sorted(os.listdir(tmp_path)) == [old.name, young.name]
    export_files([(tmp_path / "带走.xlsx", b"PK")], _noted)
    assert sorted(os.listdir(tmp_path)) == [young.name, "带走.xlsx"]


def test_the_folder_of_former_files_may_hold_anything(folder: Path) -> None:
    assert former_packs(folder) == ()
    (folder / "former").mkdir(parents=True)
    (folder / "former" / "随手放的.yaml").touch()
    (folder / "former" / "small@20240620-090000.yaml").touch()
    assert [one.policy for one in former_packs(folder)] == ["small"]
    assert os.listdir(folder) == ["former"]


# --- killed in between ---

KILLED = """
import os, shutil, signal, sqlite3, sys, tempfile
from pathlib import Path

steps, last, counting = 0, 0, False

def step(*_):
    global steps
    steps += counting
    if counting and steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

connect = sqlite3.connect
def watched(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_trace_callback(step)
    return connection
sqlite3.connect = watched
sys.addaudithook(lambda event, _: event in ("open", "os.rename", "os.remove", "os.mkdir") and step())

from ipdesk.models.packs import change as pack_change
from ipdesk.models import queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.services.own_policies import finish_changes, keep_policy, remove_policy
from ipdesk.models.packs.change import planned
from ipdesk.models.store import Store
from ipdesk.models.handlers import work
from ipdesk.models.handlers.own_files import policies
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.rules.library.office_packs import read_folder

def change(data, how, file):
    global counting
    store, folder = Store.open(data), data / "policies"
    former = read_folder(folder, ())
    policy = policy_from_bytes(Path(file).read_bytes(), "small.yaml")
    store.read(queries.policy_uses)
    counting = True
    if how == "remove":
        remove_policy(store, Actor(1), former[0])
    else:
        keep_policy(store, folder, Actor(1), policy, [pack.path for pack in former])
    counting = False
    store.close()

done = set()
for line in sys.stdin:
    data, number, how, file = line.rstrip("\\n").split("\\t")
    if how not in done:  # what all of them load and compile, each would for itself
        with tempfile.TemporaryDirectory() as once:
            change(shutil.copytree(data, Path(once) / "data"), how, file)
        done.add(how)
        steps = 0
    answers, answer = os.pipe()
    if os.fork() == 0:
        last = int(number)
        change(Path(data), how, file)
        os.write(answer, str(steps).encode())
        os._exit(0)
    os.close(answer)
    print(os.read(answers, 100).decode() or "0", flush=True)
    os.close(answers)
    os.wait()
"""

Changing = Callable[[Path, int, str, Path], int]


@pytest.fixture(scope="module")
def changing() -> Iterator[Changing]:
    """Return what changes the pack in a process of its own that is killed at a step.

    Answers all steps, 0 where it was killed.
    """
    command = [sys.executable, "-c", KILLED]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        asking, answers = process.stdin, process.stdout

        def change(folder: Path, last: int, how: str, text: Path) -> int:
            print(folder, last, how, text, sep="\t", file=asking, flush=True)
            return int(answers.readline())

        yield change
        asking.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("how", ["import", "replace", "remove"])
def test_a_kill_leaves_the_file_and_the_log_of_one_mind(changing: Changing, tmp_path: Path, how: str) -> None:
    text = tmp_path / "newer.yaml"
    text.write_text(NEWER, encoding="utf-8")

    before_all = tmp_path / "before"
    store = Store.open(with_database(before_all))
    store.run(commands.SetUpOffice(office=OFFICE, person="陈晓敏"), NOBODY)
    if how != "import":
        keep_policy(store, before_all / "policies", CLERK, made(SMALL), moment=MOMENT)
    store.close()

    def fresh(number: int) -> Path:
        return shutil.copytree(before_all, tmp_path / f"{number}")

    whole = changing(fresh(0), 0, how, text)
    assert whole > 10
    for step in {*range(1, whole, max(1, whole // 14)), *range(whole - 10, whole + 1)}:
        place = fresh(step)
        assert changing(place, step, how, text) == 0
        store, folder = Store.open(place), place / "policies"
        finish_changes(store, folder)
        entries = [entry for entry in store.read(queries.audit_entries) if entry.record == "policy small"]
        noted = entries[0].action if entries else ""
        store.close()
        found = {name: data for name, data in contents(folder).items() if not name.endswith(".part")}
        before = {} if how == "import" else {"small.yaml": SMALL.encode()}
        after = {} if how == "remove" else {"small.yaml": NEWER.encode()}
        kept = {name: data for name, data in found.items() if name.startswith("former/")}
        in_use = {name: data for name, data in found.items() if name not in kept}
        assert in_use == (after if noted == how else before), (step, noted, list(found))
        assert list(kept.values()) == ([SMALL.encode()] if noted == how != "import" else []), (step, noted)


def test_an_intent_of_another_time_is_forgotten(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    (folder / ".change-0.json").write_text("{}", encoding="utf-8")
    (folder / ".change-1.json").write_text("：：", encoding="utf-8")
    finish_changes(desk.store, folder)
    assert contents(folder) == {"small.yaml": SMALL.encode()}


# --- replaced in another window ---


ELSEWHERE: dict[str, Callable[[Desk, Path], object]] = {
    "imported anew": lambda desk, folder: keep_policy(
        desk.store, folder, CLERK, made(NEWER), [folder / "small.yaml"], MOMENT
    ),
    "written over by hand": lambda desk, folder: (folder / "small.yaml").write_text(NEWER, encoding="utf-8"),
    "broken by hand": lambda desk, folder: (folder / "small.yaml").write_text(
        "id: small\n", encoding="utf-8"
    ),
    "another name": lambda desk, folder: (
        (folder / "small.yaml").unlink(),
        (folder / "某县.YAML").write_text("\ufeff" + NEWER, encoding="utf-8"),
    ),
    "committed but not yet in place": lambda desk, folder: begun(desk, folder),
}


def begun(desk: Desk, folder: Path) -> None:
    """Leave a change as a kill right after its commit leaves it."""
    change = planned(folder, "small", "replace", made(NEWER).sha256, NEWER, [folder / "small.yaml"], MOMENT)
    desk.store.run(commands.ChangePolicy(folder=folder, change=change), CLERK)


@pytest.mark.parametrize("how", ELSEWHERE)
def test_a_step_by_a_policy_that_was_replaced_elsewhere_is_a_conflict(
    store: Store, clock: Clock, folder: Path, how: str
) -> None:
    desk = Desk(store, made(SMALL), clock)
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    draft, accepted = (desk.draft(desk.register(), works(f"粤作登字-2022-F-0000000{n}")) for n in (1, 2))
    shown = desk.accept(accepted)
    ELSEWHERE[how](desk, folder)
    with pytest.raises(PolicyReplaced, match="刚在另一处换过"):
        desk.accept(draft)
    with pytest.raises(PolicyReplaced):
        store.run(desk.confirming(accepted.application, shown), CLERK)
    desk.policy = made(NEWER)
    if how in ("imported anew", "written over by hand", "committed but not yet in place"):
        assert desk.accept(draft).total == 20_000


def test_a_policy_removed_elsewhere_is_a_conflict(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    remove_policy(desk.store, CLERK, read_folder(folder, ())[0], MOMENT)
    with pytest.raises(PolicyReplaced):
        desk.accept(desk.draft(desk.register(), works()))


def test_a_step_by_the_policy_in_force_is_none(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    keep_policy(desk.store, folder, CLERK, made(SMALL), moment=MOMENT)
    (folder / "other.yaml").write_text(small(id="other"), encoding="utf-8")
    (folder / "链接.yaml").symlink_to("/dev/zero")
    assert desk.accept(desk.draft(desk.register(), works())).total == 10_000


# --- files without an end ---


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_plain_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.yaml")
    (tmp_path / "零.yaml").symlink_to("/dev/zero")
    (tmp_path / "终端.yaml").symlink_to("/dev/tty")
    for name in ("管道", "零", "终端"):
        with pytest.raises(StoreError, match=f"“{name}.yaml”不是普通的文件"):
            read_pack(tmp_path / f"{name}.yaml")
    assert read_folder(tmp_path, ()) == ()
    with (tmp_path / "大.yaml").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(StoreError, match="超过 1 MB"):
        read_pack(tmp_path / "大.yaml")
    [refused] = read_folder(tmp_path, ())
    assert "超过 1 MB" in refused.errors[0].message
