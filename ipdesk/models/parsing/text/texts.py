"""Lines of text that are kept and printed as typed: how long they may be and what they may not hold.

Of every reader of typed text: the error of one that cannot be read.
"""

from __future__ import annotations

from ipdesk.models.parsing.text.lines import checked_characters, holds_several_cells, stored_line
from ipdesk.models.parsing.text.shortcomings import OF_SHEETS, SEVERAL_CELLS, SHEET_ERROR

LONGEST = 200
"""Characters of a line: names, addresses, certificate numbers, reasons. Longer ones burst letters."""


class Unreadable(ValueError):
    """A text that cannot be read as what it should be; the message is Chinese and says what to write."""


def read_line(text: str, name: str = "", longest: int = LONGEST) -> str:
    """Return a line of text as it is stored. Raises Unreadable where it is too long or holds damage."""
    fault = line_fault(text, name, longest)
    if fault:
        raise Unreadable(fault)
    return stored_line(text)


def line_fault(text: str, name: str = "", longest: int = LONGEST) -> str:
    """Return what keeps a text from being a line, as a sentence, or nothing."""
    if holds_several_cells(text):
        return f"{name}：{SEVERAL_CELLS}" if name else SEVERAL_CELLS
    return character_fault(text, name, longest)


def character_fault(text: str, name: str = "", longest: int = LONGEST) -> str:
    """Return what is wrong with the characters of a text or their number, as a sentence, or nothing."""
    line = checked_characters(stored_line(text))
    if SHEET_ERROR.fullmatch(line.value.upper()):
        return f"{name}{'：' if name else ''}{OF_SHEETS[0][1]}"
    if len(line.value) > longest:
        return f"{name}最多{longest}个字，现有{len(line.value)}个字，请缩短。"
    return f"{name}{line.problem}" if line.problem else ""


def clipped(text: str, longest: int = 20) -> str:
    """Return the beginning of a text on one line, as a message repeats it: … stands for the rest."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"
