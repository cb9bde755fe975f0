"""Fonts on screen: the system's Chinese face where it has one, else the bundled one."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from ipdesk.paths import resource

SYSTEM_FAMILY = "Microsoft YaHei UI"
Weight = QFont.Weight
REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold


def _bundled_files() -> list[Path]:
    return [resource("fonts", f"screen-{weight}.otf") for weight in ("regular", "semibold")]


@cache
def families() -> tuple[str, ...]:
    """Return the families to use, best first, after loading the bundled faces.

    Raises FileNotFoundError when the installation has lost its fonts.
    """
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in _bundled_files()]
    bundled = QFontDatabase.applicationFontFamilies(numbers[0])[:1]  # the regular face names the family
    return (SYSTEM_FAMILY, *bundled)


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
def metrics(px: int, weight: QFont.Weight = REGULAR) -> QFontMetrics:
    """Return the metrics of a screen font."""
    return QFontMetrics(font(px, weight))


@lru_cache(maxsize=4096)
def text_width(text: str, px: int, weight: QFont.Weight = REGULAR) -> int:
    """Return the width of a text in px; kept, as painters ask for the same words again and again.

    Not for ever: numbers and names of a long day are among them.
    """
    return metrics(px, weight).horizontalAdvance(text)
