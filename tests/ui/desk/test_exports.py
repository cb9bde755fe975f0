"""What leaves the program by a file or the clipboard: each with an entry in the log, or with a reason."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import ipdesk
from ipdesk.models import queries
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Outcome
from ipdesk.models.records import AuditFilter
from ipdesk.ui.desk.exports import Exports, ask_file, file_names, only_expected
from tests import faults
from tests.ui.rig import Rig, impatient

PACKAGE = Path(ipdesk.__file__).parent
WAYS_OUT = {
    "copy_table", "setMimeData", "getSaveFileName", "getExistingDirectory", "export_files", "write_whole",
    "openUrl", "ask_workbook", "ask_file",
}  # fmt: skip
NOTED = {
    "ui/desk/exports.py", "ui/letters/pdf_output.py", "ui/notices/work.py", "ui/policies/recheck/view.py",
    "ui/funds/work.py", "ui/payments/work.py", "ui/achievements/work.py",
    "ui/applicants/received_dialog.py",
    "ui/applications/materials/files_dialog.py",
    "ui/payments/dialogs/answer_dialog.py", "ui/payments/dialogs/file_dialog.py", "ui/settings/audit/view.py",
}  # fmt: skip
WITHOUT_ENTRY = {
    "ui/achievements/imports/template_dialog.py": "an empty list, to be filled in",
    "ui/awards/award_list.py": "one line of a calculation, without a name",
    "ui/desk/preferences.py": "the places of windows, kept for the next start",
    "ui/desk/rescue/files.py": "what was typed, kept in the data folder for the next start",
    "ui/letters/printing.py": "paper, or its PDF, which is an entry of who saw it",
    "ui/payments/parts.py": "one field of a payment, the sight of which is an entry",
    "ui/policies/import_dialog.py": "what is wrong with a policy's file",
    "ui/policies/view.py": "a policy's file",
    "ui/settings/computer_panel.py": "opens the folder of the data",
    "ui/settings/secret_dialog.py": "recovery codes and passwords for once",
    "ui/shell/crash_report.py": "without personal values, as its own tests hold",
    "ui/widgets/table/clipboard.py": "the way itself",
    "ui/widgets/table/table.py": "the row in hand, as it is in sight",
}
NOTES = {"exports", "take_along", "NoteExport"}


def names_in(path: Path) -> set[str]:
    """Return what a module calls, or names as an attribute."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
            if node.attr == "setText" and "clipboard" in ast.unparse(node.value):
                found.add("setMimeData")
        elif isinstance(node, ast.Name):
            found.add(node.id)
    return found


def test_every_way_out_leaves_an_entry_or_has_a_reason() -> None:
    sources = (PACKAGE / "ui").rglob("*.py")
    modules = {path.relative_to(PACKAGE).as_posix(): names_in(path) for path in sources}
    out = {module for module, names in modules.items() if names & WAYS_OUT}
    assert out == NOTED | {*WITHOUT_ENTRY}
    assert {module for module in NOTED if not modules[module] & NOTES} == set()


def taken_along(rig: Rig) -> list[tuple[str, ...]]:
    """Return what the log says was taken along, the newest first."""
    entries = rig.desk.read(queries.audit_rows, rig.desk.read(queries.audit_ids, AuditFilter()))
    return [one.fields for one in entries if one.action == "export"]


