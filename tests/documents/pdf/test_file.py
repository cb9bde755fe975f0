"""The PDF itself: what viewers, printers and archives ask of it."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import FontFile, Role, bundled
from ipdesk.documents.fonts.pdf import Face
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.lines import Piece, SetLine
from ipdesk.documents.typesetting.page_drawing import PageFile, PageLayout, drawn
from tests.documents.letters import letters
from tests.documents.letters.letters import render, render_batch
from tests.documents.letters.paper import pages, text

FACTS = Facts("题目", "机关", date(2026, 3, 5))


def document(pdf: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf)))


def embedded(pdf: bytes) -> list[dict[str, Any]]:
    """Return the fonts of a document as its pages name them."""
    found = resolve1(pages(pdf)[0].page_obj.attrs["Resources"])["Font"]
    assert all(isinstance(font, PDFObjRef) for font in found.values()), "each is an object of its own"
    return [resolve1(font) for font in found.values()]


def program(font: dict[str, Any]) -> TTFont:
    descendant = resolve1(font["DescendantFonts"][0])
    return TTFont(io.BytesIO(resolve1(resolve1(descendant["FontDescriptor"])["FontFile2"]).get_data()))


def test_five_faces_are_embedded_with_the_meaning_of_their_codes_and_no_other() -> None:
    pdf = render(letters.TWO)
    found = embedded(pdf)
    names = sorted(font["BaseFont"].name.split("+")[1].split("-")[0] for font in found)
    assert names == ["IpdeskFangSong", "IpdeskHei", "IpdeskKai", "IpdeskSong", "IpdeskTitleSong"]
    assert all("ToUnicode" in font and program(font)["glyf"] for font in found)
    assert b"Helvetica" not in pdf


def test_a_letter_says_what_it_is_and_bears_its_own_date() -> None:
    pdf = render(letters.TWO)
    [info] = document(pdf).info
    said = {
        name: value.decode("utf-16") if value[:2] == b"\xfe\xff" else value for name, value in info.items()
    }
    assert said["Title"] == "资助（奖励）通知书 云市监知资〔2022〕12号"
    assert said["Author"] == "云溪县市场监督管理局"
    assert said["CreationDate"] == said["ModDate"] == b"D:20220905000000+08'00'"
    assert "Subject" not in info and "Keywords" not in info
    assert pdf.startswith(b"%PDF-1.7") and document(pdf).catalog["Lang"] == b"zh-CN"


def test_a_batch_names_its_author_too() -> None:
    [info] = document(render_batch([letters.TWO, letters.CUT])).info
    assert info["Author"].decode("utf-16") == "云溪县市场监督管理局"


def test_what_archives_ask_is_there() -> None:
    catalog = document(
        render(replace(letters.TWO, issuer=replace(letters.ISSUER, name="甲<乙>&丙局")))
    ).catalog
    packet = ElementTree.fromstring(resolve1(catalog["Metadata"]).get_data())
    words = {element.tag.split("}")[1]: element.text for element in packet.iter() if element.text}
    assert (words["part"], words["conformance"]) == ("2", "A")
    assert words["CreateDate"] == "2022-09-05T00:00:00+08:00"
    assert [element.text for element in packet.iter() if element.tag.endswith("}li")][2] == "甲<乙>&丙局"
    [intent] = resolve1(catalog["OutputIntents"])
    profile = resolve1(resolve1(intent)["DestOutputProfile"]).get_data()
    assert profile[16:20] == b"RGB " and profile[36:40] == b"acsp"


def test_every_object_stands_where_the_table_says() -> None:
    pdf = render(letters.CUT)
    table = pdf[int(re.findall(rb"startxref\n(\d+)", pdf)[0]) :]
    offsets = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n", table)]
    assert len(offsets) > 20
    for number, offset in enumerate(offsets, start=1):
        assert pdf[offset:].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("role", Role)
def test_embedded_outlines_are_those_of_the_source(role: Role) -> None:
    source = TTFont(bundled(role).open())
    known = source.getBestCmap()
    for font in embedded(render(letters.EVERY_STATE)):
        if source["name"].getDebugName(6) not in font["BaseFont"].name:
            continue
        small = program(font)
        numbers = resolve1(resolve1(font["DescendantFonts"][0])["CIDToGIDMap"]).get_data()
        _, *meanings = re.findall(rb"<(\w{4})> <(\w{4})>", resolve1(font["ToUnicode"]).get_data())
        assert len(meanings) > 5
        for code, character in meanings:
            place = int.from_bytes(numbers[2 * int(code, 16) : 2 * int(code, 16) + 2], "big")
            name, wanted = small.getGlyphName(place), known[int(character, 16)]
            assert small["glyf"][name] == source["glyf"][wanted]
            assert small["hmtx"][name] == source["hmtx"][wanted]


def test_a_font_file_has_right_checksums() -> None:
    for font in embedded(render(letters.TWO)):
        data = resolve1(
            resolve1(resolve1(font["DescendantFonts"][0])["FontDescriptor"])["FontFile2"]
        ).get_data()
        TTFont(io.BytesIO(data), checkChecksums=2)


def test_a_character_of_a_font_of_ones_own_lowers_the_claim(tmp_path: Path) -> None:
    """Level A asks what a private code means, which nobody can tell; everything else is as it was."""
    face = Face(FontFile(composite(tmp_path)))
    for character, level in (("一", b"A"), ("\ue001", b"U")):
        file = PageFile()
        file.add(
            [drawn(PageLayout(black=[(SetLine((Piece(face, 0.0, 0.0, character),), 100, 60, 20), 500)]))]
        )
        assert b"<pdfaid:conformance>%s<" % level in file.finish(FACTS)


def composite(path: Path) -> Path:
    """Write a font whose 䶮 and second 一 consist of other glyphs, and whose last glyphs share a width."""
    builder = FontBuilder(512, isTTF=True)
    builder.setupGlyphOrder([".notdef", "bar", "pair", "nested", "twin"])
    builder.setupCharacterMap(
        {0x4E00: "bar", 0x4E8C: "pair", 0x4DAE: "nested", 0x2F00: "bar", 0x41: "twin", 0xE001: "bar"}
    )
    pens = {name: TTGlyphPen({}) for name in (".notdef", "bar", "twin")}
    for name, pen in pens.items():
        for point in ((0, 0), (0, 80), (400, 80), (400, 0)):
            pen.lineTo(point) if point != (0, 0) else pen.moveTo(point)
        pen.closePath()
        assert name
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    for name, parts in (("pair", ("bar", "bar")), ("nested", ("pair", "twin"))):
        pen = TTGlyphPen(glyphs)
        for place, part in enumerate(parts):
            pen.addComponent(part, (1 - place / 4, 0, 0, 1, 0, 200 * place))
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (512, 0) for name in builder.font.getGlyphOrder()})
    builder.setupHorizontalHeader(ascent=450, descent=-62)
    builder.setupNameTable({"familyName": "Composite", "styleName": "Regular", "psName": "Composite"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path / "composite.ttf")
    return path / "composite.ttf"


def test_composite_glyphs_bring_what_they_consist_of(tmp_path: Path) -> None:
    face = Face(FontFile(composite(tmp_path)))
    assert face.measure("䶮A") == 2
    line = SetLine((Piece(face, 0.0, 0.0, "䶮一⼀"),), 100, 60, 20)
    file = PageFile()
    file.add([drawn(PageLayout(black=[(line, 500)]))])
    pdf = file.finish(FACTS)
    assert text(pdf) == "䶮一⼀", "two characters of one glyph keep their meanings"
    assert [char["x1"] - char["x0"] for char in pages(pdf)[0].chars] == pytest.approx([20] * 3)
    small, source = program(embedded(pdf)[0]), TTFont(tmp_path / "composite.ttf")
    assert outline(small, small.getGlyphName(1)) in (outline(source, "bar"), outline(source, "nested"))
    assert {repr(outline(small, name)) for name in small.getGlyphOrder()} >= {
        repr(outline(source, name)) for name in ("bar", "nested")
    }


def outline(font: TTFont, name: str) -> list[Any]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def test_a_page_is_the_same_alone_and_among_others() -> None:
    face = fonts().runs(Role.FANGSONG, "知")[0][0]
    layout = PageLayout(black=[(SetLine((Piece(face, 0.0, 0.0, "知识产权"),), 100, 60, 16), 500)])
    other = PageLayout(black=[(SetLine((Piece(face, 0.0, 0.0, "一二三"),), 100, 60, 16), 500)])
    alone, among = PageFile(), PageFile()
    alone.add([drawn(layout)])
    among.add([drawn(other), drawn(layout)])
    assert drawn(layout).content in alone.finish(FACTS)
    assert drawn(layout).content in among.finish(FACTS)


SPREAD = (
    "受让方资资——本县规模以上企业……尚未实施的全部1%、ZL201810601869.9、ZL201810601869.9、ZL201810601869.9等"
)
CROWDED = "同一单位每年最多资助（见《若干措施》），经审核"


@pytest.mark.parametrize("duty", [SPREAD, CROWDED])
def test_lines_copy_as_they_were_written_however_they_are_spread(duty: str) -> None:
    pdf = render(replace(letters.TWO, duties=(duty,)))
    document = pypdfium2.PdfDocument(pdf)
    copied = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert f"（一）{duty}。" in copied.replace("\r\n", "").replace("\n", "")
    assert b"/ActualText<FEFF" in b"".join(contents(pdf))


def test_two_marks_close_together_leave_a_line_one_line() -> None:
    """Readers take the second, whose box begins within that of the first, for the beginning of a line."""
    face = fonts().runs(Role.FANGSONG, "知")[0][0]
    for words, misread in (("陆仟元整），具体如下", True), ("陆仟元整）具体如下，", False)):
        layout = PageLayout(black=[(SetLine((Piece(face, 0.0, 0.0, words),), 100, 160, 16), 500)])
        pdf = PageFile()
        pdf.add([drawn(layout)])
        code = words.encode("utf-16-be").hex().upper()
        said = f"/ActualText<FEFF{code}>".encode()
        assert (said in b"".join(contents(pdf.finish(FACTS)))) is misread, words


def contents(pdf: bytes) -> list[bytes]:
    return [resolve1(page.page_obj.attrs["Contents"]).get_data() for page in pages(pdf)]


def test_a_letter_is_read_aloud_and_copied_in_the_order_of_its_text() -> None:
    said = "".join(char["text"] for char in pages(render(letters.TWO))[0].chars)  # as they are drawn
    ordered = ("云溪县市场监督管理局（知识产权局）", "12号", "2022年度知识产权资助", "恒信", "你单位提交")
    places = [said.index(words) for words in ordered]
    assert places == sorted(places)
