"""``ipdesk fund-report``: the report says what the office's own printed, as PDF and as workbook."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from ipdesk.cli import main

SAMPLE = "shaoguan-2021"
# What the office's own report prints, in 万元: not taken from the program.
PRINTED = [
    "2021年度知识产权专项资金绩效自评报告",
    "下达“2021年度省促进经济高质量发展专项资金（市场监督管理-知识产权创造运用保护及省部会商、专利奖励）”750万元",
    "2020年12月26日收到资金文件（粤财工〔2020〕228号、粤市监财〔2021〕6号）",
    "依据韶财工〔2021〕10号分配下达。其中直接下达150万元",
    "知识产权促进科460.0000580.0000",
    "知识产权保护科140.0000140.0000",
    "竞争性分配7255.0000",
    "集体研究385.0000",
    "直接下达3150.0000",
    "执行749.8986万元",
    "未支付0.1014万元，执行率99.99%",
    "750.0000599.8986150.00000.1014",
    "收款单位银行账户异常",
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
    with pypdfium2.PdfDocument(written / f"{SAMPLE}.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s|\ufffe", "", "".join(pages))


def test_the_report_says_what_the_source_prints(text: str) -> None:
    assert [one for one in PRINTED if one not in text] == []


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
    said = [str(cell.value) for cell in checks]
    assert "报告所列得分 100 分，按指标和执行率计算为 97.62 分。" in said
    assert sum(one.startswith("促进科“下达至市县及项目承担单位的资金为150元”") for one in said) == 1, (
        "remark c01"
    )


def refused(*arguments: str) -> int:
    return main(["fund-report", *arguments])


def test_a_sample_that_is_none_is_named_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused("--sample", "guangzhou-1999", "--out", str(tmp_path / "out")) == 1
    assert capsys.readouterr().err == "没有名为“guangzhou-1999”的样例。可用的样例：shaoguan-2021。\n"
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert refused("--sample", SAMPLE, "--out", str(blocked)) == 1
    assert str(blocked) in capsys.readouterr().err
