"""Fonts by role, with a fallback for every single character.

Each character is looked up in the face of its role, then in 宋体, then among the rare characters, first of
the bundle and last of the system. One that no face covers is reported, never left blank. Faces are parsed
once per process, when they are first needed.
"""

from __future__ import annotations

import logging
import os
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from reportlab.pdfbase.ttfonts import TTFError

from ipdesk.documents.errors import MissingGlyph
from ipdesk.documents.fonts import files as font_files
from ipdesk.documents.fonts.files import FontFile, Role
from ipdesk.documents.fonts.pdf import Face
from ipdesk.documents.text.punctuation import LATIN, SAVED, close_pairs

_log = logging.getLogger(__name__)

SETTING = "IPDESK_FONTS"  # "bundled" leaves the system's fonts aside, so that paper is the same everywhere

# Digits and Latin beside 仿宋 and 楷体 are set in 宋体; the middle dot of names is Chinese.
# Between figures or codes (J012-WS·2024) it is one of theirs, or it would tear them apart.
_LATIN = re.compile(f"([ {LATIN}]+(?:·[{LATIN}]+)*)")
_BORROWS_LATIN = {Role.FANGSONG, Role.KAITI}
_REMEMBERED = 50_000  # pieces of text whose widths are remembered
_CONTEXT = 8  # characters shown on each side of a missing one

Run = tuple[Face, str]
Lazy = Callable[[], Face | None]


class Chain:
    """The faces of one role in the order in which they are asked."""

    def __init__(self, own: Callable[[], Face], *others: Lazy) -> None:
        self._own, self._faces = own, (own, *others)
        self._chosen: dict[str, Face | None] = {}

    @cached_property
    def first(self) -> Face:
        """Return the face of the role itself."""
        return self._own()

    def covers(self, text: str) -> bool:
        """Tell whether the role's own face has every character of a text."""
        return self.first.characters.issuperset(text)

    def face(self, character: str) -> Face | None:
        """Return the first face that covers the character, or None."""
        try:
            return self._chosen[character]
        except KeyError:
            found = next((face for face in self._load() if face and character in face.characters), None)
            self._chosen[character] = found
            return found

    def _load(self) -> Iterator[Face | None]:
        return (load() for load in self._faces)


class Widths(dict[str, float]):
    """Widths in em of pieces of text in one role, remembered by piece."""

    def __init__(self, runs: Callable[[str], list[Run]]) -> None:
        super().__init__()
        self._runs = runs

    def __missing__(self, text: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        natural = sum(face.measure(part) for face, part in self._runs(text))
        self[text] = width = natural - SAVED * close_pairs(text)
        return width


class FontSet:
    """All roles, from the system's official faces where given and from the bundle."""

    def __init__(
        self, official: Mapping[Role, FontFile] | None = None, more: Sequence[FontFile] = ()
    ) -> None:
        """Take the official faces that there are; the bundle stands for the others and behind them.

        ``more`` are faces of characters that even the bundle lacks.
        """
        found = official or {}
        self.files = (dict(found), tuple(more))
        song = [found[Role.SONGTI]] if Role.SONGTI in found else []
        last = (font_files.bundled(Role.SONGTI), font_files.signs(), *font_files.rare())
        behind = [*map(_lazy, [*song, *last]), *map(_lazy_if_readable, more)]
        self._chains = {role: Chain(*_own(role, found), *behind) for role in Role}
        self._widths = {role: Widths(lambda text, role=role: self.runs(role, text)) for role in Role}  # type: ignore[misc]

    def widths(self, role: Role) -> Widths:
        """Return the widths of text set in a role, in em."""
        return self._widths[role]

    def runs(self, role: Role, text: str) -> list[Run]:
        """Split a text into pieces of one face each; raises LookupError for a character that no face has."""
        found: list[Run] = []
        for chain, piece in self._split(role, text):
            if chain.covers(piece):
                found.append((chain.first, piece))
            else:
                found += self._pieces(chain, piece)
        return found

    @lru_cache(maxsize=1024)  # noqa: B019 - font sets live as long as the process
    def missing(self, role: Role, text: str) -> tuple[MissingGlyph, ...]:
        """Return the characters of a text that no face covers, with the words around them."""
        pieces = [(chain, piece) for chain, piece in self._split(role, text) if not chain.covers(piece)]
        absent = {
            character for chain, piece in pieces for character in piece if chain.face(character) is None
        }
        return tuple(_missing(text, place) for place, character in enumerate(text) if character in absent)

    def _split(self, role: Role, text: str) -> list[tuple[Chain, str]]:
        """Return the text by turns in the role's own faces and, for digits and Latin, in those of 宋体."""
        chains = (self._chains[role], self._chains[Role.SONGTI])
        if role not in _BORROWS_LATIN:
            return [(chains[0], text)] if text else []
        pieces = _LATIN.split(text)
        return [(chains[place % 2], piece) for place, piece in enumerate(pieces) if piece]

    @staticmethod
    def _pieces(chain: Chain, text: str) -> list[Run]:
        """Return the runs of a text of which the chain's own face lacks something."""
        found: list[Run] = []
        for character in text:
            face = chain.face(character)
            if face is None:
                raise LookupError(character)
            if found and found[-1][0] is face:
                found[-1] = (face, found[-1][1] + character)
            else:
                found.append((face, character))
        return found


def _missing(text: str, place: int) -> MissingGlyph:
    return MissingGlyph(text[place], text[max(0, place - _CONTEXT) : place + _CONTEXT + 1])


@cache
def parsed(file: FontFile) -> Face:
    """Return the face of a file, read once per process; raises as ``Face`` does."""
    return Face(file)


def _lazy(file: FontFile) -> Callable[[], Face]:
    return lambda: parsed(file)


def _lazy_if_readable(file: FontFile) -> Lazy:
    return lambda: parsed(file) if readable(file) else None


def _own(role: Role, official: Mapping[Role, FontFile]) -> list[Callable[[], Face]]:
    """Return the role's own faces: the official one before the bundled one."""
    files = [official[role]] if role in official else []
    return [*map(_lazy, [*files, font_files.bundled(role)])]


@cache
def readable(file: FontFile) -> bool:
    """Tell whether a face can be read and its maker allows embedding."""
    try:
        parsed(file)
    except (TTFError, OSError, ValueError, LookupError, struct.error) as error:
        _log.info("%s cannot be used: %s", file.path.name, error)
        return False
    return True


def usable(files: Mapping[Role, FontFile]) -> dict[Role, FontFile]:
    """Return the official faces that are readable."""
    return {role: file for role, file in files.items() if readable(file)}


@cache
def _fonts(system: bool) -> FontSet:
    if not system:
        return FontSet()
    own = font_files.present(font_files.own_folders())
    files = font_files.present(font_files.system_folders()) | own
    return FontSet(usable(font_files.official(files)), font_files.extensions(files, own))


def fonts(*, system: bool | None = None) -> FontSet:
    """Return the fonts of this process: with the system's official faces, or only the bundle.

    Without an argument the environment decides: ``IPDESK_FONTS=bundled`` forces the bundle.
    """
    return _fonts(os.environ.get(SETTING) != "bundled" if system is None else system)
