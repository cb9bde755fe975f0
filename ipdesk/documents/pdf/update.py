"""Something drawn under every page of a finished file of ours, by an update at its end (ISO 32000-1, 7.5.6).

What the file was stays in it byte for byte; the same file and content give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from ipdesk.documents.pdf.file import stream

Extent = tuple[float, float]
_PAGE = re.compile(rb"\n(\d+) 0 obj\n(<</Type/Page/[^\n]*?/Contents) (\d+) 0 R([^\n]*>>)\nendobj\n")
_BOX = re.compile(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]")
_TREE = re.compile(rb"\n<</Type/Pages/[^\n]*>>\n")
_END = re.compile(rb"trailer\n<</Size (\d+)([^\n]*)/ID\[<(\w+)><\w+>\]>>\nstartxref\n(\d+)\n%%EOF\n\Z")


def under_pages(pdf: bytes, content: Callable[[Extent], bytes]) -> bytes:
    """Return a file with more content, for a page of such width and height in pt, under that of each page.

    Raises ValueError for a file that is not as ``pdf.file`` writes them.
    """
    end, tree = _END.search(pdf), _TREE.search(pdf)
    if end is None or tree is None:
        raise ValueError("no file of ours")
    update = _Update(pdf, int(end[1]))
    under: dict[Extent, int] = {}
    for page in _PAGE.finditer(pdf):
        extent = _extent(page[0]) or _extent(tree[0]) or (0.0, 0.0)
        if extent not in under:
            under[extent] = update.add(stream(content(extent)))
        update.put(int(page[1]), b"%s[%d 0 R %s 0 R]%s" % (page[2], under[extent], page[3], page[4]))
    return update.written(end[2], end[3], int(end[4]))


def _extent(dictionary: bytes) -> Extent | None:
    box = _BOX.search(dictionary)
    return (float(box[1]), float(box[2])) if box else None


class _Update:
    """Objects that are added to a file of ``size`` objects, or stand for older ones."""

    def __init__(self, pdf: bytes, size: int) -> None:
        self._parts, self._place, self._size = [pdf], len(pdf), size
        self._offsets: dict[int, int] = {}

    def add(self, body: bytes) -> int:
        """Add an object and return its number."""
        self._size += 1
        self.put(self._size - 1, body)
        return self._size - 1

    def put(self, number: int, body: bytes) -> None:
        """Write an object, in place of the one that had its number."""
        self._offsets[number] = self._place
        self._append(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _append(self, part: bytes) -> None:
        self._parts.append(part)
        self._place += len(part)

    def written(self, entries: bytes, name: bytes, previous: int) -> bytes:
        """Return the whole file; ``previous`` is where its older table of objects stands."""
        start = self._place
        rows = [b"%d 1\n%010d 00000 n \n" % one for one in sorted(self._offsets.items())]
        now = hashlib.blake2b(b"".join(self._parts[1:]), digest_size=16).hexdigest().encode("ascii")
        last = b"<</Size %d%s/Prev %d/ID[<%s><%s>]>>" % (self._size, entries, previous, name, now)
        return b"".join(
            [*self._parts, b"xref\n", *rows, b"trailer\n", last, b"\nstartxref\n%d\n%%%%EOF\n" % start]
        )
