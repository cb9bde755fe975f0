"""Why lines of an application come out differently, as a text to read."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.core.result import Line
from ipdesk.ui.policies.recheck.rows import ChangedRow, status_word
from ipdesk.ui.widgets import DocumentView
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recheck", text)


def write_reasons(view: DocumentView, row: ChangedRow) -> None:
    """Write what changed, why, and the whole reasoning of now."""
    change, application = row.change, row.item.application
    view.line(f"{application.number}　{application.applicant_name}　{row.about}", before=0, strong=True)
    if _computed(change.before) != _computed(change.after):
        words = _tr("{before} → {after}")
        said = words.format(before=_computed(change.before), after=_computed(change.after))
        view.pair(_tr("按规定计算"), said, before=2)
    for at, sentence in enumerate(change.why):
        view.pair(_tr("因为") if not at else "", sentence, before=2 if not at else 0)
    for notice in row.item.retired:
        view.pair(_tr("请核对"), notice, before=2)
    if change.after is not None:
        _write_reasoning(view, change.after, change.why)


def _computed(line: Line | None) -> str:
    return status_word("") if line is None else _tr("{sum} 元").format(sum=fen_text(line.computed))


def _write_reasoning(view: DocumentView, line: Line, said: Collection[str]) -> None:
    """Write what is remarked and has not been ``said`` among the reasons, then the steps."""
    warnings = [warning.text for warning in line.warnings if warning.text not in said]
    for at, text in enumerate(warnings):
        view.pair(_tr("提示") if not at else "", text, before=2 if not at else 0)
    for at, step in enumerate(line.trace, start=1):
        view.pair(_tr("核算过程") if at == 1 else "", f"{at}. {step.spoken()}", before=2 if at == 1 else 0)
