"""Where lines of Chinese official text break.

Text is cut into tokens that never break inside: a character with the marks that cling to it, a number with
its unit, a Latin word, a dash or an ellipsis. So no line starts with a closing mark or ends with an opening
one, and filling lines is adding widths. A closing mark that just fails to fit is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ipdesk.documents.marks import NO_END, NO_START, SAVED, close_pairs

# How much each gap between two characters may lose so that a closing mark still fits, in em.
MOST_SQUEEZE = 0.04

_LATIN = "!-~¡-¶¸-ɏ"
_UNIT = "(?:万亿|[万亿])?[元件项个次年月日号条款章节页份名家户人岁天米]|万亿|[万亿％‰℃]"
_OPENING = f"[{re.escape(NO_END)}]*"
_CLOSING = f"[{re.escape(NO_START)}]*"
_PLAIN = f"[^\\s{re.escape(NO_START + NO_END)}]"
_TOKEN = re.compile(f"{_OPENING}(?:—+|…+|[{_LATIN}]+(?:{_UNIT})?|{_PLAIN})?{_CLOSING}|\\s+")
_CHARACTER = re.compile(f"{_OPENING}(?:{_PLAIN})?{_CLOSING}|\\s+")

Style = TypeVar("Style")


@dataclass(frozen=True, slots=True)
class Line(Generic[Style]):
    """One line: its pieces by style, its natural width and its measure, both in em.

    A justified line is set from ``width`` to ``measure``; the last of a paragraph is only ever squeezed.
    """

    pieces: tuple[tuple[Style, str], ...]
    width: float
    measure: float
    last: bool


def tokens(text: str) -> list[str]:
    """Cut a text into the pieces that do not break; joined they are the text."""
    return [token for token in _TOKEN.findall(text) if token]


def break_lines(
    spans: Sequence[tuple[Style, str]],
    widths: Callable[[Style], Mapping[str, float]],
    measure: float,
    indent: float = 0,
) -> list[Line[Style]]:
    """Break styled text into lines of ``measure`` em, the first of them shorter by ``indent``."""
    filler = _Filler[Style](measure, indent)
    for style, text in spans:
        filler.add(style, _fitting(tokens(text), widths(style), measure), widths(style))
    return filler.finish()


def _fitting(found: Iterable[str], widths: Mapping[str, float], measure: float) -> Iterator[str]:
    """Yield the tokens; one longer than a whole line in as large pieces as can be had."""
    for token in found:
        if widths[token] <= measure:
            yield token
            continue
        for part in filter(None, _CHARACTER.findall(token)):
            yield from (part,) if widths[part] <= measure else part


class _Filler(Generic[Style]):
    """Collects tokens into lines."""

    def __init__(self, measure: float, indent: float) -> None:
        self._measure = measure
        self._room = measure - indent
        self._lines: list[Line[Style]] = []
        self._line: list[tuple[Style, str]] = []
        self._width = 0.0
        self._end = ""  # the last character so far

    def add(self, style: Style, found: Iterable[str], widths: Mapping[str, float]) -> None:
        """Add the tokens of one style, closing each line that is full."""
        part: list[str] = []
        for token in found:
            width = widths[token]
            if token[0] in NO_END or token[0] in NO_START:
                width -= SAVED * close_pairs(self._end + token[0])
            if self._width + width > self._room and not self._fits_squeezed(token, width, part):
                if part and part[-1].isspace():
                    self._width -= widths[part.pop()]
                self._close(style, part)
                part, width = ([], 0.0) if token.isspace() else ([], widths[token])
                if not width:
                    continue
            part.append(token)
            self._width += width
            self._end = token[-1]
        self._keep(style, part)

    def _fits_squeezed(self, token: str, width: float, part: Sequence[str]) -> bool:
        """Tell whether a token that ends with a mark fits when all gaps of the line give a little."""
        if token[-1] not in NO_START:
            return False
        gaps = sum(map(len, part)) + sum(len(text) for _, text in self._line) + len(token) - 1
        return self._width + width - self._room <= gaps * MOST_SQUEEZE

    def _keep(self, style: Style, part: Sequence[str]) -> None:
        if part:
            self._line.append((style, "".join(part)))

    def _close(self, style: Style, part: Sequence[str]) -> None:
        self._keep(style, part)
        if self._line:
            self._lines.append(Line(tuple(self._line), self._width, self._room, last=False))
        self._line, self._width, self._room, self._end = [], 0.0, self._measure, ""

    def finish(self) -> list[Line[Style]]:
        """Return the lines; what is left makes the last one."""
        if self._line:
            self._lines.append(Line(tuple(self._line), self._width, self._room, last=False))
        self._lines[-1:] = [replace(line, last=True) for line in self._lines[-1:]]
        return self._lines
