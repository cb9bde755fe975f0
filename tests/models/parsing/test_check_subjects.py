"""What is looked up at a review, by who applies and for what."""

import datetime

from ipdesk.models.awards.later_checks import subjects_at
from ipdesk.models.parsing.check_subjects import (
    CheckSubject,
    Reviewed,
    as_of,
    check_subjects,
    is_mere_negation,
    subjects_for,
)
from ipdesk.models.records import Check, CheckResult, CheckStage
from ipdesk.paths import resource
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.yaml_source import Source

FIRMS = "国家企业信用信息公示系统"
SOCIETIES = "全国社会组织信用信息公示平台"
NO_FIRM, NO_RIGHT = "申请人不是企业、个体工商户或者农民专业合作社", "申报的成果不是知识产权"
EXISTING = (
    ("91440299MA0X0A0124", FIRMS),
    ("92440299MA0X0A0124", FIRMS),
    ("11440299MA0X0D010U", "机关赋码和事业单位登记管理网"),
    ("12440299MA0X0E0139", "机关赋码和事业单位登记管理网"),
    ("51440299MA0X0C0189", SOCIETIES),
    ("52440299MA0X0C0189", SOCIETIES),
    ("31440000MA0X0C0189", "全国律师执业诚信信息公示平台"),
    ("54440299MA0X0C0189", "登记证书"),
    ("N2440299MA0X0C0189", "登记证书"),
)
"""Codes of units, and where it is looked up that they exist."""
ABNORMAL = (
    ("91440299MA0X0A0124", "经营异常名录、严重违法失信名单", FIRMS, ""),
    ("51440299MA0X0C0189", "活动异常名录、严重违法失信名单", SOCIETIES, ""),
    ("11440299MA0X0D010U", "经营异常名录、严重违法失信名单", FIRMS, "申请人为机关"),
    ("12440299MA0X0E0139", "经营异常名录、严重违法失信名单", FIRMS, "申请人为事业单位"),
    ("31440000MA0X0C0189", "经营异常名录、严重违法失信名单", FIRMS, NO_FIRM),
)
RIGHTS = (
    (("patent_grant",), "中国及多国专利审查信息查询", ""),
    (("patent_grant", "enterprise_title"), "中国及多国专利审查信息查询", ""),
    (("project", "enterprise_title"), "权利证书和登记机关公告", NO_RIGHT),
    (("copyright_title",), "权利证书和登记机关公告", NO_RIGHT),
    (("pledge_loan",), "权利证书和登记机关公告", ""),
    (("a_kind_of_the_office",), "权利证书和登记机关公告", ""),
)
"""Kinds of achievement, and where their rights are looked up, or why they are not."""


def test_a_unit_is_looked_up_where_its_kind_is_registered() -> None:
    found = {code: {one.id: one for one in subjects_for((), Reviewed(code=code))} for code, *_ in EXISTING}
    assert tuple((code, found[code]["existing"].source) for code in found) == EXISTING
    assert not any(one["existing"].inapplicable for one in found.values())
    lists = ((code, found[code]["abnormal_operation"]) for code, *_ in ABNORMAL)
    assert tuple((code, one.name, one.source, one.inapplicable) for code, one in lists) == ABNORMAL
    [of_person] = (one for one in subjects_for((), Reviewed(person=True)) if one.id == "existing")
    assert of_person.inapplicable == "申请人为自然人"


def test_no_right_is_looked_up_where_none_was_applied_with() -> None:
    for kinds, source, why in RIGHTS:
        found = {one.id: one for one in subjects_for(kinds, Reviewed(code="9"))}
        for subject in ("right_status", "right_owner"):
            assert (found[subject].source, found[subject].inapplicable) == (source, why), kinds


def test_of_many_files_each_has_what_can_be_looked_up_of_it() -> None:
    """Of a batch that was fine an authority with a title keeps nothing that no register says of it."""
    day, bad = datetime.date(2024, 6, 20), "名称与登记不符"
    fine = [
        Check(one.id, one.name, one.source, day, CheckResult.FINE)
        for one in subjects_for(("patent_grant", "region_title"))
    ]
    own = as_of(fine, Reviewed(code="11440299MA0X0D010U"), ("region_title",))
    unsearched = {one.subject: one.remark for one in own if one.result is CheckResult.NOT_APPLICABLE}
    rights = dict.fromkeys(("right_status", "right_owner"), NO_RIGHT)
    assert unsearched == {"abnormal_operation": "申请人为机关", **rights}
    [existing] = (one for one in own if one.subject == "existing")
    assert existing.source == "机关赋码和事业单位登记管理网"
    [kept] = as_of(
        [Check("right_status", "", "公告", day, CheckResult.BAD, bad)], Reviewed(code="9"), ("project",)
    )
    assert (kept.result, kept.remark) == (CheckResult.BAD, bad), "what stands against it is never lost"


def test_later_what_cannot_be_looked_up_is_not_offered() -> None:
    school = Reviewed(code="12440299MA0X0E0139")
    usual = {one.name: one.source for one in subjects_at(CheckStage.BEFORE_PAYMENT, ("project",), school)}
    assert usual == {
        "主体存续": "机关赋码和事业单位登记管理网",
        "失信被执行人": "中国执行信息公开网",
        "收款账户": "申请人提供的开户证明",
    }


def test_the_list_names_kinds_of_the_vocabulary_each_once() -> None:
    listed = Source.read(resource("checks", "review.yaml")).data
    named = [kind for one in (*listed["registers"], listed["no_rights"]) for kind in one["kinds"]]
    assert {*named} <= {*standard_vocabulary().kinds}
    assert len(named) == len({*named})
    assert len({one.id for one in check_subjects()}) == len(check_subjects())


# What was declared instead of a condition, what was found, and whether that tells no fact.
NEGATIONS = (
    ("申请人不属于中小微企业", "申请人不属于中小微企业。", True),
    ("申请人不属于中小微企业", "2022年末从业人员1860人，属于大型企业", False),
    ("材料载明的登记机构为中国版权保护中心", "材料载明的登记机构为中国版权保护中心", False),
    ("交易双方为关联主体", "许可方持有申请人60%的股权", False),
    ("交易双方为关联主体", "", False),
)


def test_what_was_found_of_an_unmet_condition_is_a_fact_or_its_mere_negation() -> None:
    for unmet, remark, mere in NEGATIONS:
        subject = CheckSubject(id="condition", name="条件", source="材料", unmet=unmet)
        assert is_mere_negation(remark, subject) is mere, remark
