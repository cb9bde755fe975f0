"""Scans of materials: kept once in the data folder, gone with what held them, and never a row without one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, DeskError, DiskFull, InvalidInput, NotFound, ReadOnlyFolder
from ipdesk.models.files.forms import MOST_BYTES, FileForm
from ipdesk.models.files.kept_files import FOLDER, path_of
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests import faults
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, licence
from tests.models.handlers.test_archiving import NUMBERED, archive, say, withdrawn
from tests.models.parsing.test_pictures import png
from tests.places import ROOT

FORM = b"%PDF-1.7\n% application form\n"
CERTIFICATE = png(30, 20)


@pytest.fixture
def draft(desk: Desk) -> int:
    return desk.draft(desk.register(), licence(received=frozenset({"application_form"}))).application


def attach(desk: Desk, application: int, content: bytes, row: str = "", material: str = "") -> int:
    command = commands.AttachFile(application=application, content=content, row=row, material=material)
    return desk.store.run(command, CLERK).value


def names(data_dir: Path) -> set[str]:
    """Return the names of all files that lie among the materials."""
    return {path.name for path in (data_dir / FOLDER).rglob("*") if path.is_file()}


def name(content: bytes, ending: str) -> str:
    return hashlib.sha256(content).hexdigest() + ending


def standing(desk: Desk, application: int) -> list[tuple[str, str, FileForm, int]]:
    found = desk.store.read(queries.attached_files, application)
    return [(one.row, one.material, one.form, one.length) for one in found if one.removed_at is None]


def test_files_are_kept_once_and_go_with_the_last_draft_that_holds_them(
    desk: Desk, draft: int, data_dir: Path
) -> None:
    other = desk.draft(desk.register(), licence(ref="Y2022440000777")).application
    attach(desk, draft, FORM, material="application_form")
    attach(desk, draft, CERTIFICATE, "1", "licence_record")
    attach(desk, other, CERTIFICATE)
    assert names(data_dir) == {name(FORM, ".pdf"), name(CERTIFICATE, ".png")}
    assert standing(desk, draft) == [
        ("", "application_form", FileForm.PDF, len(FORM)),
        ("1", "licence_record", FileForm.PNG, len(CERTIFICATE)),
    ]
    kept = path_of(data_dir, hashlib.sha256(FORM).hexdigest(), FileForm.PDF)
    assert desk.store.kept_file(hashlib.sha256(FORM).hexdigest(), FileForm.PDF) == FORM
    if os.name != "nt":
        assert [oct(one.stat().st_mode)[-3:] for one in (kept, kept.parent, data_dir / FOLDER)] == [
            "600", "700", "700",
        ]  # fmt: skip
    desk.store.run(commands.DiscardDraft(application=draft), CLERK)
    assert names(data_dir) == {name(CERTIFICATE, ".png")}
    desk.store.run(commands.DiscardDraft(application=other), CLERK)
    assert names(data_dir) == set()
    assert desk.store.read(queries.kept_files) == ()


def test_a_file_is_put_to_another_material_and_taken_off(desk: Desk, draft: int, data_dir: Path) -> None:
    file = attach(desk, draft, FORM)
    desk.store.run(commands.MoveFile(application=draft, file=file, material="application_form"), CLERK)
    assert [(row, material) for row, material, *_ in standing(desk, draft)] == [("", "application_form")]
    with pytest.raises(InvalidInput, match="已经附在这项材料上"):
        attach(desk, draft, FORM, material="application_form")
    desk.store.run(commands.TakeOffFile(application=draft, file=file), CLERK)
    assert (standing(desk, draft), names(data_dir)) == ([], set())
    with pytest.raises(NotFound, match="已经取下"):
        desk.store.run(commands.TakeOffFile(application=draft, file=file), CLERK)
    logged = [(one.action, one.fields) for one in desk.store.read(queries.audit_entries)][:3]
    bytes_ = f"sha256:{hashlib.sha256(FORM).hexdigest()}"
    said = ("material:application_form", bytes_)
    assert logged == [
        ("take_off_file", said), ("move_file", said),
        ("attach_file", (bytes_,)),
    ]  # fmt: skip


def test_what_was_accepted_keeps_a_file_that_is_taken_off_with_its_reason(desk: Desk, data_dir: Path) -> None:
    applicant = desk.register()
    saved = desk.draft(applicant, licence(received=frozenset({"application_form"})))
    file = attach(desk, saved.application, FORM, material="application_form")
    desk.accept(saved)
    taking = commands.TakeOffFile(application=saved.application, file=file)
    with pytest.raises(InvalidInput, match="请填写"):
        desk.store.run(taking, CLERK)
    with pytest.raises(InvalidInput, match="受理时没有收到这项材料"):
        attach(desk, saved.application, CERTIFICATE, material="undertaking")
    attach(desk, saved.application, CERTIFICATE, material="application_form")
    reason = commands.TakeOffFile(application=saved.application, file=file, reason="扫成了另一件的申请表")
    desk.store.run(reason, CLERK)
    [gone, left] = desk.store.read(queries.attached_files, saved.application)
    assert (gone.removed_why, gone.removed_by) == ("扫成了另一件的申请表", "陈晓敏")
    assert left.removed_at is None
    assert names(data_dir) == {name(FORM, ".pdf"), name(CERTIFICATE, ".png")}
    assert [one.id for one in desk.detail(saved.application).files] == [gone.id, left.id]


def test_nothing_is_attached_to_a_file_in_the_archive(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = withdrawn(desk)
    archive(desk, application)
    with pytest.raises(Conflict, match="已经归档"):
        attach(desk, application, FORM)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04 a text document", "只能附 PDF 文件和照片"),
        (b"%PDF-1.7\n" + bytes(MOST_BYTES), "这个文件有 51 MB，一个文件最多 50 MB"),
    ],
)
def test_what_cannot_be_kept_is_said(
    desk: Desk, draft: int, data_dir: Path, content: bytes, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        attach(desk, draft, content)
    assert names(data_dir) == set()


def test_a_file_that_is_gone_or_changed_is_told_and_attached_again_it_is_whole(
    desk: Desk, draft: int, data_dir: Path
) -> None:
    attach(desk, draft, FORM)
    sha256 = hashlib.sha256(FORM).hexdigest()
    path = path_of(data_dir, sha256, FileForm.PDF)
    path.write_bytes(FORM[:-1])
    with pytest.raises(DeskError, match="文件已损坏"):
        desk.store.kept_file(sha256, FileForm.PDF)
    path.unlink()
    with pytest.raises(NotFound, match="materials 文件夹一起放回来"):
        desk.store.kept_file(sha256, FileForm.PDF)
    assert desk.store.count_missing_files() == 1
    attach(desk, draft, FORM, material="application_form")
    assert desk.store.kept_file(sha256, FileForm.PDF) == FORM
    assert desk.store.count_missing_files() == 0


def test_a_full_disk_and_one_that_is_only_read_leave_neither_row_nor_file(
    tmp_path: Path, clock: Clock
) -> None:
    with (
        faults.small_disk(tmp_path / "small", "4000k") as folder,
        closing(Store.open(folder, clock)) as store,
    ):
        desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
        application = desk.draft(desk.register(), licence()).application
        filler = faults.fill(folder, 400_000)
        with pytest.raises(DiskFull, match="磁盘已满，没有保存"):
            attach(desk, application, FORM + os.urandom(600_000))
        filler.unlink()
        assert (standing(desk, application), names(folder)) == ([], set())
        with (
            faults.mounted(folder / FOLDER, "-t", "tmpfs", "-o", "ro", "tmpfs"),
            pytest.raises(ReadOnlyFolder, match="不能写入"),
        ):
            attach(desk, application, CERTIFICATE)
        attach(desk, application, FORM)
        assert [form for _, _, form, _ in standing(desk, application)] == [FileForm.PDF]
        assert names(folder) == {name(FORM, ".pdf")}


KILLED = """
import os, sys
from pathlib import Path
from ipdesk.models import commands
from ipdesk.models.core.actor import Actor
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
import ipdesk.models.store.file_settling as settling
import ipdesk.models.handlers.work as work
if sys.argv[2] == "before":  # the file is there, the transaction is not
    work.Work.write_audit = lambda self: os._exit(9)
