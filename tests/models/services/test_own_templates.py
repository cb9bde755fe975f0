"""Taking own templates into use and out of it: checked, whole or not at all, audited, the former one kept."""

from __future__ import annotations

import datetime
import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import queries
from ipdesk.models.commands import ChangeTemplate
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import (
    Conflict,
    DeskError,
    DiskFull,
    InvalidInput,
    LockedDatabase,
    Problem,
    ReadOnlyFolder,
)
from ipdesk.models.packs.change import planned
from ipdesk.models.services.own_templates import finish_templates, keep_template, restore_template
from ipdesk.models.store import Store
from tests import faults
from tests.actors import CLERK
from tests.models.desk import Desk

KIND, FIRST, SECOND = "acceptance_receipt", "title: 一\n", "title: 二\n"
MOMENT = datetime.datetime(2024, 6, 20, 9, 0, 0).astimezone()


def refuse_title_two(text: str) -> None:
    if text == SECOND:
        raise InvalidInput([Problem("text", "第 1 行：不能叫二。")])


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "letters"


def audit(desk: Desk) -> list[tuple[str, str, tuple[str, ...]]]:
    entries = desk.store.read(queries.audit_entries)
    return [(one.action, one.record, one.fields) for one in entries if one.record.startswith("template")]


def keep(desk: Desk, folder: Path, text: str, shown: str = "", by: Actor = CLERK) -> None:
    keep_template(desk.store, folder, by, KIND, text, refuse_title_two, shown, MOMENT)


def test_a_template_is_put_in_place_and_audited_with_its_hash(desk: Desk, folder: Path) -> None:
    keep(desk, folder, FIRST)
    assert contents(folder) == {f"{KIND}.yaml": FIRST}
    assert audit(desk) == [("save_template", f"template {KIND}", (f"sha256:{sha(FIRST)}",))]


def test_the_one_before_is_kept_and_the_programs_comes_back(desk: Desk, folder: Path) -> None:
    keep(desk, folder, FIRST)
    keep(desk, folder, FIRST * 2, sha(FIRST))
    restore_template(desk.store, folder, CLERK, KIND, sha(FIRST * 2), MOMENT)
    assert contents(folder) == {
        f"former/{KIND}@20240620-090000.yaml": FIRST,
        f"former/{KIND}@20240620-090000-2.yaml": FIRST * 2,
    }
    assert [action for action, *_ in audit(desk)] == ["restore_template", "save_template", "save_template"]


def test_a_text_with_an_error_changes_nothing(desk: Desk, folder: Path) -> None:
    keep(desk, folder, FIRST)
    with pytest.raises(InvalidInput, match="不能叫二"):
        keep(desk, folder, SECOND, sha(FIRST))
    assert contents(folder) == {f"{KIND}.yaml": FIRST}
    assert len(audit(desk)) == 1


@pytest.mark.parametrize("by", [Actor(100), Actor(None)], ids=["unknown", "nobody"])
def test_whoever_may_not_administer_changes_nothing(desk: Desk, folder: Path, by: Actor) -> None:
    with pytest.raises(DeskError):
        keep(desk, folder, FIRST, by=by)
    assert not folder.exists() or contents(folder) == {}
    keep(desk, folder, FIRST)
    with pytest.raises(DeskError):
        restore_template(desk.store, folder, by, KIND, sha(FIRST), MOMENT)
    assert contents(folder) == {f"{KIND}.yaml": FIRST}


def test_a_file_that_was_changed_by_hand_meanwhile_is_not_overwritten(desk: Desk, folder: Path) -> None:
    keep(desk, folder, FIRST)
    (folder / f"{KIND}.yaml").write_text("title: 手改\n")
    with pytest.raises(Conflict, match="另一处改过"):
        keep(desk, folder, FIRST * 2, sha(FIRST))
    with pytest.raises(Conflict, match="另一处改过"):
        restore_template(desk.store, folder, CLERK, KIND, sha(FIRST), MOMENT)
    assert contents(folder) == {f"{KIND}.yaml": "title: 手改\n"}


@pytest.mark.parametrize("noted", [True, False])
def test_what_was_interrupted_is_carried_out_where_the_log_knows_of_it(
    desk: Desk, folder: Path, noted: bool
) -> None:
    change = planned(folder, KIND, "save_template", sha(FIRST), FIRST, (), MOMENT)
    if noted:
        asked = ChangeTemplate(folder=folder, change=change, check=refuse_title_two, shown="")
        desk.store.run(asked, CLERK)
    else:
        change.prepare(folder)
    assert f"{KIND}.yaml" not in contents(folder)
    finish_templates(desk.store, folder)
    assert contents(folder) == ({f"{KIND}.yaml": FIRST} if noted else {})


# --- faults of the machine ---


def test_a_full_disk_or_a_lock_leaves_the_template_in_use(desk: Desk, data_dir: Path, tmp_path: Path) -> None:
    with faults.small_disk(tmp_path / "small", "64k") as folder:
        keep(desk, folder, FIRST)
        filler = faults.fill(folder)
        with pytest.raises(DiskFull, match="磁盘已满"):
            keep(desk, folder, FIRST * 2, sha(FIRST))
        filler.unlink()
        with closing(Store.open(data_dir, desk.clock, patience=0.05)) as store:
            impatient = Desk(store, desk.policy, desk.clock)
            with faults.locked(data_dir), pytest.raises(LockedDatabase):
                keep(impatient, folder, FIRST * 2, sha(FIRST))
        assert contents(folder) == {f"{KIND}.yaml": FIRST}
    assert len(audit(desk)) == 1


def test_a_folder_that_cannot_be_written_is_left_alone(desk: Desk) -> None:
    with faults.open_to_all() as folder:
        (folder / f"{KIND}.yaml").write_text(FIRST)
        folder.chmod(0o555)
        with faults.a_common_user():
            for change in (keep, lambda *_: restore_template(desk.store, folder, CLERK, KIND, sha(FIRST))):
                with pytest.raises(ReadOnlyFolder, match="不能写入"):
                    change(desk, folder, FIRST * 2, sha(FIRST))
        folder.chmod(0o755)
        assert contents(folder) == {f"{KIND}.yaml": FIRST}
    assert audit(desk) == []
