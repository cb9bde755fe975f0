"""Why something is refused or cut, in the words of a letter to whom it is about."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.records import ApplicationDetail, StoredAchievement
from ipdesk.rules.core.case import Decision, FactValue, HistoryEntry
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from tests.documents.letters.award_of_policy import award_letter_of
from tests.documents.letters.test_assembly import DAY, OFFICE, POLICY, detail_of, stored, works

ZHAOQING = standard_library().policy("zhaoqing-hitech-2022")
MAINTAINED = "shaoguan-2021/5-maintained-patent"
CULTIVATION = "shaoguan-2021/5-high-value-cultivation"


def letter_of(detail: ApplicationDetail, policy: Policy = POLICY) -> AwardLetter:
    return award_letter_of(detail, OFFICE, policy, DAY)


def reasons(detail: ApplicationDetail, policy: Policy = POLICY) -> list[str]:
    return [sentence(item.reason) for item in letter_of(detail, policy).items]


def licence(number: int, fen: int, **facts: FactValue) -> StoredAchievement:
    known: dict[str, FactValue] = {"recorded": True, "implemented": True, **facts}
    return stored(number, "patent_transaction", f"Y202244000000{number}", contract_amount=fen, **known)


def test_a_decision_for_nothing_gives_the_reason_of_those_who_decided() -> None:
    project = stored(1, "project", "P-1", type="high_value_cultivation", designated=True)
    nothing = Decision("1", CULTIVATION, 0)
    detail = detail_of([project], decisions=(nothing,), granted={"1": (0, "经专家评审，未达到择优标准。")})
    assert reasons(detail) == ["经专家评审，未达到择优标准"]
    unsaid = detail_of([project], decisions=(nothing,))
    assert reasons(unsaid) == ["审批核定的金额为零"], "as decided before reasons were asked for"


def test_what_is_cut_where_nothing_was_computed_has_no_sum() -> None:
    standards = stored(1, "standards_work", "LY/T 9991-2023")
    (said,) = reasons(detail_of([standards], granted={"1": (0, "标准制定的资助由科技部门另行受理。")}))
    assert said.endswith("的规定办理；标准制定的资助由科技部门另行受理") and "核减" not in said


def test_of_a_decision_above_its_ceiling_only_what_the_clause_allows_is_told() -> None:
    project = stored(1, "project", "P-1", type="high_value_cultivation", designated=True)
    (item,) = letter_of(detail_of([project], decisions=(Decision("1", CULTIVATION, 60_000_000),))).items
    assert (item.computed, item.granted, item.reason) == (50_000_000, 50_000_000, "")


@pytest.mark.parametrize(
    ("traits", "facts", "expected"),
    [
        (frozenset(), {}, "经审核，你单位不属于中小微企业"),
        (
            frozenset({"sme"}),
            {"recorded": False, "related_party": True},
            "按规定，须已在国家知识产权局登记备案，经审核，未在国家知识产权局登记备案；按规定，交易双方不得为关联主体，经审核，交易双方为关联主体",
        ),
    ],
)
def test_what_is_lacking_is_told_as_an_office_found_it(
    traits: frozenset[str], facts: dict[str, FactValue], expected: str
) -> None:
    assert reasons(detail_of([licence(1, 10_000_000, **facts)], traits=traits)) == [expected]


def test_a_figure_that_falls_short_is_one_that_was_declared() -> None:
    passed = stored(
        1, "management_certification", "999IPMS23001", stage="first", standard="GB/T 29490",
        valid_invention_patents=0, utility_model_grants=4, software_copyrights=7,
    )  # fmt: skip
    (reason,) = reasons(detail_of([passed]))
    assert reason.endswith(
        "，经审核，材料载明的有效发明专利为0件，材料载明的实用新型授权为4件，材料载明的计算机软件著作权为7件"
    )


def test_days_are_written_as_letters_write_them() -> None:
    grant = stored(
        1, "patent_grant", "ZL2018108006019", patent_type="invention", region="CN", official_fees=1
    )
    early = grant.achievement._replace(date=datetime.date(2021, 12, 17))
    (reason,) = reasons(detail_of([replace(grant, achievement=early)]))
    assert reason == "授权公告日为2021年12月17日，不在政策有效期（2021年12月21日至2024年12月31日）内"


def test_what_used_a_limit_up_is_named_by_its_place() -> None:
    detail = detail_of([*works(1), licence(2, 360_000_000), licence(3, 520_000_000)])
    assert (
        reasons(detail)[2]
        == "超出企业年度补助上限50,000.00元，该上限内本通知书第一部分第（二）项已资助20,000.00元"
    )
    taken = HistoryEntry("shaoguan-2021/7-patent-transaction", "7", 2022, 1_000_000, "Y9", facts={})
    mixed = detail_of([*works(1), licence(2, 360_000_000), licence(3, 520_000_000)], history=(taken,))
    assert (
        reasons(mixed)[2]
        == "超出企业年度补助上限50,000.00元，该上限内此前和本通知书第一部分第（二）项共已资助30,000.00元"
    )


def test_what_an_item_repeats_is_named_by_its_place() -> None:
    again = [
        stored(
            number,
            "management_certification",
            f"999IPMS2300{number}",
            stage="first",
            standard="GB/T 29490",
            valid_invention_patents=1,
        )
        for number in (8, 9)
    ]
    (_, _, reason) = reasons(detail_of([*works(1), *again]))
    assert reason == "同一申请人只资助一次，本通知书第一部分第（二）项已予资助，不再资助"


@pytest.mark.parametrize(
    ("owner", "letters", "expected"),
    [
        ("7", {}, "在申请件2021-0007中资助过"),
        ("7", {"2021-0007": "示知资〔2021〕3号"}, "在申请件2021-0007（示知资〔2021〕3号）中资助过"),
        ("8", {"2021-0007": "示知资〔2021〕3号"}, "由其他申请人得到资助"),
    ],
)
def test_the_letter_of_an_earlier_award_is_named_to_whom_it_was_written(
    owner: str, letters: dict[str, str], expected: str
) -> None:
    paid = HistoryEntry(MAINTAINED, owner, 2021, 1_000_000, "ZL201010123456.9", {}, "2021-0007")
    patent = stored(1, "patent_in_force", "ZL201010123456.9", patent_type="invention", years_in_force=11)
    detail = replace(detail_of([patent, *works(1)], history=(paid,)), earlier_letters=letters)
    assert reasons(detail)[0] == f"同一专利号只资助一次，2021年度已{expected}，不再资助"


def test_the_higher_one_of_its_kind_is_named_by_its_place() -> None:
    titles = [
        stored(1, "enterprise_title", "国知发运函字〔2022〕999号", title="national_demo"),
        stored(2, "enterprise_title", "粤市监知促〔2022〕999号", title="provincial_demo"),
    ]
    (_, reason) = reasons(detail_of(titles))
    assert reason.startswith("同一申请人、同一年度的同类事项只资助最高的一项，")
    assert reason.endswith("，本通知书第一部分所列事项已资助200,000.00元，本项不重复资助")


def test_a_promise_is_among_what_the_recipient_has_to_do() -> None:
    branch = stored(
        1, "agency_establishment", "F1", form="branch", approved=True, years_operating=1, commitment=True
    )
    detail = detail_of([branch], policy=ZHAOQING, traits=frozenset({"ip_agency"}))
    assert [sentence(duty) for duty in letter_of(detail, ZHAOQING).duties] == [
        "你单位应当履行“新设立或新引进的代理机构”事项的承诺：在区内经营不少于3年"
    ]


def test_a_duty_calls_its_item_as_the_item_is_called() -> None:
    county = stored(1, "region_title", "国知发运函字〔2022〕998号", title="national_pilot_county")
    detail = detail_of([county])
    lines = tuple(replace(line, granted=10_000_000) for line in detail.lines)
    to = replace(detail.applicant, kind="government", name="澄溪县人民政府")
    (duty,) = letter_of(replace(detail, applicant=to, lines=lines)).duties
    assert duty == (
        "县人民政府应当依据《若干措施》第（十二）项，对“国家知识产权试点县”事项按不低于1:1的比例配套专项资金，"
        "即不少于100,000.00元"
    )
