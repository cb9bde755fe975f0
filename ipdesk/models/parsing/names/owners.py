"""Owners as on a certificate: who they are, in their order, and which of them an applicant is.

Lists part them by any mark. Where a mark or a word may as well belong to a name, nothing is parted: one owner
too long is seen at a glance, half a name is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ipdesk.models.parsing.names.names import HAN, folded_name, stored_name
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS
from ipdesk.models.parsing.text.texts import Unreadable, character_fault
from ipdesk.rules.core.plain_text import BREAKS

BETWEEN = "；"
"""Stands between owners where they are written in one line."""

_LINES = BREAKS.replace(r"\t", "")
_MARKS = re.compile(f"以及|[;；|｜、{_LINES}]|(?<=[{HAN})）])[/／](?=[{HAN}])")
_COMMA = re.compile("[,，]")
_OPENING, _CLOSING = "(（[［〔【<《", ")）]］〕】>》"

# What stands behind the comma in the name of a foreign firm (Co., Ltd.), and ends such a name.
_FIRM = r"(?:Co|Company|Corp|Corporation|Inc|Ltd|Limited|LLC|LLP|LP|PLC|GmbH|AG|SA|NV|BV|Pte|Pty)"
_OF_FIRM = re.compile(rf"\s*{_FIRM}\b", re.IGNORECASE)
_ENDS_FIRM = re.compile(rf"\b{_FIRM}\.?\s*$", re.IGNORECASE)
_LATIN, _LATIN_BEGINS = re.compile(r"[A-Za-z][A-Za-z.'’&\- ]*$"), re.compile(r"\s*[A-Za-z]")

_UNIT = re.compile(
    "(?:公司|集团|大学|学院|学校|中学|小学|研究院|研究所|研究中心|工程中心|中心|合作社|协会|学会|医院|厂|局|所|站|社|场)$"
)
# Not what may as well be a part of the unit before it: 分公司, 附属医院, 研究院.
_UNIT_OF_ITS_OWN = re.compile("(?<!分)公司$|(?<!分)厂$|大学$|合作社$|集团$")
_PERSON = re.compile(f"[{HAN}]{{2,3}}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温欧邝"
)
# 和, 及 and 与 begin other words with these: 和平, 和美, 及其.
_AND = re.compile("及(?![其时格物])|和(?![平谐美顺信盛源县田林静硕政龙合兴泰丰利气睦悦])|与(?![会时])")

_MOST_JOINED = 30

_NUMBERED = re.compile(r"^\s*[(（]?1[)）.．、]")
_NUMBER = re.compile(rf"(?:^|(?<=[\s;；,，、|{HAN})）]))[(（]?[0-9]{{1,2}}[)）.．、]\s*(?![0-9])")
_ROLE = re.compile(rf"\s*[(（](?:第[一二三四五六七八九十])?[{HAN}]{{0,6}}(?:权人|权利人|申请人|注册人)[)）]$")
_AND_OTHERS = re.compile(r"等(?:[0-9一二三四五六七八九十]+)?(?:人|家|个|名|户|方|单位|个人|家单位|个单位)?$")
_OTHERS = "这里写了“等”，还有别的权利人没有写出来。请对照证书写全。"
_NOBODY = "请填写权利人的名称，几个权利人之间用分号隔开。"


@lru_cache(maxsize=1024)  # lists name the same owners again and again
def read_owners(text: str) -> tuple[str, ...]:
    """Return the owners that a text names, in its order, each once, as names are stored.

    They stand apart by ``；``, ``、``, ``|``, a comma or a line end outside brackets; by a blank, 和, 及
    or 与 only where whole names stand before and behind. Raises Unreadable where a text goes on with 等,
    names nobody, or was copied from several cells.
    """
    bare = _unquoted(text.strip())
    if "\t" in bare:
        raise Unreadable(SEVERAL_CELLS)
    if _NUMBERED.match(bare):
        bare = _NUMBER.sub(BETWEEN, bare)
    found: dict[str, str] = {}
    for owner in map(_owner, _parts(bare)):
        found.setdefault(folded_name(owner), owner)
    found.pop("", None)
    if not found:
        raise Unreadable(_NOBODY)
    return tuple(found.values())


def owners_text(owners: Iterable[str]) -> str:
    """Return owners in one line, which ``read_owners`` reads."""
    return BETWEEN.join(owners)


def read_owners_line(text: str) -> str:
    """Return owners as they were read, in one line. Raises Unreadable as ``read_owners`` does."""
    return owners_text(read_owners(text))


def place_among(owners: Sequence[str], name: str) -> int:
    """Return which of the owners somebody is, from 1, in whatever writing of the name; 0 for none."""
    wanted = folded_name(name)
    return next((place for place, owner in enumerate(owners, start=1) if folded_name(owner) == wanted), 0)


def _unquoted(text: str) -> str:
    """Take off the quotes that a worksheet sets around a cell of several lines."""
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text


def _owner(part: str) -> str:
    """Return a part as a name is stored, "" where nothing of a name is left. Raises Unreadable."""
    name = stored_name(_ROLE.sub("", part))
    if len(name) > 2 and _AND_OTHERS.search(name):
        raise Unreadable(_OTHERS)
    if fault := character_fault(name, "权利人的名称"):
        raise Unreadable(fault)
    return name


def _parts(text: str) -> Iterator[str]:
    for part in _at_marks(text):
        for piece in _at_blanks(part.strip()):
            yield from _at_and(piece)


def _at_marks(text: str) -> Iterator[str]:
    """Yield what stands between marks that belong to no name."""
    nested = _closes_what_it_opens(text)
    depth = start = 0
    for place, char in enumerate(text):
        depth += nested * ((char in _OPENING) - (char in _CLOSING))
        mark = _MARKS.match(text, place) or _parting_comma(text, start, place)
        if mark and depth == 0:
            yield text[start:place]
            start = place + len(mark[0])
    yield text[start:]


def _closes_what_it_opens(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth < 0:
            return False
    return depth == 0


def _parting_comma(text: str, start: int, place: int) -> re.Match[str] | None:
    """Return the comma at a place, unless it belongs to the name of a firm or a person in Latin letters."""
    found = _COMMA.match(text, place)
    if found is None or _OF_FIRM.match(text, place + 1):
        return None
    before = text[start:place]
    latin = _LATIN.search(before) and _LATIN_BEGINS.match(text, place + 1)
    return None if latin and not _ENDS_FIRM.search(before) else found


def _at_blanks(part: str) -> list[str]:
    """Return the names that blanks part, or the whole where a blank may be inside one."""
    pieces = part.split()
    pairs = list(pairwise(pieces))
    units = all(_UNIT.search(one) and _UNIT_OF_ITS_OWN.search(other) for one, other in pairs)
    return pieces if pairs and (units or all(map(_is_person, pieces))) else [part]


def _at_and(part: str) -> list[str]:
    """Return the two names, or more, that 和, 及 and 与 join, or the whole where these may be inside one.

    From the last to the first, each place once: a pasted page has dozens of them, and names nobody.
    """
    marks = list(_AND.finditer(part))
    if len(marks) > _MOST_JOINED:
        return [part]
    behind: dict[int, list[str]] = {}
    for start in [*(mark.end() for mark in reversed(marks)), 0]:
        behind[start] = _joined_from(part, start, marks, behind)
    return behind[0]


def _joined_from(
    part: str, start: int, marks: Sequence[re.Match[str]], behind: dict[int, list[str]]
) -> list[str]:
    for found in marks:
        if found.start() < start:
            continue
        before, others = part[start : found.start()].strip(), behind[found.end()]
        if _are_two(before, others[0]):
            return [before, *others]
    return [part[start:].strip()]


def _are_two(one: str, other: str) -> bool:
    units = _UNIT.search(one) and _UNIT_OF_ITS_OWN.search(other) and len(other) > len("公司") + 1
    return bool(units) or (_is_person(one) and _is_person(other))


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and name[0] in _SURNAMES and not _UNIT.search(name)
