"""The data of a letter, put together from what the rules said and the office decided."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from ipdesk.documents.errors import DocumentError, LetterDataError
from ipdesk.documents.letters.application_letter import application_fields
from ipdesk.documents.letters.award.assemble import award_letter_for, item_lines
from ipdesk.documents.letters.award.collection import ACCOUNT_ASKED
from ipdesk.documents.letters.award.content import check
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.records import (
    ApplicantRecord,
    ApplicationDetail,
    ApplicationRow,
    AwardLine,
    CallDetails,
    Expert,
    Office,
    StoredAchievement,
)
from ipdesk.models.records.decisions import DecisionRecord
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.models.workflow import State
from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, FactValue, HistoryEntry
from ipdesk.rules.evaluation.payment import matching_due
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import cited
from ipdesk.rules.library.policy_library import load_policy, standard_library
from ipdesk.rules.pack.model import Numbering
from tests.documents.letters import paper
from tests.documents.letters.award_of_policy import award_letter_of
from tests.documents.letters.letters import render
from tests.places import ROOT, TESTS

DAY = datetime.date(2022, 3, 1)
NOW = datetime.datetime(2022, 6, 1, 9, tzinfo=datetime.UTC)
POLICY = standard_library().policy("shaoguan-2021")
OTHERS = load_policy(TESTS / "rules" / "packs" / "sequences.yaml")
POOLS = load_policy(TESTS / "rules" / "packs" / "limits.yaml")
OFFICE = Office(
    name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示知资",
    contact="陈晓敏", telephone="0751-0000000", address="示例县示例路1号",
    remedies="可以自收到本通知书之日起60日内向示例县人民政府申请行政复议。",
    upper_bureau="示例市市场监督管理局",
)  # fmt: skip
CALL = CallDetails(
    policy=POLICY.id, year=2022, title="2022年度第一批",
    begins_at=datetime.datetime(2022, 1, 1), ends_at=datetime.datetime(2022, 12, 31),
)  # fmt: skip
COMPANY = ApplicantRecord(
    id=7, kind="enterprise", name="示例精密电子有限公司", identity="91440200MA00000006",
    bank="示例银行示例支行", account="6222020000000000", contact="林工",
)  # fmt: skip


def works(count: int) -> list[StoredAchievement]:
    return [
        stored(number, "work_registration", f"粤作登字-2022-F-{number:08d}", "works", registrar="guangdong")
        for number in range(1, count + 1)
    ]


def stored(number: int, kind: str, ref: str, row: str = "", **facts: FactValue) -> StoredAchievement:
    key = f"{row}/{number}" if row else str(number)
    return StoredAchievement(number, key, row or key, Achievement(key, kind, DAY, 2022, ref, facts))


def detail_of(
    achievements: list[StoredAchievement],
    *,
    granted: dict[str, tuple[int, str]] | None = None,
    decisions: tuple[Decision, ...] = (),
    history: tuple[HistoryEntry, ...] = (),
    traits: frozenset[str] = frozenset({"sme"}),
    policy: Policy = POLICY,
) -> ApplicationDetail:
    """A confirmed application as the rules compute it; ``granted`` lowers lines, by achievement."""
    case = Case(
        "1", policy.id, Applicant("7", "enterprise", traits),
        tuple(item.achievement for item in achievements), decisions, history,
    )  # fmt: skip
    by_key = {item.key: item.achievement for item in achievements}
    lines = []
    for number, line in enumerate(policy.evaluate(case).lines, start=1):
        amount, reason = (granted or {}).get(line.achievement, (line.amount, ""))
        about = by_key[line.achievement]
        lines.append(
            AwardLine(
                number,
                line,
                amount,
                reason,
                policy.id,
                policy.sha256,
                about.kind,
                2022,
                about.ref,
                about.facts,
            )
        )
    total = sum(line.granted or 0 for line in lines)
    row = ApplicationRow(
        1, "2022-0001", 7, COMPANY.name, COMPANY.kind, POLICY.id, State.CONFIRMED,
        len(achievements), total, total, 0, DAY, "陈晓敏", NOW, year=2022,
    )  # fmt: skip
    return ApplicationDetail(
        row, COMPANY, tuple(achievements), tuple(lines), (), (), (), "局务会纪要〔2022〕3号", DAY
    )


def test_a_range_is_one_item_and_what_the_cap_cut_another() -> None:
    letter = award_letter_of(detail_of(works(101)), OFFICE, POLICY, DAY)
    granted, refused = letter.items
    assert granted.title == "作品著作权登记（粤作登字-2022-F-00000001至00000100，共100件）"
    assert (granted.granted, granted.basis, granted.reason) == (2_000_000, "每件 200.00 元", "")
    assert refused.title == "作品著作权登记（粤作登字-2022-F-00000101）"
    assert (refused.reason, refused.granted) == ("已达到单位年度件数上限（100件），本项不再资助", 0)
    assert letter.total == 2_000_000 and granted.article == "第（四）项"
    assert (granted.bound, refused.used) == ("", "")
    said = "第（四）项关于每个单位每年资助不超过100件的规定，该件不予资助（奖励），核算金额200.00元全部核减。"
    assert said in "".join(paper.text(render(letter)).split())
    check(letter)


def test_a_limit_that_was_used_up_before_says_how_far() -> None:
    before = tuple(
        HistoryEntry(
            "shaoguan-2021/2-overseas-invention",
            "7",
            2021,
            300_000,
            f"{region}1",
            {"family": "F1", "region": region},
            "2021-0001",
        )
        for region in ("US", "JP", "EP")
    )
    korean = stored(
        1, "patent_grant", "KR1", patent_type="invention", region="KR", official_fees=9000, family="F1"
    )
    letter = award_letter_of(detail_of([korean, *works(1)], history=before), OFFICE, POLICY, DAY)
    said = "关于同一发明国家或地区数上限（3个）的规定，此前已资助3个，该件不予资助（奖励）"
    assert said in "".join(paper.text(render(letter)).split())


def test_equal_lines_of_different_rows_stay_apart() -> None:
    once = stored(1, "work_registration", "粤作登字-2022-F-00000001", registrar="guangdong")
    again = stored(2, "work_registration", "粤作登字-2022-F-00000002", registrar="guangdong")
    assert len(item_lines(detail_of([once, again]), POLICY)) == 2


def test_the_numbers_of_an_item_never_span_one_that_stands_in_another() -> None:
    detail = detail_of(works(3), granted={"works/2": (10_000, "登记费已减半")})
    titles = [item.title for item in award_letter_of(detail, OFFICE, POLICY, DAY).items]
    assert titles == [f"作品著作权登记（粤作登字-2022-F-0000000{number}）" for number in (1, 2, 3)]


def test_items_repeated_by_a_range_are_all_named() -> None:
    again = [
        replace(
            item,
            key=f"again/{item.id}",
            row="again",
            achievement=item.achievement._replace(id=f"again/{item.id}"),
        )
        for item in works(2)
    ]
    detail = detail_of([*works(2), *again], granted={"works/1": (10_000, "登记费已减半")})
    *_, repeated = award_letter_of(detail, OFFICE, POLICY, DAY).items
    assert repeated.title.endswith("共2件）") and repeated.granted == 0
    assert repeated.reason == "同一登记号只资助一次，本通知书第一部分第（一）项、第（二）项已予资助，不再资助"


def test_a_lowered_line_gives_the_reason_of_the_clerk_after_that_of_the_limit() -> None:
    insured = stored(1, "ip_insurance", "PIP-1", ip_type="patent", premium=18_000_000)
    detail = detail_of([insured], granted={"1": (3_000_000, "部分保单与本县无关。")})
    (item,) = award_letter_of(detail, OFFICE, POLICY, DAY).items
    assert (item.computed, item.granted) == (5_400_000, 3_000_000)
    assert item.reason.startswith("超出单位年度保费补助上限50,000.00元，核减4,000.00元；")
    assert item.reason.endswith("；部分保单与本县无关，核减20,000.00元")


def test_another_applicants_file_is_not_named_and_the_own_one_is() -> None:
    invention = stored(
        1,
        "patent_grant",
        "ZL202110123456X",
        patent_type="invention",
        region="CN",
        official_fees=100_000,
        other_support=0,
    )
    rule = "shaoguan-2021/1-domestic-invention"

    def refused(owner: str) -> str:
        taken = HistoryEntry(rule, owner, 2022, 50_000, "ZL202110123456X", source="2022-0099")
        whole = detail_of([invention, *works(1)], history=(taken,))
        return award_letter_of(whole, OFFICE, POLICY, DAY).items[0].reason

    assert "2022-0099" in refused("7")
    assert "2022-0099" not in refused("8") and "2022 年度已由其他申请人得到资助" in refused("8")


def test_a_sum_worked_out_from_others_says_from_which() -> None:
    licence = stored(
        1, "patent_transaction", "Y2022440000123", contract_amount=80_000_000, recorded=True,
        implemented=True,
    )  # fmt: skip
    (item,) = award_letter_of(detail_of([licence]), OFFICE, POLICY, DAY).items
    assert sentence(item.basis) == "合同金额800,000.00元（属不足1,000,000.00元一档）的1%"


def test_what_the_sums_come_from_keeps_items_apart() -> None:
    fees = {"patent_type": "invention", "region": "CN"}
    one = stored(1, "patent_grant", "ZL2021101234561", official_fees=500_000, **fees)
    (item,) = award_letter_of(detail_of([one]), OFFICE, POLICY, DAY).items
    assert sentence(item.basis) == "官方规定费用5,000.00元的50%"


def test_a_limit_used_before_is_said_with_what_it_went_to() -> None:
    insured = stored(1, "ip_insurance", "PIP-1", ip_type="patent", premium=18_000_000)
    taken = HistoryEntry("shaoguan-2021/8-ip-insurance", "7", 2022, 2_000_000, "PIP-0", facts={})
    (item,) = award_letter_of(detail_of([insured], history=(taken,)), OFFICE, POLICY, DAY).items
    assert item.reason == "超出单位年度保费补助上限50,000.00元，该上限内此前已资助20,000.00元"


def test_a_deduction_is_a_reason_only_where_it_leaves_nothing() -> None:
    fees = {"patent_type": "invention", "region": "CN", "official_fees": 300_000}
    left = stored(1, "patent_grant", "ZL2021101234561", other_support=100_000, **fees)
    nothing = stored(2, "patent_grant", "ZL2021101234562", other_support=180_000, **fees)
    first, second = award_letter_of(detail_of([left, nothing]), OFFICE, POLICY, DAY).items
    assert (first.granted > 0, first.reason) == (True, "")
    assert (
        sentence(second.reason)
        == "官方规定费用3,000.00元的50%为1,500.00元，不超过其他各级资助1,800.00元，没有余额可以资助"
    )


def test_the_meeting_is_named_by_its_kind_and_day_and_never_by_the_number_of_its_minutes() -> None:
    letter = award_letter_of(detail_of(works(1)), OFFICE, POLICY, DAY)
    assert letter.meeting == f"{DAY.year}年{DAY.month}月{DAY.day}日局务会议"


def test_own_funds_are_those_that_the_trace_names() -> None:
    assert matching_due(12_345, Decimal("0.5")) == 6_172, "a part of a fen is not asked for"


def test_a_decided_amount_has_no_formula_in_the_letter() -> None:
    project = stored(1, "project", "P-1", type="high_value_cultivation", designated=True)
    decided = Decision("1", "shaoguan-2021/5-high-value-cultivation", 20_000_000)
    (item,) = award_letter_of(detail_of([project], decisions=(decided,)), OFFICE, POLICY, DAY).items
    assert (item.basis, item.granted) == ("", 20_000_000)
    assert sentence(item.decision) == "审批时核定，最高500,000.00元"
    assert item.below and not item.score, "200,000 of 500,000 at most, by a meeting"
    experts = Expert("周立言", "粤北大学", Decimal("80.5")), Expert("邓永康", "粤北大学", Decimal(90))
    most = decided._replace(amount=50_000_000)
    taken = DecisionRecord(most.achievement, most.rule, most.amount, "李敏", NOW, experts)
    judged = replace(detail_of([project], decisions=(most,)), decisions=(taken,))
    (item,) = award_letter_of(judged, OFFICE, POLICY, DAY).items
    assert not item.below and item.score == "85.25"


def test_who_is_granted_money_for_a_project_is_told_what_it_is_for() -> None:
    """By the words of the call, else those of the office; where nobody has any, by the usual ones."""
    project = stored(1, "project", "P-1", type="high_value_cultivation", designated=True)
    decided = Decision("1", "shaoguan-2021/5-high-value-cultivation", 20_000_000)
    detail = detail_of([project, *works(1)], decisions=(decided,))
    office, call = "应当按照任务书使用资金", replace(CALL, project_duties="应当在一年内验收。")

    def duties(said: str, own: CallDetails | None = None) -> tuple[str, ...]:
        source = ApplicationSource(replace(OFFICE, project_duties=said), detail, POLICY, date=DAY, call=own)
        return award_letter_for(source, DAY).duties

    (usual,) = duties("")
    assert "事项应当按照申报书（任务书）确定的内容、进度和经费预算组织实施" in usual
    assert "提交验收材料，没有使用的资金按规定退回" in usual
    assert duties(office) == (f"“高价值专利培育项目”事项{office}",)
    assert duties(office, call) == ("“高价值专利培育项目”事项应当在一年内验收",)


def test_what_is_to_be_done_to_be_paid_says_the_call_else_the_office_and_an_account_is_always_asked_for() -> (
    None
):
    rule = "《示例办法》（示府规〔2021〕5号）第十五条"
    office = replace(OFFICE, collection_asks="提交收款收据", collection_days=10, collection_basis=rule)
    call = replace(CALL, collection_asks="提交发票", collection_days=20, collection_basis=rule)

    def asked(
        office: Office, call: CallDetails | None = None, applicant: ApplicantRecord = COMPANY
    ) -> AskedToCollect | None:
        detail = replace(detail_of(works(1)), applicant=applicant)
        return award_letter_for(ApplicationSource(office, detail, POLICY, date=DAY, call=call), DAY).asked

    assert asked(OFFICE) is None and asked(OFFICE, CALL) is None
    assert asked(office, CALL) == AskedToCollect("提交收款收据", 10, rule)
    assert asked(office, call) == AskedToCollect("提交发票", 20, rule)
    bare = replace(COMPANY, account="")
    assert asked(OFFICE, None, bare) == AskedToCollect(ACCOUNT_ASKED, 15, "")
    assert asked(office, None, bare) == AskedToCollect(f"{ACCOUNT_ASKED}；提交收款收据", 10, rule)
    assert asked(office, None, replace(bare, kind="government")) is None, "authorities get an allotment"


def test_a_letter_of_an_entrusted_office_goes_out_in_the_name_of_who_entrusted_it() -> None:
    """And names no meeting of the office; what stays inside, as its forms do, keeps the office's name."""
    paper, city = "《关于委托审核的通知》（韶市监知〔2024〕6号）", "韶关市市场监督管理局"
    call = replace(CALL, delegation=paper, entrusted=True, principal=city, principal_review="韶关市人民政府")
    source = ApplicationSource(OFFICE, detail_of(works(1)), POLICY, date=DAY, call=call)
    letter = award_letter_for(source, DAY, authority=source.authority)
    assert (letter.issuer.name, letter.issuer.red_header) == (city, city)
    assert (letter.meeting, letter.delegation) == ("", f"{paper}关于委托{OFFICE.name}办理")
    assert letter.issuer.contact_person == f"{OFFICE.contact}（{OFFICE.name}）"
    assert f"以{city}为被申请人" in letter.issuer.remedies
    inside = replace(source, inside=True)
    assert application_fields(inside)["issuer"].name == OFFICE.name
    own = replace(source, call=replace(call, entrusted=False))
    letter = award_letter_for(own, DAY, authority=own.authority)
    assert (letter.issuer.name, letter.delegation) == (OFFICE.name, paper)


