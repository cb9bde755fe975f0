"""What a reader that goes by a paper's structure is told: every word once, in its order, as what it is."""

from dataclasses import replace

import pytest

from tests.documents.letters import form_papers, letters, papers
from tests.documents.letters.letters import render_batch
from tests.documents.letters.paper import characters, pages, text
from tests.documents.pdf.structure import Part, furniture, read, unmarked


def told(part: Part) -> str:
    """Return everything that a part says."""
    return part.text + "".join(map(told, part.parts))


@pytest.fixture(scope="module", params=papers.ALL)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each paper in turn; all that is asked of one is asked before the next is drawn."""
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(name: str) -> bytes:
    return papers.render(papers.ALL[name])


def test_everything_that_is_printed_is_told_or_furniture(pdf: bytes) -> None:
    [paper] = read(pdf)
    code = "".join(part.alt for part in paper.all("Figure"))
    printed = [char["text"] for page in pages(pdf) for char in characters(page)]
    assert sorted(code + "".join(printed)) == sorted(told(paper) + furniture(pdf))


def test_a_letter_is_told_paragraph_by_paragraph() -> None:
    [paper] = read(papers.render(letters.TWO))
    said = [(part.kind, part.text) for part in paper.parts]
    assert said[:4] == [
        ("P", "云溪县市场监督管理局（知识产权局）"),
        ("P", "云市监知资〔2022〕12号"),
        ("H1", "2022年度知识产权资助（奖励）通知书"),
        ("P", "云溪县恒信电子科技股份有限公司："),
    ]
    heads = [part.text for part in paper.all("H2")]
    assert heads == ["一、资助（奖励）事项和金额", "二、资金拨付", "三、有关要求"]
    assert said[-3:] == [("P", "特此通知。"), ("P", "云溪县市场监督管理局"), ("P", "2022年9月5日")]
    assert said[4][1].startswith("你单位提交的") and said[4][1].endswith("通知如下：")


ATTACHED_HEADS = (
    "征求意见的单位和个人名单（续）序号单位名称（姓名）统一社会信用代码（身份证件号码）意见（函复单位填写）"
)
"""The title and the heads of a table stand on its further pages as furniture."""


@pytest.mark.parametrize("name", papers.LETTERS, indirect=True)
def test_a_paragraph_that_goes_on_over_a_page_is_one(pdf: bytes) -> None:
    [paper] = read(pdf)
    for part in paper.parts:
        assert part.kind != "P" or len(part.text) < 40 or part.text[-1] in "。：；号日）”", part.text
    assert furniture(pdf).replace("样稿", "").replace(ATTACHED_HEADS, "") == "".join(
        f"— {number} —" for number in range(2, len(pages(pdf)) + 1)
    )


def test_some_paragraph_does_go_on_over_a_page() -> None:
    [paper] = read(papers.render(letters.TWELVE))
    assert any(len({page for page, _ in part.places}) == 2 for part in paper.parts)


def test_a_table_is_told_row_by_row_with_its_heads_once_and_without_sums_carried() -> None:
    pdf = papers.render(form_papers.MANY_LINES)
    [paper] = read(pdf)
    *_, lines, _ = paper.all("Table")
    heads, body, total = lines.parts
    assert [part.kind for part in lines.parts] == ["THead", "TBody", "TFoot"]
    [head] = heads.parts
    assert [(cell.kind, cell.attributes["Scope"]) for cell in head.parts] == [("TH", "Column")] * 4
    assert [cell.text for cell in head.parts] == [
        "序号",
        "申请资助（奖励）的事项",
        "依据条款",
        "测算金额（元）",
    ]
    assert len(body.parts) == 60
    assert [cell.text for cell in body.parts[59].parts] == [
        "60", "国内发明专利授权（ZL201810600059.1）", "第一条", "1,235.09",
    ]  # fmt: skip
    # 60 sums, each one fen more than the one before, from 1,234.50.
    label, total_sum = total.parts[0].parts
    assert (label.kind, label.text, label.attributes["ColSpan"]) == ("TH", "测算合计（元）", 3)
    assert total_sum.text == "74,087.70"
    assert "承前页" in furniture(pdf) and "承前页" not in told(paper)


def test_a_form_says_which_cells_name_the_others_and_the_blank_ones_are_there() -> None:
    unnamed = replace(form_papers.CHILD, guardian="", guardian_relation="")
    [paper] = read(papers.render(replace(form_papers.CHILDS_FORM, applicant=unnamed, guardian="")))
    rows = paper.all("Table")[0].parts
    [guardian] = [row for row in rows if row.parts[0].text == "监护人姓名"]
    assert [cell.kind for cell in guardian.parts] == ["TH", "TD", "TH", "TD"]
    assert [cell.text for cell in guardian.parts[1::2]] == ["", ""]
    assert guardian.parts[2].text == "与申请人关系"


@pytest.mark.parametrize("name", papers.SHEETS, indirect=True)
def test_the_cells_of_every_table_fill_it(pdf: bytes) -> None:
    [paper] = read(pdf)
    for table in paper.all("Table"):
        rows = table.all("TR")
        counts = [0] * (len(rows) + 9)
        for number, row in enumerate(rows):
            for cell in row.parts:
                for below in range(cell.attributes.get("RowSpan", 1)):
                    counts[number + below] += cell.attributes.get("ColSpan", 1)
        assert len({*counts[: len(rows)]}) == 1 and not any(counts[len(rows) :])


def test_a_code_says_in_words_what_it_is() -> None:
    [paper] = read(papers.render(papers.RECEIPT))
    [code] = paper.all("Figure")
    assert code.alt == "二维码：YX2022-0021" and len(code.attributes["BBox"]) == 4


def test_papers_in_one_file_are_told_one_after_the_other() -> None:
    two = read(render_batch([letters.TWO, letters.PERSON], both_sides=True))
    alone = [read(papers.render(one))[0] for one in (letters.TWO, letters.PERSON)]
    assert [told(paper) for paper in two] == [told(paper) for paper in alone]


def test_lines_that_say_their_text_are_part_of_their_paragraph() -> None:
    """Spread lines carry what they say; some readers saw no text there when that was a mark within a mark."""
    spread = "受让方资资——本县规模以上企业……尚未实施的全部1%、ZL201810601869.9、ZL201810601869.9等"
    pdf = papers.render(replace(letters.TWO, duties=(spread,)))
    [paper] = read(pdf)
    assert any(spread in part.text for part in paper.all("P")) and spread[:10] in text(pdf).replace("\n", "")


@pytest.mark.parametrize(
    "content",
    [
        "BT\n1 0 0 1 0 0 Tm <01> Tj\nET",
        "/P <</MCID 0>> BDC\nEMC\n1 1 1 1 re f",
        "/P <</MCID 0>> BDC\n/Span <</ActualText<FEFF>>> BDC\n1 1 1 1 re f\nEMC\nEMC",
        "/P <</MCID 0>> BDC\n1 1 1 1 re f",
        "/P <</Type/Layout>> BDC\n1 1 1 1 re f\nEMC",
    ],
)
def test_what_is_drawn_outside_the_structure_is_seen(content: str) -> None:
    assert unmarked(content)
    assert not unmarked("/Artifact <</Type/Layout>> BDC\n1 1 1 1 re f\nEMC")
