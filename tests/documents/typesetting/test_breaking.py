"""Line breaking: what may stand at the edges of a line, and what never breaks."""

import re
from collections import defaultdict
from itertools import pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.text.punctuation import CLOSING, OPENING, PAIRS, close_pairs, gaps
from ipdesk.documents.typesetting import geometry
from ipdesk.documents.typesetting.breaking import MOST_SQUEEZE, BrokenLine, break_lines
from ipdesk.documents.typesetting.terms import FINEST, finer, terms
from tests.documents.typesetting.generated import Widths

NEVER_FIRST = "。，、；：？！）》〉〕】”’%"
NEVER_LAST = "（《〈〔【“‘￥□"
MEASURE = 28
RAGGED = 0.125  # as bad as two lines with gaps of 0.25 em

words = st.text("知识产权资助奖励办法通知", min_size=1, max_size=12)
marks = st.sampled_from(
    ["。", "，", "）。", "》（", "”", "：“", "——", "……", "〔", "〕", "、", "（", "）", "？！", "%"]
)
numbers = st.sampled_from(
    ["1,234,567.89元", "￥200.00", "2026年", "100件", "30%", "GB/T 29490", "CX-YZ-2022-0031"]
)
texts = st.lists(
    st.one_of(words, marks, st.tuples(words, numbers).map("".join)), min_size=1, max_size=60
).map("".join)


def broken(text: str, measure: float = MEASURE, indent: float = 2) -> list[BrokenLine[str]]:
    return break_lines([("", text)], defaultdict(Widths).__getitem__, measure, indent)


def written(line: BrokenLine[Any]) -> str:
    return "".join(text for _, text in line.pieces)


@given(texts)
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(text: str) -> None:
    together = "".join(written(line) for line in broken(text))
    assert together.replace(" ", "") == text.replace(" ", "")


@given(texts)
def test_no_line_starts_with_a_closing_mark(text: str) -> None:
    starts = [written(line)[0] for line in broken(text)[1:]]
    assert not set(starts) & set(NEVER_FIRST)


@given(texts)
def test_no_line_ends_with_an_opening_mark(text: str) -> None:
    ends = [written(line)[-1] for line in broken(text)[:-1]]
    assert not set(ends) & set(NEVER_LAST)


@given(texts)
def test_numbers_dashes_and_ellipses_stay_whole(text: str) -> None:
    whole = re.compile(r"[\d.,]+\d(?:元|件|年|%)?|—+|…+")
    assert [part for line in broken(text) for part in whole.findall(written(line))] == whole.findall(text)


@given(texts, st.integers(8, 40))
def test_no_line_is_squeezed_beyond_measure(text: str, measure: int) -> None:
    for line in broken(text, measure):
        assert line.width <= line.measure + gaps(written(line)) * MOST_SQUEEZE + 1e-9


def least_piece(text: str) -> str:
    """Return what of a text might have stood on the line before it, and be it a part of a long word."""
    first = terms(text)[0]
    for level in range(FINEST):
        first = finer(first, level)[0]
        if Widths()[first] <= MEASURE:
            break
    return first


def spread(line: BrokenLine[str]) -> float:
    return (line.measure - line.width) / gaps(written(line))


def unevenness(*lines: tuple[str, float]) -> float:
    """Return how far lines, each a text with its measure, are from their natural widths together."""
    spreads = [(measure - Widths()[text]) / gaps(text) if gaps(text) else inf for text, measure in lines]
    return sum(spread**2 + max(0.0, spread - 0.12) if spread <= 0.25 else RAGGED for spread in spreads)


@given(texts)
def test_a_line_takes_all_that_fits_or_gives_to_one_that_would_be_spread_more(text: str) -> None:
    lines = broken(text.replace(" ", ""))  # a blank dropped at the end of a line would not be seen here
    for line, following in pairwise(lines):
        here, below, first = written(line), written(following), least_piece(written(following))
        if Widths()[here + first] <= line.measure and not (following.last and following.width < 5):
            now = unevenness((here, line.measure), (below, following.measure))
            back = unevenness((here + first, line.measure), (below[len(first) :], following.measure))
            assert now <= back + 1e-9


ITEM = "资" * 26 + "费用1,234.00元，其他各级资助0.00元）计算，核定的金额为1,234,567.89元"


def test_a_line_before_a_long_number_is_not_spread_alone() -> None:
    first, second, _ = broken(ITEM, indent=0)
    assert written(second).startswith("费用1,234.00元") and written(second).endswith("金额为")
    assert (spread(first), spread(second)) == pytest.approx((2 / 25, 1 / 22), abs=0.005)


# Filled one after the other, the third of these lines would lack 6 em, as a sum in words is not parted.
CUT = "资" * 26 + "核" * 28 + "计算核定的金额为477,000.89元其中核减1.00元" + "人民币壹佰贰拾叁万肆仟元整"


def test_all_lines_above_share_what_a_line_before_a_long_number_lacks() -> None:
    first, second, third, _ = broken(CUT)
    assert [written(line) for line in (first, second, third)] == [
        "资" * 24,
        "资" * 2 + "核" * 23,
        "核" * 5 + "计算核定的金额为477,000.89元其中核减1.00元",
    ]
    assert list(map(spread, (first, second, third))) == pytest.approx([2 / 23, 3 / 24, 2 / 20])


def test_a_paragraph_whose_lines_would_stay_wide_is_set_anew_as_a_whole() -> None:
    """Two characters, taken up where the gaps give a little, leave room for the whole sum in words."""
    lines = broken("资" * 26 + "核" * 28 + "计算核定的金额为477,000.89元核减1.00元人民币壹佰贰拾叁万元整")
    assert written(lines[-1]).endswith("人民币壹佰贰拾叁万元整") and len(lines) == 3
    assert max(abs(spread(line)) for line in lines) <= MOST_SQUEEZE


