"""Names of things as certificates give them: of patents, works, marks, projects."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.patent_numbers import patent_number
from ipdesk.models.parsing.names.names import HAN
from ipdesk.models.parsing.text.lines import CJK, holds_several_cells, stored_line
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS
from ipdesk.models.parsing.text.texts import Unreadable, character_fault
from ipdesk.rules.core.plain_text import BREAKS, without_invisible

_LABEL = re.compile(rf"^[{HAN}]{{0,10}}(?:名称|题名|标题|项目名)(?:[(（][^()（）]*[)）])?\s*[:：]\s*")
_ITEM = re.compile(rf"^[(（]?[0-9]{{1,3}}[)）.．、]\s*(?=[{HAN}《“])")
_LANGUAGE = re.compile(r"\s*\[[A-Z]{2}\]$")
_ENCLOSURES = frozenset(["“”", "《》", "「」", "『』", "【】", '""'])
_AROUND = " ，,、;；:：。'"
_BLANK = re.compile(rf"(?<=[{CJK}])\s+(?=[{CJK}])")
_BREAK = re.compile(rf"[^\S\t]*[{BREAKS.replace(chr(92) + 't', '')}]+[^\S\t]*")
# A certificate breaks a long name at the end of its column; of a list each line is another name.
_SHORTEST_COLUMN = 8
_NO_NAME = "请填写名称。"
_IS_NUMBER = "这是专利号，请填专利的名称。"


def read_thing_name(text: str) -> str:
    """Return the name of a thing as it is stored: without label, number in a list, and quotes around it.

    Lines that a certificate breaks a long name into become one. Raises Unreadable for several cells, for
    a number in the place of a name, and for what holds damage or is too long.
    """
    joined = _joined(text)
    if holds_several_cells(joined):
        raise Unreadable(SEVERAL_CELLS)
    name, rest = "", stored_line(joined)
    while name != rest:
        name, rest = rest, _without_outer_layer(rest)
    if not name:
        raise Unreadable(_NO_NAME)
    if patent_number(name) is not None:
        raise Unreadable(_IS_NUMBER)
    if fault := character_fault(name, "名称"):
        raise Unreadable(fault)
    return name


def _joined(text: str) -> str:
    """Return a text with its lines as one where all but the last fill a column."""
    lines = _BREAK.split(without_invisible(text).strip().strip('"'))
    if len(lines) > 1 and all(len(line) >= _SHORTEST_COLUMN for line in lines[:-1]) and not _is_list(lines):
        return " ".join(lines)
    return text


def _is_list(lines: list[str]) -> bool:
    return sum(line.startswith("一种") or _ITEM.match(line) is not None for line in lines) > 1


def _without_outer_layer(name: str) -> str:
    bare = _LANGUAGE.sub("", _ITEM.sub("", _LABEL.sub("", _BLANK.sub("", name)))).strip(_AROUND)
    around, inner = bare[:1] + bare[-1:], bare[1:-1]
    return inner if around in _ENCLOSURES and not set(around) & set(inner) else bare
