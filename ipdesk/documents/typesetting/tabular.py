"""Figures in columns: every digit in a place of one width, so that sums stand under each other.

The bundled 宋体 has a narrow 1, as text wants it; official faces have digits of one width already.
"""

from __future__ import annotations

from functools import lru_cache

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.fonts.pdf import Face
from ipdesk.documents.typesetting.lines import Piece, SetLine

DIGITS = "0123456789"
_OFF = 0.008  # em that a digit may stand beside the middle of its place, which nobody sees


def tabular(fonts: FontSet, role: Role, text: str, size: float) -> SetLine:
    """Set figures with digits of one width, in their natural width otherwise."""
    pieces: list[Piece] = []
    x = 0.0
    for face, run in fonts.runs(role, text):
        x = _put(pieces, face, run, x, size)
    return SetLine(tuple(pieces), 0.0, x * size, size)


def _put(pieces: list[Piece], face: Face, run: str, x: float, size: float) -> float:
    """Add a run from ``x`` em on, a piece as long as digits stand by themselves where they should."""
    places = _places(face)
    begin, natural, text = x, x, ""
    for character in run:
        own, width, inset = places[character]
        wanted = x + inset
        if abs(natural - wanted) > _OFF and text:
            pieces.append(Piece(face, begin * size, 0.0, text))
            text = ""
        if not text:
            begin = natural = wanted
        text, natural, x = text + character, natural + own, x + width
    pieces.append(Piece(face, begin * size, 0.0, text))
    return x


class _Places(dict[str, tuple[float, float, float]]):
    """Of each character its own width, that of its place, and how far it stands in from there, in em."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self._digit = max(face.measure(digit) for digit in DIGITS if digit in face.characters)

    def __missing__(self, character: str) -> tuple[float, float, float]:
        own = self._face.measure(character)
        width = self._digit if character in DIGITS else own
        self[character] = place = own, width, (width - own) / 2
        return place


@lru_cache(maxsize=64)
def _places(face: Face) -> _Places:
    return _Places(face)
