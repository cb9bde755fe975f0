"""What papers after the award call policies, sums and other papers: whole, each by what tells it apart."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.after_award.clawback_decision import ClawbackDecision
from ipdesk.documents.letters.after_award.clawback_notice import ClawbackNotice
from ipdesk.documents.letters.after_award.filed_papers import filed_papers
from ipdesk.documents.letters.after_award.forfeiture_notice import ForfeitureNotice
from ipdesk.documents.letters.after_award.items import ReversedItem
from ipdesk.documents.letters.document import ApplicationSource, KeptPaper
from ipdesk.documents.letters.registry import name_of_letter
from ipdesk.models.records import IncomingDetails, IncomingPaper, Matter, Sheets
from tests.documents.letters.after_award.papers import DECISION, FORFEITED, NOTICE
from tests.documents.letters.paper import body
from tests.documents.letters.papers import render
from tests.documents.letters.test_assembly import OFFICE, POLICY, detail_of, works
from tests.documents.letters.test_receipt_and_service import letter as issued


@pytest.mark.parametrize("letter", [NOTICE, DECISION, FORFEITED], ids=lambda one: type(one).__name__)
def test_the_number_of_a_policy_and_a_sum_stand_whole_in_a_line(
    letter: ClawbackNotice | ClawbackDecision | ForfeitureNotice,
) -> None:
    """As in a paper about one licence, whose line has room for both sums only where it says little else."""
    title = "韶关市促进知识产权创新发展和强化知识产权保护的若干措施"
    item = ReversedItem("专利转让许可（Y2023440000912）", "第（七）项", 2_000_000, 2_000_000)
    known = {"application_number": "2024-0012", "award_number": "澄市监知〔2024〕13号"}
    pdf = render(
        replace(letter, policy_title=title, policy_number="韶府办发函〔2021〕188号", items=(item,), **known)
    )
    printed = [line.text for page in body(pdf) for line in page]
    assert any("（韶府办发函〔2021〕188号" in line for line in printed)
    assert any("专利转让许可（Y2023440000912）：" in line for line in printed)
    assert any("审定20,000.00元，" in line for line in printed)


def test_the_archive_calls_papers_so_that_none_is_taken_for_another() -> None:
    """By the list that it reports on, by the form that took its place, by who applies, by what it answers."""
    kinds = {4: "notice_report", 3: "approval_form", 2: "approval_form"}
    letters = tuple(issued("", kind, day) for day, kind in kinds.items())
    answer = IncomingDetails(
        matter=Matter.UPPER_ANSWER, sender="示例县人民政府", day=datetime.date(2022, 3, 5)
    )
    detail = detail_of(works(1))
    received = {detail.achievements[0].row: frozenset({"applicant_identity"})}
    incoming = (IncomingPaper(id=1, details=answer, by="陈晓敏", at=letters[0].issued_at),)
    detail = replace(detail, letters=letters, incoming=incoming, received=received)
    kept = {4: KeptPaper(1, "公示情况说明", "示知资公示〔2022〕1号")}
    source = ApplicationSource(OFFICE, detail, POLICY, papers=kept)
    assert [one.title for one in filed_papers(source, name_of_letter, ())] == [
        "资金审核审批表（已重新印制，以新表为准）",
        "资金审核审批表",
        "公示情况说明　示知资公示〔2022〕1号",
        f"［关于{detail.application.year}年度知识产权资助（奖励）申请的复函］",
        "主体资格证明复印件",
    ]
    person = replace(detail, applicant=replace(detail.applicant, kind="individual"))
    prefilled = replace(incoming[0], details=replace(answer, sheets=Sheets(title="批复")))
    assert "批复" not in [
        one.title
        for one in filed_papers(
            replace(source, detail=replace(detail, incoming=(prefilled,))),
            name_of_letter,
            (),
        )
    ]
    (*_, identity) = filed_papers(replace(source, detail=person), name_of_letter, ())
    assert identity.title == "身份证明复印件"
