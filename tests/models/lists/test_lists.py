"""Tables of achievements as people copy them: heads found, nothing guessed, a reason for each row."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.lists.list_sheet import ListSheet
from ipdesk.models.lists.listed_rows import ListedRow, Verdict, listed_rows
from ipdesk.models.lists.table import pasted_list, read_table
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.models.records import RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary

TEA = "澄溪县云门茶业有限公司"
COUNTER = CounterRows(
    rows=(RawAchievement(id="a", kind="patent_grant", ref="ZL202230123456.2", date="2022-08-09"),),
    vocabulary=standard_vocabulary(),
    year=2022,
    today=datetime.date(2022, 11, 8),
    applicant=TEA,
)
RIGHT = {"ref": "201910123457.4", "name": "茶架", "type": "发明", "date": "20210302", "owners": TEA}
HEAD = "专利号\t专利名称\t专利类型\t授权公告日\t专利权人"


def read(text: str, counter: CounterRows = COUNTER) -> list[ListedRow]:
    return list(listed_rows(read_table(pasted_list(text)), counter))


def one(*cells: str) -> ListedRow:
    (row,) = read(f"{HEAD}\n" + "\t".join(cells))
    return row


@pytest.mark.parametrize(
    ("cells", "verdict", "reason"),
    [
        ({"ref": "CN201910123457.4"}, "new", ""),
        ({"ref": "２０１９１０１２３４５７．４", "date": "2021年3月2日"}, "new", ""),
        ({"type": "发明授权", "date": "2021.03.02"}, "new", ""),
        ({"ref": "201910123457"}, "new", "号码缺少校验位，已补为 ZL201910123457.4"),
        ({"ref": "201910123457.3"}, "refused", "校验位不符"),
        ({"ref": "2.02E+11"}, "refused", "科学计数法"),
        ({"ref": "CN110123456B"}, "ask", "这是公开号或公告号"),
        ({"type": "发明申请"}, "refused", "“发明申请”不是授权"),
        ({"type": "实用新型"}, "refused", "按专利号这是发明专利"),
        ({"date": "2021-02-30"}, "refused", "没有2021年2月30日"),
        ({"date": "2023-03-02"}, "refused", "晚于"),
        ({"date": "44257"}, "refused", "日期的序号"),
        ({"date": "21/3/2"}, "ask", "年份请写四位"),
        ({"date": ""}, "refused", "请填写授权公告日"),
        ({"ref": ""}, "ask", "这一行没有号码"),
        ({"ref": "#N/A"}, "refused", "这一格在表格里出错"),
        ({"owners": f"粤北应用技术研究院；{TEA}"}, "new", ""),
        ({"owners": "远山传媒有限公司"}, "ask", "申请人不在证书的专利权人之中"),
        ({"ref": "202230123456.2", "type": "外观设计", "date": "20220809"}, "known", "已经在第 1 项"),
    ],
)
def test_each_row_has_a_verdict_and_a_reason(cells: dict[str, str], verdict: str, reason: str) -> None:
    row = one(*(RIGHT | cells).values())
    assert row.verdict.value == verdict
    assert reason in "；".join(row.reasons)
    assert bool(row.reasons) == bool(reason)
    if "补为" in reason:
        assert row.raw.ref == "ZL201910123457.4"


def test_titles_units_blank_rows_and_totals_are_no_data() -> None:
    rows = read(
        "2021年度授权专利清单\t\t\t\t\n单位：件\t\t\t\t\n"
        f"{HEAD}\n201910123457.4\t茶架\t发明\t20210302\t{TEA}\n\t\t\t\t\n合计\t1\t\t\t\n"
    )
    assert [(row.line, row.verdict) for row in rows] == [(4, Verdict.NEW)]


def test_heads_are_found_in_any_writing_and_over_two_rows() -> None:
    (row,) = read("專 利 号\t標題 （中文）\t授權公告日\n201910123457.4\t茶架\t20210302")
    assert (row.raw.ref, row.raw.name, row.raw.date) == ("201910123457.4", "茶架", "20210302")
    (row,) = read(f"专利\t\t授权公告日\t权利人\n名称\t号\t\t\n茶架\t201910123457.4\t2021.3.2\t{TEA}")
    assert (row.raw.ref, row.raw.name, row.raw.owners) == ("201910123457.4", "茶架", TEA)


@pytest.mark.parametrize(
    "text",
    [
        '"专利号"\t"授权\n公告日"\t专利名称\n201910123457.4\t2021/3/2\t"一种\n茶架"',
        "专利号,授权公告日,专利名称\n201910123457.4,2021-03-02,一种茶架",
        "专利号；授权公告日；专利名称".replace("；", ";") + "\n201910123457.4;2021-03-02;一种茶架",
        "| 专利号 | 授权公告日 | 专利名称 |\n| 201910123457.4 | 2021-03-02 | 一种茶架 |",
        "专利号（必填）\t授权公告日(年月日)\t专利名称*\n201910123457.4\t2021-03-02 00:00:00\t一种茶架",
        "\ufeff专利号\t授权公告日\u200b\t专利名称\n\u200b201910123457.4\t20210302\t一种茶架",
        "专利号\t授权公告日\t专利名称\n201910123457.4\t20210302\t一种茶架\n专利号\t授权公告日\t专利名称",
    ],
)
def test_however_a_list_was_copied_it_is_read_alike(text: str) -> None:
    (row,) = read(text)
    assert (row.verdict, row.raw.name) == (Verdict.NEW, "一种茶架")
    (other,) = read("专利号\t授权公告日\nZL201910123457.4\t20210302")
    assert row.items == other.items


def test_of_two_columns_the_better_is_proposed_and_the_other_can_be_chosen() -> None:
    cells = pasted_list("专利号\t公开（公告）日\t授权公告日\n201910123457.4\t20200101\t20210302")
    table = read_table(cells)
    assert (table.columns["date"], table.others["date"]) == (2, (2, 1))
    (row,) = listed_rows(read_table(cells, {"date": 1}), COUNTER)
    assert row.raw.date == "20200101"


def test_the_owner_of_today_is_said_to_be_that() -> None:
    (row,) = read(f"申请号\t授权公告日\t当前权利人\n201910123457.4\t20210302\t{TEA}")
    assert (row.verdict, row.reasons) == (
        Verdict.NEW,
        ("这一列是现在的权利人，不一定是授权时的，请对照证书",),
    )


def test_the_second_of_one_thing_is_known_however_it_is_written() -> None:
    line = f"茶架\t发明\t20210302\t{TEA}"
    first, second = read(f"{HEAD}\n201910123457.4\t{line}\nZL 2019 1 0123457.4\t{line}")
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.KNOWN)
    assert second.reasons[0] == "和前面第 2 行是同一件"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("专利号\t专利名称\n201910123457.4\t茶架", "没有找到这几列：授权公告日。"),
        ("专利名称\t专利权人\n茶架\t某公司", "没有找到这几列：专利号、授权公告日。"),
        ("甲\t乙\n1\t2", "没有找到表头"),
        ("", "没有找到表头"),
    ],
)
def test_what_is_lacking_is_said_by_name(text: str, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        read(text)


def test_lists_of_works_and_trademarks_are_known_by_their_heads() -> None:
    (work,) = read(f"登记号\t作品名称\t登记日期\t著作权人\n粤作登字-2022-F-00018202\t插画\t2022.06.03\t{TEA}")
    assert (work.raw.kind, work.verdict) == ("work_registration", Verdict.NEW)
    (mark,) = read(f"注册号\t商标名称\t注册公告日\t注册人\t商标类型\n58123456\t云门\t20220307\t{TEA}\t一般")
    assert (mark.raw.kind, mark.raw.facts["mark_type"], mark.verdict) == (
        "trademark_registration", "ordinary", Verdict.NEW,
    )  # fmt: skip


CELLS = st.sampled_from(
    ["专利号", "授权公告日", "201910123457.4", "", "合计", "2021-03-02", "一\n二", "#N/A"]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_no_table_is_too_strange_and_no_row_of_data_is_lost(cells: list[list[str]]) -> None:
    try:
        table = read_table(ListSheet(name="", cells=cells))
    except Unreadable:
        return
    lines = [row.line for row in listed_rows(table, COUNTER)]
    heads = [head for head in table.heads if head]
    data = []
    for place, row in enumerate(cells[table.first :], start=table.first + 1):
        said = [cell for cell in row if cell.strip()]
        if said and not said[0].startswith("合计") and said != heads:
            data.append(place)
    assert lines == data
