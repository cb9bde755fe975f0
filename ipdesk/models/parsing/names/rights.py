"""Numbers of the rights that a contract or a policy is about, several in one line."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.patent_numbers import check_cn_patent
from ipdesk.models.parsing.names.owners import owners_text
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS
from ipdesk.models.parsing.text.texts import Unreadable, line_fault
from ipdesk.rules.core.plain_text import compact

_MARKS = re.compile(r"[;；,，、|]+|\s*[\r\n]+\s*")
_PATENT = re.compile(r"(?:ZL|CN).*|专利号.*|(?:\d{8}|\d{12})\.?[0-9X]", re.IGNORECASE)
_NO_NUMBER = "请填写专利号或者注册号，几个之间用分号隔开。"


def read_rights(text: str) -> tuple[str, ...]:
    """Return the numbers that a text names, in its order, each once; of Chinese patents in their proper form.

    Blanks part none: certificates write ZL 2019 1 0123457.4. What is no number of a Chinese patent stays as
    typed. Raises Unreadable for a patent number that cannot be right, and where there is no number or several
    cells were copied.
    """
    if "\t" in text.strip():
        raise Unreadable(SEVERAL_CELLS)
    found = tuple(dict.fromkeys(_right(part) for part in _MARKS.split(text) if compact(part)))
    if not found:
        raise Unreadable(_NO_NUMBER)
    return found


def read_rights_line(text: str) -> str:
    """Return the numbers as they were read, in one line. Raises Unreadable as ``read_rights`` does."""
    return owners_text(read_rights(text))


def _right(part: str) -> str:
    if fault := line_fault(part.strip()):
        raise Unreadable(fault)
    if _PATENT.fullmatch(compact(part)) is None:
        return part.strip()
    checked = check_cn_patent(part)
    if checked.problem:
        raise Unreadable(checked.problem)
    return checked.value
