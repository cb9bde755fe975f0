"""``ipdesk import``: the thirty defects of lists that offices receive, a verdict and a reason for each."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.cli import main
from ipdesk.documents.spreadsheets.xls.workbook import xls_workbook
from ipdesk.models import commands, queries
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, company_code, works
from tests.specimens.lists import GRANT, HEADS, OTHER, TEA, book, person_code, row
from tests.stores import with_database

FORMER, NOW = "澄溪县旧名食品有限公司", "澄溪县新名食品有限公司"
PAID = "澄溪县得资助动漫有限公司"
BRACKETS = "示例（广东）制药有限公司"
Answer = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with applicants of every kind of doubt."""
    found = tmp_path_factory.mktemp("lists")
    clock = Clock()
    with closing(Store.open(with_database(found), clock)) as store:
        desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
        desk.register(TEA, identity=company_code(1))
        desk.register(OTHER, identity=company_code(2))
        renamed = desk.register(FORMER, identity=company_code(3))
        details = desk.details(NOW, identity=company_code(3))
        desk.store.run(commands.ChangeApplicant(applicant=renamed, revision=1, details=details), CLERK)
        desk.register(BRACKETS, identity=company_code(4))
        for number in ("440224199003070010", "440224198811230030"):
            desk.register("黄晓明", kind="individual", identity=person_code(number))
        paid = desk.register(PAID, identity=company_code(5))
        desk.confirmed(paid, works("粤作登字-2022-F-00018202"))
    return found


@pytest.fixture
def read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., tuple[int, Answer]]]:
    """Return what imports a file: the status and the lines."""

    def import_(
        data: bytes, *options: str, name: str = "清单.xlsx", into: Path = folder
    ) -> tuple[int, Answer]:
        file = tmp_path / name
        file.write_bytes(data)
        status = main(["--data-dir", str(into), "import", str(file), *options])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    yield import_


Read = Callable[..., tuple[int, Answer]]


def one(read: Read, *cells: object, heads: Sequence[str] = HEADS) -> tuple[str, str]:
    """Return verdict and reasons of a list of one row."""
    _, [line] = read(book(heads, cells))
    return line["verdict"], "；".join(line["reasons"])


# --- 1 to 5: heads ---


def test_titles_and_units_stand_above_the_heads(read: Read) -> None:
    status, [line] = read(book(["2021年度授权专利清单"], ["单位：件"], [], HEADS, row()))
    assert (status, line) == (0, {"row": 5, "verdict": "new", "reasons": []})


def test_heads_over_two_rows_with_merged_cells(read: Read) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:C2")
        sheet.merge_cells("D1:D2")

    heads = (("专利", None, "授权公告日", "专利权人"), ("名称", "号", None, None))
    _, [line] = read(book(*heads, ("茶架", GRANT[0], "2021-03-02", TEA), change=merge))
    assert (line["row"], line["verdict"]) == (3, "new")


def test_a_needed_column_that_is_absent_is_said_by_name_before_anything_else(read: Read) -> None:
    status, lines = read(book(("专利号", "专利名称"), (GRANT[0], "茶架"), ("x", "y")))
    assert status == 1
    assert [(line["row"], line["verdict"]) for line in lines] == [(0, "refused")]
    assert "没有找到这几列：授权公告日" in lines[0]["reasons"][0]


def test_of_two_columns_it_is_asked_which(read: Read) -> None:
    data = book(("专利号", "公开（公告）日", "授权公告日"), (GRANT[0], "2020-01-01", "2021-03-02"))
    status, [line] = read(data)
    assert (status, line["verdict"]) == (0, "ask")
    [reason] = line["reasons"]
    assert "可能是这几列：授权公告日、公开（公告）日。建议用“授权公告日”" in reason
    _, [line] = read(data, "--column", "date=授权公告日")
    assert line["verdict"] == "new"


