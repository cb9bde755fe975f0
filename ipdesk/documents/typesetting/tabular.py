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
        place = _digit_width(face)
        for character in run:
            own = face.measure(character)
            width = place if character in DIGITS else own
            _put(pieces, face, x + (width - own) / 2, character, size)
            x += width
    return SetLine(tuple(pieces), 0.0, x * size, size)


def _put(pieces: list[Piece], face: Face, x: float, character: str, size: float) -> None:
    """Add a character at ``x`` em, to the last piece where it comes to stand there by itself."""
    if pieces and pieces[-1].face is face:
        last = pieces[-1]
        if abs(last.x / size + face.measure(last.text) - x) <= _OFF:
            pieces[-1] = Piece(face, last.x, 0.0, last.text + character)
            return
    pieces.append(Piece(face, x * size, 0.0, character))


@lru_cache(maxsize=64)
def _digit_width(face: Face) -> float:
    """Return the width of the widest digit of a face, in em."""
    return max(face.measure(digit) for digit in DIGITS if digit in face.characters)