def titled(kind: str, **facts: FactValue) -> str:
    letter = award_letter_of(
        detail_of([stored(1, kind, "国知发运函字〔2022〕993号", **facts)]), OFFICE, POLICY, DAY
    )
    return letter.items[0].title


@pytest.mark.parametrize(
    ("kind", "facts", "title"),
    [
        (
            "enterprise_title",
            {"title": "national_advantage"},
            "国家知识产权优势企业（国知发运函字〔2022〕993号）",
        ),
        ("patent_award", {"award": "china_excellence"}, "中国专利优秀奖（国知发运函字〔2022〕993号）"),
        ("gi_demo_zone", {"level": "national"}, "地理标志产品保护示范区（国知发运函字〔2022〕993号）"),
    ],
)
def test_an_item_bears_the_name_of_what_was_declared(
    kind: str, facts: dict[str, FactValue], title: str
) -> None:
    assert titled(kind, **facts) == title


def test_of_several_things_that_a_clause_names_the_one_declared_is_named() -> None:
    marks = [
        stored(n, "trademark_registration", f"6999010{n}", mark_type=kind, geographical=False)
        for n, kind in ((1, "collective"), (2, "certification"))
    ]
    titles = [item.title for item in award_letter_of(detail_of(marks), OFFICE, POLICY, DAY).items]
    assert titles == ["集体商标注册（69990101）", "证明商标注册（69990102）"]


