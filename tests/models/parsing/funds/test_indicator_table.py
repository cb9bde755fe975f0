"""Sheets of indicators: what their words ask for, and what is wrong with them, by row and column."""

import datetime
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ipdesk.documents.spreadsheets.indicators import indicator_workbook, read_tables, written
from ipdesk.funds.account.held import HELD, LINKABLE
from ipdesk.funds.case.form import sample_fund
from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.models.parsing.funds.indicator_table import IndicatorTable, Merged, read_indicators
from ipdesk.models.parsing.funds.indicator_words import Target, read_actual, read_target
from ipdesk.models.parsing.text.texts import Unreadable
from tests.rows import every_row

C, D = Comparator, Decimal
END_OF_2024 = datetime.date(2024, 12, 31)
TARGETS = [
    ("1个", Target(C.AT_LEAST, D(1), "个")),
    ("5", Target(C.AT_LEAST, D(5))),
    ("≥20家", Target(C.AT_LEAST, D(20), "家")),
    ("不少于 ３ 家", Target(C.AT_LEAST, D(3), "家")),
    ("至少2个以上", Target(C.AT_LEAST, D(2), "个")),
    ("不高于10%", Target(C.AT_MOST, D(10), "%")),
    ("控制在1,200.50万元以内", Target(C.AT_MOST, D("1200.50"), "万元")),
    ("＝3期", Target(C.EXACTLY, D(3), "期")),
    ("实现20%增长", Target(C.GROWTH, D(20), "%")),
    ("增长3件", Target(C.AT_LEAST, D(3), "件")),
    ("2024年内完成", Target(C.DONE_BY, END_OF_2024)),
    ("2024年6月底前", Target(C.DONE_BY, datetime.date(2024, 6, 30))),
    ("2024年11月15日前完成", Target(C.DONE_BY, datetime.date(2024, 11, 15))),
    ("进一步提升", Target(C.QUALITATIVE)),
    ("提交至少4个地理标志商标注册申请，并取得《商标注册申请受理通知书》", Target(C.AT_LEAST, D(4))),
]


@every_row(TARGETS, lambda row: row[0])
def test_what_a_target_asks_for(row: tuple[str, Target]) -> None:
    assert read_target(row[0]) == row[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("大于5件", "不含本数"),
        ("培训3期120人", "有几个数"),
        ("下降10%", "是降幅"),
        ("12月底前完成", "没有写年份"),
        ("2024年13月底前", "日期不对"),
        ("2024年完成3项", "有几个数"),
    ],
)
def test_a_target_that_may_be_read_in_two_ways_is_not_guessed_at(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_target(text)


ACTUALS = [
    ("10个", Target(C.AT_LEAST, D(4), "个"), (D(10), "")),
    ("2个", Target(C.AT_LEAST, D(1), "份"), (D(2), "个")),
    ("500000元", Target(C.AT_LEAST, D(40), "万元"), (D(50), "")),
    ("1.5亿元", Target(C.AT_LEAST, D(1), "万元"), (D(15000), "")),
    ("投诉率0", Target(C.AT_MOST, D(10), "%"), (D(0), "")),
    ("培育中", Target(C.AT_LEAST, D(1), "个"), (None, "")),
    ("已完成", Target(C.DONE_BY, END_OF_2024), (END_OF_2024, "")),
    ("未完成", Target(C.DONE_BY, END_OF_2024), (None, "")),
    ("2025年1月8日", Target(C.DONE_BY, END_OF_2024), (datetime.date(2025, 1, 8), "")),
    ("得到提升", Target(C.QUALITATIVE), (None, "")),
]


@every_row(ACTUALS, lambda row: row[0])
def test_what_came_of_it(row: tuple[str, Target, tuple[object, str]]) -> None:
    assert read_actual(*row[:2]) == row[2]


HEADS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度\n指标值",
    "实际完成值",
    "分值（分）",
    "偏差原因分析及改进措施",
]


def table(*rows: list[str | float], merged: tuple[Merged, ...] = ()) -> IndicatorTable:
    """Return a sheet of an office: a title, its heads in the third row, and rows below."""
    below = [(at, row) for at, row in enumerate(rows, start=4)]
    return IndicatorTable("自评表", [(1, ["项目支出绩效自评表"]), (3, HEADS), *below], merged)


def test_a_sheet_of_an_office_is_read_with_its_merged_groups() -> None:
    found = read_indicators([
        IndicatorTable("说明", [(1, ["填写说明"])]),
        table(
            ["产出指标", "数量指标", "培训", "≥2期", "3期", 10.0, ""],
            ["", "", "经费", "不超过5万元", 48000.0, 10.0, ""],
            ["效益指标\n（30分）", "", "满意", "进一步提升", "达成", "", ""],
            ["总分", "", "", "", "", 100.0, ""],
            ["填报人：", "", "", "", "", "", ""],
            merged=(Merged(4, 5, 1, 1), Merged(4, 5, 2, 2)),
        ),
    ])  # fmt: skip
    assert found.faults == ()
    first, second, third = found.rows
    assert first == Indicator(
        1, Group.OUTPUT, "数量指标", "培训", C.AT_LEAST, "≥2期", "3期", "期", goal=D(2), value=D(3),
        points=D(10),
    )  # fmt: skip
    assert (second.group, second.second, second.goal, second.unit) == (Group.OUTPUT, "数量指标", 5, "万元")
    assert second.value == 48000, "a bare number is in the unit of its target"
    assert (third.group, third.second, third.comparator, third.band) == (
        Group.BENEFIT, "", C.QUALITATIVE, Band.MET,
    )  # fmt: skip


