"""Forms and tables on paper, measured in the PDF: closed borders, text within its cell, heads, sums."""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.page import Page

from ipdesk.documents.errors import MissingGlyphError, TemplateError
from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.sheets.fewest_pages import lay_out
from ipdesk.documents.letters.sheets.fill import SheetText
from ipdesk.documents.letters.sheets.template import SheetTemplate, read
from ipdesk.documents.letters.template import TemplateVocabulary, source_of
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.borders import WEIGHT
from ipdesk.documents.typesetting.page_drawing import PageFile, drawn
from ipdesk.documents.typesetting.tabular import tabular
from tests.documents.letters.paper import MM, characters, lines, pages, text

VOCABULARY = TemplateVocabulary(
    names={"number": "编号", "name": "名称", "words": "大写", "opinion": "意见"},
    lists={"items": {"title": "事项", "reason": "理由"}},
    conditions={"person": "个人", "unit": "单位"},
    amounts={"items": ("sum",)},
)
TEMPLATE = """
page: {page}
title: "资金审核审批表"
left: "编号：{{name}}"
right: "单位：元"
body:
  - form:
      columns: [24, 54, 24, 54]
      rows:
        - ["申请人", {{text: "{{name}}", columns: 3}}]
        - [{{text: "负责|人", label: "true", rows: 2}}, "[{{opinion}}]", "类别",
           {{tick: {{person: 个人, unit: 单位}}}}]
        - [{{text: "甲{{name}}", columns: 3}}]
  - table:
      each: items
      carried: "true"
      columns:
        - {{head: 序号, width: 14, text: "{{number}}", align: centre}}
        - {{head: 事项, width: 60, text: "{{title}}"}}
        - {{head: 金额, width: 40, sum: sum, align: right}}
        - {{head: 理由, width: 42, text: "[{{reason}}]"}}
      total:
        - [{{text: 合计, columns: 2, label: "true"}}, {{sum: sum, align: right}}, ""]
  - form:
      columns: [24, 132]
      rows:
        - ["意见", {{text: "[{{opinion}}]", foot: "签名：　　年　月　日", height: "28"}}]
  - text: "{{name}}对材料的真实性负责。"
  - signature: ["经办人：", "审核人：", "　　年　月　日"]
"""
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def portrait(tmp_path_factory: pytest.TempPathFactory) -> SheetTemplate:
    return wording(tmp_path_factory.mktemp("sheets"), "portrait")


@pytest.fixture(scope="module")
def landscape(tmp_path_factory: pytest.TempPathFactory) -> SheetTemplate:
    return wording(tmp_path_factory.mktemp("sheets"), "landscape")


def wording(folder: Path, page: str) -> SheetTemplate:
    path = folder / "sheet.yaml"
    path.write_text(TEMPLATE.format(page=page), encoding="utf-8")
    return read(source_of(path), VOCABULARY)


def content(items: Sequence[Member], **values: str) -> Content:
    said = {"number": "", "name": "云溪县恒信电子科技股份有限公司", "words": "", "opinion": ""}
    return Content(said | values, {"items": items}, {"unit"})


def item(fen: int, title: str = "发明专利授权（ZL202110123456.7）", reason: str = "") -> Member:
    return Member({"title": title, "reason": reason}, amounts={"sum": fen})


def printed(
    template: SheetTemplate, items: Sequence[Member], number: str | None = "", **values: str
) -> bytes:
    file = PageFile()
    layouts = lay_out(SheetText(template, content(items, **values)).sheet(number), fonts(system=False))
    file.add([drawn(layout) for layout in layouts])
    return file.finish(Facts("审批表", "局", datetime.date(2026, 1, 5)))


ITEMS = [item(100_000 + place * 1_117, reason="超过年度限额，予以核减" * (place % 3)) for place in range(40)]
LONG = item(1, "作品著作权登记" * 300)


def rules(page: Page) -> tuple[list[Box], list[Box]]:
    """Return the horizontal and the vertical borders, each by its middle: x0, bottom, x1, top."""
    boxes = [(rect["x0"], rect["y0"], rect["x1"], rect["y1"]) for rect in page.rects]
    flat = [box for box in boxes if box[3] - box[1] < 2 * WEIGHT]
    return flat, [box for box in boxes if box not in flat]


