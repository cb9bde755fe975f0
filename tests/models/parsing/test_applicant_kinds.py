"""What code and name say of the kind of an applicant, and where they say nothing."""

import pytest
from stdnum.cn import uscc

from ipdesk.models.parsing.names.applicant_kinds import proposed_kinds
from ipdesk.rules.pack.vocabulary import standard_vocabulary

KNOWN = frozenset(standard_vocabulary().applicant_kinds)


def code(begins: str) -> str:
    body = f"{begins}440203MF1234567"
    return body + uscc.calc_check_digit(body)


def first(name: str, identity: str = "", current: str = "", known: frozenset[str] = KNOWN) -> str:
    found = proposed_kinds(name, identity, current, known)
    return found.kinds[0] if found else ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("示例县云岭农民专业合作社", "cooperative"),
        ("示例县云岭种植专业合作社联合社", "cooperative"),
        ("示例县第一中学", "school"),
        ("示例学院附属小学", "school"),
        ("示例市一中", "school"),
        ("示例县第一中学（示例校区）", "school"),
        ("示例镇中心小学(原示例镇第一小学)", "school"),
        ("示例大学", "university"),
        ("示例职业技术学院", "university"),
        ("广东省示例科学院", "research_institute"),
        ("示例新材料研究院", "research_institute"),
        ("示例县农业科学研究所", "research_institute"),
        ("示例大学科技园有限公司", "enterprise"),
        ("示例专利代理事务所（普通合伙）", "enterprise"),
        ("示例投资合伙企业(有限合伙)", "enterprise"),
        ("示例行业协会", "social_organization"),
        ("示例教育基金会", "social_organization"),
        ("示例高新技术产业开发区管理委员会", "park"),
        ("示例县市场监督管理局", "government"),
        ("何示例", "individual"),
        ("阿卜杜拉•买买提", "individual"),
        ("Jonas Weiss", "individual"),
        ("Mary-Jane O'Neill", "individual"),
        ("Weiss Optics GmbH", ""),
        ("Example Technologies Co., Ltd.", ""),
        ("ABB", ""),
        ("韶关市", ""),
        ("示例县人民医院", ""),
        ("示例技术学校", ""),
        ("", ""),
    ],
)
def test_a_name_says_the_kind_by_its_end(name: str, kind: str) -> None:
    assert first(name) == kind
    assert first(name, current=kind) == ""


@pytest.mark.parametrize(
    ("begins", "name", "kind"),
    [
        ("11", "示例", "government"),
        ("12", "示例县云岭中心", "public_institution"),
        ("12", "示例县第一中学", "school"),
        ("12", "示例研究所", "research_institute"),
        ("31", "示例律师事务所", "law_firm"),
        ("51", "示例学会", "social_organization"),
        ("52", "示例职业培训中心", "social_organization"),
        ("52", "示例学院", "university"),
        ("53", "示例", "social_organization"),
        ("54", "示例村民委员会", "village_committee"),
        ("91", "何示例", "enterprise"),
        ("92", "示例商行", "sole_trader"),
        ("93", "示例有限公司", "cooperative"),
        ("N2", "示例村", "collective"),
    ],
)
def test_the_code_goes_before_the_name(begins: str, name: str, kind: str) -> None:
    assert first(name, code(begins)) == kind


def test_kinds_that_hide_behind_one_code_are_not_doubted() -> None:
    assert first("示例县云岭中心", code("12"), "research_institute") == ""
    assert first("示例产业园有限公司", code("91"), "park") == ""
    assert first("示例县第一中学", code("12"), "public_institution") == "school"


def test_a_kind_without_a_word_is_not_proposed() -> None:
    known = KNOWN - {"sole_trader", "law_firm"}
    assert first("示例商行", code("92"), known=known) == ""
    assert first("示例律师事务所", known=known) == ""


def test_a_resident_number_says_a_person_and_half_a_code_says_nothing() -> None:
    assert first("", "身份证号码：440203198001010074", "enterprise") == "individual"
    assert first("示例", "93440203") == "individual"  # the name alone
    assert first("示例县", "93440203") == ""
