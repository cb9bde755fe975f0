"""A printed letter taken apart again: lines by baseline, in points and millimetres."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer
from pdfplumber.page import Page

MM = 72 / 25.4
Char = dict[str, Any]
_ASKED = ("x0", "x1", "y0", "y1", "size", "matrix", "fontname", "mcid")


@dataclass(frozen=True)
class PrintedLine:
    """Characters on one baseline; ``y`` is its height above the lower edge, ``left`` and ``right`` in pt."""

    y: float
    left: float
    right: float
    text: str
    chars: Sequence[Char]

    @property
    def size(self) -> float:
        return round(float(self.chars[0]["size"]), 2)


@lru_cache(maxsize=64)
def pages(pdf: bytes) -> list[Page]:
    return list(pdfplumber.open(io.BytesIO(pdf)).pages)


def lines(page: Page, *, size: float | None = None) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom, or those of one type size; a mark across is left out."""
    chars = [
        char
        for char in characters(page)
        if not turned(char) and (size is None or abs(char["size"] - size) < 0.01)
    ]
    chars.sort(key=lambda char: (-round(char["matrix"][5], 1), char["matrix"][4]))
    return [_line(list(group)) for _, group in groupby(chars, key=lambda char: round(char["matrix"][5], 1))]


@lru_cache(maxsize=128)
def characters(page: Page) -> list[Char]:
    """Return the characters of a page with what is asked of them: to gather all of each takes longer."""
    return [
        {name: getattr(found, name) for name in _ASKED} | {"text": found.get_text()}
        for found in _laid(page.layout)
    ]


def _laid(found: LTContainer[Any]) -> Iterator[LTChar]:
    for one in found:
        if isinstance(one, LTChar):
            yield one
        elif isinstance(one, LTContainer):
            yield from _laid(one)


def turned(char: Char) -> bool:
    """Tell whether a character belongs to the mark across the page."""
    return bool(char["matrix"][1])


@lru_cache(maxsize=64)
def body(pdf: bytes) -> list[list[PrintedLine]]:
    """Return the body lines of every page: addressee, paragraphs, signature; not what is attached."""
    every = [lines(page, size=15.75) for page in pages(pdf)]
    found = [*takewhile(lambda page: [line.text for line in page] != ["附件"], every)]
    return [found[0][1:], *found[1:]] if found[0][0].text.endswith("号") else found


def text(pdf: bytes) -> str:
    return "\n".join(line.text for page in pages(pdf) for line in lines(page))


def _line(chars: list[Char]) -> PrintedLine:
    return PrintedLine(
        y=chars[0]["matrix"][5],
        left=chars[0]["x0"],
        right=chars[-1]["x1"],
        text="".join(char["text"] for char in chars),
        chars=chars,
    )
