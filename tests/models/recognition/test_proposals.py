"""What papers propose beside what stands at the counter: the same in whatever writing, or something else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ipdesk.documents.recognition.text_layer import page_texts
from ipdesk.models.recognition.document_form import document_forms
from ipdesk.models.recognition.proposals import CounterRows, Proposal, propose
from ipdesk.models.recognition.read_documents import read_documents
from ipdesk.models.records import RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.specimens.drawing import pdf_of
from tests.specimens.papers import INVENTION, OFFICIAL_FEE, Specimen

TODAY = datetime.date(2026, 12, 1)
OWNERS = "韶关市澄光数字科技有限公司"


def proposed(specimen: Specimen, row: dict[str, Any]) -> dict[str, Proposal]:
    """Return what a paper proposes beside a patent's row of some texts, by fact."""
    raw = RawAchievement(id="1", kind="patent_grant", **{"ref": "2019101234574", **row})
    papers = read_documents(page_texts(pdf_of(specimen)), document_forms(), TODAY)
    counter = CounterRows(rows=(raw,), vocabulary=standard_vocabulary(), year=2026, today=TODAY)
    (paper,) = propose(papers, counter)
    return {one.fact: one for one in paper.proposals}


@pytest.mark.parametrize(
    ("specimen", "fact", "row"),
    [
        (INVENTION, "ref", {"ref": "CN201910123457.4"}),
        (INVENTION, "date", {"date": "2021年3月2日"}),
        (INVENTION, "date", {"date": "20210302"}),
        (INVENTION, "filing_date", {"filing_date": "2019.2.18"}),
        (INVENTION, "name", {"name": " 一种山区茶园用可折叠遮阳支架及其安装方法 "}),
        (INVENTION, "owners", {"owners": f"{OWNERS}、粤北应用技术研究院"}),
        (OFFICIAL_FEE, "official_fees", {"facts": {"official_fees": "955"}}),
        (OFFICIAL_FEE, "official_fees", {"facts": {"official_fees": "0.0955"}, "in_wan": {"official_fees"}}),
    ],
)
def test_the_same_in_another_writing_contradicts_nothing(
    specimen: Specimen, fact: str, row: dict[str, Any]
) -> None:
    one = proposed(specimen, row)[fact]
    assert (one.same, one.doubt, one.stands) == (True, "", "")


@pytest.mark.parametrize(
    ("specimen", "fact", "row", "stands"),
    [
        (INVENTION, "date", {"date": "2021年3月12日"}, "2021年3月12日"),
        (INVENTION, "filing_date", {"filing_date": "好久以前"}, "好久以前"),
        (INVENTION, "owners", {"owners": OWNERS}, OWNERS),
        (INVENTION, "patent_type", {"facts": {"patent_type": "design"}}, "design"),
        (OFFICIAL_FEE, "official_fees", {"facts": {"official_fees": "9550"}}, "9550"),
    ],
)
def test_something_else_stands_beside_it_and_is_not_ticked(
    specimen: Specimen, fact: str, row: dict[str, Any], stands: str
) -> None:
    one = proposed(specimen, row)[fact]
    assert (one.same, one.sure, one.stands) == (False, False, stands)
    assert one.doubt == f"已填“{stands}”，与证书不一致"
