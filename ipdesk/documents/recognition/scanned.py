"""Pages that are pictures, read by the optional extra ``scan``: characters with their places, and codes.

``rapidocr-onnxruntime`` carries its models in its wheel and ``zxing-cpp`` needs none: neither asks a network.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from statistics import median
from typing import TYPE_CHECKING, Any

from ipdesk.documents.errors import DocumentError
from ipdesk.models.recognition.page_text import Box, Character, PageText, rows_of, turned

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
"""At which pages are read, and at which a photograph counts: its pixels give the points of its page."""

_MOST_SIDE = 2600  # px: a page at 220 dpi; larger photographs gain nothing
_PER_INCH = 72
_WIDE, _NARROW = 1.0, 0.55  # how wide characters are beside each other
_LEAST_LETTERS = 4  # of a line whose slope says something of the page's
_DAMAGED = "这张图片打不开，文件可能没有传完或者已经损坏。请重新取得这个文件。"
_HUGE = "这张图片太大（像素太多），读不了。请调低手机拍照的分辨率，或者把图片缩小后再读。"

Line = tuple[Sequence[Sequence[float]], str, float]
"""A line as it was recognised: its four corners in px from the upper left, its text, and how sure that is."""


def can_scan() -> bool:
    """Say whether pictures can be read on this computer."""
    return find_spec("rapidocr_onnxruntime") is not None and find_spec("zxingcpp") is not None


def image_of(content: bytes) -> Image:
    """Return a photograph or scan, upright as the camera says. Raises DocumentError where it is damaged."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        opened = Image.open(io.BytesIO(content))
        opened.draft("RGB", (_MOST_SIDE, _MOST_SIDE))  # a JPEG of a telephone takes its memory by its size
        image = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError as error:
        raise DocumentError(_HUGE) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise DocumentError(_DAMAGED) from error
    image.thumbnail((_MOST_SIDE, _MOST_SIDE))
    return image


def scanned_page(number: int, image: Image) -> PageText:
    """Return what a picture says, as a page of that number; its pixels lie at ``DPI``."""
    import numpy

    pixels = numpy.asarray(image)
    lines: Sequence[Line] = _recogniser()(pixels[:, :, ::-1])[0] or ()  # it wants blue before red
    slope = _slope(lines)
    points = image.height * _PER_INCH / DPI
    characters = (one for line in lines for one in _characters(line, points, slope))
    return PageText(number, rows_of(characters), scanned=True, slope=slope, codes=tuple(_codes(pixels)))


@cache
def _recogniser() -> Any:  # noqa: ANN401 - the package carries no types
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def _codes(pixels: Any) -> Iterator[str]:  # noqa: ANN401 - an array of numpy, which is not always there
    import zxingcpp

    yield from (one.text for one in zxingcpp.read_barcodes(pixels) if one.text)


def _slope(lines: Sequence[Line]) -> float:
    """Return by how much the page is turned, in radians: the slope of most of its longer lines."""
    slopes = [
        math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0])
        for corners, text, _ in lines
        if len(text) >= _LEAST_LETTERS
    ]
    return median(slopes) if slopes else 0.0


def _characters(line: Line, points: float, slope: float) -> Iterator[Character]:
    """Yield the characters of a line, shared out over its length and laid straight, in pt."""
    corners, text, _ = line
    ((left, top), (right, end), *_), scale = corners, _PER_INCH / DPI
    height = math.dist(corners[0], corners[3]) * scale
    for char, begin, stop in _shares(text):
        above = points - (top + (end - top) * begin) * scale
        across = (left + (right - left) * begin) * scale, (left + (right - left) * stop) * scale
        if not char.isspace():
            yield Character(char, turned(Box(across[0], above - height, across[1], above), slope))


def _shares(text: str) -> Iterator[tuple[str, float, float]]:
    """Yield each character with where in its line it begins and ends, from 0 to 1."""
    widths = [_NARROW if char.isascii() else _WIDE for char in text]
    ends = [end / sum(widths) for end in accumulate(widths)]
    yield from zip(text, [0.0, *ends], ends, strict=False)
