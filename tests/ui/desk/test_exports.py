"""What leaves the program by a file or the clipboard: each with an entry in the log, or with a reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ipdesk
from ipdesk.models import queries
from ipdesk.models.records import AuditFilter
from tests.ui.rig import Rig

PACKAGE = Path(ipdesk.__file__).parent
WAYS_OUT = {
    "copy_table", "setMimeData", "getSaveFileName", "getExistingDirectory", "export_file", "write_whole",
    "openUrl",
}  # fmt: skip
NOTED = {
    "ui/letters/pdf_output.py", "ui/letters/words.py", "ui/notices/page.py",
    "ui/policies/recheck/view.py", "ui/settings/audit/view.py",
}  # fmt: skip
WITHOUT_ENTRY = {
    "ui/awards/award_list.py": "one line of a calculation, without a name",
    "ui/desk/preferences.py": "the places of windows, kept for the next start",
    "ui/desk/rescue/files.py": "what was typed, kept in the data folder for the next start",
    "ui/letters/printing.py": "paper, or its PDF, which is an entry of who saw it",
    "ui/notices/work.py": "asks where to; its page writes",
    "ui/policies/import_dialog.py": "what is wrong with a policy's file",
    "ui/policies/view.py": "a policy's file",
    "ui/settings/computer_panel.py": "opens the folder of the data",
    "ui/settings/secret_dialog.py": "recovery codes and passwords for once",
    "ui/shell/crash_report.py": "without personal values, as its own tests hold",
    "ui/widgets/table/clipboard.py": "the way itself",
    "ui/widgets/table/table.py": "the row in hand, as it is in sight",
}
NOTES = {"took_along", "NoteExport", "note_taken"}


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


@pytest.mark.parametrize("subject", ["recheck", "notice", "letter"])
def test_the_log_says_what_was_taken_along_and_how_much_of_it(rig: Rig, subject: str) -> None:
    rig.desk.views.took_along(subject, 12)
    rig.settle()
    entries = rig.desk.read(queries.audit_rows, rig.desk.read(queries.audit_ids, AuditFilter()))
    assert [(one.action, one.fields) for one in entries if one.action == "export"] == [
        ("export", tuple(sorted((subject, "rows:12"))))
    ]
