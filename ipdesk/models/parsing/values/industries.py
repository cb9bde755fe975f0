"""Industries by GB/T 4754-2017: sections 门类, divisions 大类 and groups 中类, for statistics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from ipdesk.models.parsing.kind_search import matches
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.pinyin import begins_with_letters
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import compact

_CODE = re.compile("([A-T]?)([0-9]{2,4})|([A-T])")
_GROUP = 3  # digits
_BETWEEN = " › "


@cache
def industries() -> Mapping[str, str]:
    """Return the names by their codes, in the order of the standard: a section, its divisions, their groups.

    A section has a letter for its code, a division two digits, a group three.
    """
    lines = resource("industries", "gb-t-4754-2017.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return MappingProxyType({code: name for code, name in entries})


@cache
def _sections() -> Mapping[str, str]:
    """Return the section of each division."""
    found, section = {}, ""
    for code in industries():
        if code.isalpha():
            section = code
        elif len(code) < _GROUP:
            found[code] = section
    return found


def section_of(code: str) -> str:
    """Return the letter of the section to which an industry belongs; "" for none."""
    return code if code.isalpha() else _sections().get(code[:2], "")


def industry_path(code: str) -> str:
    """Return the names of an industry and of those that it belongs to, the widest first; "" for none."""
    if code not in industries():
        return ""
    above = dict.fromkeys((section_of(code), code[:2], code))
    return _BETWEEN.join(dict.fromkeys(industries()[one] for one in above))


def check_industry(text: str) -> CheckedNumber:
    """Read an industry: its code, its name or both. A class 小类 (3581, C3581) is counted in its group."""
    wanted = compact(text).upper()
    if not wanted:
        return CheckedNumber("")
    code = _named(wanted) or _coded(wanted)
    if code:
        return CheckedNumber(code, note=industry_path(code))
    return CheckedNumber(
        wanted, "没有这个行业。请按国民经济行业分类（GB/T 4754—2017）填代码，或者输入几个字后从列表中选。"
    )


def _named(text: str) -> str:
    """Return the narrowest industry of a name; many a division has but one group, of the same name."""
    name = compared_name(text)
    return next(
        (code for code, own in reversed(tuple(industries().items())) if compared_name(own) == name), ""
    )


def _coded(text: str) -> str:
    """Return the industry of a code at the beginning, "" for none or where the letter is another's."""
    found = _CODE.match(text)
    if found is None:
        return ""
    letter, digits, section = found.groups(default="")
    code = section or digits[:_GROUP]
    known = code in industries() and letter in ("", section_of(code))
    named = compact(text[found.end() :])
    return code if known and (not named or compared_name(named) in compared_name(industry_path(code))) else ""


def find_industries(text: str, limit: int) -> tuple[str, ...]:
    """Return the codes that a part of a name, its pinyin, its initials or a code mean, at most ``limit``.

    For a code those follow that belong to it. Of names those come first that begin so, and of these the
    narrow ones, which are chosen.
    """
    wanted = compact(text).upper()
    if not wanted:
        return ()
    found = tuple(_beginning(wanted)) or _ranked(compared_name(wanted))
    return found[:limit]


def _ranked(wanted: str) -> tuple[str, ...]:
    found = [code for code, name in industries().items() if matches(name, wanted)]
    return tuple(sorted(found, key=lambda code: (not _begins(industries()[code], wanted), _width(code))))


def _begins(name: str, wanted: str) -> bool:
    spelt = wanted.isascii() and begins_with_letters(name, wanted)
    return spelt or compared_name(name).startswith(wanted)


def _width(code: str) -> int:
    """Return 0 for a group, 1 for a division, 2 for a section."""
    return 2 if code.isalpha() else _GROUP - len(code)


def _beginning(wanted: str) -> Iterator[str]:
    """Yield the industries whose code, with the letter of its section or without, begins so."""
    digits = wanted[:_GROUP] if wanted.isdigit() else wanted[: _GROUP + 1]
    for code in industries():
        full = code if code.isalpha() else section_of(code) + code
        if full.startswith(digits) or code.startswith(digits):
            yield code