else:  # the transaction is on disk, what it let go is still there
    settling.settle_files = lambda *_: os._exit(9)
store = Store.open(Path(sys.argv[1]))
draft = int(sys.argv[4])
if sys.argv[3] == "attach":
    store.run(commands.AttachFile(application=draft, content=b"%PDF-1.4"), Actor(1))
else:
    store.run(commands.DiscardDraft(application=draft), Actor(1))
"""


@pytest.mark.parametrize(
    ("when", "what", "kept"),
    [
        ("before", "attach", {".pdf": FORM}),
        ("after", "attach", {".pdf": FORM, "new": b"%PDF-1.4"}),
        ("before", "discard", {".pdf": FORM}),
        ("after", "discard", {}),
    ],
)
def test_a_program_killed_in_between_leaves_what_the_next_start_removes(
    desk: Desk, draft: int, data_dir: Path, when: str, what: str, kept: dict[str, bytes]
) -> None:
    attach(desk, draft, FORM)
    desk.store.close()
    script = [sys.executable, "-c", KILLED, str(data_dir), when, what, str(draft)]
    assert subprocess.run(script, cwd=ROOT, check=False).returncode == 9
    again = Store.open(data_dir)
    assert names(data_dir) == {name(content, ".pdf") for content in kept.values()}
    held = {f"{sha256}.pdf" for sha256, _ in again.read(queries.kept_files)}
    assert held == names(data_dir), "no row without its file"
    again.close()


def test_files_of_which_the_database_knows_nothing_stay(desk: Desk, draft: int, data_dir: Path) -> None:
    """An older one may have been put back: they belong to the one that was put aside."""
    attach(desk, draft, FORM)
    stray = path_of(data_dir, hashlib.sha256(CERTIFICATE).hexdigest(), FileForm.PNG)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(CERTIFICATE)
    desk.store.close()
    again = Store.open(data_dir)
    assert again.count_missing_files() == 0
    assert stray.read_bytes() == CERTIFICATE
    again.close()
