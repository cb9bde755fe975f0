"""The outlines of a few characters as they are drawn in a PDF without a font."""

from __future__ import annotations

from functools import cache

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from ipdesk.documents.fonts.files import Role, bundled


class _Operators(BasePen):  # type: ignore[misc]
    """Writes what is drawn as operators, ``x`` font units to the right."""

    def __init__(self, glyphs: object, x: float) -> None:
        super().__init__(glyphs)
        self.found: list[str] = []
        self._x = x

    def _put(self, operator: str, *points: tuple[float, float]) -> None:
        places = [f"{x + self._x:.1f} {y:.1f}" for x, y in points]
        self.found.append(" ".join([*places, operator]))

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._put("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._put("l", pt)

    def _curveToOne(
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._put("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self._put("h")


@cache
def outlines(role: Role, text: str) -> tuple[str, float, float]:
    """Return the operators that lay out a text of the bundled face of a role from the origin on.

    Then come its width, and how many units an em has: the operators count in them.
    """
    font = TTFont(bundled(role).open())
    glyphs, known, x = font.getGlyphSet(), font.getBestCmap(), 0.0
    found: list[str] = []
    for character in text:
        pen = _Operators(glyphs, x)
        glyphs[known[ord(character)]].draw(pen)
        found += pen.found
        x += glyphs[known[ord(character)]].width
    return "\n".join(found), x, font["head"].unitsPerEm
