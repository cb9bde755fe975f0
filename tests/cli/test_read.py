"""``ipdesk read``: one JSON line for each paper, a reason where there is none, and nothing written."""

from __future__ import annotations

import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ipdesk.cli import main
from tests.specimens.drawing import pdf_of
from tests.specimens.papers import TRADEMARK, WORK, Specimen

UNKNOWN = Specimen(
    "", (((60, 50, 24, "集成电路布图设计登记证书"), (25, 85, 12, "登记号：BS.225501234")),), {}
)


def lines(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[dict[str, Any]]]:
    status = main(["read", *map(str, arguments)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_papers_are_told_with_value_place_and_doubt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "两份证书.pdf"
    file.write_bytes(pdf_of(WORK, TRADEMARK))
    status, (work, mark) = lines(capsys, file)
    assert status == 0
    assert (work["file"], work["document"]) == (str(file), "work_certificate")
    assert work["values"][0] == {
        "fact": "ref",
        "value": "粤作登字-2022-F-00018202",
        "page": 1,
        "passage": "登记号：粤作登字-2022-F-00018202",
        "doubt": "",
    }
    assert mark["document"] == "trademark_certificate"
    assert {one["page"] for one in mark["values"]} == {2}
    doubts = {one["fact"]: one["doubt"] for one in mark["values"] if one["doubt"]}
    assert doubts == {"mark_type": "证书上没有写明，按通常情况填，请核对"}
    assert list(tmp_path.iterdir()) == [file]


def blank_pdf(pages: int = 1, password: str = "") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def huge_picture() -> bytes:
    """Return the beginning of a PNG of 200 million pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 20000, 10000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">II", zlib.crc32(head), 0)
        + b"IDAT"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "这个文件是空的"),
        (b"GIF89a", "只能读 PDF 文件和照片"),
        (b"%PDF-1.7 and nothing else", "文件可能没有传完或者已经损坏"),
        (pdf_of(WORK)[:2000], "文件可能没有传完或者已经损坏"),
        (blank_pdf(), "请照着录入，或者"),  # a scan: whether it can be read depends on the extra
        (blank_pdf(password="geheim"), "设有打开密码"),
        (blank_pdf(pages=201), "有 201 页，一次最多读 200 页"),
        (huge_picture(), "像素太多"),
        (None, "没有这个文件"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, reason: str
) -> None:
    good, bad = tmp_path / "好.pdf", tmp_path / "坏.pdf"
    good.write_bytes(pdf_of(WORK))
    if content is not None:
        bad.write_bytes(content)
    status, (told, other) = lines(capsys, bad, good)
    assert status == 1
    assert told["document"] is None
    assert told["values"] == []
    assert reason in told["reason"]
    assert other["document"] == "work_certificate"  # the next file is read all the same


def picture_page() -> bytes:
    """Return a PDF with a certificate and a page on which something is drawn, but no text."""
    target = io.BytesIO(pdf_of(WORK))
    document = pypdfium2.PdfDocument(target)
    canvas = Canvas(drawn := io.BytesIO())
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    document.import_pages(pypdfium2.PdfDocument(drawn))
    document.new_page(595, 842)  # a blank back is nothing that was left
    document.save(target := io.BytesIO())
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (picture_page(), "第 2 页是图片，没有读出文字，请照着录入。"),
        (pdf_of(UNKNOWN, WORK), "第 1 页认不出是哪种证照，没有读，请照着录入。"),
        (pdf_of(WORK, UNKNOWN), "第 2 页认不出是哪种证照，没有读，请照着录入。"),
        (
            pdf_of(WORK, *[UNKNOWN] * 12),
            "第 2、3、4、5、6、7、8、9 等 12 页认不出是哪种证照，没有读，请照着录入。",
        ),
    ],
)
def test_pages_of_which_nothing_was_read_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, reason: str
) -> None:
    file = tmp_path / "一叠.pdf"
    file.write_bytes(content)
    status, told = lines(capsys, file)
    assert (status, len(told)) == (1, 2)
    assert told[0]["document"] == "work_certificate"
    assert (told[1]["document"], told[1]["reason"]) == (None, reason)


OWN = """
id: {id}
name: 县级版权登记证明
recognised: {{any: [作品登记证书]}}
values: [{{fact: name, labels: [作品名称]}}]
"""


def test_forms_of_the_office_are_used_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, folder = tmp_path / "a.pdf", tmp_path / "data" / "certificates"
    file.write_bytes(pdf_of(WORK))
    folder.mkdir(parents=True)
    own = folder / "work_certificate.yaml"
    own.write_text(OWN.format(id="work_certificate"), "utf-8")
    found = lines(capsys, file, "--data-dir", tmp_path / "data")[1][0]["values"]
    assert [(one["fact"], one["value"]) for one in found] == [("name", "云门春茶礼盒插画（一）")]
    own.write_text(OWN.format(id="work_certificate") + "colour: red\n", "utf-8")
    assert main(["read", str(file), "--data-dir", str(tmp_path / "data")]) == 1
    assert "work_certificate.yaml" in capsys.readouterr().err
