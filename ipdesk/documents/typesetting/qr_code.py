"""A QR code on a page, so that a paper that is brought back is found by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ipdesk.documents.typesetting.geometry import MM
from ipdesk.documents.typesetting.page_drawing import PageRule

SIZE = 18 * MM
_OVERLAP = 0.02  # pt by which the rows of squares lie over each other, so that no viewer shows a gap


def qr_code(text: str, right: float, top: float) -> list[PageRule]:
    """Return the dark squares of the code of a text, ``SIZE`` wide, with its upper right corner there (pt).

    It can be read with a seventh of it spoilt, as by a stamp (level M).
    """
    modules = _modules(text)
    unit = SIZE / len(modules)
    return [
        PageRule(right - SIZE + first * unit, top - (row + 1) * unit, count * unit, unit + _OVERLAP)
        for row, dark in enumerate(modules)
        for first, count in _runs(dark)
    ]


def _modules(text: str) -> Sequence[Sequence[bool]]:
    # ReportLab, which reads the fonts, brings the encoder along: no further package is needed for it.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]


def _runs(dark: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where dark squares begin in a row, and how many stand together."""
    place = 0
    for is_dark, group in groupby(dark):
        count = len([*group])
        if is_dark:
            yield place, count
        place += count