def test_a_title_of_regions_names_that_of_the_government_written_to() -> None:
    county = stored(1, "region_title", "国知发运函字〔2022〕998号", title="national_pilot_county")
    detail = detail_of([county])
    for name, said in (
        ("澄溪县人民政府", "试点县"),
        ("某市云溪区人民政府", "试点区"),
        ("某工业园", "试点县（市、区）"),
    ):
        to = replace(detail, applicant=replace(detail.applicant, kind="government", name=name))
        (item,) = award_letter_of(to, OFFICE, POLICY, DAY).items
        assert item.title == f"国家知识产权{said}（国知发运函字〔2022〕998号）"


def test_a_sum_of_a_single_time_is_not_one_for_each() -> None:
    passed = stored(
        1, "management_certification", "999IPMS23001", stage="first", standard="GB/T 29490",
        valid_invention_patents=1,
    )  # fmt: skip
    (item, each) = award_letter_of(detail_of([passed, *works(1)]), OFFICE, POLICY, DAY).items
    assert (sentence(item.basis), sentence(each.basis)) == ("一次性20,000.00元", "每件200.00元")


def test_an_authority_is_known_by_its_kind() -> None:
    detail = detail_of(works(1))
    assert not award_letter_of(detail, OFFICE, POLICY, DAY).addressee_is_authority
    county = replace(detail, applicant=replace(detail.applicant, kind="government"))
    assert award_letter_of(county, OFFICE, POLICY, DAY).addressee_is_authority


