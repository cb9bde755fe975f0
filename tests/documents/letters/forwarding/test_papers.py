"""What goes to the level above, from real applications, and what applicants are told of its answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.compose import render
from ipdesk.documents.letters.forwarding.data import ForwardSource
from ipdesk.documents.letters.forwarding.papers import FORWARDED_TABLE, RECOMMENDATION
from ipdesk.documents.letters.issue import Request, Sources, issue, preview_pdf
from ipdesk.documents.letters.list_documents import issuing_list, list_source
from ipdesk.documents.letters.refusal import REFUSAL
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.pdf.pictures import page_count
from ipdesk.models import commands, queries
from ipdesk.models.applications.forwarded_lines import recommended
from ipdesk.models.applications.superseded_papers import new_form_needed
from ipdesk.models.records import CallDetails
from ipdesk.models.store import Store
from ipdesk.models.workflow import Level, State
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters.paper import characters, pages, turned
from tests.models.desk import Clock, Desk, cultivation, licence, works
from tests.models.handlers.steps.test_forwarding import (
    BODY,
    NUMBER,
    accepted,
    answer,
    answering,
    open_call,
    standard,
)  # fmt: skip
from tests.stores import with_database


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    yield Desk(store, standard_library().policy("shaoguan-2021"), clock)
    store.close()


def said(pdf: bytes) -> str:
    words = "".join(char["text"] for page in pages(pdf) for char in characters(page) if not turned(char))
    return words.replace("　", "").replace(" ", "")


def sources(desk: Desk) -> Sources:
    return Sources(desk.store, standard_library())


def source_of(desk: Desk, call: int, *applications: int) -> ForwardSource:
    found = list_source(sources(desk), applications, call)
    return ForwardSource(found.office, found.call, found.applications, body=BODY)


def forward(desk: Desk, call: int, *applications: int) -> None:
    source = source_of(desk, call, *applications)
    command = issuing_list(RECOMMENDATION, source, desk.clock.today, BODY, enclosed=[FORWARDED_TABLE])
    desk.store.run(command, CLERK)


def test_one_letter_with_its_table_forwards_many_and_stands_with_each(desk: Desk) -> None:
    """80 万 at 1 % is 8,000, thirty works at 200 are 6,000; what the city decides is in no sum."""
    call = open_call(desk)
    first = accepted(desk, call, licence("80万"), cultivation())
    second = accepted(desk, call, works(count="30"))
    forward(desk, call, first, second)
    for application in (first, second):
        detail = desk.detail(application)
        assert detail.application.state is State.FORWARDED
        kinds = {row.kind: desk.store.read(queries.letter, row.id) for row in detail.letters}
        assert {*kinds} == {"recommendation", "forwarded_table"}
        assert detail.steps[-1].remark == kinds["recommendation"].row.number == "示知资〔2024〕1号"
    letter, table = said(kinds["recommendation"].pdf), said(kinds["forwarded_table"].pdf)
    assert "随函报送" not in letter and "材料齐全" not in letter, "nobody noted what came"
    assert "推荐申请2件，涉及单位2家，资助（奖励）事项3项" in letter
    assert "核算金额共计14,000.00元，推荐金额共计14,000.00元（大写：人民币壹万肆仟元整）" in letter
    assert "其中1项的金额" in letter
    assert "现将推荐的申请及其材料报送审定" in letter and letter.count("请予审定") == 1
    following = page_count(kinds["recommendation"].pdf) + 1
    assert table.endswith(f"—{following}—"), "an annex goes on counting"
    assert "申报通知" not in letter, "a call without a notice has none to name"
    assert BODY in letter and "逐项核查" not in letter, "they were not reviewed"
    assert "经审核，附件所列申请人和申请事项符合《若干措施》规定的条件" in letter and "同意推荐" in letter
    assert "请予审定，并将审定的事项和金额函复我局" in letter and "批复" not in letter
    assert table.count("8,000.00") == 2 and table.count("6,000.00") == 2 and table.count("待核定") == 3
    assert "核算金额推荐金额备注" in table and "合计14,000.0014,000.00推荐金额大写人民币壹万肆仟元整" in table
    assert table.startswith("附件2022年度") and "推荐函文号：示知资〔2024〕1号" in table and "共30件" in table


def test_the_letter_certifies_of_materials_what_was_received_and_as_what(desk: Desk) -> None:
    call = open_call(desk)
    came = frozenset({"application_form", "commitment", "applicant_identity", "no_relation_statement"})
    told = frozenset({"implementation_proof"})
    some = accepted(desk, call, replace(licence("80万"), received=came | told))
    source = source_of(desk, call, some)
    letter = RECOMMENDATION.build(source, desk.clock.today, "示知资〔2024〕9号")
    text = said(render(RECOMMENDATION, letter))
    assert (
        "随函报送申请材料的复印件一份，与我局收到并留存的申请材料一致。"
        "我局收到的申请材料中，申请表、承诺书、交易双方无关联关系声明为原件，"
        "主体资格证明、专利转化实施证明为复印件，存我局备查。"
        "尚未收到的材料：中小微企业声明函、转让或许可合同、合同备案或登记证明、合同价款支付凭证，收到后补报。"
    ) in text
    assert "1.2022年度知识产权资助（奖励）申请推荐汇总表2.申请材料复印件" in text
    table = FORWARDED_TABLE.build(source, desk.clock.today, "示知资〔2024〕9号")
    assert said(render(FORWARDED_TABLE, table)).startswith("附件12022年度"), "the first of its annexes"
    assert "规定的条件，我局同意推荐" in text, "not all of it is there"
    whole = replace(letter, missing=())
    assert "规定的条件，申请材料齐全，我局同意推荐" in said(render(RECOMMENDATION, whole))
    assert "没有退回的资助" not in text
    owing = replace(letter, owed=("示例甲有限公司2023年5月8日决定追回8,000.00元，尚有3,000.00元没有退回",))
    asked = "没有退回的资助（奖励）资金，请审定时一并考虑：示例甲有限公司2023年5月8日决定追回8,000.00元，"
    assert asked in said(render(RECOMMENDATION, owing))


def test_the_letter_names_the_notice_of_the_call(desk: Desk) -> None:
    begins = desk.clock.moment.replace(hour=0) - datetime.timedelta(days=30)
    details = CallDetails(
        policy=desk.policy.id, year=2022, title="上级批次", begins_at=begins, level=Level.UPPER,
        ends_at=begins + datetime.timedelta(days=90), notice_number="示知资〔2024〕8号",
    )  # fmt: skip
    call = desk.store.run(commands.OpenCall(details=details), CLERK).value
    application = accepted(desk, call, licence("80万"))
    forward(desk, call, application)
    [letter] = [one.id for one in desk.detail(application).letters if one.kind == "recommendation"]
    assert "和申报通知（示知资〔2024〕8号）" in said(desk.store.read(queries.letter, letter).pdf)


def test_what_another_document_governs_stands_in_both_papers_with_that_document(desk: Desk) -> None:
    call = open_call(desk)
    application, only = accepted(desk, call, licence("80万"), standard()), accepted(desk, call, standard())
    forward(desk, call, application, only)
    kinds = {row.kind: desk.store.read(queries.letter, row.id) for row in desk.detail(only).letters}
    letter, table = said(kinds["recommendation"].pdf), said(kinds["forwarded_table"].pdf)
    assert "资助（奖励）事项3项" in letter and "另有2项依照本政策以外的规定核定" in letter
    assert table.count("另按规定") == 5 and "写“另按规定”的" in table and "写“待核定”的" not in table
    document = "另按《关于进一步促进科技创新的若干政策措施》（韶府〔2019〕19号）核定"
    assert table.count(document) == 2 and "合计8,000.008,000.00" in table


def test_a_preview_has_no_number_and_what_comes_to_nothing_is_not_recommended(desk: Desk) -> None:
    call = open_call(desk)
    application = accepted(desk, call, licence("80万"))
    source = source_of(desk, call, application)
    preview = pages(render(RECOMMENDATION, RECOMMENDATION.build(source, desk.clock.today, None)))[0]
    assert any(turned(char) for char in preview.chars) and "示知资" not in preview.extract_text()
    nothing = accepted(desk, call, licence("80万", ref="Y2022440000777", date="2019-06-01"))
    with pytest.raises(LetterDataError, match="没有可以上报的事项"):
        forward(desk, call, application, nothing)
    assert desk.detail(application).application.state is State.ACCEPTED
    assert desk.store.read(queries.letters) == ()


def approval(desk: Desk, application: int) -> str:
    return said(preview_pdf(sources(desk), Request(APPROVAL_FORM, application, desk.clock.today)))


def test_applicants_are_told_that_the_level_above_decided(desk: Desk) -> None:
    call = open_call(desk)
    more = accepted(desk, call, licence(), cultivation())
    none = accepted(desk, call, licence(ref="Y2022440000121"))
    before = approval(desk, more)
    assert "推荐金额8,000.00元" in before and "□同意推荐上报" in before and "会议纪要" not in before
    assert "审批阶段推荐上报印制日期2024年6月20日" in before and before.count("待核定") == 4
    issue(sources(desk), Request(APPROVAL_FORM, more, desk.clock.today), CLERK)
    desk.clock.moment += datetime.timedelta(minutes=5)
    forward(desk, call, more, none)
    assert not new_form_needed(desk.detail(more)), "what is recommended stands on it"
    sent = approval(desk, more)
    assert "推荐函示知资〔2024〕1号" in sent and "☑同意推荐上报" in sent and "□同意推荐" not in sent
    given = (
        answer(desk, more, 900_000, 5_000_000, reason="市级提高标准"),
        answer(desk, none, 0, reason="合同未实际履行"),
    )
    desk.store.run(answering(desk, *given), CLERK)
    assert "上级已经批复" in new_form_needed(desk.detail(more))
    granted, refused = approval(desk, more), approval(desk, none)
    told = f"上级批复{BODY}（{NUMBER}），2024年6月20日"
    assert "批复金额59,000.00元（大写：人民币伍万玖仟元整）" in granted and told in granted
    assert "推荐金额8,000.00元，另有1项由上级核定推荐函示知资〔2024〕1号，2024年6月20日" in granted
    assert (
        "待核定待核定50,000.00" in granted
        and "合计（推荐时另有1项待核定）8,000.008,000.0059,000.00" in granted
    )
    assert "审批阶段上级批复" in granted and recommended(desk.detail(more)) == (800_000, 1)
    assert "批复结果不予资助" in refused and told in refused and "零元整" not in refused
    award = said(preview_pdf(sources(desk), Request(AWARD, more, desk.clock.today)))
    assert f"并报经{BODY}（{NUMBER}，2024年6月20日）审定" in award and "会议" not in award
    assert "核算金额为8,000.00元，审定金额为9,000.00元" in award and "市级提高标准" in award
    refusal = said(preview_pdf(sources(desk), Request(REFUSAL, none, desk.clock.today)))
    assert (
        f"并报经{BODY}（{NUMBER}，2024年6月20日）审定，现决定如下" in refusal and "合同未实际履行" in refusal
    )


def test_no_single_application_waits_for_a_paper_about_many() -> None:
    assert [DOCUMENTS[kind].wanted for kind in ("recommendation", "forwarded_table")] == [None, None]