@pytest.mark.parametrize(
    ("published", "verdict", "reason"),
    [
        ("CN110123456B", "new", ""),
        ("CN110123456A", "refused", "是申请公布，不是授权"),
        ("", "ask", "不一定是授权公告日"),
    ],
)
def test_the_day_of_a_publication_is_that_of_a_grant_where_its_number_says_so(
    read: Read, published: str, verdict: str, reason: str
) -> None:
    heads = ("申请号", "名称", "公开（公告）号", "公开（公告）日", "申请（专利权）人")
    found, reasons = one(read, "CN201910123457.4", "茶架", published, "2021-03-02", TEA, heads=heads)
    assert (found, reason in reasons) == (verdict, True)


def test_traditional_heads_and_blanks_in_them(read: Read) -> None:
    heads = ("專 利 号", "標題 （中文）", "授權公告日")
    assert one(read, GRANT[0], "茶架", "20210302", heads=heads)[0] == "new"


# --- 6 to 16: numbers, kinds, days ---

CELLS = [
    ({"ref": "CN201910123457.4"}, "new", ""),
    ({"ref": "201910123457"}, "new", "已补为 ZL201910123457.4"),
    ({"ref": "201910123457.3"}, "refused", "校验位不符"),
    ({"ref": "2.02E+11"}, "refused", "科学计数法"),
    ({"ref": 2.02e11}, "refused", "科学计数法"),
    ({"ref": 201910123457}, "new", "已补为 ZL201910123457.4"),
    ({"ref": "２０１９１０１２３４５７．\n４\u200b", "owners": f"\u200b{TEA}\n"}, "new", ""),
    ({"ref": "CN110123456B"}, "ask", "公开号或公告号"),
    ({"type": "发明申请"}, "refused", "“发明申请”不是授权"),
    ({"type": "发明公布"}, "refused", "“发明公布”不是授权"),
    ({"type": "实用新型"}, "refused", "发明专利"),
    ({"filed": "2019.02.18"}, "new", ""),
    ({"filed": "20190218"}, "new", ""),
    ({"filed": "2019年2月18日"}, "new", ""),
    ({"filed": 43514}, "new", "读作 2019-02-18"),
    ({"filed": " 2019 - 02 - 18 "}, "new", ""),
    ({"filed": datetime.date(2019, 2, 18)}, "new", ""),
    ({"filed": datetime.datetime(2019, 2, 18, 8, 30)}, "new", ""),
    ({"filed": "2019-02-30"}, "refused", "没有2019年2月30日"),
    ({"day": "2031-01-01"}, "refused", "晚于"),
    ({"filed": "2021-04-01"}, "refused", "晚于"),
    ({"day": "18/2/19"}, "ask", "年份请写四位"),
    ({"day": "2/3/19"}, "ask", ""),
    # 17 to 22: owners
    ({"owners": f"{OTHER}；{TEA}; 黄一一、李二二"}, "new", ""),
    ({"owners": f"{OTHER}/{TEA}"}, "new", ""),
    ({"owners": f"{OTHER}\n{TEA}"}, "new", ""),
    ({"owners": "某某（广东）有限公司、某某分公司"}, "ask", "某某分公司"),
    ({"owners": "示例(广东)制药有限公司"}, "new", ""),
    ({"owners": FORMER}, "ask", f"“{FORMER}”是“{NOW}”以前的名称"),
    ({"owners": f"{TEA}韶关分公司"}, "ask", "总公司和分支机构"),
    ({"owners": "黄晓明"}, "ask", "末四位"),
    ({"code": company_code(1)[:-1] + ("A" if company_code(1)[-1] != "A" else "B")}, "refused", "代码"),
    ({"code": company_code(2)}, "ask", f"登记的是“{OTHER}”"),
    ({"code": company_code(1)}, "new", ""),
    # 28: what stands in cells
    ({"ref": "'201910123457.4"}, "new", ""),
    ({"ref": '=HYPERLINK("http://example.invalid/","201910123457.4")'}, "new", ""),
    ({"name": '="茶架"'}, "new", ""),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "verdict", "reason"), CELLS)