def test_matching_funds_become_a_duty_of_what_was_granted() -> None:
    park = stored(1, "park_title", "园区-1", title="national_demo_park")
    detail = detail_of([park], granted={"1": (15_000_000, "名额所限")}, traits=frozenset())
    detail = replace(detail, lines=tuple(replace(line, granted=15_000_000) for line in detail.lines))
    letter = award_letter_of(detail, OFFICE, POLICY, DAY)
    assert letter.duties == (
        "你单位应当依据《若干措施》第（十三）项，对“国家知识产权示范园区”事项按不低于1:1的比例配套专项资金，即不少于150,000.00元",
    )


def test_the_office_is_named_with_all_its_particulars() -> None:
    own = OFFICE
    issuer = award_letter_of(detail_of(works(1)), own, POLICY, DAY).issuer
    assert (issuer.contact_person, issuer.telephone, issuer.address) == (
        own.contact, own.telephone, own.address,
    )  # fmt: skip
    assert "向示例县人民政府或者示例市市场监督管理局申请" in issuer.remedies, "as it was in 2022"


def test_what_is_cut_needs_a_sentence_on_remedies_that_names_body_and_period() -> None:
    bare = replace(OFFICE, remedies="可以申请行政复议。")
    cut = detail_of(works(1), granted={"works/1": (10_000, "名额所限")})
    with pytest.raises(LetterDataError, match="没有写明行政复议机关") as refused:
        award_letter_of(cut, bare, POLICY, DAY)
    assert refused.value.setting == "remedies"
    assert award_letter_of(cut, OFFICE, POLICY, DAY).disputed()
    assert not award_letter_of(detail_of(works(1)), bare, POLICY, DAY).disputed(), "nothing to appeal against"


