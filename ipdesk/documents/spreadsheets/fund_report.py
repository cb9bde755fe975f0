"""The report of a fund's year as a workbook: the official form first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ipdesk.documents.letters.compose import words_of
from ipdesk.documents.letters.funds.data import FundYear
from ipdesk.documents.letters.funds.documents import FUND_CHECKS, FUND_REPORT, SELF_EVALUATION
from ipdesk.documents.letters.sheets.blocks import Sheet
from ipdesk.documents.spreadsheets.sheet import sheet_workbook


def report_workbook(year: FundYear, templates: Path | None = None) -> bytes:
    """Return a workbook with the official form, the tables of the report, and what was checked.

    Raises DocumentError.
    """
    form, *others = (
        words_of(document, year, templates) for document in (SELF_EVALUATION, FUND_REPORT, FUND_CHECKS)
    )
    assert isinstance(form, Sheet)
    return sheet_workbook(replace(form, more=tuple(one for one in others if isinstance(one, Sheet))))
