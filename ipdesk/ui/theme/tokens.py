"""Colours by name. Nothing outside the theme writes a colour value."""

from functools import cache

from PySide6.QtGui import QColor

COLORS: dict[str, str] = {
    "bg": "#F3F5F8",
    "surface": "#FFFFFF",
    "sunken": "#F7F9FB",
    "nav": "#E9EDF2",
    "line": "#E2E6EC",
    "line2": "#CBD2DB",
    "control": "#8791A0",
    "ink": "#18212D",
    "ink2": "#4A5563",
    "ink3": "#5E6977",
    "accent": "#1D4B86",
    "accentHover": "#163C6D",
    "accentPress": "#102E55",
    "tint": "#E6EEF8",
    "tint2": "#D3E0F1",
    "mid": "#8390A2",
    "red": "#A9231B",
    "redTint": "#FAECEA",
}

# Every pair of text and ground that the widgets paint; the contrast test reads this list.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "surface"), ("ink", "bg"), ("ink", "nav"), ("ink", "tint"), ("ink", "sunken"),
    ("ink2", "surface"), ("ink2", "bg"), ("ink2", "nav"), ("ink2", "tint"), ("ink2", "sunken"),
    ("ink3", "surface"), ("ink3", "bg"), ("ink3", "nav"), ("ink3", "tint"), ("ink3", "sunken"),
    ("accent", "surface"), ("accent", "bg"), ("accent", "nav"), ("accent", "tint"), ("accent", "tint2"),
    ("accent", "sunken"), ("surface", "accent"), ("surface", "accentHover"), ("surface", "accentPress"),
    ("red", "surface"), ("red", "redTint"), ("surface", "red"),
)  # fmt: skip

# Edges of controls and segments of bars on the ground they stand on.
EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("control", "surface"), ("accent", "surface"), ("mid", "surface"), ("red", "surface"), ("accent", "nav"),
)  # fmt: skip


@cache
def color(token: str) -> QColor:
    """Return the colour of a token. Callers must not change it: it is shared."""
    return QColor(COLORS[token])


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(token: str) -> float:
    """Return the relative luminance (WCAG 2) of a token, from 0 to 1."""
    hexes = COLORS[token]
    red, green, blue = (_channel(int(hexes[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, ground: str) -> float:
    """Return the contrast (WCAG 2) of two tokens, from 1 to 21."""
    dark, light = sorted((luminance(front), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)