def area(page: Page) -> Box:
    """Return the type area: GB/T 9704's 156 by 225 mm, 28 mm from the edge at which sheets are bound."""
    width, height = (156, 225) if page.width < page.height else (225, 156)
    left, top = (28, 37) if page.width < page.height else (35, 28)
    x, y = left * MM, float(page.height) - top * MM
    return x, y - height * MM, x + width * MM, y


@pytest.mark.parametrize("page", ["portrait", "landscape"])
@pytest.mark.parametrize("items", [ITEMS, [LONG, *ITEMS[:3]]], ids=["many", "long"])
def test_borders_are_closed_and_of_one_weight(
    page: str, items: list[Member], request: pytest.FixtureRequest
) -> None:
    pdf = printed(request.getfixturevalue(page), items)
    for sheet in pages(pdf):
        flat, upright = rules(sheet)
        assert {round(min(x1 - x0, y1 - y0), 2) for x0, y0, x1, y1 in (*flat, *upright)} == {WEIGHT}
        for x0, y0, x1, y1 in upright:
            for end in (y0, y1):
                assert any(low - 0.1 <= end <= high + 0.1 and a <= x0 + 0.1 and x1 - 0.1 <= b
                           for a, low, b, high in flat), "an upright ends on a level line"  # fmt: skip
        for x0, y0, x1, y1 in flat:
            middle = (y0 + y1) / 2
            for end in (x0, x1):
                assert any(a - 0.1 <= end <= b + 0.1 and low - 0.1 <= middle <= high + 0.1
                           for a, low, b, high in upright), "a level line ends on an upright"  # fmt: skip


@pytest.mark.parametrize("page", ["portrait", "landscape"])
@pytest.mark.parametrize("items", [ITEMS, [LONG, *ITEMS[:3]]], ids=["many", "long"])
def test_no_line_crosses_a_border_another_line_or_the_edge_of_the_block(
    page: str, items: list[Member], request: pytest.FixtureRequest
) -> None:
    sheets = pages(printed(request.getfixturevalue(page), items, opinion="同意按核算金额资助。" * 9))
    for number, sheet in enumerate(sheets):
        left, bottom, right, top = area(sheet)
        flat, upright = rules(sheet)
        shown = [
            char for char in characters(sheet) if float(char["y0"]) > bottom - 10 and char["text"].strip()
        ]
        body = [char for char in shown if char["y0"] < top + 3]
        above = "".join(char["text"] for char in shown if char["y0"] >= top + 3)
        assert ("（续）" in above) == (number > 0), "what a further page is known by"
        for char in body:
            assert left - 0.1 <= char["x0"] and char["x1"] <= right + 0.1 and char["y1"] <= top + 3
            middle = (char["x0"] + char["x1"]) / 2
            base = char["matrix"][5]
            for x0, y0, x1, y1 in flat:
                assert not (x0 <= middle <= x1 and base - 1 < y1 and y0 < base + 0.7 * char["size"])
            for x0, y0, x1, y1 in upright:
                assert not (y0 < base < y1 and char["x0"] + 0.5 < x1 and x0 < char["x1"] - 0.5)
        rows = Counter((round(char["x0"]), round(char["matrix"][5])) for char in body)
        assert max(rows.values()) == 1, "no character on another"


def test_heads_stand_on_every_page_and_sums_are_carried_in_figures(portrait: SheetTemplate) -> None:
    sheets = pages(printed(portrait, ITEMS))
    assert len(sheets) > 2
    said = ["\n".join(line.text for line in lines(sheet)) for sheet in sheets]
    for number, words in enumerate(said):
        with_rows = "发明专利" in words
        assert with_rows == ("序号事项金额理由" in words.replace(" ", ""))
        assert ("承前页" in words) == (with_rows and number > 0)
    # 40 items of 1,000.00 and each 11.17 more than the one before: 40 * 1,000 + 780 * 11.17.
    assert "48,712.60" in "".join(said)
    first = said[0].count("发明专利")
    brought = first * 100_000 + first * (first - 1) // 2 * 1_117
    shown = f"{brought / 100:,.2f}"
    assert f"过次页{shown}" in said[0] and f"承前页{shown}" in said[1]
    assert [words.rpartition("\n")[2] for words in said] == [f"— {n} —" for n in range(1, len(said) + 1)]


