"""Names of applicants and persons: how they are stored, how they are compared, and what is odd about one.

Stored is what the certificate shows: brackets of a Chinese name are full width, the dot in a name is U+00B7.
Compared is what is left without widths, brackets, dots, other marks and blanks.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.models.parsing.lines import CJK, checked_characters, stored_line
from ipdesk.rules.characters import MIDDLE_DOTS
from ipdesk.rules.plain_text import half_width, plain

_HAN = "\u3400-\u9fff\u3007\U00020000-\U0003ffff"
_LABEL = re.compile(
    "^(?:(?:企业|单位|公司|机构|申请人|权利人|账户|开户)?(?:名称|全称|姓名)|申请人|单位|户名|"
    "法定代表人|法人|负责人|联系人|经办人)[:：]"
)
_BLANK = re.compile(rf"(?<=[{CJK}·])\s+|\s+(?=[{CJK}·])")
# A full stop stands for the dot in a name between two Chinese characters only.
_DOT = re.compile(
    rf"(?<![\u3041-\u30fa\u30fc-\u30ff])\s*[{MIDDLE_DOTS}]+\s*|\s*[{MIDDLE_DOTS}]+\s*(?![\u3041-\u30ff])"
)
_STOP = re.compile(rf"(?<=[{_HAN}])[.．﹒․。｡]+(?=[{_HAN}])")
_AROUND = f"{MIDDLE_DOTS} ,，、;；:：。"


def stored_name(text: str) -> str:
    """Return a name as it is stored; empty where nothing of a name is left."""
    name, rest = text, _without_outer_layer(text)
    while rest != name:  # quotes within a label within quotes
        name, rest = rest, _without_outer_layer(rest)
    return name


def _without_outer_layer(text: str) -> str:
    name = _LABEL.sub("", stored_line(text))
    chinese = re.search(f"[{_HAN}]", name) is not None
    bracketed = "".join(_bracket(char, chinese) for char in name)
    dotted = _DOT.sub("·", _STOP.sub("·", _BLANK.sub("", bracketed)))
    bare = dotted.strip(_AROUND)
    return bare.rstrip(".") if bare and re.fullmatch(rf".*[{_HAN}]\.+", bare) else bare


def _bracket(char: str, chinese: bool) -> str:
    simple = half_width(char)
    if simple not in ("(", ")"):
        return char
    return {"(": "（", ")": "）"}[simple] if chinese else simple


def compared_name(text: str) -> str:
    """Return what two writings of one name have in common: letters, digits and signs that are no marks."""
    return half_width("".join(char for char in plain(text).casefold() if _is_compared(char)))


def _is_compared(char: str) -> bool:
    category = unicodedata.category(char)
    return char not in MIDDLE_DOTS and category[0] not in "PZ" and category not in ("Cc", "Sk")


class _Doubt(NamedTuple):
    """Something odd in a name: its pattern, whether in a person's only, and the sentence about it."""

    pattern: re.Pattern[str]
    personal: bool
    sentence: str


_LATIN = "0-9A-Za-zÀ-ɏ"
_CONFIRM = "请录入证件上的字；证件确是如此的，请确认。"
_BEGIN, _END = r"[\[［【〔{｛<＜]", r"[\]］】〕}｝>＞]"
_DOUBTS = (
    _Doubt(re.compile(r"[?？*＊_＿※囗×✕#＃]+"), False, "“{found}”像是代替打不出的字。"),
    _Doubt(re.compile(rf"{_BEGIN}[^\[\]【】〔〕]*{_END}?|{_END}"), False, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile("[〾\u2ff0-\u2fff]+.{0,3}"), False, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile(r"[0-9A-Za-z]{15,}"), False, "“{found}”像是号码，不像名称。"),
    _Doubt(re.compile(rf"[（(][{_HAN}]{{2,3}}[）)](?=[{_HAN}])"), True, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile(rf"(?<=[{_HAN}])[+＋](?=[{_HAN}])"), True, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile("某+"), True, "“{found}”像是隐去的名字。"),
    # An initial between dots is part of a foreigner's name.
    _Doubt(re.compile(rf"(?<![·.{_LATIN}])[{_LATIN}]+(?![·.{_LATIN}])"), True, "姓名里夹有“{found}”。"),
)
_CODED = re.compile(r"&#(?:x[0-9a-f]{2,6}|[0-9]{2,7});|&[a-z]{2,8};", re.IGNORECASE)


def check_name(text: str, *, personal: bool = False) -> Checked:
    """Check a name: what cannot be kept is refused, what stands for a missing character is a doubt."""
    checked = checked_characters(stored_name(text))
    if checked.problem:
        return checked
    name = checked.value
    if _CODED.search(name):
        meant = stored_name(html.unescape(name))
        return Checked(name, f"名称里有网页的编码，应为“{meant}”。", offer=meant)
    doubt = _doubt(name, personal)
    return Checked(name, doubt + _CONFIRM, confirmable=True) if doubt else checked


def _doubt(name: str, personal: bool) -> str:
    chinese = re.search(f"[{_HAN}]", name) is not None
    for doubt in _DOUBTS:
        found = doubt.pattern.search(name) if not doubt.personal or (personal and chinese) else None
        if found:
            return doubt.sentence.format(found=found[0])
    symbol = next((char for char in name if unicodedata.category(char) == "So"), "")
    return f"“{symbol}”像是代替打不出的字。" if symbol else ""
