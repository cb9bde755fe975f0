"""No text of a pack may be blank: a clerk would see a gap where its name should be."""

from itertools import product

import pytest

from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.rules.source.findings import Finding, PackError
from tests.rows import every_row

PACK = """\
format: 1
id: small
title: 小政策
short_title: 小的
document: 试〔2022〕1号
issuer: 某县
level: local
term: {from: 2022-01-01, until: 2022-12-31}
bars: [{when: [{fact: agency_fee, above: 5}], text: 代理费过高}]
words:
  facts: {work_registration: {grade: {name: 等次, type: choice, choices: {a: 优秀}}}}
  common: {agency_fee: {name: 服务费, type: amount}}
  traits: {resident: 已入驻}
  dates: {work_registration: 登记日期}
parameters:
  rate: {name: 利率, unit: '%', values: [{from: 2022-01-01, value: 3}]}
readings: [读作甲, 读作乙]
rules:
  - id: 1-work
    article: 第一条
    title: 作品
    summary: 每件一百元
    who: {group: enterprise, without: [resident]}
    about: {kind: work_registration}
    requires: [{fact: grade, is: a, text: 须为优秀}]
    amount: 100
    payee: {name: 园区}
    notes: [注甲, 注乙]
  - id: 2-title
    article: 第二条
    title: 称号
    summary: 从其规定
    who: enterprise
    about: {kind: enterprise_title}
    refer: 某办法
limits:
  - {id: works, name: 每年件数, rules: [1-work], per: [applicant, year], count: 5}
splits:
  - {rules: [1-work], shares: {省级: 3, 县级: 7}}
clawbacks:
  - {id: back, article: 第三条, title: 退回, summary: 撤销的退回, events: [被撤销, 被宣告无效]}
"""
TEXTS = (
    *(
        "小政策",
        "小的",
        "试〔2022〕1号",
        "某县",
        "代理费过高",
        "等次",
        "优秀",
        "服务费",
        "已入驻",
        "登记日期",
    ),
    *(
        "利率",
        "'%'",
        "读作甲",
        "读作乙",
        "第一条",
        "作品",
        "每件一百元",
        "须为优秀",
        "园区",
        "注乙",
        "第二条",
    ),
    *(
        "称号",
        "从其规定",
        "某办法",
        "每年件数",
        "省级",
        "第三条",
        "退回",
        "撤销的退回",
        "被撤销",
        "被宣告无效",
    ),
)
BLANKS = ('""', "'  '", '"\\u3000"', '"\\u200b"', '"\\n"')


def found(text: str) -> list[Finding]:
    try:
        policy_from_bytes(text.encode(), "small.yaml")
    except PackError as error:
        return list(error.findings)
    return []


def test_the_pack_is_in_order_while_nothing_is_blank() -> None:
    assert found(PACK) == []


@every_row([*product(TEXTS, BLANKS)], " ".join)
def test_every_text_that_is_blank_is_refused_at_its_line(row: tuple[str, str]) -> None:
    text, blank = row
    [finding] = [one for one in found(PACK.replace(text, blank, 1)) if one.code == "blank_text"]
    assert finding.line == PACK[: PACK.index(text)].count("\n") + 1
    assert "请补上" in finding.message
    assert "删去" in finding.message


@pytest.mark.parametrize(
    ("text", "clause", "says"),
    [
        ("称号", "2-title", "“title”是空白"),
        ("注乙", "1-work", "“notes”第 2 项是空白"),
        ("每年件数", "works", "“name”是空白"),
        ("省级", "", "“shares”里有一项冒号前是空白"),
        ("小政策", "", "“title”是空白"),
    ],
)
def test_it_says_which_text_of_which_clause(text: str, clause: str, says: str) -> None:
    findings = found(PACK.replace(text, '""', 1))
    assert [(one.clause, one.message.startswith(says)) for one in findings] == [(clause, True)]


def test_a_word_of_a_number_may_stand_for_nothing() -> None:
    kind = "{name: 合同, section: patent, date: 签订日期, ref: {name: 编号, same: {equal: {合同编号: ''}}}}"
    assert found(PACK.replace("words:\n", f"words:\n  kinds: {{deal: {kind}}}\n")) == []


@pytest.mark.parametrize("word", ["id: small", "who: enterprise", "is: a", "per: [applicant, year]"])
def test_a_blank_word_is_told_once(word: str) -> None:
    key = word.partition(":")[0]
    line = PACK[: PACK.index(word)].count("\n") + 1
    assert [one.line for one in found(PACK.replace(word, f'{key}: ""', 1))] == [line]