def test_what_stands_in_cells(read: Read, changed: dict[str, object], verdict: str, reason: str) -> None:
    found, reasons = one(read, *row(**changed))
    assert (found, reason in reasons) == (verdict, True), reasons
    assert bool(reasons) == bool(reason or verdict != "new")


def test_namesakes_are_told_apart_by_the_end_of_their_numbers(read: Read) -> None:
    _, reasons = one(read, *row(owners="黄晓明"))
    ends = [person_code(number)[-4:] for number in ("440224199003070010", "440224198811230030")]
    assert "、".join(ends) in reasons


def test_the_days_of_a_workbook_that_counts_from_1904(read: Read) -> None:
    def count_later(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    # 2019-02-18 is 1462 days less there.
    _, [line] = read(book(HEADS, row(filed=43514 - 1462), change=count_later))
    assert (line["verdict"], "读作 2019-02-18" in line["reasons"][0]) == ("new", True)


def test_the_owner_of_today_is_another_than_at_grant(read: Read) -> None:
    heads = ("申请号", "授权公告日", "申请人", "当前权利人")
    verdict, reasons = one(read, GRANT[0], "2021-03-02", TEA, OTHER, heads=heads)
    assert (verdict, reasons) == ("new", f"现在的权利人是“{OTHER}”，和授权时的不同")


# --- 23 to 25: against the register ---


def test_the_same_thing_twice_known_and_changed(
    read: Read, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = with_database(tmp_path / "own")
    Store.open(place).close()
    data = book(HEADS, row(), row(ref="ZL 2019 1 0123457.4"))
    verdicts = [line["verdict"] for line in read(data, "--write", into=place)[1]]
    assert verdicts == ["new", "known"]
    before = _registered(place)
    assert before == {("ZL201910123457.4", "茶架", "2021-03-02")}
    assert [line["verdict"] for line in read(data, "--write", into=place)[1]] == ["known", "known"]
    later = book(HEADS, row(name="茶叶架"))
    _, [line] = read(later, "--write", into=place)
    assert (line["verdict"], line["reasons"][0]) == ("changed", "专利名称原为“茶架”，表里是“茶叶架”")
    assert _registered(place) == before, "what is changed is written on request only"
    read(later, "--write", "--changed", into=place)
    assert _registered(place) == {("ZL201910123457.4", "茶叶架", "2021-03-02")}


def _registered(place: Path) -> set[tuple[str, str, str]]:
    with closing(Store.open_to_read(place)) as store:
        found = store.read(queries.standing_things, _ITEMS)
    return {(one.ref, one.certificate.name, str(one.date)) for things in found.values() for one in things}


_ITEMS = ("201910123457", "CN201910123457", "ZL201910123457")


def test_what_is_on_file_for_the_same_and_for_another_applicant(read: Read) -> None:
    heads = ("登记号", "作品名称", "登记日期", "著作权人")
    thing = ("粤作登字-2022-F-00018202", "", "2022-03-01")
    verdict, reasons = one(read, *thing, PAID, heads=heads)
    assert (verdict, reasons.count("得到资助 200.00 元")) == ("known", 1), reasons
    verdict, reasons = one(read, *thing, TEA, heads=heads)
    assert (verdict, reasons.count(f"已登记在“{PAID}”名下"), reasons.count("得到资助")) == ("new", 1, 1)


# --- 26 to 30 ---


@pytest.mark.parametrize(
    ("fees", "verdict"),
    [("1,234.50", "new"), ("￥1234.5", "new"), ("1.2万", "new"), ("壹仟元", "new"), (1234.5, "new"),
     ("-5", "refused"), ("1234.567", "refused"), ("", "new")],
)  # fmt: skip
def test_sums(read: Read, fees: object, verdict: str) -> None:
    heads = ("专利号", "授权公告日", "专利权人", "官费")
    assert one(read, GRANT[0], "2021-03-02", TEA, fees, heads=heads)[0] == verdict


def test_what_is_no_row_of_data_and_what_is_hidden(read: Read) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    design = row(ref="202230123456.2", type="外观设计", filed="", day="2022-08-09")
    _, lines = read(book(HEADS, row(), [], design, ("合计", 2), change=hide))
    assert [(line["row"], line["verdict"]) for line in lines] == [(2, "new"), (4, "new")]
    assert lines[1]["reasons"] == ["这一行在表格里是隐藏的"]


def test_cells_in_error_and_formulas_that_nobody_computed(read: Read) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C3"] = "#N/A", "=VLOOKUP(1,A:B,2)"
        sheet["B2"].data_type = "e"

    _, lines = read(book(HEADS, row(), row(), change=spoil))
    assert [line["verdict"] for line in lines] == ["refused", "refused"]


def test_a_mark_with_several_classes_is_one_thing_a_class(read: Read, tmp_path: Path) -> None:
    place = with_database(tmp_path / "own")
    Store.open(place).close()
    heads = ("注册号", "国际分类", "商标名称", "注册公告日", "注册人", "商标类型")
    mark = ("58123456", "9、35", "云门", "20220307", TEA, "一般")
    _, [line] = read(book(heads, mark), "--write", into=place)
    assert (line["verdict"], line["reasons"][-1]) == ("new", "一个号码 2 个类别，按 2 件登记")
    with closing(Store.open_to_read(place)) as store:
        found = store.read(queries.standing_things, ["58123456"])
    assert sorted(one.part for things in found.values() for one in things) == ["35", "9"]
    _, lines = read(book(heads, (*mark[:1], 9, *mark[2:]), (*mark[:1], "42", *mark[2:])), into=place)
    assert [line["verdict"] for line in lines] == ["known", "new"]


def test_an_old_workbook_and_several_sheets_are_read(read: Read) -> None:
    old = xls_workbook("清单", [HEADS, tuple(map(str, row())), (2, 201910123457, *map(str, row()[2:]))])
    status, lines = read(old, name="清单.xls")
    assert (status, [line["verdict"] for line in lines]) == (0, ["new", "known"])

    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.title, other, notes = (
            "授权",
            sheet.parent.create_sheet("作品"),
            sheet.parent.create_sheet("说明"),
        )
        other.append(("登记号", "登记日期"))
        other.append(("粤作登字-2022-F-00018777", "2022-03-01"))
        notes.append(("本表由各镇报送",))
        sheet.parent.create_sheet("藏").sheet_state = "hidden"

    _, lines = read(book(HEADS, row(), change=add))
    assert [(line["sheet"], line["row"], line["verdict"]) for line in lines] == [
        ("授权", 2, "new"), ("作品", 2, "new"),
    ]  # fmt: skip


def text_list(separator: str) -> str:
    return "\r\n".join(separator.join(map(str, cells)) for cells in (HEADS[1:7], GRANT[:6]))


def page(*rows: Sequence[object]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in cells) for cells in rows)
    return "<html><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table></html>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (text_list(",").encode("gb18030"), "清单.csv"),
        (text_list(",").encode("utf-8-sig"), "清单.csv"),
        (text_list(";").encode(), "清单.csv"),
        (text_list("\t").encode("utf-16"), "清单.txt"),
        (page(HEADS[1:7], GRANT[:6]).encode(), "清单.xlsx"),
    ],
)  # fmt: skip
def test_files_of_text_are_read_alike(read: Read, data: bytes, name: str) -> None:
    status, lines = read(data, name=name)
    assert (status, [line["verdict"] for line in lines]) == (0, ["new"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"PK\x03\x04broken", "打不开"),
        (b"", "空的"),
        (b"\x89PNG\x00\x01", "不是表格文件"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(read: Read, data: bytes, reason: str) -> None:
    status, [line] = read(data)
    assert (status, line["row"], line["verdict"]) == (1, 0, "refused")
    assert reason in line["reasons"][0]
