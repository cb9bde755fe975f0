"""Taking own policies into use and out of it: whole or not at all, audited, the former files kept."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.models import queries
from ipdesk.models.errors import Conflict, DiskFull, ReadOnlyFolder, StoreError
from ipdesk.models.own_policies import keep_policy, remove_policy
from ipdesk.models.pack_files import export_file, former_packs, read_pack
from ipdesk.models.store import Store
from ipdesk.rules.library import policy_from_bytes
from ipdesk.rules.own_packs import OwnPack, read_folder
from ipdesk.rules.policy import Policy
from ipdesk.rules.yaml_source import LARGEST
from tests import faults
from tests.models.desk import Clock, Desk, works
from tests.rules.small_pack import SMALL, small

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
    changes = keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)
    assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert changes and audit(desk) == [("import", "policy small")]
    [entry, *_] = desk.store.read(queries.audit_entries)
    assert entry.fields == (f"sha256:{made(SMALL).sha256}",)


def test_what_it_replaces_is_kept_with_the_moment(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)
    newer = small(amount=200, expected=200)
    for text in (newer, SMALL):
        keep_policy(desk.store, folder, desk.me, made(text), [folder / "small.yaml"], MOMENT)
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
    keep_policy(desk.store, folder, desk.me, made(newer), [folder / "某县办法.yaml"], MOMENT)
    kept = contents(folder)
    assert kept.pop("small.yaml") == newer.encode()
    assert sorted(kept.values()) == sorted([SMALL.encode(), "：：".encode()])
    assert len(read_folder(folder, ())) == 1


def test_a_policy_that_nothing_uses_can_be_removed_and_is_kept(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)
    remove_policy(desk.store, desk.me, read_folder(folder, ())[0], MOMENT)
    assert contents(folder) == {"former/small@20240620-090000.yaml": SMALL.encode()}
    assert audit(desk)[0] == ("remove", "policy small")


def test_a_policy_in_use_stays(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)
    desk.draft(desk.register(), works())
    with pytest.raises(Conflict, match="1 件申请"):
        remove_policy(desk.store, desk.me, read_folder(folder, ())[0], MOMENT)
    assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert audit(desk) == [("import", "policy small")]


def test_a_file_of_no_use_can_be_removed_whatever_it_was(store: Store, clock: Clock, folder: Path) -> None:
    desk = Desk(store, made(SMALL), clock)
    desk.draft(desk.register(), works())
    folder.mkdir()
    (folder / "small.yaml").write_text("：：", encoding="utf-8")
    remove_policy(desk.store, desk.me, read_folder(folder, ())[0], MOMENT)
    assert list(contents(folder)) == ["former/small@20240620-090000.yaml"]


def test_when_the_log_cannot_be_written_the_files_are_as_they_were(desk: Desk, folder: Path) -> None:
    keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)
    before = contents(folder)
    nobody = desk.me + 100
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
    keep_policy(desk.store, small_disk, desk.me, made(SMALL), moment=MOMENT)
    filler = faults.fill(small_disk)
    newer = made(small(amount=200, expected=200))
    with pytest.raises(DiskFull, match="磁盘已满"):
        keep_policy(desk.store, small_disk, desk.me, newer, [small_disk / "small.yaml"], MOMENT)
    with pytest.raises(DiskFull):
        keep_policy(desk.store, small_disk, desk.me, made(small(id="other")), moment=MOMENT)
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
                keep_policy(desk.store, folder, desk.me, newer, [pack.path], MOMENT)
            with pytest.raises(ReadOnlyFolder):
                remove_policy(desk.store, desk.me, pack, MOMENT)
        folder.chmod(0o755)
        assert contents(folder) == {"small.yaml": SMALL.encode()}
    assert audit(desk) == []


def test_a_file_where_the_folder_should_be_is_told(desk: Desk, folder: Path) -> None:
    folder.write_text("", encoding="utf-8")
    with pytest.raises(ReadOnlyFolder):
        keep_policy(desk.store, folder, desk.me, made(SMALL), moment=MOMENT)


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


def test_exporting_writes_the_very_bytes(tmp_path: Path, policy: Policy) -> None:
    export_file(tmp_path / "带走.yaml", policy.source)
    assert contents(tmp_path) == {"带走.yaml": policy.source}


def test_an_export_that_fails_leaves_what_was_there(small_disk: Path, tmp_path: Path, policy: Policy) -> None:
    (small_disk / "x.yaml").write_text("原来的", encoding="utf-8")
    filler = faults.fill(small_disk)
    with pytest.raises(DiskFull, match="没有导出"):
        export_file(small_disk / "x.yaml", policy.source)
    filler.unlink()
    assert contents(small_disk) == {"x.yaml": "原来的".encode()}
    with pytest.raises(StoreError, match="没有文件夹"):
        export_file(tmp_path / "gone" / "x.yaml", policy.source)
    with faults.open_to_all() as folder:
        folder.chmod(0o555)
        with faults.a_common_user(), pytest.raises(ReadOnlyFolder, match="写保护"):
            export_file(folder / "x.yaml", policy.source)


def test_the_folder_of_former_files_may_hold_anything(folder: Path) -> None:
    assert former_packs(folder) == ()
    (folder / "former").mkdir(parents=True)
    (folder / "former" / "随手放的.yaml").touch()
    (folder / "former" / "small@20240620-090000.yaml").touch()
    assert [one.policy for one in former_packs(folder)] == ["small"]
    assert os.listdir(folder) == ["former"]