@settings(max_examples=6)
@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=400))
def test_the_total_is_the_sum_of_all_rows(portrait: SheetTemplate, sums: list[int]) -> None:
    sheet = SheetText(portrait, content([item(fen) for fen in sums])).sheet("")
    table = sheet.blocks[1]
    assert table.total[0][1].text == f"{sum(sums) // 100:,}.{sum(sums) % 100:02}"
    assert table.carried is not None
    half = len(sums) // 2
    brought = table.carried(half)[1][1].text
    assert brought == f"{sum(sums[:half]) // 100:,}.{sum(sums[:half]) % 100:02}"


def test_what_is_signed_stands_together_beside_the_last_rows(portrait: SheetTemplate) -> None:
    for count in range(1, 24):
        sheets = pages(printed(portrait, ITEMS[:count]))
        said = [line.text for line in lines(sheets[-1])]
        (signed,) = [words for words in said if "经办人" in words]
        assert "审核人" in signed and any("真实性" in words for words in said)


def test_digits_stand_under_each_other() -> None:
    for face in ("1,111,111.11", "8,888,888.88", "7,417,070.14"):
        assert tabular(fonts(system=False), Role.FANGSONG, face, 10).width == pytest.approx(
            tabular(fonts(system=False), Role.FANGSONG, "0,000,000.00", 10).width
        )


def test_a_cell_without_its_value_stays_blank_and_a_box_is_ticked_by_its_condition(
    portrait: SheetTemplate,
) -> None:
    said = text(printed(portrait, ITEMS[:1]))
    assert "□个人　☑单位" in said and "签名：　　年　月　日" in said
    assert "样稿" not in said


def test_a_draft_is_marked_and_the_same_data_give_the_same_bytes(portrait: SheetTemplate) -> None:
    draft = printed(portrait, ITEMS[:1], number=None)
    assert "样" in "".join(char["text"] for char in pages(draft)[0].chars)
    assert printed(portrait, ITEMS) == printed(portrait, ITEMS)


def test_a_character_that_no_face_covers_stops_the_sheet(portrait: SheetTemplate) -> None:
    with pytest.raises(MissingGlyphError, match="U\\+10FFFD"):
        printed(portrait, [item(1, "\U0010fffd")])


def test_a_form_of_which_no_row_applies_leaves_no_trace(tmp_path: Path) -> None:
    last = '        - ["意见", {{text: "[{{opinion}}]", foot: "签名：　　年　月　日", height: "28"}}]\n'
    assert last in TEMPLATE
    for_people = last.replace("- [", "- cells: [").rstrip() + "\n          when: person\n"
    path = tmp_path / "sheet.yaml"
    path.write_text(TEMPLATE.replace(last, for_people).format(page="portrait"), encoding="utf-8")
    said = text(printed(read(source_of(path), VOCABULARY), ITEMS[:1]))
    assert "意见" not in said and "真实性负责" in said


FAULTS: dict[str, tuple[str, str, str]] = {
    "unknown name": ("{{title}}", "{{heading}}", "占位符“{heading}”不认识"),
    "unknown key": ("carried:", "carry:", "“carry”不认识"),
    "places left empty": ("24, 54]", "24]", "第 10 行：这一行的格子合起来应当正好占3列"),
    "a cell too low": ("rows: 2", "rows: 9", "格子不能向下占到没有的行"),
    "no number": ("width: 60", "width: 宽", "此处应当是数字"),
    "unknown sum": ("40, sum: sum", "40, sum: title",
                    "“sum”不能是“title”"),
    "unknown list": ("each: items", "each: rows", "“each”不能是“rows”"),
    "unknown box": ("person: 个人", "group: 个人", "“group”不认识"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_template_that_says_something_unknown_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    good, bad, said = FAULTS[case]
    assert good in TEMPLATE
    path = tmp_path / "sheet.yaml"
    path.write_text(TEMPLATE.replace(good, bad).format(page="portrait"), encoding="utf-8")
    with pytest.raises(TemplateError, match="第 ") as raised:
        read(source_of(path), VOCABULARY)
    assert said in raised.value.message
