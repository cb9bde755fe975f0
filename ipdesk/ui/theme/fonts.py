"""Fonts on screen: the system's Chinese face where it has one, else the bundled one; rare characters last."""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from ipdesk.documents.fonts.files import rare
from ipdesk.paths import resource

SYSTEM_FAMILY = "Microsoft YaHei UI"
# Families of ideographs beyond the first plane that systems bring, if they are there.
_EXTENSIONS = (
    "SimSun-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "TW-Sung-Ext-B", "TW-Sung-Plus", "HanaMinB",
    "BabelStone Han", "Noto Sans CJK SC",
)  # fmt: skip
# The bundled faces of rare characters, which stand in names: `add_faces` brings them when the window shows.
_RARE = ("Ipdesk Song Rare", "Ipdesk Kai Rare")
# Of fixed widths, best first: two of Latin are as wide as an ideograph of the first.
_FIXED = (
    "Sarasa Mono SC", "Noto Sans Mono CJK SC", "NSimSun", "Consolas", "DejaVu Sans Mono", "Liberation Mono",
)  # fmt: skip
Weight = QFont.Weight
# Of a face that has no bold cut, as those of rare characters, Qt draws one from 700 on, not from 600.
REGULAR, MEDIUM, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold


def _bundled_files() -> list[Path]:
    return [resource("fonts", f"screen-{weight}.otf") for weight in ("regular", "semibold")]


@cache
def families() -> tuple[str, ...]:
    """Return the families to use, best first, after loading the bundled faces of common characters.

    Raises FileNotFoundError when the installation has lost its fonts.
    """
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in _bundled_files()]
    bundled = QFontDatabase.applicationFontFamilies(numbers[0])[:1]  # the regular face names the family
    of_system = filter(QFontDatabase.hasFamily, _EXTENSIONS)
    return (SYSTEM_FAMILY, *bundled, *of_system, *_RARE)


def has_rare_faces() -> bool:
    """Say whether the faces of rare characters have been added."""
    return all(map(QFontDatabase.hasFamily, _RARE))


def read_rare_faces() -> tuple[bytes, ...]:
    """Return the bundled faces of rare characters, unpacked: a tenth of a second, in any thread."""
    return tuple(file.open().read() for file in rare())


def add_faces(faces: Iterable[bytes]) -> None:
    """Bring faces to the screen, in the thread of the window; what is shown already is drawn anew."""
    for face in faces:
        QFontDatabase.addApplicationFontFromData(face)


@cache
def font(px: int, weight: QFont.Weight = REGULAR) -> QFont:
    """Return a screen font with figures of one width. Callers must not change it: it is shared."""
    made = QFont(list(families()))
    made.setPixelSize(px)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


@cache
def fixed_font(px: int) -> QFont:
    """Return a screen font whose Latin characters are all of one width. Callers must not change it."""
    made = QFont([*filter(QFontDatabase.hasFamily, _FIXED), *families()])
    made.setPixelSize(px)
    made.setStyleHint(QFont.StyleHint.Monospace)
    return made


@cache
def metrics(px: int, weight: QFont.Weight = REGULAR) -> QFontMetrics:
    """Return the metrics of a screen font."""
    return QFontMetrics(font(px, weight))


@lru_cache(maxsize=4096)
def text_width(text: str, px: int, weight: QFont.Weight = REGULAR) -> int:
    """Return the width of a text in px; kept, as painters ask for the same words again and again.

    Not for ever: numbers and names of a long day are among them.
    """
    return metrics(px, weight).horizontalAdvance(text)
