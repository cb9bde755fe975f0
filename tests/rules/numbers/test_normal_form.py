"""Numbers in all their writings: those of one thing have one normal form, those of two things two."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.numbers.normal_form import BASE, base_form
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials" / "same_things.jsonl"
PAIRS = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").splitlines()]
KINDS = standard_vocabulary().kinds
FORMS = standard_vocabulary().normal_forms


@every_row(PAIRS, lambda pair: pair["id"])
def test_what_is_the_same_thing(pair: dict[str, Any]) -> None:
    same = FORMS[pair["kind"]].of
    first, second = same(pair["first"], pair["facts"]), same(pair["second"], pair["facts"])
    assert (first == second) is pair["same"], (first, second)


@pytest.mark.parametrize(
    ("kind", "writings"),
    [
        (
            "gi_product",
            [
                "国家知识产权局公告第425号",
                "国家知识产权局公告 第四二五号",
                "公告号：国家知识产权局公告第425號",
            ],
        ),
        (
            "gi_demo_zone",
            ["国知发〔2021〕12号", "国知发[2021]012号", "国知发（2021）第12号", "國知發(2021)第十二号"],
        ),
        (
            "enterprise_title",
            ["粤知发〔2022〕3号", "粵知發【2022】3號", "文号：粤知发(2022)3号", "粤知发〔2022〕3号文"],
        ),
        ("patent_award", ["ZL201910123457.4", "获奖专利号：201910123457.4", "CN 2019 1 0123457.4"]),
        ("patent_award", ["2021-J-001", "获奖证书号 2021－J－001", "第2021-j-001号"]),
        ("agency_drafted_award", ["ZL201910123457.4", "2019101234574", "专利号：ZL201910123457．4"]),
        ("patent_in_force", ["ZL98100001.0", "981000010", "ZL 98 1 00001.0"]),
        ("filing_growth", ["2022", "2022年", "2022年度", "统计年度：2022"]),
        ("management_certification", ["165IP220001R0M", "认证证书编号：165ip220001r0m", "№165IP220001R0M"]),
        ("project", ["GDKJ-2022-01", "项目编号：GDKJ—2022—01", "'GDKJ-2022-01"]),
        ("agency_establishment", ["44123", "机构代码：44123", "执业许可证号 44123"]),
        ("pledge_loan", ["Y2022980001234", "质权登记号：Y2022980001234", "Ｙ2022980001234"]),
    ],
)
def test_one_thing_in_the_writings_of_its_kind(kind: str, writings: list[str]) -> None:
    assert len({FORMS[kind].of(text) for text in writings}) == 1


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (
            "gi_product",
            ["公告第425号", "公告第42号5", "公告2021年第5号", "公告第20215号", "第三号公告", "第四号公告"],
        ),
        (
            "gi_demo_zone",
            ["国知发〔2021〕12号", "国知发〔202〕112号", "国知办发〔2021〕12号", "知发〔2021〕12号"],
        ),
        ("gi_demo_zone", ["文广旅发〔2021〕1号", "广旅发〔2021〕1号"]),
        ("patent_award", ["2021100000011", "2021100000012", "202110000001"]),
        ("project", ["2022-01", "202-201", "202201", "2022-1"]),
        ("management_certification", ["165IP22", "165IP220", "165IP022"]),
        ("whistleblowing", ["440200-1", "440200-11", "4402001"]),
        ("patent_in_force", ["ZL98100001.0", "ZL98100010.0", "ZL1", "ZL2", "CN110123456B"]),
    ],
)
def test_things_that_are_not_the_same(kind: str, numbers: list[str]) -> None:
    assert len({FORMS[kind].of(text) for text in numbers}) == len(numbers)


def test_the_country_tells_numbers_apart_that_do_not_name_it() -> None:
    same = FORMS["patent_grant"].of
    found = {same("1234567", {"region": region}) for region in ("US", "JP", "EP")}
    assert len(found) == 3
    assert same("1234567", {"region": "US"}) == same("US 1,234,567", {"region": "US"})
    assert same("EP3123456", {"region": "DE"}) == same("EP3123456", {}), "it names its own"


def test_every_kind_has_a_form_that_leaves_its_number_readable() -> None:
    for kind, word in KINDS.items():
        assert word.ref.same is not None or word.ref.check in standard_vocabulary().ref_forms, kind
        assert FORMS[kind].of("2022-0007X")


def test_a_kind_without_a_form_compares_what_is_written() -> None:
    assert BASE.of("证书 第ａ１号 ") == BASE.of("证书第A1号")
    assert BASE.of("第A1号") != BASE.of("A1")
    assert FORMS["no_such_kind"] is BASE


# What people type and paste: digits, letters, Chinese words of numbers, marks and dust.
_PIECES = st.sampled_from(
    [
        *"0123456789AGXZLCNy",
        *"-—－.．·•/:：,，()（）[]〔〕【】 \u200b\u3000",
        *[
            "第",
            "号",
            "字",
            "粤",
            "粵",
            "国际注册",
            "商标",
            "专利号",
            "证书号",
            "年度",
            "年",
            "NO.",
            "十",
            "二",
            "US",
            "B2",
        ],
        "\u0301",
        "Ⅱ",
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, min_size=1, max_size=14).map("".join), st.text(min_size=1, max_size=20))
_COUNTRIES = st.sampled_from([{}, {"region": "CN"}, {"region": "US"}, {"region": "JP"}])
_KINDS = st.sampled_from(sorted(KINDS))


@given(_KINDS, _TEXTS, _COUNTRIES)
def test_the_normal_form_is_its_own(kind: str, text: str, facts: dict[str, str]) -> None:
    once = FORMS[kind].of(text, facts)
    assert FORMS[kind].of(once, facts) == once
    assert once or not base_form(text)


@given(_KINDS, _TEXTS)
def test_blanks_width_and_case_never_count(kind: str, text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert FORMS[kind].of(f" {wide}\u200b ") == FORMS[kind].of(text)


# A number of each kind around its serial; no serial begins with a zero or ends as another's beginning.
_TEMPLATES = {
    "patent_transaction": "Y2022440{:06d}",
    "trademark_registration": "G{}",
    "trademark_recognition": "{}",
    "work_registration": "粤作登字-2022-F-{:08d}",
    "standard_conversion": "GB/T {}-2019",
    "litigation_win": "（2022）粤73知民初{}号",
    "enterprise_title": "粤知发〔2022〕{}号",
    "gi_product": "国家知识产权局公告第{}号",
    "patent_application": "201910{:06d}.4",
    "patent_award": "2021-J-{}",
    "ip_insurance": "PZAB2022{:010d}",
    "project": "SF-PY-{:03d}",
    "filing_growth": "{}年度",
}


@given(st.sampled_from(sorted(_TEMPLATES)), *[st.integers(1, 999_999)] * 2)
def test_another_serial_is_another_thing(kind: str, one: int, other: int) -> None:
    same, template = FORMS[kind].of, _TEMPLATES[kind]
    assert (same(template.format(one)) == same(template.format(other))) is (one == other)


@given(st.sampled_from(sorted(_TEMPLATES)), st.integers(1, 999_999))
def test_the_digits_of_a_number_stay_in_their_order(kind: str, serial: int) -> None:
    text = _TEMPLATES[kind].format(serial)
    kept = re.sub("[^0-9]", "", FORMS[kind].of(text))
    digits = iter(re.sub("[^0-9]", "", text))
    assert all(digit in digits for digit in kept)
