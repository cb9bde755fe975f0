"""How fast a long table comes out, against a bare ReportLab canvas that draws its cells."""

import io
import os
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfgen.canvas import Canvas

from ipdesk.documents.fonts.faces import SETTING, fonts
from ipdesk.documents.fonts.files import Role, bundled, rare
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.sheets.fill import SheetText
from ipdesk.documents.letters.sheets.layout import lay_out
from ipdesk.documents.letters.sheets.template import SheetTemplate, read
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.page_drawing import PageFile, PageLayout, drawn
from tests.bench.letters import register
from tests.bench.report import Figure
from tests.bench.timing import rates

ROWS = 5_000
MOST = 1.5
TEMPLATE = """
title: 拟资助（奖励）名单
body:
  - table:
      each: lines
      carried: "true"
      columns:
        - {head: 序号, width: 14, text: "{number}", align: centre}
        - {head: 申请人, width: 62, text: "{name}"}
        - {head: 事项, width: 48, text: "{title}"}
        - {head: 金额（元）, width: 32, sum: sum, align: right}
      total:
        - [{text: 合计, columns: 3, label: "true"}, {sum: sum, align: right}]
"""
VOCABULARY = TemplateVocabulary(
    names={}, lists={"lines": {"name": "名称", "title": "事项"}}, amounts={"lines": ("sum",)}
)
_NAMES = "恒信瑞丰华泰宏远嘉禾"
Text = tuple[str, float, float, float, str]


def run() -> list[Figure]:
    """Measure a table of many rows from its values to its bytes."""
    os.environ[SETTING] = "bundled"
    for file in (*map(bundled, Role), *rare()):
        register(file)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.yaml"
        path.write_text(TEMPLATE, encoding="utf-8")
        wording = read(path, VOCABULARY)
    values = content()
    recorded = [_texts(page) for page in pages(wording, values)], pages(wording, values)
    ours, bare = rates(ROWS, lambda: _ours(wording, values), lambda: _bare(*recorded))
    detail = f"{ours:.0f} rows/s filled, laid out and drawn, bare canvas {bare:.0f}/s"
    return [Figure("table of 5,000 rows, times a bare canvas", bare / ours, MOST, False, detail)]


def content() -> Content:
    """Return rows of which no two are alike."""
    return Content({}, {"lines": [_row(number) for number in range(ROWS)]})


def _row(number: int) -> Member:
    name = f"云溪县{_NAMES[number % 10]}{_NAMES[number // 10 % 10]}{number}电子科技有限公司"
    return Member(
        {"name": name, "title": f"作品著作权登记{number % 97 + 1}件"}, amounts={"sum": 20_000 + number}
    )


def pages(wording: SheetTemplate, values: Content) -> list[PageLayout]:
    """Return the table laid out."""
    return lay_out(SheetText(wording, values).sheet(""), fonts())


def _ours(wording: SheetTemplate, values: Content) -> bytes:
    file = PageFile()
    file.add([drawn(page) for page in pages(wording, values)])
    return file.finish(Facts("名单", "局", date(2022, 9, 5)))


def _texts(page: PageLayout) -> list[Text]:
    """Return what stands on a page, a string for each face of a line."""
    return [
        (face.name, line.size, line.x + own[0].x, y, "".join(piece.text for piece in own))
        for line, y in page.black
        for face, pieces in groupby(line.pieces, lambda piece: piece.face)
        for own in [list(pieces)]
    ]


def _bare(texts: Iterable[list[Text]], layouts: Iterable[PageLayout]) -> bytes:
    """Draw prepared cells with nothing but ReportLab."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
    for page, layout in zip(texts, layouts, strict=True):
        for rule in layout.borders:
            canvas.rect(rule.x, rule.y, rule.width, rule.thickness, stroke=0, fill=1)
        for font, size, x, y, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
