"""A pack that is wrong is refused with file, line, clause and a sentence that says what to do."""

from collections.abc import Callable

import pytest

from ipdesk.paths import resource
from ipdesk.rules.library.policy_library import load_policy, policy_from_bytes
from ipdesk.rules.source.findings import Finding, PackError

PACK = resource("policies", "shaoguan-2021.yaml").read_text(encoding="utf-8")

SMALL = """\
format: 1
id: small
title: 小政策
short_title: 小政策
document: 试〔2022〕1号
issuer: 某县
level: local
term: {from: 2022-01-01, until: 2022-12-31}
rules:
  - id: 1-zone
    article: 一
    title: 示范区
    summary: 示范区资助
    who: unit
    about: {kind: gi_demo_zone}
    amount: {table: {by: level, values: {national: 500, provincial: 300}}}
    once: item
  - id: 2-deal
    article: 二
    title: 转让
    summary: 转让资助
    who: business
    about: {kind: patent_transaction}
    requires: [{fact: recorded}]
    amount: {percent: {rate: 5, of: contract_amount}}
limits:
  - {id: deal-year, name: 每年上限, rules: [2-deal], per: [applicant, year], sum: 1000}
"""


def findings(text: str) -> list[Finding]:
    with pytest.raises(PackError) as caught:
        policy_from_bytes(text.encode(), "small.yaml")
    return list(caught.value.findings)


def test_the_small_pack_is_in_order() -> None:
    assert policy_from_bytes(SMALL.encode(), "small.yaml").id == "small"


FAULTS: list[tuple[str, str, str, str, str, int]] = [
    # what is written, what it becomes, the code, the clause, a part of the sentence, the line
    (
        "    title: 转让",
        "    title: 转让\n    titel: 转让",
        "extra_forbidden",
        "2-deal",
        "是否应为“title”",
        21,
    ),
    ("    once: item", "    once: item\n    once: item", "duplicate_key", "1-zone", "第 17 行已经写过", 18),
    ("fact: recorded", "fact: recordet", "unknown_fact", "2-deal", "是否应为“recorded”", 24),
    ("of: contract_amount", "of: contract_sum", "unknown_fact", "2-deal", "没有名为“contract_sum”", 25),
    (", provincial: 300", "", "table_gap", "1-zone", "provincial（省级）", 16),
    ("national: 500", "national: -500", "bad_money", "1-zone", "不带负号的金额", 16),
    ("national: 500,", "national: 500, world: 1,", "unknown_value", "1-zone", "没有名为“world”", 16),
    ("sum: 1000", "sum: -1000", "bad_money", "deal-year", "不带负号的金额", 27),
    ("sum: 1000", "sum: 1e3", "bad_money", "deal-year", "不带负号的金额", 27),
    ("rules: [2-deal]", "rules: [2-deals]", "unknown_rule", "deal-year", "是否应为“2-deal”", 27),
    ("per: [applicant, year]", "per: [aplicant]", "unknown_window", "deal-year", "是否应为“applicant”", 27),
    ("sum: 1000}", "sum: 1000, count: 3}", "one_form", "deal-year", "只能写其中一种", 27),
    (", sum: 1000}", "}", "no_form", "deal-year", "请写其中一种：count、sum", 27),
    ("who: business", "who: bussiness", "unknown_group", "2-deal", "是否应为“business”", 22),
    ("kind: gi_demo_zone", "kind: gi_zone", "unknown_kind", "1-zone", "是否应为“gi_demo_zone”", 15),
    ("until: 2022-12-31", "until: 2021-12-31", "term_inverted", "", "结束日早于开始日", 8),
    ("until: 2022-12-31", "until: 2022-02-30", "date_from_datetime_parsing", "", "确有这一天", 8),
    ("id: 2-deal", "id: 1-zone", "duplicate_id", "1-zone", "在第 10 行已经用过", 18),
    (
        "    amount: {percent: {rate: 5, of: contract_amount}}",
        "    amount:",
        "no_form",
        "2-deal",
        "“amount”后面没有内容",
        25,
    ),
    ("by: level", "by: note", "wrong_type", "1-zone", "类型不对", 16),
    ("level: local", "level: lokal", "literal_error", "", "是否应为“local”（本级）", 7),
    (
        "    amount: {percent: {rate: 5, of: contract_amount}}\n",
        "",
        "no_form",
        "2-deal",
        "请写其中一种：amount、refer",
        18,
    ),
    ("format: 1", "format: 2", "literal_error", "", "可用：1", 1),
    (
        "[{fact: recorded}]",
        "[{fact: licensor_type, is: hospital}]",
        "unknown_value",
        "2-deal",
        "hospital",
        24,
    ),
    ("[{fact: recorded}]", "[{fact: contract_amount}]", "no_test", "2-deal", "不是是否项", 24),
    ("[{fact: recorded}]", "[{fact: recorded, is: ja}]", "bad_value", "2-deal", "不能与“ja”比较", 24),
]


