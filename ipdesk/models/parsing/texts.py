"""Lines of text that are kept and printed as typed: how long they may be and what they may not hold."""

from __future__ import annotations

import unicodedata

from ipdesk.models.parsing.unreadable import Unreadable

LONGEST = 200
"""Characters of a line: names, addresses, certificate numbers, reasons. Longer ones burst letters."""


def read_line(text: str, name: str = "", longest: int = LONGEST) -> str:
    """Return a line of text, every run of blanks as one. Raises Unreadable where it is too long."""
    line = " ".join(text.split())
    if len(line) > longest:
        raise Unreadable(f"{name}最多{longest}个字，现有{len(line)}个字，请缩短。")
    if any(unicodedata.category(char) == "Cc" for char in line):
        raise Unreadable(f"{name}含有不能显示的字符，请删去后重新录入。")
    return line
