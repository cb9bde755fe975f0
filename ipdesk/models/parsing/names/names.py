"""Names of applicants and persons: how they are stored, compared, and looked for.

Stored is what the certificate shows: brackets of a Chinese name are full width, the dot in a name is U+00B7.
Compared is what is left without widths, brackets, dots, other marks and blanks. Looked for, all writings of a
character are one (陈 and 陳, which differ on certificates), and letters have no accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ipdesk.models.parsing.text.lines import CJK, stored_line
from ipdesk.rules.core.characters import MIDDLE_DOTS, one_writing
from ipdesk.rules.core.plain_text import half_width, plain

HAN = "\u3400-\u9fff\u3007\U00020000-\U0003ffff"
"""Ideographs, for a class of a pattern."""

# What forms write before a name, and where the seal goes behind it.
_LABEL = re.compile(
    rf"^[{HAN}]{{0,8}}(?:名称|全称|姓名|单位|户名|法人|人|者|行)(?:[(（][^()（）]*[)）])?\s*[:：]"
)
_SEAL = re.compile(r"(?<=.)\s*[(（](?:加?盖?公?章|签章|签字|签名|印章)[^()（）]*[)）]$")
_ENCLOSURES = frozenset(
    ["“”", "‘’", "「」", "『』", "《》", "〈〉", "【】", "〔〕", "[]", "［］", "（）", "()", "<>", '""', "''"]
)
# A sheet marks a cell of text by an apostrophe.
_MARK_OF_TEXT = re.compile(rf"^=(?=\")|^['’‘](?=[{HAN}])(?!.*['’]$)")
_BLANK = re.compile(rf"(?<=[{CJK}·])\s+|\s+(?=[{CJK}·])")
# A full stop and other small signs stand for the dot in a name between two Chinese characters only.
_DOT = re.compile(
    rf"(?<![\u3041-\u30fa\u30fc-\u30ff])\s*[{MIDDLE_DOTS}]+\s*|\s*[{MIDDLE_DOTS}]+\s*(?![\u3041-\u30ff])"
)
_STOPS = ".．﹒․。｡˙◦∘`｀"
_STOP = re.compile(rf"(?<=[{HAN}])[{_STOPS}](?=[{HAN}])")
_INITIAL = re.compile(rf"(?<=[{HAN}])[·.．]([A-Z])[·.．](?=[{HAN}])")
_AROUND = f"{MIDDLE_DOTS} ,，、;；:：。"


def stored_name(text: str) -> str:
    """Return a name as it is stored; empty where nothing of a name is left."""
    name, rest = text, _without_outer_layer(text)
    while rest != name:  # quotes within a label within quotes
        name, rest = rest, _without_outer_layer(rest)
    return name


def _without_outer_layer(text: str) -> str:
    name = _without_enclosure(_SEAL.sub("", _LABEL.sub("", _MARK_OF_TEXT.sub("", stored_line(text)))))
    chinese = re.search(f"[{HAN}]", name) is not None
    bracketed = "".join(_bracket(char, chinese) for char in name)
    dotted = _DOT.sub("·", _STOP.sub("·", _INITIAL.sub(r"·\1·", _BLANK.sub("", bracketed))))
    bare = dotted.strip(_AROUND)
    if not compared_name(bare):
        return ""
    return bare[:-1] if re.search(rf"[{HAN}]\.$", bare) else bare


def _without_enclosure(name: str) -> str:
    """Take off a pair of quotes or brackets around the whole name."""
    around = name[:1] + name[-1:]
    inner = name[1:-1]
    return inner if around in _ENCLOSURES and not set(around) & set(inner) else name


def _bracket(char: str, chinese: bool) -> str:
    simple = half_width(char)
    if simple not in ("(", ")"):
        return char
    return {"(": "（", ")": "）"}[simple] if chinese else simple


# Signs that belong to no name: those of registration, and some that are typed for the dot.
_NO_PART = str.maketrans("", "", "®©™℠℗˙◦∘")


def contact_name(text: str) -> str:
    """Return whom to ask, as letters name it: a name spaced out for looks is closed, two names stay apart."""
    line = stored_line(text)
    pieces = line.split()
    return "".join(pieces) if all(re.fullmatch(f"[{HAN}]", one) for one in pieces) else line


def compared_name(text: str) -> str:
    """Return what two writings of one name have in common: letters, digits and signs that are no marks."""
    seen = plain(text.translate(_NO_PART)).casefold()
    return half_width("".join(char for char in seen if _is_compared(char)))


def _is_compared(char: str) -> bool:
    category = unicodedata.category(char)
    return char not in MIDDLE_DOTS and category[0] not in "PZ" and category not in ("Cc", "Sk")


_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "e", "ĸ": "k", "ɨ": "i", "ʉ": "u",
})  # fmt: skip


@lru_cache(maxsize=4096)
def folded_name(text: str) -> str:
    """Return what a name is found by: its compared form without accents, each character in one writing."""
    apart = unicodedata.normalize("NFD", one_writing(compared_name(text)))
    return half_width(_ACCENTS.sub("", apart).translate(_LETTERS))
