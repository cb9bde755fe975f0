"""Reading papers: what stands there is proposed, what is in doubt says so, and nothing wrong is sure."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.documents.recognition.text_layer import page_texts
from ipdesk.models.recognition.document_form import document_forms
from ipdesk.models.recognition.page_text import Box, Character, PageText, rows_of
from ipdesk.models.recognition.read_documents import ReadDocument, read_documents
from tests.specimens.drawing import pdf_of
from tests.specimens.papers import ALL, INVENTION, WORK, Row, Specimen

TODAY = datetime.date(2026, 12, 1)


def read(*specimens: Specimen) -> tuple[ReadDocument, ...]:
    return read_documents(page_texts(pdf_of(*specimens)), document_forms(), TODAY)


def said(paper: ReadDocument) -> dict[str, str]:
    return {one.fact: one.value for one in paper.values}


def page_of(*rows: Row) -> Specimen:
    """Return one more page of a work's certificate, with other rows."""
    return Specimen("work_certificate", (rows,), {})


def test_every_specimen_is_read_whole_and_nothing_else() -> None:
    for name, specimen in ALL.items():
        (paper,) = read(specimen)
        assert (name, paper.form.id) == (name, specimen.form)
        assert (name, said(paper)) == (name, dict(specimen.values))
        doubtful = {one.fact for one in paper.values if one.doubt}
        assert (name, doubtful) == (name, set(specimen.doubtful))
        assert all(one.passage.text and one.passage.boxes for one in paper.values)


def test_several_papers_in_one_file_stay_apart() -> None:
    papers = read(INVENTION, WORK, INVENTION)
    assert [(paper.form.id, paper.pages) for paper in papers] == [
        ("patent_certificate", (1, 2)),
        ("work_certificate", (3,)),
        ("patent_certificate", (4, 5)),
    ]
    assert said(papers[1])["ref"] == "粤作登字-2022-F-00018202"


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("集成电路布图设计登记证书", False),
        ("专利登记簿副本", False),
        ("作品著作权转让合同", False),
        ("（此页无正文）", True),
        ("著作权人：澄溪证书", True),  # a value, no title
    ],
)
def test_what_is_not_known_belongs_to_no_paper(title: str, known: bool) -> None:
    rows = ((60, 50, 24, title), (25, 95, 12, "登记日期：2023年02月03日")), ((25, 95, 12, "著作权人：别人"),)
    first, last = read(WORK, Specimen("", rows, {}), INVENTION)
    assert first.pages == ((1, 2, 3) if known else (1,))
    assert last.pages == (4, 5)
    assert known or said(first) == dict(WORK.values)


def test_a_passage_says_where_a_value_stands() -> None:
    (paper,) = read(INVENTION)
    name = next(one for one in paper.values if one.fact == "name")
    assert name.passage.text == "发明名称：一种山区茶园用可折叠遮阳支架及其安装方法"
    tops = {round(box.top) for box in name.passage.boxes}
    assert len(tops) == 2  # both rows are marked
    lowest = min(box.bottom for box in name.passage.boxes)
    assert 841.9 - 108 * 72 / 25.4 - 5 < lowest < 841.9 - 108 * 72 / 25.4 + 1  # pt: the second row, at 108 mm


