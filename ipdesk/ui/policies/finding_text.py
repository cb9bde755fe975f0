"""Findings and changes of packs as a clerk reads them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.policy_text.pack_changes import ChangeKind, PartKind, PolicyPartChange
from ipdesk.rules.source.findings import Finding
from ipdesk.ui.widgets import DocumentView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Policies", text)


def level_word(level: str) -> str:
    """Return who decides under a policy."""
    return _tr("上级审定") if level == "superior" else _tr("本级审定")


def write_findings(view: DocumentView, findings: Iterable[Finding]) -> None:
    """Write each finding with its line and clause, and the lines that explain it."""
    for finding in findings:
        place = _tr("第 {line} 行").format(line=finding.line)
        clause = f"　{finding.clause}" if finding.clause else ""
        view.line(f"{finding.severity.word}　{place}{clause}", before=2, token="ink3")
        view.line(finding.message, indent=4, before=0)
        for detail in finding.details:
            depth = (len(detail) - len(detail.lstrip())) / 2
            view.line(detail.strip(), indent=6 + 3 * depth, before=0, token="ink2")


def finding_text(findings: Iterable[Finding]) -> str:
    """Return findings as text to be pasted elsewhere."""
    return "\n".join("\n".join((str(finding), *finding.details)) for finding in findings)


def write_changes(view: DocumentView, changes: Iterable[PolicyPartChange]) -> None:
    """Write what a newer file changes."""
    for change in changes:
        view.line(change_headline(change), before=2)
        if change.before:
            view.pair(_tr("原来"), _value(change.before), indent=4, before=0)
        if change.after:
            view.pair(_tr("现在"), _value(change.after), indent=4, before=0)


def change_headline(change: PolicyPartChange) -> str:
    """Return what became of which part."""
    if change.what is PartKind.REST:
        return _tr("约定、参数、材料或算例有改动")
    if change.what is PartKind.HEAD:
        return _tr("{name}有改动").format(name=_head_word(change.name))
    words = {
        ChangeKind.ADDED: _tr("新增　{name}"),
        ChangeKind.REMOVED: _tr("删去　{name}"),
        ChangeKind.CHANGED: _tr("改动　{name}"),
    }
    said = words[change.how].format(name=change.name)
    silent = change.how is ChangeKind.CHANGED and not change.before and not change.after
    return said + _tr("（金额的说法没有变，条件、材料或文字有改动）") if silent else said


def _head_word(name: str) -> str:
    words = {
        "title": _tr("名称"), "short_title": _tr("简称"), "document": _tr("文号"), "issuer": _tr("发布机关"),
        "issued": _tr("发布日期"), "level": _tr("层级"), "term": _tr("施行期限"),
    }  # fmt: skip
    return words[name]


def _value(text: str) -> str:
    return level_word(text) if text in ("local", "superior") else text
