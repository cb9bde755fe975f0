"""What each state looks like: its word, its glyph and its manner of drawing."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

Manner = Literal["tint", "watch", "closed", "waiting", "unfinished", "refused", "bare", "solid", "trait"]


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """A chip: word on screen, name of its icon (empty for none) and manner of drawing."""

    word: str
    glyph: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class ChipColors:
    """The tokens of a manner; an empty token means that the part is not drawn."""

    fill: str
    edge: str
    text: str
    glyph: str
    dashed: bool = False


MANNERS: dict[Manner, ChipColors] = {
    "tint": ChipColors("tint", "", "accent", "accent"),
    "watch": ChipColors("surface", "accent", "accent", "accent"),
    "closed": ChipColors("nav", "", "ink", "ink2"),
    "trait": ChipColors("nav", "", "ink2", "ink2"),
    "waiting": ChipColors("surface", "control", "ink", "ink2"),
    "unfinished": ChipColors("surface", "control", "ink", "ink2", dashed=True),
    "refused": ChipColors("redTint", "", "red", "red"),
    "bare": ChipColors("", "", "ink2", "ink2"),
    "solid": ChipColors("accent", "", "surface", "surface"),
}

CHIPS: dict[str, ChipSpec] = {
    # what an evaluation says of a line
    "awarded": ChipSpec("可资助", "check", "tint"),
    "reduced": ChipSpec("限额核减", "arrow-down", "watch"),
    "unreached": ChipSpec("未到档", "clock", "bare"),
    "excluded": ChipSpec("不予重复或已达上限", "minus-circle", "closed"),
    "ineligible": ChipSpec("不符合条件", "cross", "refused"),
    "incomplete": ChipSpec("信息不全", "pencil", "unfinished"),
    "undecided": ChipSpec("待核定", "clock", "waiting"),
    "uncovered": ChipSpec("没有适用的条款", "minus-circle", "closed"),
    "referred": ChipSpec("另按规定", "arrow-right", "bare"),
    # where an application stands
    "draft": ChipSpec("草稿", "pencil", "unfinished"),
    "accepted": ChipSpec("已受理", "check", "tint"),
    "prepared": ChipSpec("已拟审定", "pencil", "unfinished"),
    "confirmed": ChipSpec("已审定", "stamp", "watch"),
    "notified": ChipSpec("已下达", "check", "solid"),
    "refused": ChipSpec("不予资助", "cross", "refused"),
}


def chip_word(chip: str) -> str:
    """Return the word of a state's chip. Raises KeyError for an unknown state."""
    return QCoreApplication.translate("Chip", CHIPS[chip].word)