@pytest.mark.parametrize(("old", "new", "code", "clause", "part", "line"), FAULTS)
def test_each_fault_is_found_where_it_stands(
    old: str, new: str, code: str, clause: str, part: str, line: int
) -> None:
    assert SMALL.count(old) == 1
    found = findings(SMALL.replace(old, new))
    assert [(item.code, item.clause, item.line) for item in found][:1] == [(code, clause, line)]
    assert part in found[0].message
    assert found[0].file == "small.yaml"
    assert found[0].message.endswith(("。", "？")), "a Chinese sentence"


def test_what_follows_from_an_id_used_twice_is_not_told() -> None:
    """The limit names the rule whose id was written over."""
    assert [item.code for item in findings(SMALL.replace("id: 2-deal", "id: 1-zone"))] == ["duplicate_id"]


@pytest.mark.parametrize(("later", "summary"), [('"2-deal"', "无"), ("2-deal", '"%"'), ("2-deal", "无")])
@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_quote_left_open_is_told_where_it_opens(later: str, summary: str, mark: str) -> None:
    """Whatever comes of it further down, where the next quote seems to close it."""
    text = SMALL.replace("issuer: 某县", 'issuer: "甲, 乙" # 备注里的 "').replace(
        "title: 示范区", 'title: "示范区'
    )
    text = text.replace("id: 2-deal", f"id: {later}").replace("summary: 转让资助", f"summary: {summary}")
    assert [(item.line, item.message) for item in findings(text.replace('"', mark))] == [
        (12, "从这一行起，引号没有配对，请补上另一个引号。")
    ]


def test_quotes_that_close_further_down_are_not_blamed_for_another_slip() -> None:
    text = SMALL.replace("issuer: 某县", 'issuer: "某县\n  政府"').replace("    who: unit", "   who: unit")
    assert ["缩进" in item.message for item in findings(text)] == [True]


def test_only_what_is_alike_is_guessed() -> None:
    text = SMALL.replace("id: 1-zone", "id: 12-grants")
    (far,) = findings(text.replace("[2-deal]", "[9-guarantee]"))
    (near,) = findings(text.replace("[2-deal]", "[12-grant]"))
    assert "可用：12-grants（示范区）、2-deal（转让）" in far.message
    assert "是否应为“12-grants”" in near.message


def test_all_faults_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace("who: unit", "who: units").replace("rate: 5", "rate: -5").replace("sum: 1000", "sun: 1")
    )
    found = [(item.line, item.code) for item in findings(text)]
    assert found == [(25, "greater_than_equal"), (27, "extra_forbidden")]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (lambda text: text.replace("rules:\n", "rules:\n\t- x\n"), "bad_yaml"),
        (lambda text: text.replace("title: 小政策", "title: [小政策", 1), "bad_yaml"),
        (lambda text: text + "\x07", "bad_yaml"),
        (lambda text: text.replace("who: unit", "who: &who unit"), "reference"),
        (
            lambda text: text.replace("who: unit", "who: &who unit").replace("who: business", "who: *who"),
            "reference",
        ),
        (lambda text: text.replace("who: unit", "who: !who unit"), "reference"),
        (lambda text: text.replace("who: unit", "who: ! unit") + "[", "reference"),
        (lambda text: "", "empty"),
        (lambda text: "# 只有备注\n", "model_type"),
        (lambda text: "[1, 2]", "model_type"),
    ],
)
def test_a_file_that_is_no_pack_is_refused(broken: Callable[[str], str], code: str) -> None:
    assert findings(broken(SMALL))[0].code == code


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(PackError, match="UTF-8"):
        policy_from_bytes(SMALL.encode("gb18030"), "small.yaml")


def test_scalars_are_never_read_as_something_else() -> None:
    """Yes, no, octal and base-60 numbers stay what is written, so a clause cannot change its meaning."""
    for written, meant in (("no", "no"), ("010", "010"), ("1:30", "1:30"), ("2022-01-01", "2022-01-01")):
        policy = policy_from_bytes(SMALL.replace("issuer: 某县", f"issuer: {written}").encode(), "small.yaml")
        assert policy.pack.issuer == meant


def test_the_bundled_pack_is_in_order() -> None:
    assert len(load_policy(resource("policies", "shaoguan-2021.yaml")).pack.rules) == 41
