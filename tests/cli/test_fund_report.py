"""``ipdesk fund-report``: the report says what the office's own printed, as PDF and as workbook."""

from __future__ import annotations

import io
import re
from itertools import groupby
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL.Image import Image

from ipdesk.cli import main
from ipdesk.documents.spreadsheets.indicators import read_tables
from ipdesk.funds.case.form import sample_fund
from ipdesk.models.parsing.funds.indicator_table import read_indicators

SAMPLE = "shaoguan-2021"
DARK, GREY = 64, 158  # 0.25 and 0.62 of white
# What the office's own report prints, in 万元: not taken from the program.
PRINTED = [
    "2021年度知识产权专项资金绩效自评报告",
    "下达“2021年度省促进经济高质量发展专项资金（市场监督管理-知识产权创造运用保护及省部会商、专利奖励）”750万元",
    "2020年12月26日收到资金文件（粤财工〔2020〕228号、粤市监财〔2021〕6号）",
    "依据韶财工〔2021〕10号分配下达。其中直接下达150万元",
    "知识产权促进科460.0000580.0000",
    "知识产权保护科140.0000140.0000",
    "不列入责任股室150.000030.0000合计750.0000750.000099.99%",
    "竞争性分配7255.0000",
    "集体研究385.0000",
    "直接下达3150.0000",
    "执行749.8986万元",
    "未支付0.1014万元，执行率99.99%",
    "750.0000599.8986150.00000.1014",
    "收款单位银行账户异常",
    "知识产权质押融资29宗93,116.0000其中：专利质押融资25宗76,996.0000其中：商标质押融资4宗16,120.0000",
    "增长10%0.112.382.38存疑",
    "不少于1个培育中2.380.00未达成",
    "国内授权发明专利7件4.9万元；实用新型专利174件34.8万元；外观设计专利5件0.3万元",
    "共24项指标，达成22项",
    "计算得分合计97.62分",
    "自评得分100分",
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the report of the sample."""
    folder = tmp_path_factory.mktemp("report") / "new"
    assert main(["fund-report", "--sample", SAMPLE, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def text(written: Path) -> str:
    """Return the words of the PDF without the blanks and ends of lines between them."""
    return words_of(written / f"{SAMPLE}.pdf")


def words_of(paper: Path) -> str:
    """Return the words of a PDF without the blanks and ends of lines between them."""
    with pypdfium2.PdfDocument(paper) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s|\ufffe", "", "".join(pages))


def test_the_report_says_what_the_source_prints(text: str) -> None:
    assert [one for one in PRINTED if one not in text] == []
    until = "收款单位银行账户异常2022年补发2022年12月31日"
    assert until in text, "the last day on which what failed can be paid again"


def test_the_county_s_side_of_a_sum_passed_down_has_its_own_report(tmp_path: Path) -> None:
    """Execution 37 of 40 scores 9.25 of 10, three of four firms 9.375 of 12.5: 96.125 in all."""
    assert main(["fund-report", "--sample", "chengxi-2021", "--out", str(tmp_path)]) == 0
    said = words_of(tmp_path / "chengxi-2021.pdf")
    wanted = (
        "40万元，2021年2月4日收到资金文件（韶财工〔2021〕10号），依据澄财行〔2021〕6号分配下达。（二）",
        "执行37万元（其中本级支付37万元），未核定3万元，未支付0万元，执行率92.50%。",
        "专利转化实施项目10.00002021年7月9日户名不符2021年8月2日补发2022年12月31日",
        "计算得分合计96.13分。",
    )
    assert [one for one in wanted if one not in said] == []


def test_bars_show_what_was_paid_and_passed_on_in_proportion(written: Path) -> None:
    """Of 后补助, the longest, 260 of the room are dark; 直接下达 is 150 of it, all of it grey."""
    with pypdfium2.PdfDocument(written / f"{SAMPLE}.pdf") as document:
        picture = document[1].render(scale=2, grayscale=True).to_pil()
    longest = {
        shade: max(longest_run(picture, row, shade) for row in range(picture.height))
        for shade in (GREY, DARK)
    }
    assert longest[DARK] / longest[GREY] == pytest.approx(259.8986 / 150, abs=0.02)


def longest_run(picture: Image, row: int, shade: int) -> int:
    """Return how many pixels of a shade stand side by side in a row at most."""
    runs = groupby(picture.crop((0, row, picture.width, row + 1)).tobytes())
    return max((sum(1 for _ in run) for found, run in runs if found == shade), default=0)


def test_the_workbook_holds_the_official_form_the_report_and_what_was_checked(written: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((written / f"{SAMPLE}.xlsx").read_bytes()))
    assert book.sheetnames == [
        "项目支出绩效自评表",
        "2021年度知识产权专项资金绩效自评报告",
        "专项资金报告核对表",
    ]
    form, report, checks = ([cell for row in sheet.iter_rows() for cell in row] for sheet in book.worksheets)
    sums = [float(cell.value) for cell in form if cell.number_format == "#,##0.0000"]
    assert sorted(sums) == [749.8986, 750.0, 750.0], "numbers with four decimals, no texts"
    assert 97.62 in [float(cell.value) for cell in form if cell.number_format == "#,##0.00"]
    assert 0.1014 in [cell.value for cell in report]
    pledges = [93116, 76996, 16120]
    assert [one.value for one in report if one.number_format == "#,##0.0000"][-3:] == pledges
    said = [str(cell.value) for cell in checks]
    assert "执行率四舍五入为99.99%，舍去尾数为99.98%，报告所列为99.99%。" in said
    assert "报告所列得分 100 分，按指标和执行率计算为 97.62 分。" in said
    assert sum(one.startswith("促进科“下达至市县及项目承担单位的资金为150元”") for one in said) == 1, (
        "remark c01"
    )


def test_the_official_form_is_read_as_indicators_again(written: Path) -> None:
    rows, faults = read_indicators(read_tables((written / f"{SAMPLE}.xlsx").read_bytes()))
    assert faults == ()
    kept = [one.indicator() for one in sample_fund(SAMPLE).indicators]
    for name in ("group", "second", "name", "comparator", "target", "goal", "reason"):
        assert [getattr(row, name) for row in rows] == [getattr(row, name) for row in kept], name
    assert [row.number for row, one in zip(rows, kept, strict=True) if row.value != one.value] == [7, 20], (
        "what was read in two ways, and what is 培育中"
    )


def refused(*arguments: str) -> int:
    return main(["fund-report", *arguments])


def test_a_sample_that_is_none_is_named_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused("--sample", "guangzhou-1999", "--out", str(tmp_path / "out")) == 1
    assert (
        capsys.readouterr().err
        == "没有名为“guangzhou-1999”的样例。可用的样例：chengxi-2021、shaoguan-2021。\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert refused("--sample", SAMPLE, "--out", str(blocked)) == 1
    assert str(blocked) in capsys.readouterr().err
