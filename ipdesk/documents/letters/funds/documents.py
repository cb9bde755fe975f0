"""The papers of a fund's year: the self-evaluation report, and the official form of it."""

from __future__ import annotations

from pathlib import Path

from ipdesk.documents.letters.compose import render
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.funds.content import content
from ipdesk.documents.letters.funds.data import FundYear, fund_year
from ipdesk.documents.letters.funds.names import VOCABULARY
from ipdesk.models.records import DocumentKind


def _registered(kind: str, name: str) -> RegisteredDocument[FundYear]:
    return RegisteredDocument(
        kind=DocumentKind(kind, name, series=None),
        template=f"funds/{kind}.yaml",
        vocabulary=VOCABULARY,
        data=FundYear,
        build=fund_year,
        content=content,
        layout=Layout.SHEET,
        due=False,
        says_sum=False,
        lists=True,
    )


FUND_REPORT = _registered("fund_report", "专项资金绩效自评报告")
"""The report: what came, how it was allocated and paid, and what it achieved."""

SELF_EVALUATION = _registered("self_evaluation", "项目支出绩效自评表")
"""The form that finance bureaux ask for."""

FUND_CHECKS = _registered("fund_checks", "专项资金报告核对表")
"""What does not go together in an account, and what the office remarks itself: not for anybody else."""


def report_pdf(year: FundYear, templates: Path | None = None) -> bytes:
    """Return the report as a PDF; raises DocumentError."""
    return render(FUND_REPORT, year, templates_dir=templates)
