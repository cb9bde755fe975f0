"""What PDF/A-2a (ISO 19005-2) asks of a file, clause by clause, as far as ours have what it speaks of."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from ipdesk.documents.pdf.file import CHINA
from tests.documents.pdf import structure

FORBIDDEN_KEYS = {
    "Encrypt": "6.1.3", "F": "6.1.7.1", "LZWDecode": "6.1.7.2", "ExtGState": "6.2.5", "Group": "6.2.10",
    "SMask": "6.2.10", "Annots": "6.3", "AcroForm": "6.4.1", "XFA": "6.4.2", "OpenAction": "6.5.1",
    "AA": "6.5.2", "Names": "6.8",
}  # fmt: skip
# Operators of our pages; none sets a colour but in DeviceRGB, for which the output intent speaks.
OPERATORS = {
    "q",
    "Q",
    "cm",
    "rg",
    "re",
    "f",
    "BT",
    "ET",
    "Tf",
    "Tc",
    "Tz",
    "Tm",
    "Tj",
    "Do",
    "BDC",
    "EMC",
    "m",
    "l",
    "c",
    "h",
}
LONGEST_STRING, LONGEST_NAME, DEEPEST = 32767, 127, 28  # 6.1.13
NO_MEANING = {"\0", "\ufeff", "\ufffe"}


def violations(pdf: bytes) -> set[str]:
    """Return the clauses that a file violates."""
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    checks: tuple[Callable[[bytes, PDFDocument], Iterator[str]], ...] = (
        _file, _streams, _keys, _intent, _contents, _pictures, _fonts, _metadata, structure.violations,
    )  # fmt: skip
    return {clause for check in checks for clause in check(pdf, document)}


def _objects(document: PDFDocument) -> list[Any]:
    return [document.getobj(number) for xref in document.xrefs for number in xref.get_objids()]


def _file(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2"
    if not pdf.endswith(b"%%EOF\n") or any(
        len(xref.get_trailer().get("ID", [])) != 2 for xref in document.xrefs
    ):
        yield "6.1.3"


def _streams(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    for head in re.finditer(rb"/Length (\d+)[^\n]*>>stream\n", pdf):
        if pdf[head.end() + int(head[1]) :][:10] != b"\nendstream":
            yield "6.1.7.1"


def _keys(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    objects = _objects(document)
    dictionaries = [found.attrs if isinstance(found, PDFStream) else found for found in objects]
    for found in dictionaries:
        if isinstance(found, dict):
            yield from (FORBIDDEN_KEYS[key] for key in found if key in FORBIDDEN_KEYS)
            if found.get("Type") is not None and found["Type"].name == "Page" and "Resources" not in found:
                yield "6.2.2"
    if len(objects) > 8388607:
        yield "6.1.13"


def _intent(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    intents = [resolve1(intent) for intent in resolve1(document.catalog.get("OutputIntents", []))]
    if len(intents) != 1 or intents[0]["S"].name != "GTS_PDFA1":
        yield "6.2.3"
        return
    profile = resolve1(intents[0]["DestOutputProfile"])
    data = profile.get_data()
    right = data[12:16] in (b"mntr", b"prtr") and data[16:20] == b"RGB " and data[36:40] == b"acsp"
    if data[8] > 4:  # the versions of profiles that part 2 knows
        yield "6.2.3"
    if not right or profile.attrs["N"] != 3 or int.from_bytes(data[:4], "big") != len(data):
        yield "6.2.3"


def _pages(document: PDFDocument) -> list[dict[str, Any]]:
    return [resolve1(page) for page in resolve1(document.catalog["Pages"])["Kids"]]


def _drawn(document: PDFDocument) -> dict[str, set[int]]:
    """Return the codes drawn by the name of their font."""
    codes: dict[str, set[int]] = {}
    for page in _pages(document):
        face = ""
        for name, text in re.findall(rb"/(\w+) [\d.]+ Tf|<(\w*)> Tj", structure.content(page)):
            face = name.decode() or face
            if text:
                found = bytes.fromhex(text.decode())
                codes.setdefault(face, set()).update(
                    int.from_bytes(found[place : place + 2], "big") for place in range(0, len(found), 2)
                )
    return codes


def _contents(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    for page in _pages(document):
        content = structure.content(page).decode("ascii")
        bare = re.sub(r"<<.*?>>|<\w*>|/\w+", " ", content)
        if set(re.findall(r"[A-Za-z'\"*]+", bare)) - OPERATORS:
            yield "6.2.2"
        if max(map(len, re.findall(r"<(\w*)>", content)), default=0) > 2 * LONGEST_STRING:
            yield "6.1.13"
        if (
            content.count("q ") > DEEPEST
            or max(map(len, re.findall(r"/(\w+)", content)), default=0) > LONGEST_NAME
        ):
            yield "6.1.13"
        if set(re.findall(r"/(F\w+) [\d.]+ Tf", content)) - set(resolve1(page["Resources"])["Font"]):
            yield "6.2.2"


def _pictures(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    """Yield what is wrong with pictures; their colours are those of the output intent."""
    for found in _objects(document):
        if not isinstance(found, PDFStream) or getattr(found.get("Subtype"), "name", "") != "Image":
            continue
        if {"Alternates", "OPI"} & found.attrs.keys() or found.get("Interpolate", False):
            yield "6.2.8"
        if found["ColorSpace"].name != "DeviceRGB" or found["BitsPerComponent"] != 8:
            yield "6.2.4.3"
        if len(found.get_data()) != found["Width"] * found["Height"] * 3:
            yield "6.2.8"


def _fonts(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    named = resolve1(_pages(document)[0]["Resources"])["Font"]
    for name, codes in _drawn(document).items():
        yield from _font(resolve1(named[name]), codes)


def _font(font: dict[str, Any], codes: set[int]) -> Iterator[str]:
    descendant = resolve1(font["DescendantFonts"][0])
    descriptor = resolve1(descendant["FontDescriptor"])
    if font["Encoding"].name != "Identity-H" or "CIDToGIDMap" not in descendant:
        yield "6.2.11.3"
    if "FontFile2" not in descriptor:
        yield "6.2.11.4"
        return
    if len({font["BaseFont"].name, descendant["BaseFont"].name, descriptor["FontName"].name}) != 1:
        yield "6.2.11.4"
    program = TTFont(io.BytesIO(resolve1(descriptor["FontFile2"]).get_data()))
    numbers, widths = resolve1(descendant["CIDToGIDMap"]).get_data(), _widths(descendant)
    for code in codes:
        glyph = int.from_bytes(numbers[2 * code : 2 * code + 2], "big")
        if not glyph:
            yield "6.2.11.8"
            continue
        width = program["hmtx"][program.getGlyphName(glyph)][0] * 1000 / program["head"].unitsPerEm
        if abs(width - widths.get(code, descendant["DW"])) > 1:
            yield "6.2.11.5"
    meant = _meant(font)
    if not meant.keys() >= codes:
        yield "6.2.11.7.2"
    if any(unicodedata.category(character) == "Co" for character in meant.values()):
        yield "6.2.11.7.3"


def _widths(descendant: dict[str, Any]) -> dict[int, float]:
    entries = resolve1(descendant["W"])
    return {code: widths[0] for code, widths in zip(entries[::2], entries[1::2], strict=True)}


def _meant(font: dict[str, Any]) -> dict[int, str]:
    """Return what each code means in Unicode, where it means something."""
    if "ToUnicode" not in font:
        return {}
    _, *entries = re.findall(rb"<(\w{4})> <(\w+)>", resolve1(font["ToUnicode"]).get_data())
    meanings = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
    return {code: text for code, text in meanings.items() if text not in NO_MEANING}


def _metadata(pdf: bytes, document: PDFDocument) -> Iterator[str]:
    stream = resolve1(document.catalog.get("Metadata"))
    if stream is None or "Filter" in stream.attrs:
        yield "6.6.2"
        return
    packet = re.match(rb"<\?xpacket begin=[^>]*\?>", stream.get_data())
    if packet is None or b"bytes=" in packet[0] or b"encoding=" in packet[0]:
        yield "6.6.2"
    root = ElementTree.fromstring(stream.get_data())
    said = {element.tag.split("}")[1]: "".join(element.itertext()).strip() for element in root.iter()}
    if (said.get("part"), said.get("conformance")) != ("2", "A"):
        yield "6.6.4"
    [info] = document.info
    pairs = {"Title": "title", "Author": "creator", "Creator": "CreatorTool", "Producer": "Producer"}
    pairs |= {"CreationDate": "CreateDate", "ModDate": "ModifyDate"}
    if set(info) - set(pairs) or any(_plain(info[key]) != said.get(name) for key, name in pairs.items()):
        yield "6.6.3"


def _plain(value: bytes) -> str:
    if value.startswith(b"\xfe\xff"):
        return value.decode("utf-16")
    text = value.decode("ascii")
    day = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)000000.*", text)
    return "{}-{}-{}T00:00:00".format(*day.groups()) + CHINA if day else text
