"""``ipdesk fund-report``: the self-evaluation report of a fund's year, as a PDF and a workbook."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipdesk.documents.letters.funds.data import FundYear

NO_SAMPLE = "没有名为“{name}”的样例。可用的样例：{names}。"
NOT_WRITTEN = "无法写入 {path}，请换一个目录。"


def run(sample: str, out: Path) -> int:
    """Write the papers of a bundled fund into a folder, and say what in it does not go together.

    Returns the exit code: 0, or 1 where the sample is none or the folder cannot be written.
    """
    from ipdesk.documents.letters.funds.documents import report_pdf
    from ipdesk.documents.spreadsheets.papers import report_workbook
    from ipdesk.funds.case.form import sample_funds

    if sample not in sample_funds():
        print(NO_SAMPLE.format(name=sample, names="、".join(sample_funds())), file=sys.stderr)
        return 1
    year = _year(sample)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in ((f"{sample}.pdf", report_pdf(year)), (f"{sample}.xlsx", report_workbook(year))):
            (out / name).write_bytes(content)
            print(out / name)
    except OSError:
        print(NOT_WRITTEN.format(path=out), file=sys.stderr)
        return 1
    for one in year.contradictions:
        print(one.text)
    return 0


def _year(sample: str) -> FundYear:
    from ipdesk.documents.letters.data import Issuer
    from ipdesk.documents.letters.funds.data import FundSource, fund_year
    from ipdesk.funds.case.entered import entered
    from ipdesk.funds.case.form import sample_fund

    form = sample_fund(sample)
    issuer = Issuer(form.holder, form.holder, "", "", "")
    return fund_year(FundSource(form, entered(form), issuer), datetime.date.today(), "")
