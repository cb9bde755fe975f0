"""What may stand at the edges of a line, and what no line end parts: GB/T 15834, tried at every place."""

import json
from collections import defaultdict

import pytest

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting.breaking import break_lines
from ipdesk.documents.typesetting.geometry import CHARACTERS
from ipdesk.documents.typesetting.terms import terms
from tests.documents.typesetting.generated import Widths
from tests.places import TESTS
from tests.rows import every_row

CASES = [
    json.loads(line)
    for line in (TESTS / "data" / "trials" / "line_edges.jsonl").read_text("utf-8").splitlines()
]


def edges(*spans: tuple[Role, str]) -> list[str]:
    """Return the lines of a paragraph as it would be printed."""
    lines = break_lines(spans, defaultdict(Widths).__getitem__, CHARACTERS, 2)
    return ["".join(text for _, text in line.pieces) for line in lines]


@every_row(CASES, lambda case: case["id"])
def test_at_every_place_of_a_line(case: dict[str, str]) -> None:
    wanted = case["input"]
    for before in range(1, 60):
        lines = edges((Role.FANGSONG, "资" * before + wanted + "助" * 40))
        if case["rule"] == "not_first":
            assert not [line for line in lines if line.startswith(wanted)]
        elif case["rule"] == "not_last":
            assert not [line for line in lines if line.endswith(wanted)]
        else:
            assert any(wanted in line for line in lines), lines


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("）", "。依据上述文件"),
        ("（", "一）事项"),
        ("2022", "年度"),
        ("GB/T ", "29490"),
        ("10%～", "30%"),
        ("人民币", "贰万捌仟元整"),
        ("—", "—完"),
    ],
)
def test_a_change_of_type_does_not_change_what_holds_together(first: str, second: str) -> None:
    for before in range(1, 60):
        text = "资" * before + first, second + "助" * 40
        assert edges((Role.KAITI, text[0]), (Role.FANGSONG, text[1])) == edges((Role.FANGSONG, "".join(text)))


def test_a_range_is_parted_before_the_second_of_its_numbers() -> None:
    numbers = ["粤作登字-2022-F-00021001", "至", "粤作登字-2022-F-00021009"]
    assert terms("".join(numbers)) == numbers


def test_the_kind_of_a_number_takes_no_word_before_it_along() -> None:
    assert terms("已受理对粤作登字-2022-F-00021001")[-2:] == ["对", "粤作登字-2022-F-00021001"]


@pytest.mark.parametrize("text", ["2026年11月28日", "44125501 0400"])
def test_a_term_is_parted_only_where_the_line_would_be_torn_open(text: str) -> None:
    parted = [
        before
        for before in range(1, 60)
        if not any(text in line for line in edges((Role.FANGSONG, "资" * before + text + "助" * 40)))
    ]
    assert 0 < len(parted) < 10


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("（大写：人民币伍仟肆佰叁拾元整）", ""),
        ("人民币贰拾贰万贰仟叁佰伍拾元壹角伍分", "万元"),
        ("人民币壹亿零叁佰万元整", "亿"),
    ],
)
def test_a_sum_in_words_is_parted_behind_its_units_alone(text: str, ends: str) -> None:
    """And only where the line would else be torn: in most places it stands whole."""
    core = text.strip("（）").removeprefix("大写：")
    parted = set[int]()
    for before in range(1, 60):
        lines = edges((Role.FANGSONG, "资" * before + text + "助" * 40))
        if not any(core in line for line in lines):
            parted.add(before)
            assert any(line[-1] in ends and core.startswith(line.lstrip("资")) for line in lines), lines
    assert bool(parted) == bool(ends) and len(parted) < 24


@pytest.mark.parametrize(
    ("organ", "number"),
    [
        ("国知发运函字〔2022〕", "999号"),
        ("韶府办函〔2021〕", "8号"),
        ("国家知识产权局公告〔2022〕", "第998号"),
    ],
)
def test_a_document_number_is_parted_behind_its_year_where_the_line_would_be_torn_open(
    organ: str, number: str
) -> None:
    parted = 0
    for before in range(1, 60):
        lines = edges((Role.FANGSONG, "资" * before + f"（{organ}{number}）" + "助" * 40))
        place = next((at for at, line in enumerate(lines) if number in line), None)
        assert place is not None, "the number stays whole"
        if f"{organ}{number}" not in lines[place]:
            parted += 1
            above, _, begun = lines[place - 1].partition("（")
            assert begun == organ or len(above) < 23, "its organ is broken lest a fifth of a line be empty"
            assert len(lines[place - 1]) >= 22, "which is no longer seen as a hole"
    assert 0 < parted < 25


def test_the_name_of_whom_to_ask_for_stays_whole() -> None:
    for before in range(1, 60):
        lines = edges((Role.FANGSONG, "资" * before + "联系人：陈晓敏；地址：" + "助" * 40))
        assert any("陈晓敏；" in line for line in lines), lines


def test_an_address_of_the_web_is_parted_behind_its_strokes() -> None:
    address = "https://www.example.gov.cn/zwgk/tzgg/content/post_1234567.html"
    for before in range(1, 60):
        lines = edges((Role.FANGSONG, "资" * before + address))
        inside = [line for line in lines if line[-1] < "ɐ"]
        assert all(line.endswith(("/", ".html")) for line in inside)
