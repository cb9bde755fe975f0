"""What rules say that papers against somebody rest on: found where it was typed, asked for elsewhere."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models.applications.quoted_rules import (
    OF_CALL,
    OF_OFFICE,
    OF_POLICY,
    quotes_of,
    rests_on_quotes,
    rule_texts,
    rules_of,
    rules_on,
    unquoted,
)
from ipdesk.models.records import CallDetails, Office

DAY = datetime.datetime(2024, 3, 1).astimezone()
CALL = CallDetails(
    policy="p", year=2023, title="第一批", notice_number="示知资〔2024〕3号", begins_at=DAY,
    ends_at=DAY + datetime.timedelta(days=7), notice_title="关于申报2023年度知识产权资助的通知",
    articles="第二条　申请人住所地应当在本县。第四条　材料应当齐全。逾期没有补正的，视为撤回申请。",
)  # fmt: skip
NOTICE = "《关于申报2023年度知识产权资助的通知》（示知资〔2024〕3号）"
FUND, CREDIT = "《示例县专项资金管理办法》（示府规〔2021〕5号）", "《信用办法》"
OFFICE = Office(
    name="示例局", red_header="示例局", number_prefix="示知",
    rules=(
        f"{FUND}第十六条 逾期未领的，不再拨付。"
        "第十九条 有下列情形的，追回：（一）虚报的；（二）违反《信用办法》第三条的。"
        f"{CREDIT}第三条 失信的，记入信用记录。"
    ),
)  # fmt: skip
POLICY, CLAUSES = ("示例措施", "措施"), {"第（四）项": "每件资助200元。", "第（五）项": ""}
KNOWN = rule_texts(OFFICE, CALL, POLICY, CLAUSES)
MATERIALS = "材料应当齐全。逾期没有补正的，视为撤回申请。"
RECOVERY = "有下列情形的，追回：（一）虚报的；（二）违反《信用办法》第三条的。"


def test_documents_are_told_apart_by_titles_that_an_article_follows() -> None:
    found = rules_of(OFFICE.rules)
    assert {title: [*said] for title, said in found.items()} == {
        "示例县专项资金管理办法": ["第十六条", "第十九条"],
        "信用办法": ["第三条"],
    }
    assert found["示例县专项资金管理办法"]["第十九条"] == RECOVERY


def test_what_is_known_of_a_matter_is_found_where_it_was_typed() -> None:
    """The notice of the call says it, else the office's own rules; a notice without a title is none."""
    assert rules_on(("视为", "撤回"), OFFICE, CALL) == ((f"{NOTICE}第四条", MATERIALS),)
    assert rules_on(("追回",), OFFICE, CALL) == ((f"{FUND}第十九条", RECOVERY),)
    assert rules_on(("视为", "撤回"), OFFICE, replace(CALL, notice_title="")) == ()
    assert rules_on(("公示", "异议"), OFFICE, None) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{NOTICE}第二条", ((f"{NOTICE}第二条", "申请人住所地应当在本县。"),)),
        (f"{NOTICE}第四条第二款", ((f"{NOTICE}第四条第二款", MATERIALS),)),
        (f"{FUND}第十九条第（一）项", ((f"{FUND}第十九条第（一）项", RECOVERY),)),
        ("《示例措施》第（四）项", (("《示例措施》第（四）项", "每件资助200元。"),)),
        (
            f"{FUND}第十六条、第十九条和{CREDIT}第三条",
            (
                (f"{FUND}第十六条", "逾期未领的，不再拨付。"),
                (f"{FUND}第十九条", RECOVERY),
                (f"{CREDIT}第三条", "失信的，记入信用记录。"),
            ),
        ),
        ("申请人的承诺", ()),
        ("《2022、2023年申报指南》", ()),
    ],
)  # fmt: skip
def test_what_is_cited_is_quoted_with_its_document(text: str, said: tuple[tuple[str, str], ...]) -> None:
    assert quotes_of(text, KNOWN) == said
    assert unquoted(text, KNOWN) == ""


@pytest.mark.parametrize(
    ("text", "cited", "place"),
    [
        (f"{FUND}第二十条", f"{FUND}第二十条", OF_OFFICE),
        (f"{FUND}第十九条和第二十一条", f"{FUND}第二十一条", OF_OFFICE),
        ("《别的办法》第十九条", "《别的办法》第十九条", OF_OFFICE),
        (f"{NOTICE}第三条", f"{NOTICE}第三条", OF_CALL),
        ("申报通知第三条", "申报通知第三条", OF_CALL),
        ("《措施》第（五）项", "《措施》第（五）项", OF_POLICY),
        ("《示例措施》第二十条", "《示例措施》第二十条", OF_OFFICE),
    ],
)
def test_what_nobody_typed_is_asked_for_where_it_belongs(text: str, cited: str, place: str) -> None:
    assert unquoted(text, KNOWN) == f"{cited}的原文还没有录入，文书不能只写条款号。请先到{place}录入。"


def test_without_a_call_nobody_knows_the_document_of_a_bare_article() -> None:
    assert unquoted("申报指南第二条", rule_texts(OFFICE, None, POLICY, {})) == ""
    unnamed = replace(CALL, notice_title="")
    assert OF_CALL in unquoted("申报通知第二条", rule_texts(OFFICE, unnamed, POLICY, {}))


def test_rules_are_called_the_above_where_nothing_else_is_named() -> None:
    both = f"{FUND}第十六条和{CREDIT}第三条"
    assert rests_on_quotes(both, quotes_of(both, KNOWN))
    assert not rests_on_quotes(f"{both}以及申请人的承诺", quotes_of(both, KNOWN))
    assert not rests_on_quotes("申请人的承诺", ())