@pytest.mark.parametrize(
    ("rows", "fact", "value", "doubt"),
    [
        ([(25, 85, 12, "登记号：粤作登字-2022-F-00018202"), (25, 95, 12, "登记号：粤作登字-2022-F-00018203")],
         "ref", "粤作登字-2022-F-00018202", "文中另有“粤作登字-2022-F-00018203”，请核对"),
        ([(25, 85, 12, "登记号：粤作登字-2022-F-182")], "ref", "粤作登字-2022-F-182", "登记号通常如"),
        ([(25, 85, 12, "登记日期：2024年02月30日")], "date", "2024年02月30日", "没有2024年2月30日"),
        ([(25, 85, 12, "登记日期：2030年02月03日")], "date", "2030年02月03日", "晚于"),
        ([(25, 85, 12, "著作权人：广东某某文化公司等")], "owners", "广东某某文化公司等", "还有别的权利人"),
        ([(25, 85, 12, f"著作权人：{'澄溪' * 17}"), (15, 91, 12, "文化有限公司")],
         "owners", "澄溪" * 17, "这一行写满，后面一行可能还有，请核对"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_proposed_in_doubt(
    rows: list[Row], fact: str, value: str, doubt: str
) -> None:
    title = (68.0, 50.0, 30.0, "作品登记证书")
    number = () if fact == "ref" else ((25.0, 140.0, 12.0, "登记号：粤作登字-2022-F-00018202"),)
    (paper,) = read(page_of(title, *rows, *number))
    found = next(one for one in paper.values if one.fact == fact)
    assert found.value == value
    assert doubt in found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "原始著作权人：澄溪县远山传媒有限公司",  # another label that ends in a known one
        "本著作权人声明如下",
        "著作权人名录",
        "著作权人：",
    ],
)
def test_a_word_that_is_no_label_gives_no_value(text: str) -> None:
    (paper,) = read(
        page_of(
            (68, 50, 30, "作品登记证书"), (25, 85, 12, "登记号：粤作登字-2022-F-00018202"), (25, 99, 12, text)
        )
    )
    assert "owners" not in said(paper)


def test_other_papers_are_none() -> None:
    letter = page_of((68, 50, 30, "关于作品登记的说明"), (25, 85, 12, "著作权人：澄溪县远山传媒有限公司"))
    assert read(letter) == ()
    assert read(page_of()) == ()


def test_of_a_receipt_for_several_patents_the_sum_is_in_doubt_too() -> None:
    rows = (
        (50, 20, 18, "中央非税收入统一票据（电子）"),
        (20, 60, 9, "国家知识产权局专利局"),
        (20, 70, 9, "申请号：2019101234574"),
        (20, 76, 9, "申请号：201920123457X"),
        (120, 90, 9, "（小写）：1,855.00"),
    )
    (paper,) = read(page_of(*rows))
    fees = next(one for one in paper.values if one.fact == "official_fees")
    assert (fees.value, fees.doubt) == ("1,855.00", "文中有几个号码，请核对是哪一件的")


def test_a_notice_that_speaks_of_the_certificate_is_none() -> None:
    notice = (
        (40, 40, 20, "办理登记手续通知书"),
        (25, 60, 12, "专利号：ZL 2019 1 0123457.4"),
        (25, 70, 12, "授权公告日以后另行通知，发给发明专利证书"),
    )
    assert read(page_of(*notice)) == ()


def test_the_number_of_a_house_is_not_that_of_a_trademark() -> None:
    rows = (
        (70, 45, 28, "商标注册证"),
        (25, 60, 12, "注册地址：某路第12345号"),
        (85, 70, 12, "第58123456号"),
    )
    (paper,) = read(page_of(*rows))
    assert said(paper)["ref"] == "58123456"


def test_what_a_picture_says_is_in_doubt_but_for_check_digits() -> None:
    pages = [page._replace(scanned=True) for page in page_texts(pdf_of(INVENTION))]
    (paper,) = read_documents(pages, document_forms(), TODAY)
    sure = {one.fact for one in paper.values if not one.doubt}
    assert sure == {"ref"}


def test_the_order_in_which_a_file_holds_its_characters_does_not_matter() -> None:
    page = page_texts(pdf_of(WORK))[0]
    characters = [
        Character(char, box)
        for row in page.rows
        for char, box in zip(row.text, row.boxes, strict=True)
        if char != " "
    ]
    random.Random(1).shuffle(characters)
    assert [row.text for row in rows_of(characters)] == [row.text for row in page.rows]


BOXES = st.builds(
    lambda left, bottom, width, height: Box(left, bottom, left + width, bottom + height),
    st.floats(-50, 650),
    st.floats(-50, 900),
    st.floats(0.1, 60),
    st.floats(0.1, 60),
)
TEXTS = st.sampled_from("作品登记证书号著权人名称日期：:（）() 粤字-2024F一㈱ﬁ　Ａ" + "\u200b\u00ad")


@given(st.lists(st.builds(Character, TEXTS, BOXES), max_size=60))
def test_no_page_is_too_strange_to_read(characters: list[Character]) -> None:
    title = [
        Character(char, Box(100 + 30 * place, 700, 130 + 30 * place, 730))
        for place, char in enumerate("作品登记证书登记号")
    ]
    page = PageText(1, rows_of([*title, *characters]))
    for paper in read_documents([page], document_forms(), TODAY):
        for one in paper.values:
            assert one.value.strip()
            assert one.passage.page == 1