def test_an_application_that_was_not_confirmed_has_no_letter() -> None:
    detail = detail_of(works(1))
    open_lines = tuple(replace(line, granted=None) for line in detail.lines)
    with pytest.raises(ValueError, match="2022-0001"):
        award_letter_of(replace(detail, lines=open_lines), OFFICE, POLICY, DAY)


def test_the_whole_letter_can_be_drawn() -> None:
    assert render(award_letter_of(detail_of(works(101)), OFFICE, POLICY, DAY)).startswith(b"%PDF")


def test_a_milestone_not_reached_stands_in_no_letter_and_somebody_else_who_is_paid_does() -> None:
    grants = [stored(number, "grant", f"X{number}", county="far", inventor="丙某") for number in (1, 2)]
    letter = award_letter_of(detail_of(grants, policy=OTHERS), OFFICE, OTHERS, DAY)
    assert [item.title.partition("（")[0] for item in letter.items] == ["授权奖励", "一般补助"] * 2
    assert letter.total == 2 * 50_000 + 2 * 10_000
    assert letter.to_others == "“授权奖励”的1,000.00元付给丙某"
    assert letter.duties == ("“授权奖励”的1,000.00元付给丙某，你单位应当协助其将收款账户书面报送我局",)
    assert render(letter).startswith(b"%PDF")


