"""What stands in the field of a number and is none, or is more than one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from ipdesk.models.parsing.text.shortcomings import ROUNDED, SHEET_ERROR
from ipdesk.rules.core.characters import simplified
from ipdesk.rules.core.plain_text import BREAKS, compact, half_width, plain
from ipdesk.rules.numbers.text import base_form

_NONE = frozenset({
    "无", "暂无", "没有", "无编号", "未取得", "未知", "不详", "待定", "待补", "待填", "待查", "同上", "略",
    "空", "见附件", "详见附件", "见证书", "NA", "N/A", "NULL", "NONE", "NIL", "NAN", "TBD",
})  # fmt: skip
_FILLED_UP = re.compile(r"[X*?#0.…/\\_-]+")
_LAST_OF_SIGNS = 0x1EFFF  # pictures begin behind it; signs such as ★ and ☎ before stand in lists
_SIGNIFICANT = re.compile("[0-9A-Z一-鿿]")


def no_number(text: str) -> str:
    """Say in a sentence why a text that is not blank cannot be a number of anything; nothing where it can."""
    value = compact(text)
    if SHEET_ERROR.fullmatch(value):
        return "这是表格里出错或没有显示全的格子，请对照证书录入。"
    if ROUNDED.fullmatch(value):
        return "这是表格按科学计数法显示的数，后面的数字已经丢失，请对照证书录入。"
    if odd := next(filter(_is_odd, half_width(text)), ""):
        return f"编号里有“{odd}”，编号没有这样的字符，请对照证书录入。"
    bare = base_form(text)
    if value in _NONE or bare in _NONE or _FILLED_UP.fullmatch(value) or not _SIGNIFICANT.search(bare):
        return "这不是编号。还没有编号的请留空，有了再填。"
    return ""


_DENIED = re.compile(
    "失效|无效|终止|驳回|撤[回销]|视撤|放弃|注销|作废|未授权|待授权|未缴|过期|到期|补证中|申请中|待审"
)


def denied(text: str) -> str:
    """Return the words beside a number that say that the thing does not stand, empty for none."""
    found = _DENIED.search(simplified(compact(text)))
    return found[0] if found else ""


# Of the offices that number patents and marks; Greek and Cyrillic letters are read as what they look like.
_SCRIPTS = ("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "GREEK", "CYRILLIC")


def _is_odd(char: str) -> bool:
    """Tell pictures, letters and digits of scripts in which nothing is numbered, and damaged characters."""
    category = unicodedata.category(char)
    if category in ("So", "Sk"):
        return ord(char) > _LAST_OF_SIGNS
    if category in ("Cs", "Co", "Cn") or (category == "Nd" and not char.isascii()):
        return True
    return category[0] == "L" and not unicodedata.name(char, "").startswith(_SCRIPTS)


# ------------------------------------------------------------ several in one field

SEVERAL = "这里像是有两个以上的编号，请一行填一个。确是一个编号的，请确认。"
SEVERAL_OF_A_RANGE = (
    "这里像是有两个以上的编号，请一行填一个；连号的，另填件数或最后一件的号。确是一个编号的，请确认。"
)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_CELLS = re.compile(f"[{BREAKS}]+")
_BETWEEN = re.compile(r"[、;,|]|(?<=[0-9号])[和及与]")
_COMPLETE = re.compile(r"(?:.*[0-9].*){4}|.*[0-9]+号.*")
_FROM_TO = re.compile(r"[0-9号](?:~|至|到)[^0-9]*[0-9]")
_AGAIN = re.compile(r"([一-鿿A-Z][^0-9]+[0-9]{4}).*[0-9].*\1")
_DASHED = re.compile(r"([0-9]{5,})-([0-9]{5,})(?![0-9])|(?<![0-9])([0-9]+)-([0-9]+)号?$")
_OPEN = re.compile(
    r"[0-9]号?[)」”]?(?:开?始|起|及?其?以[后上下]|之后|往后|等[0-9一二三四五六七八九十百]*[件个项]?|[共计][0-9]+[件个项])$"
)
_LIKE_DIGIT, _LIKE_LETTER = re.compile("[0-9]"), re.compile("[A-Z]")
_LEAST_BESIDE_A_BLANK = 8


def holds_several(text: str) -> bool:
    """Say whether a text seems to hold several numbers, or the first and the last of some."""
    value = _THOUSANDS.sub("", plain(_CELLS.sub("|", text.strip())).upper())
    parts = [part for part in map(str.strip, _BETWEEN.split(value)) if part]
    listed = [part for part in parts[1:] if _COMPLETE.fullmatch(part)]
    if listed and re.search("[0-9].*[0-9]", parts[0]):
        return True
    return (
        begins_several(text)
        or _from_first_to_last(compact(value))
        or _alike(value.split())
        or _alike(value.split("/"))
    )


def begins_several(text: str) -> bool:
    """Say whether a text has the first of several numbers, and says so: 00001234起, 00001234等5件."""
    return _OPEN.search(compact(text)) is not None


def _from_first_to_last(value: str) -> bool:
    if _FROM_TO.search(value) or _AGAIN.search(value):
        return True
    for found in _DASHED.finditer(value):
        first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
        if len(first) == len(last) and int(first) < int(last) and (found[1] or value.endswith("号")):
            return True
    return False


def _alike(parts: list[str]) -> bool:
    """Say whether parts of a text are numbers of one pattern: Y2022440000123 Y2022440000124."""
    patterns = [_LIKE_LETTER.sub("A", _LIKE_DIGIT.sub("9", part)) for part in parts]
    return len(parts) > 1 and all(
        one == other and len(one) >= _LEAST_BESIDE_A_BLANK and "9" in one for one, other in pairwise(patterns)
    )