@pytest.mark.parametrize("subject", ["recheck", "notice", "letter"])
def test_the_log_says_what_was_taken_along_and_how_much_of_it(
    rig: Rig, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    """While it is written the data folder says where: a kill would leave it half written there."""
    path, told, known = tmp_path / "list.xlsx", list[int](), list[str]()
    real = rig.store.run

    def noting(command: Command[Any], actor: Actor) -> Outcome[Any]:
        known.extend(one.read_text("utf-8") for one in data_dir.glob("exports-*.json"))
        return real(command, actor)

    monkeypatch.setattr(rig.store, "run", noting)
    rig.desk.exports.start(subject, lambda: (((path, b"PK"),), 12), told.append, None)  # type: ignore[arg-type]
    rig.settle()
    assert told == [12] and path.read_bytes() == b"PK"
    assert taken_along(rig) == [tuple(sorted((subject, "rows:12")))]
    assert [str(tmp_path) in text for text in known] == [True] and [*data_dir.glob("exports-*.json")] == []


def test_what_the_log_cannot_say_is_neither_saved_nor_copied(
    qtbot: QtBot, data_dir: Path, tmp_path: Path
) -> None:
    path, said = tmp_path / "list.xlsx", list[str]()
    with impatient(qtbot, data_dir) as rig:
        exports, views = rig.desk.exports, rig.desk.views

        def take() -> None:
            exports.start("letter", lambda: (((path, b"PK"),), 1), lambda _: said.append("saved"), failed)
            views.take_along("letter", 1, lambda: said.append("copied"), lambda one: said.append(one.message))
            rig.settle()

        failed = only_expected(said.append)
        with faults.locked(data_dir):
            take()
        assert len(said) == 2 and all("占用" in one for one in said)
        assert not path.exists() and taken_along(rig) == [] and list(tmp_path.glob(".*")) == []
        take()
        assert sorted(said[2:]) == ["copied", "saved"] and len(taken_along(rig)) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from ipdesk.models.packs.files import export_files
from ipdesk.ui.desk.exports import Exports

exports, path = Exports(None, Path(sys.argv[1])), Path(sys.argv[2])
with exports.under_way([path.parent]):
    export_files(((path, b"a name"),), lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_what_a_killed_program_left_half_written_elsewhere_goes_with_the_next_start(
    data_dir: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    (elsewhere / ".ipdesk-0123456789abcdef.part").write_bytes(b"of another computer that is writing")
    subprocess.run([sys.executable, "-c", KILLED, str(data_dir), str(elsewhere / "list.xlsx")], check=False)
    assert len([*elsewhere.iterdir()]) == 2
    next_start = Exports(None, data_dir)  # type: ignore[arg-type]
    next_start.forget_left()
    assert [one.name for one in elsewhere.iterdir()] == [".ipdesk-0123456789abcdef.part"]
    assert [*data_dir.glob("exports-*")] == []


def test_papers_that_are_called_alike_are_files_of_their_own() -> None:
    called = (
        "受理回执 示例甲",
        "受理回执 示例甲",
        "受理回执 示例乙",
        "A",
        "a",
        "b",
        "B",
        "长" * 99,
        "长" * 99,
    )
    names = file_names(called)
    assert names[:3] == ["受理回执 示例甲.pdf", "受理回执 示例甲（2）.pdf", "受理回执 示例乙.pdf"]
    assert len({name.casefold() for name in names}) == len(called)
    assert all(len(name.encode()) < 256 for name in names)
    devices = ("CON", "nul", "COM1.2024", "console")  # what Windows takes for no file, and what it does
    assert file_names(devices) == ["_CON.pdf", "_nul.pdf", "_COM1.2024.pdf", "console.pdf"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("清单", "清单.xlsx"), ("清单2026.4.8", "清单2026.4.8.xlsx"), ("清单.XLSX", "清单.XLSX"), ("", None)],
)
def test_a_file_ends_as_its_kind_does(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, found: str | None
) -> None:
    chosen = str(tmp_path / typed) if typed else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    assert ask_file(rig.window, "导出", tmp_path / "示例.xlsx", "") == (tmp_path / found if found else None)


def test_a_file_is_not_replaced_unasked(rig: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "清单"), ""))
    (tmp_path / "清单.xlsx").write_bytes(b"of before")
    for yes, path in ((False, None), (True, tmp_path / "清单.xlsx")):
        asked = rig.answer(yes)
        assert ask_file(rig.window, "导出", tmp_path / "示例.xlsx", "") == path
        assert "“清单.xlsx”已经有了" in asked()