def test_an_instalment_is_named_beside_what_was_declared() -> None:
    policy = load_policy(ROOT / "docs" / "packs" / "lanchuan-2024.yaml")
    named = stored(1, "enterprise_title", "国知发运函字〔2024〕9号", title="national_demo", named_year=2024)
    named = replace(named, achievement=named.achievement._replace(date=datetime.date(2024, 6, 1), year=2024))
    (item,) = award_letter_of(detail_of([named], policy=policy), OFFICE, policy, DAY).items
    assert item.title == "示范优势企业首期：国家知识产权示范企业（国知发运函字〔2024〕9号）"
    assert (item.granted, item.status) == (10_000_000, "awarded")


def test_a_line_that_comes_to_nothing_of_itself_says_so() -> None:
    fees = stored(1, "patent_grant", "ZL202110123456X", patent_type="invention", region="CN", official_fees=0)
    letter = award_letter_of(detail_of([fees, *works(1)]), OFFICE, POLICY, DAY)
    assert letter.items[0].reason == "按规定计算，没有可资助的金额"
    assert render(letter).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("numbering", "written", "said"),
    [
        ({}, "四", "第四条"),
        ({}, "一（二）", "第一条第（二）项"),
        ({}, "（四）", "第（四）条"),
        ({}, "（十二）", "第（十二）条"),
        ({}, "第七条第（二）项", "第七条第（二）项"),
        ({}, "7", "第7条"),
        ({}, "附则", "附则"),
        ({"clause": "第（N）项"}, "四", "第（四）项"),
        ({"clause": "第（N）项"}, "（四）", "第（四）项"),
        ({"clause": "第（N）项"}, "附则", "附则"),
        ({"clause": "第N部分"}, "三", "第三部分"),
        ({"clause": "第N部分"}, "一（二）", "第一部分第（二）项"),
        ({"clause": "第N部分", "item": "第M点"}, "一（二）", "第一部分第（二）点"),
        ({"clause": "第N项"}, "18", "第18项"),
    ],
)
def test_an_article_is_cited_as_its_document_numbers_it(
    numbering: dict[str, str], written: str, said: str
) -> None:
    assert cited(written, Numbering(**numbering)) == said


@pytest.mark.parametrize("field", ["contact", "telephone", "address"])
def test_what_the_office_has_not_filled_in_is_asked_for_where_it_is_entered(field: str) -> None:
    letter = award_letter_of(detail_of(works(1)), replace(OFFICE, **{field: ""}), POLICY, DAY)
    with pytest.raises(DocumentError) as failed:
        render(letter)
    assert "请到“设置 › 单位和人员”填写后再印" in failed.value.message and "yaml" not in failed.value.message


def pooled_detail(granted: int, reason: str = "") -> ApplicationDetail:
    loan = stored(1, "loan", "J1", interest=1_000_000)
    return detail_of([loan], granted={"1": (granted, reason)}, policy=POOLS)


def test_a_letter_does_not_promise_what_a_pool_may_not_hold() -> None:
    with pytest.raises(DocumentError) as refused:
        award_letter_of(pooled_detail(300_000), OFFICE, POOLS, DAY)
    for words in ("“年度贴息总额”", "“贴息”的 3,000.00 元只是至多可得的数额", "不能印入通知书"):
        assert words in refused.value.message


def test_a_sum_that_was_settled_by_a_person_is_printed() -> None:
    letter = award_letter_of(pooled_detail(240_000, "汇总后按比例核减"), OFFICE, POOLS, DAY)
    assert letter.total == 240_000
    assert letter.items[0].reason == "汇总后按比例核减"
    assert award_letter_of(pooled_detail(0, "不予资助"), OFFICE, POOLS, DAY).total == 0
