"""The printed letter, measured: GB/T 9704-2012 in millimetres and points."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import Layout
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.pdf.pictures import page_image
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.text.punctuation import close_pairs
from ipdesk.paths import resource
from tests.documents.letters import letters, papers
from tests.documents.letters.after_award import papers as after_award
from tests.documents.letters.letters import FILE
from tests.documents.letters.paper import MM, PrintedLine, body, lines, pages, turned
from tests.documents.letters.papers import render
from tests.documents.pdf_words import words_by_page

LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 260 * MM, 35 * MM  # of the text block, above the lower edge
EM = 15.75
PITCH = 29.53
RED = (0.84, 0.05, 0.05)
NEVER_FIRST = "。，、；：？！）》〉〕】”’%"
NEVER_LAST = "（《〈〔【“‘￥□"


@pytest.fixture(scope="module", params=papers.LETTERS.values(), ids=papers.LETTERS)
def letter(request: pytest.FixtureRequest) -> LetterData:
    """Return each letter in turn; all that is asked of one is asked before the next is drawn."""
    found: LetterData = request.param
    return found


@pytest.fixture(scope="module")
def printed(letter: LetterData) -> bytes:
    return render(letter)


def test_every_letter_of_the_register_is_measured() -> None:
    """A new one needs an example in tests/documents/letters/papers.py."""
    wanted = {document.data for document in DOCUMENTS.values() if document.layout is Layout.LETTER}
    assert {type(one) for one in papers.LETTERS.values()} == wanted


def test_pages_are_a4(printed: bytes) -> None:
    for page in pages(printed):
        assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.01)


def test_text_stays_within_the_margins(printed: bytes) -> None:
    for page in body(printed):
        for line in page:
            assert line.left >= LEFT - 0.1, line.text
            assert line.right <= RIGHT + 0.1, line.text
            assert line.y + 0.88 * EM <= TOP + 0.1
            assert line.y - 0.12 * EM >= BOTTOM - 0.1


def pitch(pdf: bytes) -> float:
    """Return the distance of lines: 22 of them fill the block, or as many as spacing was adjusted to."""
    found = [above.y - below.y for page in body(pdf) for above, below in pairwise(page)]
    closest = min(found)
    assert any(closest == pytest.approx(PITCH * 22 / lines, abs=0.02) for lines in (20, 21, 22, 23))
    return closest


def test_lines_keep_the_pitch(printed: bytes) -> None:
    for page in body(printed):
        steps = [(above.y - below.y) / pitch(printed) for above, below in pairwise(page)]
        assert steps == pytest.approx([round(step) for step in steps], abs=0.02)
        assert max(steps, default=0) < 2.1, "one blank line before the signature, else none"


def test_a_letter_without_need_has_the_pitch_of_the_standard() -> None:
    assert pitch(render(letters.TWO)) == pytest.approx(29.53, abs=0.01)


def test_every_page_has_lines_in_the_same_places(printed: bytes) -> None:
    first = TOP - 0.88 * EM
    for page in body(printed):
        slots = [(first - line.y) / pitch(printed) for line in page]
        assert slots == pytest.approx([round(slot) for slot in slots], abs=0.02)
        assert page[-1].y - 0.12 * EM >= BOTTOM - 0.1


def test_no_line_starts_or_ends_wrongly(printed: bytes) -> None:
    for page in body(printed):
        for line in page:
            assert line.text[0] not in NEVER_FIRST, line.text
            assert line.text[-1] not in NEVER_LAST, line.text


def test_full_lines_reach_the_right_margin() -> None:
    found = [line for page in body(render(letters.CUT)) for line in page]
    full = [above for above, below in pairwise(found) if starts_inside(below) and not starts_long(below)]
    assert len(full) > 15
    assert [line.right for line in full] == pytest.approx([RIGHT] * len(full), abs=0.1)


def starts_long(line: PrintedLine) -> bool:
    """Tell whether a line starts with what may leave the one before it ragged: a sum of money."""
    return line.text.startswith("人民币") or line.text[:1].isdigit()


def starts_inside(line: PrintedLine) -> bool:
    """Tell whether a line continues a paragraph: it starts at the margin."""
    return abs(line.left - LEFT) < 1


@pytest.mark.parametrize("fen", [71_640, 160_000, 1_000_000, 2_142_500])
def test_a_sum_in_words_stays_beside_its_label_and_the_line_before_it_is_even(fen: int) -> None:
    award = replace(letters.WORKS, computed=fen, granted=fen)
    lines = body(render(letters.with_items(letters.PERSON, award)))[0]
    (line,) = (line for line in lines if line.text.startswith("根据上述文件规定，"))
    assert not [one for one in lines if one.text.endswith(("（", "大写："))]
    assert line.right == pytest.approx(RIGHT, abs=0.1)
    gaps = [(after["x0"] - before["x1"]) / EM for before, after in pairwise(line.chars)]
    assert max(gaps) <= 0.18


@pytest.mark.parametrize("length", [4, 13])
def test_no_paragraph_breaks_off_above_blank_lines(length: int) -> None:
    """Where the last page is given more text to be sealed beside, it is given whole paragraphs."""
    barred = {"bar_since": None, "bar_until": None, "bar_basis": "", "bar_reason": ""}
    pdf = render(replace(after_award.DECISION, reason="约" * length, **barred))
    for page, following in pairwise(body(pdf)):
        blank = (page[-1].y - 0.12 * EM - BOTTOM) / pitch(pdf)
        assert blank < 1.5 or not starts_inside(following[0])


def test_paragraphs_are_indented_by_two_characters() -> None:
    found = [line for page in body(render(letters.TWO)) for line in page]
    assert found[0].left == pytest.approx(LEFT, abs=0.1)
    assert found[1].left == pytest.approx(LEFT + 2 * EM, abs=0.1)
    assert found[1].text.startswith("你单位提交的2022年度")


def test_the_red_name_stands_30_mm_from_the_top_and_4_mm_above_the_rule() -> None:
    rows = red_rows(render(letters.TWO))
    name, upper, *_ = blocks(rows)
    assert name[0] == pytest.approx(30, abs=0.6)
    assert upper[0] - name[1] == pytest.approx(4, abs=0.6)


def test_the_red_rules(printed: bytes) -> None:
    page, *others = pages(printed)
    rules = sorted(page.rects, key=lambda rule: rule["top"])
    assert [rule["width"] / MM for rule in rules] == pytest.approx([170] * 4, abs=0.1)
    assert [rule["x0"] / MM for rule in rules] == pytest.approx([20] * 4, abs=0.1)
    heights = [rule["height"] for rule in rules]
    assert heights[0] > 2 * heights[1], "thick over thin"
    assert heights[3] > 2 * heights[2], "thin over thick"
    assert (page.height - rules[3]["bottom"]) / MM == pytest.approx(20, abs=0.1)
    assert {rule["non_stroking_color"] for rule in rules} == {RED}
    assert not any(rule["non_stroking_color"] == RED for other in others for rule in other.rects)


def test_the_name_at_the_head_is_red_and_nothing_else(letter: LetterData, printed: bytes) -> None:
    page, *others = pages(printed)
    assert lines(page)[0].text == letter.issuer.red_header
    red = {char["text"] for char in page.chars if char["non_stroking_color"] == RED}
    assert red == {*letter.issuer.red_header}
    assert not any(char["non_stroking_color"] == RED for other in others for char in other.chars)


OFFICE = "云溪县市场监督管理局（知识产权局）"
RED_NAMES = [
    ("澄溪县知识产权局", 32, 100, 1),
    ("云溪县市场监督管理局", 32, 100, 1),
    (OFFICE, 26.5, 100, 1),
    ("云溪高新技术产业开发区市场监督管理局", 26, 92, 1),
    ("云溪高新技术产业开发区市场监督管理局（知识产权局）", 26, 92, 2),
    ("云溪县市场监督管理局（知识产权局、食品安全委员会办公室）", 26.5, 100, 2),
    ("云溪县" * 20, 26, 82, 3),
]


@pytest.mark.parametrize(("name", "size", "narrow", "rows"), RED_NAMES)
def test_the_red_name_is_centred_by_its_strokes(name: str, size: float, narrow: int, rows: int) -> None:
    pdf = render(replace(letters.TWO, issuer=replace(letters.ISSUER, red_header=name)))
    left, right = red_columns(pdf, 25, 30 + 14 * rows)
    assert (left + right) / 2 == pytest.approx(105, abs=0.4)
    assert right - left <= 156.3, "7 mm stay free at either end of the rule, 170 mm long"
    found = [line for line in lines(pages(pdf)[0]) if line.size >= 22][:rows]
    assert "".join(line.text for line in found) == name
    assert found[0].size == pytest.approx(size, abs=0.9)
    char = found[0].chars[0]
    assert round(100 * (char["x1"] - char["x0"]) / char["size"]) == pytest.approx(narrow, abs=3)


def red_columns(pdf: bytes, top: float, foot: float, dpi: int = 150) -> tuple[float, float]:
    """Return in mm from the left edge where the red between two heights of the first page begins and ends."""
    page, scale = page_image(pdf, 0, dpi), dpi / 25.4
    found = [
        at // 4
        for row in range(round(top * scale), round(foot * scale))
        if not is_rule(pixels := page.data[row * page.stride : row * page.stride + page.width * 4])
        for at in range(0, len(pixels), 4)
        if is_red(pixels[at : at + 3])
    ]
    return min(found) / scale, max(found) / scale


def is_rule(pixels: bytes) -> bool:
    middle = len(pixels) // 8 * 4
    return all(is_red(pixels[at : at + 3]) for at in range(middle - 400, middle + 400, 4))


def test_the_file_number_is_flush_right_below_the_rule(letter: LetterData, printed: bytes) -> None:
    page = pages(printed)[0]
    found = [line for line in lines(page) if line.text == letter.number]
    below_rule = min(rule["bottom"] for rule in page.rects if rule["height"] < 1)
    assert len(found) == bool(letter.number), "a draft has none"
    for number in found:
        assert number.right == pytest.approx(RIGHT, abs=0.1)
        assert number.y < page.height - below_rule < number.y + 3 * EM


def test_the_file_number_stands_seven_eighths_of_a_character_below_the_rule() -> None:
    page, dpi = page_image(render(letters.TWO), 0, 300), 300
    scale = dpi / 25.4
    below = blocks(red_rows(render(letters.TWO), dpi))[1][1]
    right = slice(round(150 * scale) * 4, round(184 * scale) * 4)
    rows = (page.data[row * page.stride : (row + 1) * page.stride][right] for row in range(page.height))
    first = next(row for row, pixels in enumerate(rows) if row > (below + 1) * scale and min(pixels) < 100)
    assert first / scale - below == pytest.approx(4.94, abs=0.2)


def test_the_title_is_centred_two_lines_below_the_number(letter: LetterData, printed: bytes) -> None:
    page = pages(printed)[0]
    title = lines(page, size=22)
    for line in title:
        assert (line.left + line.right) / 2 == pytest.approx(106 * MM, abs=0.2)
    number = next((line for line in lines(page) if letter.number and line.text == letter.number), None)
    if number is not None:
        assert 2 * PITCH < number.y - title[0].y < 3.5 * PITCH
    assert 1.5 * PITCH < title[-1].y - body(printed)[0][0].y < 2.5 * PITCH


def test_the_addressee_is_flush_left_and_has_a_full_width_colon(printed: bytes) -> None:
    first = body(printed)[0]
    last = next(line for line in first if line.text.endswith("："))
    named = first[: first.index(last) + 1]
    assert len(named) <= 2
    assert [line.left for line in named] == pytest.approx([LEFT] * len(named), abs=0.1)


def test_what_the_standard_sets_is_set_in_its_sizes(letter: LetterData, printed: bytes) -> None:
    """三号 for the text, 二号 for the title, 四号 for page numbers; what is attached has its own."""
    shown = [line for page in pages(printed)[: len(body(printed))] for line in lines(page)]
    assert {line.size for line in shown if line.text != letter.issuer.red_header} <= {EM, 22, 14}


def test_every_character_has_its_glyph_in_a_face_of_the_file(printed: bytes) -> None:
    for char in (char for page in pages(printed) for char in page.chars):
        assert "+Ipdesk" in char["fontname"] and (char["text"].isprintable() or char["text"].isspace()), char
        assert not char["text"].startswith("(cid:"), char


def test_nothing_is_printed_over_anything(printed: bytes) -> None:
    """Within a line; lines stand apart by the pitch, and those of tables in their cells."""
    for line in (line for page in pages(printed) for line in lines(page)):
        assert_apart(line)


def test_date_and_name_leave_room_for_the_seal(letter: LetterData, printed: bytes) -> None:
    *_, text, name, dated = body(printed)[-1]
    assert (name.text, dated.text) == (letter.issuer.name, chinese_date(letter.date))
    assert dated.right == pytest.approx(RIGHT - 4 * EM, abs=0.1)
    assert (name.left + name.right) / 2 == pytest.approx((dated.left + dated.right) / 2, abs=0.1)
    assert text.y - name.y == pytest.approx(2 * pitch(printed), abs=0.1)


@pytest.mark.parametrize("lines", range(24))
def test_the_seal_ends_above_the_page_number_wherever_the_letter_ends(lines: int) -> None:
    """42 mm, centred over name and date; a page number begins 5 mm below the type area."""
    pdf = render(replace(letters.TWO, duties=("应当按照规定落实配套资金",) * lines))
    name, dated = body(pdf)[-1][-2:]
    middle = (name.y + dated.y) / 2 + 0.38 * EM
    assert middle - 21 * MM >= BOTTOM - 4 * MM - 0.1


def test_the_three_lines_of_an_account_stand_on_one_page() -> None:
    for count in range(1, 40):
        pdf = render(
            letters.with_items(
                letters.ONE, *[letters.LICENCE] * (count % 20), *[letters.WORKS] * (count // 20 + 1)
            )
        )
        found = [[word in page for word in ("户名：", "开户银行：", "账号：")] for page in words_by_page(pdf)]
        assert any(map(any, found)) and all(any(page) == all(page) for page in found), count


def test_a_first_page_is_not_left_white_above_an_account() -> None:
    for count in range(1, 10):
        pdf = render(letters.with_items(letters.ONE, *[letters.LICENCE] * count))
        foot = body(pdf)[0][-1].y - 0.12 * EM - BOTTOM
        assert foot < 3.5 * pitch(pdf), count


@pytest.mark.parametrize("length", [4, 12, 15, 16, 17, 19, 25, 28, 29, 40, 60])
@pytest.mark.parametrize("day", [date(2022, 9, 5), date(2026, 11, 28)])
def test_one_seal_lies_over_the_middle_of_any_name_and_the_date(length: int, day: date) -> None:
    name = ("云溪县市场监督管理局（知识产权局）" * 4)[:length]
    pdf = render(replace(letters.TWO, issuer=replace(letters.ISSUER, name=name), date=day))
    last = body(pdf)[-1]
    rows = -(-length // 28)
    names, dated = last[-1 - rows : -1], last[-1]
    assert "".join(line.text for line in names) == name
    for line in names:
        assert line.left >= LEFT - 0.1
        assert line.right <= RIGHT + 0.1
        assert (line.left + line.right) / 2 == pytest.approx((dated.left + dated.right) / 2, abs=0.1)
    assert last[-2 - rows].y - names[0].y == pytest.approx(2 * pitch(pdf), abs=0.1)


def test_a_name_of_two_lines_is_parted_by_sense() -> None:
    office = "云溪高新技术产业开发区管理委员会市场监督管理局（知识产权保护中心）"
    pdf = render(replace(letters.TWO, issuer=replace(letters.ISSUER, name=office)))
    assert [line.text for line in body(pdf)[-1][-3:-1]] == [
        "云溪高新技术产业开发区管理委员会市场监督管理局",
        "（知识产权保护中心）",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("云溪经济技术开发区管理委员会", "市场监督管理和知识产权局"),
        ("云溪高新技术产业开发区管理委员会", "市场监督管理和知识产权保护服务中心"),
        ("中国（广东）自由贸易试验区", "广州南沙新区片区管理委员会市场监督管理局"),
    ],
)
def test_a_red_name_of_two_lines_is_parted_by_sense_too(rows: tuple[str, str]) -> None:
    issuer = replace(letters.ISSUER, red_header="".join(rows))
    found = lines(pages(render(replace(letters.TWO, issuer=issuer)))[0])
    assert tuple(line.text for line in found[:2]) == rows


def test_a_name_never_ends_its_line_inside_a_word() -> None:
    office = "云溪高新技术产业开发区管理委员会市场监督管理和知识产权保护综合服务办公室（云溪分局）"
    pdf = render(replace(letters.TWO, issuer=replace(letters.ISSUER, red_header=office)))
    assert [line.text for line in lines(pages(pdf)[0])][:2] == [
        "云溪高新技术产业开发区管理委员会市场监督",
        "管理和知识产权保护综合服务办公室（云溪分局）",
    ]


def test_a_long_file_number_stays_within_the_block() -> None:
    number = "云溪高新技术产业开发区管理委员会市场监督管理局知识产权资助通知〔2022〕1234号"
    page = pages(render(replace(letters.TWO, number=number)))[0]
    found = [line for line in lines(page) if line.y > 600 and line.size == EM and line.right > RIGHT - 0.1]
    assert "".join(line.text for line in found) == number
    assert all(line.left >= LEFT - 0.1 for line in found)


def test_a_title_that_leaves_no_room_is_refused(tmp_path: Path) -> None:
    wording = resource("letters", FILE).read_text(encoding="utf-8")
    long = wording.replace("{programme_year}年度知识产权|", "{addressee}" * 30)
    (tmp_path / FILE).write_text(long, encoding="utf-8")
    with pytest.raises(DocumentError, match="标题太长"):
        render(letters.TWO, templates_dir=tmp_path)


def test_the_signature_shares_its_page_with_text(printed: bytes) -> None:
    last = body(printed)[-1]
    assert len(last) >= 4, "two lines of text, the name, the date"


def test_page_numbers(printed: bytes) -> None:
    first, *others = pages(printed)
    assert not lines(first, size=14)
    for number, page in enumerate(others, start=2):
        [folio] = lines(page, size=14)
        assert folio.text == f"— {number} —"
        assert all("Song" in char["fontname"] for char in folio.chars)
        if number % 2:
            assert folio.right == pytest.approx(RIGHT - 14, abs=0.1)
        else:
            assert folio.left == pytest.approx(LEFT + 14, abs=0.1)


def test_headings_have_their_faces_and_digits_are_song() -> None:
    found = [line for page in body(render(letters.TWO)) for line in page]
    heading = next(line for line in found if line.text.startswith("一、"))
    item = next(line for line in found if line.text.startswith("（一）"))
    assert faces(heading) == {"Hei"}
    assert "Kai" in item.chars[0]["fontname"]
    digits = {char["fontname"] for line in found for char in line.chars if char["text"] in "0123456789"}
    assert all("Song" in name for name in digits)


def faces(line: PrintedLine) -> set[str]:
    return {char["fontname"].split("Ipdesk")[1].split("-")[0] for char in line.chars}


def test_marks_in_a_row_stand_close_together() -> None:
    [line] = [line for page in body(render(letters.TWO)) for line in page if "0021）" in line.text]
    place = line.text.index("），")
    bracket, comma = line.chars[place : place + 2]
    assert comma["matrix"][4] - bracket["matrix"][4] < 0.6 * EM


def test_a_heading_is_not_left_at_the_foot_of_a_page() -> None:
    for extra in range(12):
        items = (letters.LICENCE, *[letters.WORKS] * extra)
        for page in body(render(letters.with_items(letters.ONE, *items)))[:-1]:
            assert "Hei" not in faces(page[-1])


def test_a_draft_shows_a_mark_on_every_page_and_no_number() -> None:
    for page in pages(render(letters.DRAFT)):
        assert "".join(char["text"] for char in page.chars if turned(char)) == "样稿"
        assert "〔2022〕" not in "".join(line.text for line in lines(page) if line.size > 15.75)
    assert "号" not in lines(pages(render(letters.DRAFT))[0])[1].text


def test_an_issued_letter_shows_no_mark() -> None:
    assert not any(turned(char) for page in pages(render(letters.CUT)) for char in page.chars)


def red_rows(pdf: bytes, dpi: int = 200) -> list[float]:
    """Return in mm from the top edge the rows of the first page that hold red."""
    page = page_image(pdf, 0, dpi)
    rows = [page.data[start : start + page.width * 4] for start in range(0, len(page.data), page.stride)]
    red = [
        row
        for row, pixels in enumerate(rows)
        if any(map(is_red, set(zip(pixels[::4], pixels[1::4], pixels[2::4], strict=True))))
    ]
    return [row / dpi * 25.4 for row in red]


def is_red(pixel: Sequence[int]) -> bool:
    blue, green, red = pixel
    return red > 150 and green < 120 and blue < 120


def blocks(rows: list[float]) -> list[tuple[float, float]]:
    """Return begin and end of what stands together, less than 1 mm apart."""
    found = [(rows[0], rows[0])]
    for row in rows[1:]:
        found = [*found[:-1], (found[-1][0], row)] if row - found[-1][1] < 1 else [*found, (row, row)]
    return found


HARD = [
    "其中专利ZL201810601869.9、ZL201910123457.4、ZL202010012345.1等",
    "（ADJUSTABLE CLAMPING DEVICE FOR PLATES AND METHOD THEREOF，US11223344B2）已由市级资助",
    "该项已由广东省知识产权与ZL202210123456.7、ZL202210123457.1、ZL202210123458.6、ZL202210123459.0同族",
    "该项已由广东省（http://www.gdippc.org.cn/zwgk/tzgg/content/post_1234567.html）",
    "，" * 60 + "（" * 60 + "7" * 60 + "核" * 60 + "……——" * 20,
]


@pytest.mark.parametrize("reason", HARD)
def test_no_character_stands_over_another_or_beyond_the_block(reason: str) -> None:
    cut = replace(letters.INSURANCE, title="专利转让许可（Y2022440000123）", reason=reason)
    refused = replace(letters.WORK_TOO_MANY, title="国内发明专利授权（ZL202210123460.5）", reason=reason)
    pdf = render(letters.with_items(replace(letters.ONE, duties=(reason,)), letters.WORKS, cut, refused))
    for line in (line for page in body(pdf) for line in page):
        assert line.left >= LEFT - 0.1, line.text
        assert line.right <= RIGHT + 0.1, line.text
        assert_apart(line)


def assert_apart(line: PrintedLine) -> None:
    """Let no character of a line stand over the next; of two marks each gives half of its width."""
    for before, after in pairwise(line.chars):
        pair = close_pairs(before["text"] + after["text"])
        assert after["x0"] - before["x1"] >= -before["size"] * (0.04 + 0.5 * pair) - 0.02, line.text
