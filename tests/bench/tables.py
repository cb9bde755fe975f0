"""How fast a long public notice comes out, against a bare ReportLab canvas that draws its cells."""

import io
import os
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from ipdesk.documents.fonts.faces import SETTING
from ipdesk.documents.fonts.files import Role, bundled, rare
from ipdesk.documents.letters.compose import LAYOUTS, drawn_pages, template_of
from ipdesk.documents.letters.data import Issuer
from ipdesk.documents.letters.notices.data import NoticeList, NoticeRow
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.page_drawing import PageFile, PageLayout
from ipdesk.models.records import NoticeContact
from tests.bench.letters import register
from tests.bench.report import Figure
from tests.bench.timing import rates

ROWS = 5_000
MOST = 1.5
_NAMES = "恒信瑞丰华泰宏远嘉禾"
Text = tuple[str, float, float, float, str]


def run() -> list[Figure]:
    """Measure a notice of many rows from its data to its bytes."""
    os.environ[SETTING] = "bundled"
    for file in (*map(bundled, Role), *rare()):
        register(file)
    said = notice()
    recorded = [_texts(page) for page in pages(said)], pages(said)
    ours, bare = rates(ROWS, lambda: _ours(said), lambda: _bare(*recorded), rounds=5)
    detail = f"{ours:.0f} rows/s filled, laid out and drawn, bare canvas {bare:.0f}/s"
    return [Figure("public notice of 5,000 rows, times a bare canvas", bare / ours, MOST, False, detail)]


def notice() -> NoticeList:
    """Return a notice of which no two rows are alike, four in five of them of units."""
    rows = [_row(number) for number in range(ROWS)]
    units = ROWS * 4 // 5
    return NoticeList(
        issuer=Issuer("云溪县市场监督管理局", "云溪县市场监督管理局", "李敏", "0751-5550123", "文昌路8号"),
        number="云市监知资公示〔2022〕1号",
        date=date(2022, 8, 29),
        addressee="",
        title="2022年度知识产权拟资助（奖励）名单公示",
        basis="《云溪县知识产权资助办法》",
        period="2022年8月29日至2022年9月2日（5个工作日）",
        objections_until="2022年9月2日17:30",
        contact=NoticeContact(contact="李敏", telephone="0751-5550123", address="文昌路8号"),
        count=ROWS,
        units=tuple(rows[:units]),
        individuals=tuple(rows[units:]),
    )


def _row(number: int) -> NoticeRow:
    name = f"云溪县{_NAMES[number % 10]}{_NAMES[number // 10 % 10]}{number}电子科技有限公司"
    work = f"粤作登字-2022-F-{number:08d}"
    return NoticeRow(name, work, f"作品著作权登记{number % 97 + 1}件", 20_000 + number)


def pages(said: NoticeList) -> list[PageLayout]:
    """Return the notice laid out."""
    return LAYOUTS[PUBLIC_LIST.layout](PUBLIC_LIST, said, template_of(PUBLIC_LIST))


def _ours(said: NoticeList) -> bytes:
    file = PageFile()
    file.add(drawn_pages(PUBLIC_LIST, said))
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