def test_every_fault_is_named_by_sheet_row_and_column_and_nothing_is_taken() -> None:
    found = read_indicators([
        table(
            ["产出指标", "数量指标", "培训", "≥2期", "3期", 10.0, ""],
            ["", "", "", "大于5件", "", "十分", ""],
            ["影响指标", "", "持续", "1项", "1项2次", "", ""],
            merged=(Merged(4, 5, 6, 6),),
        )
    ])  # fmt: skip
    assert found.rows == ()
    assert [one.removeprefix("工作表“自评表”") for one in found.faults] == [
        "第5行F列（分值）：与上一行是合并的单元格，请拆开，每行写自己的。",
        "第5行C列（三级指标）：没有填写。",
        "第5行D列（指标值）：不含本数，程序只比较“≥”“≤”“＝”，请改写成含本数的。",
        "第6行A列（一级指标）：“影响指标”不是成本、产出、效益、满意度指标。",
    ]


def test_a_workbook_without_or_with_several_tables_is_refused() -> None:
    row: list[str | float] = ["产出指标", "", "培训", "2期", "", "", ""]
    assert read_indicators([IndicatorTable("表", [(1, ["姓名", "电话"])])]).faults == (
        "没有找到绩效指标的表头，至少要有这些列：一级指标、三级指标、指标值。",
    )
    assert read_indicators([IndicatorTable("表", [(2, ["三级指标", "分值"])])]).faults == (
        "工作表“表”第2行的表头缺少这些列：一级指标、指标值。",
    )
    [several] = read_indicators([table(row), table(row)._replace(name="另一张")]).faults
    assert several.startswith("有几张工作表都有绩效指标：“自评表”、“另一张”。")
    assert read_indicators([table()]).faults == ("工作表“自评表”的表头下面没有指标。",)


# --- there and back ---

TEXT = st.text("甲乙丙3期≥%（）、-=+", max_size=9).map(str.strip)
NUMBER = st.decimals(-(10**9), 10**9, places=4)
SHARE = st.none() | st.decimals(0, 100, places=2)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
SAID = TEXT.filter(bool)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    how = draw(st.sampled_from(Comparator))
    values = DAYS if how is C.DONE_BY else NUMBER
    qualitative = how is C.QUALITATIVE
    linked = how in LINKABLE and draw(st.booleans())
    return Indicator(
        0, draw(st.sampled_from(Group)), draw(SAID), draw(SAID), how, draw(SAID), draw(TEXT), draw(TEXT),
        "" if qualitative or how is C.DONE_BY else draw(TEXT),
        None if qualitative else draw(values),
        None if qualitative else draw(st.none() | values),
        draw(st.sampled_from(Band)) if qualitative else None,
        draw(SHARE), draw(SHARE), draw(st.none() | NUMBER), draw(TEXT), draw(TEXT),
        draw(st.sampled_from(sorted(HELD))) if linked else "",
        draw(TEXT) if linked else "",
    )  # fmt: skip


def sheet(rows: list[Indicator]) -> tuple[IndicatorTable, ...]:
    """Return indicators as the program writes them, without a file between."""
    heads, cells = written(rows)
    return (IndicatorTable("绩效指标", [(1, heads), *enumerate(cells, start=2)]),)


def test_a_file_with_merged_cells_and_numbers_of_percent_is_read_as_it_is_shown() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADS, ["产出", "质量指标", "合格率", "≥95%", 0.975], [None, None, "及格率", 0.6, 0.5]):
        sheet.append(row)
    for cell in ("E2", "D3", "E3"):
        sheet[cell].number_format = "0.0%"
    sheet.merge_cells("A2:A3")
    book.create_sheet("藏").sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    rows, faults = read_indicators(read_tables(kept.getvalue()))
    assert faults == ()
    assert [(row.group, row.second, row.goal, row.value, row.unit, row.actual) for row in rows] == [
        (Group.OUTPUT, "质量指标", 95, D("97.5"), "%", "97.5%"),
        (Group.OUTPUT, "质量指标", 60, 50, "%", "50%"),
    ]


def test_the_sample_is_written_and_read_as_the_same_by_a_file() -> None:
    rows = tuple(one.indicator() for one in sample_fund("shaoguan-2021").indicators)
    found = read_indicators(read_tables(indicator_workbook(rows)))
    assert found.faults == ()
    assert found.rows == rows


@given(st.lists(indicators(), min_size=1, max_size=4))
def test_what_is_written_is_read_as_the_same(rows: list[Indicator]) -> None:
    numbered = tuple(row._replace(number=at) for at, row in enumerate(rows, start=1))
    assert read_indicators(sheet(list(numbered))) == (numbered, ())


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(target: str, actual: str) -> None:
    found = read_indicators([table(["产出指标", "数量指标", "培训", target, actual, "", ""])])
    assert bool(found.rows) is not bool(found.faults)
