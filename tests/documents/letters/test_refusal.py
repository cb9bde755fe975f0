"""The decision to grant nothing: asked, found, by which clause in its words, and remedies."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.refusal import REFUSAL, RefusalDecision, content, form_asked
from ipdesk.models.records import ApplicantRecord, ApplicationDetail, Check, CheckRecord, CheckResult
from tests.documents.letters import papers
from tests.documents.letters.counter.test_correction import said, title
from tests.documents.letters.test_assembly import OFFICE, POLICY, detail_of, works

DAY = datetime.date(2022, 3, 1)
REMEDIES = (
    "不服本决定的，可以自收到本决定书之日起60日内向示例县人民政府申请行政复议，"
    "或者自收到本决定书之日起6个月内依法向有管辖权的人民法院提起行政诉讼。"
)
TOLD = replace(OFFICE, own_remedies={"refusal": REMEDIES})


def refused(detail: ApplicationDetail) -> ApplicationDetail:
    """Return a decided application with all of it refused, for one reason."""
    lines = tuple(replace(line, granted=0, reason="合同未实际履行") for line in detail.lines)
    return replace(detail, lines=lines)


def built(detail: ApplicationDetail) -> RefusalDecision:
    return REFUSAL.build(ApplicationSource(TOLD, detail, POLICY), DAY, "示知资不予〔2022〕1号")


def test_each_item_says_what_was_asked_what_was_found_and_the_clause_in_its_words() -> None:
    text = said(papers.REFUSAL)
    assert title(papers.REFUSAL) == "2022年度知识产权资助（奖励）申请不予资助（奖励）决定书"
    assert "你单位（统一社会信用代码：91440299MA00000015）提交的2022年度" in text
    assert "进行了审核，经我局2022年8月30日局务会议研究，现决定如下：" in text
    assert (
        "（一）专利转让许可（Y2022440000123）。该事项适用《若干措施》第七条，其要点为企业受让或者被许可专利并实施的，"
        "按合同金额的1%资助，单个合同最高5万元。经审查，合同未实际履行，核算金额8,000.00元全部核减。"
    ) in text
    assert (
        "（三）企业知识产权管理体系认证。该事项适用《若干措施》第十一条，其要点为首次通过认证的，奖励5万元。"
        in text
    )
    assert "有效发明专利0件，没有达到规定的数量，不符合该条款规定的条件。" in text
    assert "（四）侵权举报。经审查，《若干措施》没有适用于该事项的条款。二、决定" in text
    assert "二、决定根据上述事实和规定，对你单位的本次申请不予资助（奖励）。" in text
    assert text.count("不予资助（奖励）") == 1, "the decision is told once"
    assert "三、权利告知不服本决定的，可以自收到本决定书之日起60日内向云溪县人民政府申请行政复议" in text


def test_a_clause_is_quoted_where_the_office_has_typed_it() -> None:
    wording = "对取得本省作品登记证书的，每件资助200元。"
    detail = refused(detail_of(works(2)))
    source = ApplicationSource(TOLD, detail, POLICY, wordings={"shaoguan-2021/4-work-registration": wording})
    text = said(REFUSAL.build(source, DAY, "示知资不予〔2022〕1号"))
    assert (
        "《若干措施》第（四）项规定：“对取得本省作品登记证书的，每件资助200元。”经审查，合同未实际履行，"
        in text
    )
    assert "其要点" not in text and "其要点为" in said(built(detail))


def test_a_refusal_says_what_the_review_found_on_which_day_and_where() -> None:
    """A work registered elsewhere: the letter tells what was looked up, not what was entered."""
    [work] = works(1)
    elsewhere = work.achievement._replace(facts={**work.achievement.facts, "registrar": "national"})
    detail = detail_of([replace(work, achievement=elsewhere)])
    detail = replace(detail, lines=tuple(replace(line, granted=0) for line in detail.lines))
    subject = "condition:shaoguan-2021/4-work-registration:1:登记机构须为广东省作品登记机构"
    remark = "登记机构为中国版权保护中心，与申请人的清单不符"
    check = Check(subject, "登记机构", "作品登记证书", datetime.date(2022, 2, 11), CheckResult.UNMET, remark)
    found = CheckRecord(check, "陈晓敏", datetime.datetime(2022, 2, 11, 9, tzinfo=datetime.UTC))
    told = "登记机构为中国版权保护中心，与你单位的清单不符（2022年2月11日核查，来源：作品登记证书）"
    assert f"经审查，{told}，不符合该条款规定的条件。" in said(built(replace(detail, checks=(found,))))
    assert "（2022年2月11日核查" not in said(built(detail))


def test_what_the_clause_asks_is_not_told_again_as_the_reason() -> None:
    asked = "登记机构须为广东省作品登记机构"
    found = "材料载明的登记机构为中国版权保护中心"
    item = replace(
        papers.REFUSAL.items[2],
        clause=f"每件资助200元；{asked}。",
        reason=f"按规定，{asked}，经审核，{found}",
    )
    text = said(replace(papers.REFUSAL, items=(item,)))
    assert (
        f"每件资助200元；{asked}。经审查，{found}，不符合该条款规定的条件。" in text
        and text.count(asked) == 1
    )
    other = said(replace(papers.REFUSAL, items=(replace(item, clause="每件资助200元。"),)))
    assert f"经审查，按规定，{asked}，经审核，{found}，" in other, "what only the reason says stays"


def test_one_item_alone_bears_no_number_and_a_person_s_number_is_masked() -> None:
    text = said(papers.REFUSAL_TO_ONE)
    assert "你（身份证件号码：440204********1234）提交的" in text
    assert "事实和依据专利转让许可" in text and "（一）" not in text


def test_an_authority_is_told_by_letter_and_of_no_remedies() -> None:
    text = said(papers.REFUSAL_TO_AUTHORITY)
    assert title(papers.REFUSAL_TO_AUTHORITY).endswith("不予资助（奖励）告知函")
    assert "对贵局的本次申请不予资助（奖励）。" in text and "行政复议" not in text and "特此函告。" in text


def test_its_data_come_from_the_decision_and_the_policy() -> None:
    decision = built(refused(detail_of(works(2))))
    (item,) = decision.items
    assert (item.article, item.granted, item.reason) == ("第（四）项", 0, "合同未实际履行")
    assert item.clause == POLICY.rule("shaoguan-2021/4-work-registration").summary
    either = "示例县人民政府或者示例市市场监督管理局"
    assert decision.issuer.remedies == REMEDIES.replace("示例县人民政府", either), "as it was in 2022"
    assert content(decision)
    assert decision.meeting == "", "nothing lets this county decide by a policy of the city"


@pytest.mark.parametrize(
    ("clauses", "form"),
    [
        ((papers.WORKS_CLAUSE, papers.LICENCE_CLAUSE, ""), "资助"),
        (("首次通过认证的，奖励5万元。",), "奖励"),
        ((papers.WORKS_CLAUSE, "首次通过认证的，奖励5万元。"), "资助（奖励）"),
        (("按标准给予资助奖励。",), "资助（奖励）"),
        (("",), "资助（奖励）"),
    ],
)
def test_it_is_called_what_the_clauses_call_the_money(clauses: tuple[str, ...], form: str) -> None:
    items = tuple(replace(papers.REFUSAL.items[0], clause=clause) for clause in clauses)
    assert form_asked(items) == form


def test_its_title_and_its_decision_say_what_was_asked() -> None:
    decision = replace(built(refused(detail_of(works(2)))), number=None)
    assert title(decision).endswith("申请不予资助决定书")
    assert "本次申请不予资助。" in said(decision) and "不予资助（奖励）" not in said(decision)


def test_a_person_is_masked_and_a_unit_is_not() -> None:
    detail = refused(detail_of(works(1)))
    assert built(detail).identity == detail.applicant.identity
    person: ApplicantRecord = replace(detail.applicant, kind="individual", identity="440204199001011234")
    assert built(replace(detail, applicant=person)).identity == "440204********1234"


def test_where_something_is_granted_it_is_refused() -> None:
    with pytest.raises(DocumentError, match="请印发资助"):
        content(built(detail_of(works(1))))


def test_without_a_sentence_on_remedies_it_is_refused_and_leads_to_the_settings() -> None:
    source = ApplicationSource(OFFICE, refused(detail_of(works(1))), POLICY)
    with pytest.raises(DocumentError, match="不予资助决定书不能印发") as missing:
        REFUSAL.build(source, DAY, None)
    assert missing.value.setting == "remedies_refusal"
