"""Issuing several letters in a row, behind the window, and what is said of those that did not go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.report import Report, RunningJob, run_each
from ipdesk.models.records import IssuedLetter

IssueReport = Report[Request, IssuedLetter, DeskError | DocumentError]
"""What came of each letter: the one that went out, or why it did not."""


def issue_each(job: RunningJob, sources: Sources, requests: Sequence[Request], actor: Actor) -> IssueReport:
    """Issue letters one by one (on the worker): each is whole or not there, and one refused stops none."""

    def issued(request: Request) -> Outcome[IssuedLetter]:
        return Outcome(*issue(sources, request, actor))

    return run_each(job, requests, issued, (DeskError, DocumentError))


def not_issued_text(report: IssueReport, names: Mapping[int, str]) -> str:
    """Say which letters did not go out and why, by the names of their applications; "" where all did."""
    lines = [f"{names.get(row.unit.application, '')}：{row.error.message}" for row in report.refused]
    if report.cut_short:
        words = _tr("按“停止”时还有 {count} 份没有办理。")
        lines.append(words.format(count=len(report.not_begun)))
    head = _tr("已下达 {count} 份，以下没有下达：").format(count=len(report.values))
    return "\n".join((head, *lines)) if lines else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("LettersPage", text)
