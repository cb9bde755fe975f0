"""The chip of each status of a line and of each state of an application: glyph and manner of drawing.

The word stands beside them as the models have it.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.line_status import LINE_LABELS
from ipdesk.models.workflow import State

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


def _meant(state: State) -> tuple[str, Manner]:
    """Return how a state is drawn that has no look of its own: by what it means."""
    if state.editable:
        return "pencil", "unfinished"
    if state.ended:
        return "minus-circle", "closed"
    if state.stands:
        return "stamp", "watch"
    return ("check-square", "tint") if state.decidable else ("clock", "waiting")


_LOOKS: dict[str, tuple[str, Manner]] = {
    # what became of a line
    "awarded": ("check", "tint"),
    "reduced": ("arrow-down", "watch"),
    "unreached": ("clock", "bare"),
    "excluded": ("minus-circle", "closed"),
    "ineligible": ("cross", "refused"),
    "incomplete": ("pencil", "unfinished"),
    "undecided": ("clock", "waiting"),
    "uncovered": ("minus-circle", "closed"),
    "referred": ("arrow-right", "bare"),
    # where an application stands
    **{state.value: _meant(state) for state in State},
    "accepted": ("check", "tint"),
    "proposed": ("check-square", "watch"),
    "published": ("clock", "watch"),
    "objected": ("warning", "waiting"),
    "prepared": ("pencil", "unfinished"),
    "correction": ("pencil", "watch"),
    "forwarded": ("arrow-right", "watch"),
    "notified": ("check", "solid"),
    "refused": ("cross", "refused"),
    "not_accepted": ("cross", "refused"),
    "uncorrected": ("clock", "closed"),
    "in_approval": ("stamp", "waiting"),
    "signed": ("stamp", "watch"),
    "clawback": ("clock", "watch"),
    "to_recover": ("clock", "waiting"),
    "recovery_told": ("mail", "waiting"),
    "partly_recovered": ("arrow-down", "watch"),
    "recovered": ("arrow-down", "refused"),
    "not_taken": ("clock", "closed"),
    "payable": ("clock", "watch"),
    "paid": ("check-square", "solid"),
    "archived": ("lock", "closed"),
    "unserved": ("clock", "waiting"),
}
_PREPARED = {"prepared": "已拟审定"}  # accepted, with a decision typed but not taken
_BESIDE = {
    "in_approval": "待签批",
    "signed": "已签批，待办理",
    "clawback": "追回中",
    "to_recover": "待追回",
    "recovery_told": "追回决定已送达",
    "partly_recovered": "部分追回",
    "recovered": "已追回",
    "not_taken": "逾期未领",
    "payable": "待支付",
    "paid": "已支付",
    "archived": "已归档",
    "unserved": "待登记送达",
}
_WORDS = {**_BESIDE, **LINE_LABELS, **{state.value: state.label for state in State}, **_PREPARED}

CHIPS = {chip: ChipSpec(_WORDS[chip], *look) for chip, look in _LOOKS.items()}
"""The chip of each status of a line and of each state of an application."""


def chip_word(chip: str) -> str:
    """Return the word of a state's chip. Raises KeyError for an unknown state."""
    return QCoreApplication.translate("Chip", CHIPS[chip].word)
