"""How fast letters come out, against a bare ReportLab canvas that draws the same glyphs."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ipdesk.documents.fonts.faces import SETTING, fonts
from ipdesk.documents.fonts.files import FontFile, Role, bundled, rare
from ipdesk.documents.letters.award.data import AwardLetter, LetterItem
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.data import Issuer, frozen
from ipdesk.documents.letters.issued.drawing import PROCESSES
from ipdesk.documents.letters.issued.reprint import reprint
from ipdesk.documents.letters.layout import lay_out
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.page_drawing import BLACK, RED, PageLayout, Placed
from ipdesk.models.records import LetterDocument, LetterRow
from tests.bench import letter_rivals
from tests.bench.report import Figure
from tests.bench.timing import rates
from tests.documents.letters.letters import compose, render, template

LETTERS = 1_000  # of two pages
NOW = datetime(2022, 9, 5, tzinfo=UTC)
MANY, WARM, MOST_MEMORY = 10_000, 2_000, 1.1
SHARE_OF_BARE = 0.8
FIRST_WITHIN = 1.0  # seconds, fonts and imports included

Colour = tuple[float, ...]
# Colour, font, size, x, y, spacing, text; of a rule without font the width and the thickness.
Page = list[tuple[Colour, str, float, float, float, float, str]]

_FIRST = """
import time
start = time.perf_counter()
from tests.bench.letters import sample
from tests.documents.letters.letters import render
render(sample(0))
print(time.perf_counter() - start)
"""


def run() -> list[Figure]:
    """Measure a batch of letters of two pages, separate ones, and the first letter of a fresh process.

    The processes that draw a batch are up by then, as the fonts of the rivals are read.
    """
    os.environ[SETTING] = "bundled"
    letters = [sample(number) for number in range(LETTERS)]
    pages = recorded(letters)
    assert len(pages) == 2 * LETTERS, "the sample letter should have two pages"
    for file in (*map(bundled, Role), *rare()):
        register(file)
    stored = [_issued(letter) for letter in letters]

    def together() -> object:
        return reprint(stored, lambda _: None)

    PROCESSES.wait()
    ours, bare = rates(LETTERS, together, lambda: _bare(pages))
    detail = (
        f"{ours:.0f} letters/s laid out, drawn by {PROCESSES.count or 1} processes and compared; "
        f"bare canvas {bare:.0f}/s"
    )
    return [
        Figure("letters in one PDF, of a bare canvas", ours / bare, SHARE_OF_BARE, True, detail),
        *letter_rivals.run(letters, together),
        *_memory(),
        Figure(
            "first letter of a process, seconds",
            _first_letter(),
            FIRST_WITHIN,
            False,
            "imports and fonts included",
        ),
    ]


def _memory() -> list[Figure]:
    """Make many separate letters in a process of their own: what one leaves behind would grow with them."""
    if sys.platform != "linux":
        print("  skipped: the most memory of a process is measured on Linux only", flush=True)
        return []
    run = [sys.executable, "-m", "tests.bench.letter_memory", str(MANY), str(WARM)]
    early, late = map(int, subprocess.run(run, check=True, capture_output=True, text=True).stdout.split())
    name, detail = (
        f"memory after {MANY:,} letters against {WARM:,}",
        f"{late / 1024:,.0f} against {early / 1024:,.0f} MiB",
    )
    return [Figure(name, late / early, MOST_MEMORY, False, detail)]


def _issued(letter: AwardLetter) -> LetterDocument:
    """Return a letter as the database keeps it."""
    kind, number = AWARD.kind.id, letter.number or ""
    row = LetterRow(1, kind, number, letter.date, 1, "", letter.addressee, letter.total, "", NOW)
    return LetterDocument(row, frozen(letter), render(letter))


def sample(number: int) -> AwardLetter:
    """Return one of many letters, none like another."""
    works, licence = 2_000_000 - 20_000 * (number % 50), 800_000 + number
    company = f"云溪县{_NAMES[number % 10]}{_NAMES[number // 10 % 10]}电子科技股份有限公司"
    return AwardLetter(
        issuer=Issuer(
            "云溪县市场监督管理局",
            "云溪县市场监督管理局（知识产权局）",
            "李敏",
            "0751-5550123",
            "云溪县文昌路8号",
        ),
        number=f"云市监知资〔2022〕{number + 1}号",
        date=date(2022, 9, 5),
        addressee=company,
        addressee_is_person=False,
        application_number=f"YX2022-{number + 1:04d}",
        accepted_on=date(2022, 3, 1 + number % 28),
        policy_title="韶关市促进知识产权创新发展和强化知识产权保护的若干措施",
        policy_number="韶府办发函〔2021〕188号",
        programme_year=2022,
        meeting="局务会议纪要（2022年第3号）",
        items=(
            LetterItem(
                f"作品著作权登记{100 - number % 50}件", "第四条", "awarded", works, works, "每件200.00元", ""
            ),
            LetterItem("专利转让许可", "第七条", "awarded", licence, licence, "合同金额的1%", ""),
        ),
        total=works + licence,
        account_name=company,
        bank_name="中国农业银行股份有限公司云溪县支行",
        account_number=f"441255010400{number:05d}",
        duties=(),
    )


_NAMES = "恒信瑞丰华泰宏远嘉禾"


def recorded(letters: Iterable[AwardLetter]) -> list[Page]:
    """Return what the letters draw, page by page."""
    wording = template()
    return [_page(layout) for letter in letters for layout in lay_out(compose(letter, wording), fonts())]


def _page(layout: PageLayout) -> Page:
    rules: Page = [(_rgb(RED), "", rule.width, rule.x, rule.y, rule.thickness, "") for rule in layout.rules]
    return [*_texts(layout.red, RED), *rules, *_texts(layout.black, BLACK)]


def _texts(placed: Iterable[Placed], colour: str) -> Page:
    return [
        (_rgb(colour), piece.face.name, line.size, line.x + piece.x, y, piece.spacing, piece.text)
        for line, y in placed
        for piece in line.pieces
    ]


def _bare(pages: Iterable[Page]) -> bytes:
    """Draw prepared pages with nothing but ReportLab."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1)
    for page in pages:
        colour_now = font_now = None
        for colour, font, size, x, y, spacing, text in page:
            if colour != colour_now:
                colour_now = colour
                canvas.setFillColorRGB(*colour)
            if not font:
                canvas.rect(x, y, size, spacing, stroke=0, fill=1)
                continue
            if (font, size) != font_now:
                font_now = (font, size)
                canvas.setFont(font, size)
            canvas.drawString(x, y, text, charSpace=spacing)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _rgb(colour: str) -> Colour:
    return tuple(map(float, colour.split()))


def register(file: FontFile) -> None:
    """Let ReportLab draw with a face, under the name that it has in ours."""
    font = TTFont("", file.open())
    font.fontName = font.face.name.decode("latin-1")
    pdfmetrics.registerFont(font)


def _first_letter() -> float:
    """Return the seconds that a fresh process takes for its first letter; the middle of three."""
    commands = [sys.executable, "-c", _FIRST]
    runs = [subprocess.run(commands, check=True, capture_output=True, encoding="utf-8") for _ in range(3)]
    return sorted(float(done.stdout) for done in runs)[1]
