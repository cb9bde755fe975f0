"""A patent that was granted before the state ended that aid, and is aided afterwards, is put to who signs."""

import datetime
from dataclasses import replace

from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.document import ApplicationSource
from tests.documents.letters.papers import render
from tests.documents.letters.test_assembly import OFFICE, POLICY, detail_of, stored, works
from tests.documents.pdf_words import words

SAID = "第1项的专利在此以前授权，2025年起审定，是否仍予资助、资金的来源和依据，请一并审定。"


def test_the_approval_form_says_so_from_2025_on_and_of_grants_alone() -> None:
    fees = {"patent_type": "invention", "region": "CN", "official_fees": 300_000}
    invention = stored(1, "patent_grant", "ZL202120000001.1", **fees)
    for rows, day, asked in (
        ([invention, *works(1)], datetime.date(2025, 1, 1), True),
        ([invention, *works(1)], datetime.date(2024, 12, 31), False),
        (works(2), datetime.date(2025, 1, 1), False),
    ):
        detail = replace(detail_of(rows), steps=())
        form = APPROVAL_FORM.build(ApplicationSource(OFFICE, detail, POLICY, date=day), day, "")
        assert (SAID in words(render(form))) is asked, day
