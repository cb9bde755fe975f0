"""The structure of a tagged PDF read back: what ISO 19005-2 asks of it, and what a screen reader says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from tests.documents.letters.paper import characters, pages

STANDARD = {"Document", "P", "H1", "H2", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Figure"}
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"}, "Document": {"P", "H1", "H2", "Table", "Figure"},
}  # fmt: skip
_MARK = re.compile(r"/(\w+) <<([^\n]*)>> BDC|(EMC)|( Tj| f)$", re.MULTILINE)
Place = tuple[int, int]  # a page's object, and the number of the place on it


@dataclass
class Part:
    """A part as it was read: its type, what it says without line ends, its own parts and attributes."""

    kind: str
    parts: list["Part"] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alt: str = ""
    places: list[Place] = field(default_factory=list)
    text: str = ""

    def all(self, *kinds: str) -> list["Part"]:
        """Return the parts of these types within this one, in their order."""
        return [one for part in self.parts for one in ([part] if part.kind in kinds else part.all(*kinds))]


def violations(_: bytes, document: PDFDocument) -> Iterator[str]:
    """Yield the clauses on logical structure that a file violates."""
    catalog = document.catalog
    if resolve1(catalog.get("MarkInfo", {})).get("Marked") is not True:
        yield "6.7.2.2"
    if not re.fullmatch(rb"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", catalog.get("Lang", b"")):
        yield "6.7.4"
    if "StructTreeRoot" not in catalog:
        yield "6.7.3.3"
        return
    tree = _Tree(catalog["StructTreeRoot"])
    yield from tree.wrong
    for page in resolve1(catalog["Pages"])["Kids"]:
        yield from _page(page.objid, resolve1(page), tree)


class _Tree:
    """Walks through a structure; ``wrong`` are clauses violated, ``owners`` whose each place is."""

    def __init__(self, root: PDFObjRef) -> None:
        self.wrong: set[str] = set()
        self.owners: dict[Place, int] = {}
        said = resolve1(root)
        nums = resolve1(said.get("ParentTree", {})).get("Nums", [])
        keys = zip(nums[::2], nums[1::2], strict=True)
        self.parents = {key: [ref.objid for ref in refs] for key, refs in keys}
        self.papers = [self._part(kid, root.objid, "") for kid in said.get("K", [])]

    def _part(self, ref: PDFObjRef, parent: int, inside: str) -> Part:
        found = resolve1(ref)
        attributes = {key: getattr(value, "name", value) for key, value in found.get("A", {}).items()}
        part = Part(found["S"].name, attributes=attributes, alt=found.get("Alt", b"").decode("utf-16"))
        if part.kind not in STANDARD:
            self.wrong.add("6.7.3.4")
        if found["P"].objid != parent or part.kind not in INSIDE.get(inside, STANDARD):
            self.wrong.add("6.7.3.3")
        for kid in found.get("K", []):
            if isinstance(kid, PDFObjRef):
                part.parts.append(self._part(kid, ref.objid, part.kind))
                continue
            page, place = (found["Pg"], kid) if isinstance(kid, int) else (kid["Pg"], kid["MCID"])
            part.places.append((page.objid, place))
            if self.owners.setdefault(part.places[-1], ref.objid) != ref.objid:
                self.wrong.add("6.7.3.3")
        return part


def _page(number: int, page: dict[str, Any], tree: _Tree) -> Iterator[str]:
    drawing = content(page).decode("ascii")
    if unmarked(drawing):
        yield "6.7.3.2"
    drawn = [int(place) for place in re.findall(r"/MCID (\d+)", drawing)]
    owners = tree.parents.get(page.get("StructParents"), [])
    wanted = {place: owner for (on, place), owner in tree.owners.items() if on == number}
    if drawn != sorted(wanted) or owners != [wanted[place] for place in drawn if place in wanted]:
        yield "6.7.3.3"


def content(page: dict[str, Any]) -> bytes:
    """Return what draws a page, all streams of it together."""
    found = resolve1(page["Contents"])
    return b"\n".join(resolve1(one).get_data() for one in (found if isinstance(found, list) else [found]))


def unmarked(content: str) -> bool:
    """Tell whether anything is drawn that is neither the paper's own nor furniture, or marks nest."""
    depth = 0
    for tag, said, end, draws in _MARK.findall(content):
        if draws and not depth:
            return True
        if tag:
            depth += 1
            if depth > 1 or (tag == "Artifact") == ("/MCID" in said):
                return True
        depth -= bool(end)
    return depth != 0


def read(pdf: bytes) -> list[Part]:
    """Return the papers in a file as their structure tells them."""
    found = pages(pdf)
    said = {
        (page.page_obj.pageid, place): "".join(char["text"] for char in chars)
        for page in found
        for place, chars in groupby(characters(page), lambda char: char["mcid"])
    }
    papers = _Tree(found[0].pdf.doc.catalog["StructTreeRoot"]).papers
    for paper in papers:
        _tell(paper, said)
    return papers


def _tell(part: Part, said: Mapping[Place, str]) -> None:
    part.text = part.alt or "".join(said[place] for place in part.places)
    for one in part.parts:
        _tell(one, said)


def furniture(pdf: bytes) -> str:
    """Return the text that belongs to no part of the paper."""
    return "".join(char["text"] for page in pages(pdf) for char in characters(page) if char["mcid"] is None)
