"""Office and date at the end of a letter, where the seal will lie over both."""

from __future__ import annotations

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.display import centred, split_evenly
from ipdesk.documents.typesetting.lines import SetLine, natural

DATE_INDENT = 4 * paper.BODY


def set_signature(fonts: FontSet, name: str, date: str) -> tuple[SetLine, ...]:
    """Set the office centred above the date, ``x`` from the left of the text block.

    The date ends four characters from the right, or further left where the name would not else stand within
    the block: one seal lies over the middle of both. A name longer than a line takes two.
    """
    rows = split_evenly(name, fonts.widths(Role.FANGSONG), paper.CHARACTERS)
    lines = [natural(fonts, [(Role.FANGSONG, row)], paper.BODY) for row in (*rows, date)]
    usual = paper.TEXT_WIDTH - DATE_INDENT - lines[-1].width / 2
    middle = min(usual, paper.TEXT_WIDTH - max(line.width for line in lines) / 2)
    return tuple(centred(line, middle) for line in lines)
