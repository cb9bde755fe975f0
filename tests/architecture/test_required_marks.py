"""Everything that a command, or a form, refuses as missing is marked 必填 where it is typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ipdesk

ROOT = Path(ipdesk.__file__).parent
MISSING = re.compile("请(?:填写|选择|写明|勾选)")
REASONS = ("step_reason_fault",)  # which refuse a blank one
CHOSEN, LEFT, LATER = (
    "something is chosen from the beginning",
    "of another command",
    "marked once it is wanted",
)
GIVEN = {
    ("AnnouncementDialog", "ground"): CHOSEN,
    ("CallDialog", "delegation"): LATER + ": asked by the power that is entrusted",
    ("CeilingDialog", "basis"): LEFT,
    ("CeilingDialog", "policy"): "told at what the ceiling is about",
    ("ContractDialog", "goal"): LEFT,
    ("DerivationPart", "check"): LATER,
    ("DerivationPart", "why"): LATER,
    ("FundDialog", "goal"): LEFT,
    ("GrantDialog", "items"): LEFT,
    ("IncomingDialog", "number"): LEFT,
    ("IncomingDialog", "title"): LEFT,
    ("IndicatorDialog", "figure"): LEFT,
    ("IndicatorDialog", "reason"): LEFT,
    ("MinutesFields", "minutes_date"): "the office says from which sum on",
    ("MinutesFields", "minutes_number"): "the office says from which sum on",
    ("SendBatchDialog", "basis"): LEFT,
    ("ServiceRecordDialog", "correction"): LATER,
    ("ServiceRecordDialog", "reason"): LATER,
    ("SignDialog", "number"): LEFT,
    ("TaskDialog", "basis"): LEFT,
    ("VoucherDialog", "paid_on"): LEFT,
}
"""Fields that need no mark, and why: names are those of the problems, which commands share."""


# Forms are read and not opened: to open each of them would cost minutes, and a field that nobody
# thought of opening would be missed.


def trees(folder: str) -> Iterator[ast.Module]:
    return (ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / folder).rglob("*.py")))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _listed(tree: ast.AST) -> set[str]:
    """Return the names of fields that are told by tables of labels: 请填写{label}。"""
    if not re.search(MISSING.pattern + "{label}", ast.unparse(tree)):
        return set()
    tables = (node.value for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AnnAssign))
    return {text(key) for table in tables if isinstance(table, ast.Dict) for key in table.keys if text(key)}


def refused(tree: ast.AST) -> set[str]:
    """Return the names of fields that are refused as missing."""
    found = _listed(tree)
    for name, call in calls(tree):
        if name not in ("Problem", "refuse_field") or len(call.args) < 2 or not text(call.args[0]):
            continue
        told = ast.unparse(call.args[1])
        if MISSING.search(told) or any(reason in told for reason in REASONS):
            found.add(text(call.args[0]))
    return found


def unmarked(form: ast.ClassDef) -> set[str]:
    """Return the names of the fields of a form that are not marked 必填."""
    found, marked = set[str](), set[str]()
    for name, call in calls(form):
        if name == "add" and len(call.args) > 2 and text(call.args[0]):
            known = {one.arg: one.value for one in call.keywords}
            mark = ast.unparse(call.args[4]) if len(call.args) > 4 else ""
            wanted = known.get("optional")
            must = isinstance(wanted, ast.Constant) and wanted.value is False
            (marked if must or "必填" in mark else found).add(text(call.args[0]))
        elif name == "need":
            marked |= {text(one) for one in call.args} | {one.arg or "" for one in call.keywords}
    return found - marked


def test_what_is_refused_as_missing_is_marked() -> None:
    by_commands = {name for tree in trees("models/handlers") for name in refused(tree)}
    wrong = list[tuple[str, str]]()
    for tree in trees("ui"):
        for form in (one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)):
            for name in sorted(unmarked(form) & (by_commands | refused(form))):
                wrong.append((form.name, name))
    assert sorted(wrong) == sorted(GIVEN)