@pytest.mark.parametrize("end", ["讼。", "讼", "讼）。"])
def test_a_last_line_holds_more_than_one_character(end: str) -> None:
    assert written(broken("知" * 26 + "识" * 28 + end)[-1]) == "识" + end


@given(st.lists(texts.map("知{}知".format), min_size=1, max_size=4))
def test_styles_do_not_change_where_lines_break(parts: list[str]) -> None:
    spans = [(f"style {number}", part) for number, part in enumerate(parts)]
    lines = break_lines(spans, defaultdict(Widths).__getitem__, MEASURE, 2)
    assert ["".join(text for _, text in line.pieces) for line in lines] == [
        written(line) for line in broken("".join(parts))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共计1,028,000.00元整", ["共", "计", "1,028,000.00元", "整"]),
        ("□无　□有）", ["□无", "　", "□有）"]),
        ("（受理编号：SG2022-0021），", ["（受", "理", "编", "号：", "SG2022-0021），"]),
        ("完——“完”……", ["完", "——", "“完”", "……"]),
        ("GB/T 29490", ["GB/T 29490"]),
        ("张三 李四", ["张", "三", " ", "李", "四"]),
        ("2022年度", ["2022年度"]),
        ("2022年3月18日", ["2022年3月18日"]),
        ("阿不都·买买提", ["阿", "不", "都·", "买", "买", "提"]),
        ("α-Fe₂O₃和Москва", ["α-Fe₂O₃", "和", "Москва"]),
        ("厚5 μm、4.7 kΩ", ["厚", "5 μm、", "4.7 kΩ"]),
        ("联系电话：0751-5550123；", ["联", "系", "电话：0751-5550123；"]),
        ("元（大写：人民币叁仟元整），", ["元", "（大写：人民币叁仟元整），"]),
        ("大写：零元整", ["大写：零元整"]),
        ("大写：甲", ["大", "写：", "甲"]),
        ("15时30分许", ["15时30分", "许"]),
        ("1,000.00人民币2,000.00元", ["1,000.00", "人民币2,000.00元"]),
    ],
)
def test_what_holds_together(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_closing_mark_that_just_fails_to_fit_is_taken_in() -> None:
    first, second = broken("知" * 28 + "，" + "识" * 3, indent=0)
    assert (written(first), written(second)) == ("知" * 28 + "，", "识识识")
    assert first.width > first.measure


def test_a_word_longer_than_a_line_is_broken_rather_than_lost() -> None:
    lines = [written(line) for line in broken("A" * 130 + "。", indent=0)]
    assert "".join(lines) == "A" * 130 + "。"
    assert lines[-1] != "。"


def test_square_brackets_stand_close_like_round_ones() -> None:
    assert close_pairs("［（知）］。") == close_pairs("（（知））。") == 3


def test_two_marks_are_a_pair_alone_as_within_a_text() -> None:
    marks = f"{CLOSING}{OPENING}知A"
    rows = [before + behind for before in marks for behind in marks]
    assert {row for row in rows if close_pairs(f"知{row}知")} == PAIRS


def test_an_empty_text_has_no_lines() -> None:
    assert broken("") == []


def test_a_line_before_long_numbers_is_not_left_half_empty() -> None:
    """As where two thresholds follow a sum: one of them begins the next line, not all three."""
    text = (
        "（二）专利转让许可（Y2023440000902）。依据《若干措施》第七条，按申报的合同金额1,000,000.00元（属1,000,000.00元以上、"
        "不足5,000,000.00元一档）每项20,000.00元计算，核算金额为20,000.00元，核减14,000.00元，审定金额为6,000.00元。"
        "核减理由：许可费实际支付600,000.00元，不足1,000,000.00元，按其1%计算。"
    )
    measure = geometry.TEXT_WIDTH / geometry.BODY
    lines = break_lines([(Role.FANGSONG, text)], fonts(system=False).widths, measure, 2)
    assert max(line.measure - line.width for line in lines[:-1]) < measure / 3


def test_a_long_code_is_parted_behind_its_year_where_lines_would_be_half_empty_else() -> None:
    """Two of them with words between, which are too long for one line together."""
    text = (
        "知识产权质押融资贴息“一种覆铜板的粘结片”（Y2022990000078，质押的专利号或注册号ZL201810590116.3）：原按"
        "《若干措施》第（八）项审定100,000.00元，追回34,000.00元。"
    )
    measure = geometry.TEXT_WIDTH / geometry.BODY
    first, second, *more = break_lines([(Role.FANGSONG, text)], fonts(system=False).widths, measure, 2)
    assert written(first).endswith("（Y2022") and "ZL201810590116.3）：" in written(second)
    assert all(line.measure - line.width < 3 for line in (first, second, *more[:-1]))


def test_a_telephone_number_leaves_its_label_where_the_lines_before_would_be_torn_open() -> None:
    text = (
        "感谢你单位对知识产权资助（奖励）工作的监督。对本答复有疑问的，请与我局联系。联系人：陈晓敏；联系"
        "电话：0751-5550101；地址：澄溪县澄溪镇建设路8号。"
    )
    measure = geometry.TEXT_WIDTH / geometry.BODY
    lines = break_lines([(Role.FANGSONG, text)], fonts(system=False).widths, measure, 2)
    assert "".join(piece for _, piece in lines[1].pieces).endswith("联系电话：")
    assert max(line.measure - line.width for line in lines[:-1]) < 3
