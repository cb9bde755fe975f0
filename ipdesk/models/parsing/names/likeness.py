"""When two names mean the same: what is left of a name without place, form of company and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ipdesk.models.parsing.names.names import folded_name

_FORMS = (
    "股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|"
    "农民专业合作社|专业合作社|合作社|普通合伙|有限合伙|事务所|工作室|研究院|研究所"
)
_FORM = re.compile(rf"(?:{_FORMS})$")
_PLACE = re.compile(r"^(?:[一-鿿]{2,3}?(?:省|市|自治州|自治县|区|县|镇))+")
_ALIKE = 0.8


def core(name: str) -> str:
    """Return what tells a name from others: ``示例精密电子`` of 韶关市示例精密电子有限公司."""
    bare = folded_name(name)
    without_form = bare
    while _FORM.search(without_form):
        without_form = _FORM.sub("", without_form)
    without_place = _PLACE.sub("", without_form)
    return without_place if len(without_place) >= 2 else without_form or bare


def alike(one: str, other: str) -> bool:
    """Return whether two cores are so near that a clerk should look at both."""
    if min(len(one), len(other)) < 2:
        return False
    if one == other:
        return True
    if min(len(one), len(other)) >= 4 and (one in other or other in one):
        return True
    if max(len(one), len(other)) < 4:
        # Of two or three characters every one counts: these are people, or very short names.
        return False
    return any(_ratio(*pair) >= _ALIKE for pair in _without_city(one, other))


def _without_city(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the pair, then with a beginning cut off: 韶关 often stands without its 市."""
    yield one, other
    if len(one) >= 6:
        yield one[2:], other
    if len(other) >= 6:
        yield one, other[2:]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def bigrams(text: str) -> tuple[str, ...]:
    """Return the different pairs of neighbouring characters, for a first rough choice."""
    return tuple(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))
