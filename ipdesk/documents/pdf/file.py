"""The file structure of a PDF (1.7) fit for archives (PDF/A-2a): objects, pages, facts about the document.

The same content gives the same bytes, at any time and on any machine.
"""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from ipdesk.paths import resource

PRODUCER = "ipdesk"
CHINA = "+08:00"
QUICK, THOROUGH = 1, 6
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END_OBJECT = b"\nendobj\n"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says about itself; ``day`` is the day it bears."""

    title: str
    author: str
    day: datetime.date


def stream(content: bytes, entries: str = "", level: int = THOROUGH) -> bytes:
    """Return a compressed stream as the body of an object; ``entries`` are more of its dictionary."""
    return packed_stream(zlib.compress(content, level), entries)


def packed_stream(packed: bytes, entries: str = "") -> bytes:
    """Return a stream that is compressed already."""
    head = f"<</Filter/FlateDecode/Length {len(packed)}{entries}>>stream\n"
    return b"%s%s\nendstream" % (head.encode("ascii"), packed)


class PdfFile:
    """A PDF in the making: bodies of objects by number."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._pages: list[int] = []
        self._tree, self._resources = self.reserve(), self.reserve()

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def add(self, body: bytes | str) -> int:
        """Add an object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put(self, number: int, body: bytes | str) -> None:
        """Write an object that was reserved."""
        self._bodies[number - 1] = body.encode("ascii") if isinstance(body, str) else body

    def add_page(self, content: bytes, extent: tuple[float, float] | None = None) -> int:
        """Add a page with a content stream, made by ``stream``; return its object.

        ``extent`` is there where its size is its own. Its key among the structure's parents is its place.
        """
        contents = self.add(content)
        box = f"/MediaBox[0 0 {extent[0]:.2f} {extent[1]:.2f}]" if extent else ""
        resources = f"/Resources {self._resources} 0 R{box}"  # archives want them at each page, not inherited
        key = f"/StructParents {len(self._pages)}"
        self._pages.append(
            self.add(f"<</Type/Page/Parent {self._tree} 0 R{resources}/Contents {contents} 0 R{key}>>")
        )
        return self._pages[-1]

    def finish(
        self,
        facts: Facts,
        extent: tuple[float, float],
        fonts: Sequence[tuple[str, int]],
        structure: int,
        level: str = "A",
        pictures: Sequence[tuple[str, int]] = (),
    ) -> bytes:
        """Return the whole file; pages are of ``extent`` (pt), ``fonts`` are names and objects.

        ``structure`` is the object of its root, ``level`` that of PDF/A-2 which the file claims; ``pictures``
        are names and objects, too.
        """
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        box = f"/MediaBox[0 0 {extent[0]:.2f} {extent[1]:.2f}]"
        self.put(self._tree, f"<</Type/Pages/Count {len(self._pages)}{box}/Kids[{kids}]>>")
        self.put(self._resources, _resource_entries(fonts, pictures))
        catalog = self._catalog(facts, structure, level)
        return self._written(catalog, self.add(_info(facts)))

    def _catalog(self, facts: Facts, structure: int, level: str) -> int:
        return self.add(
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R"
            f"/Metadata {self._metadata(facts, level)} 0 R/OutputIntents[{self._output_intent()} 0 R]>>"
        )

    def _metadata(self, facts: Facts, level: str) -> int:
        packet = _xmp(facts, level)
        head = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n" % len(packet)
        return self.add(head + packet + b"\nendstream")

    def _output_intent(self) -> int:
        profile = self.add(_colours())
        return self.add(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
            f"/DestOutputProfile {profile} 0 R>>"
        )

    def _written(self, catalog: int, info: int) -> bytes:
        """Return header, objects, cross-reference table and trailer."""
        parts, offsets, mark = [_HEADER], list[int](), hashlib.blake2b(digest_size=16)
        place = len(_HEADER)
        for number, body in enumerate(self._bodies, start=1):
            head = b"%d 0 obj\n" % number
            parts += (head, body, _END_OBJECT)
            offsets.append(place)
            place += len(head) + len(body) + len(_END_OBJECT)
            mark.update(body)
        name = mark.hexdigest()
        trailer = f"<</Size {len(offsets) + 1}/Root {catalog} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>"
        return b"".join([*parts, _end(offsets, trailer, place)])


def _resource_entries(fonts: Sequence[tuple[str, int]], pictures: Sequence[tuple[str, int]]) -> str:
    named = "".join(f"/{name} {number} 0 R" for name, number in fonts)
    shown = "".join(f"/{name} {number} 0 R" for name, number in pictures)
    drawn = f"/XObject<<{shown}>>" if shown else ""
    return f"<</ProcSet[/PDF/Text]/Font<<{named}>>{drawn}>>"


def _end(offsets: Sequence[int], trailer: str, place: int) -> bytes:
    """Return the cross-reference table of objects, which stands at ``place``, and what is behind it."""
    table = "".join([f"{offset:010d} 00000 n \n" for offset in offsets])
    head = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n"
    return f"{head}{table}trailer\n{trailer}\nstartxref\n{place}\n%%EOF\n".encode("ascii")


def _info(facts: Facts) -> str:
    day = f"(D:{facts.day:%Y%m%d}000000{CHINA.replace(':', chr(39))}')"
    entries = {
        "Title": text_string(facts.title),
        "Author": text_string(facts.author),
        "Creator": f"({PRODUCER})",
    }
    entries |= {"Producer": f"({PRODUCER})", "CreationDate": day, "ModDate": day}
    return f"<<{''.join(f'/{name}{value}' for name, value in entries.items())}>>"


def text_string(words: str) -> str:
    """Return a text string: UTF-16 with its mark, in hexadecimal digits."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def _xmp(facts: Facts, level: str) -> bytes:
    """Return the same facts as XMP, with the claim to be PDF/A-2 of a level."""
    title, author, day = escape(facts.title), escape(facts.author), f"{facts.day}T00:00:00{CHINA}"
    return _XMP.format(title=title, author=author, day=day, level=level, producer=PRODUCER).encode()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def _colours() -> bytes:
    return stream(resource("colour", "srgb.icc").read_bytes(), "/N 3")
