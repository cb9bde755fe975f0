"""What is odd about a name: what stands for a character that could not be typed, and what cannot be kept."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from ipdesk.models.parsing.names.names import HAN, stored_name
from ipdesk.models.parsing.text.lines import CheckedNumber, checked_characters, holds_several_cells
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS


class _Doubt(NamedTuple):
    """Something odd in a name: its pattern, whether in a person's only, and the sentence about it."""

    pattern: re.Pattern[str]
    personal: bool
    sentence: str


_LATIN = "0-9A-Za-zÀ-ɏ"
_KANA = "\u3005\u3041-\u30ff\uac00-\ud7af"
_CONFIRM = "请录入证件上的字；证件上就是这样的，请确认。"
_BEGIN, _END = r"[\[［【〔{｛<＜]", r"[\]］】〕}｝>＞]"
_DOUBTS = (
    _Doubt(re.compile(r"[?？﹖¿⁇*＊﹡_＿※囗×✕#＃]+"), False, "“{found}”像是代替打不出的字。"),
    _Doubt(re.compile(rf"{_BEGIN}[^\[\]【】〔〕]*{_END}?|{_END}"), False, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile("[〾\u2ff0-\u2fff]+.{0,3}"), False, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile(r"…+|\.{2,}"), False, "“{found}”像是没有显示全。"),
    _Doubt(
        re.compile(rf"^(?:[（(][0-9]{{1,3}}[)）]|[0-9]{{1,3}}[.．、·])(?=[{HAN}])"),
        False,
        "“{found}”像是序号，不是名称。",
    ),
    _Doubt(
        re.compile("(?<=公司)等$|(?<=[厂社院校所局店])等$|等[0-9一二三四五六七八九十两]+[家人个名户]$"),
        False,
        "“{found}”说的是还有别人，这里只填一个。",
    ),
    _Doubt(re.compile("某(?=公司|企业|单位|厂|店)"), False, "“{found}”像是隐去的名字。"),
    _Doubt(re.compile("锟斤拷|[烫屯]{2,}"), False, "“{found}”像是乱码。"),
    _Doubt(re.compile("某某|(?<![A-Za-z])X{2,}(?![A-Za-z])"), False, "“{found}”像是隐去的名字。"),
    _Doubt(re.compile(r"[0-9A-Za-z]{15,}"), False, "“{found}”像是号码，不像名称。"),
    _Doubt(
        re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2,}"), False, "“{found}”像是表格按科学计数法显示的数。"
    ),
    _Doubt(
        re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"), False, "“{found}”像是日期，不像名称。"
    ),
    _Doubt(re.compile(r"[0-9](?:[-./ ]?[0-9]){5,}[0-9XxA-Za-z.]*"), False, "“{found}”像是号码，不像名称。"),
    _Doubt(re.compile(r"^[A-Za-z]{0,2}[\W\d_]*[0-9][\W\d_]*$"), False, "“{found}”像是数字，不像名称。"),
    _Doubt(re.compile(rf"[（(][{HAN}]{{2,6}}[）)](?=[{HAN}])"), True, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile(r"[（(][^（）()]*[）)]$"), True, "“{found}”像是附注，不是姓名的一部分。"),
    _Doubt(
        re.compile("(?<=.)(?:先生|女士|小姐|同志|老师|律师|总经理|经理|主任|董事长|厂长|法人)$"),
        True,
        "“{found}”像是称呼，不是姓名的一部分。",
    ),
    _Doubt(re.compile(rf"(?<=[{HAN}])[+＋](?=[{HAN}])"), True, "“{found}”像是拼出来的字。"),
    _Doubt(re.compile("某+"), True, "“{found}”像是隐去的名字。"),
    # An initial between dots is part of a foreigner's name.
    _Doubt(re.compile(rf"(?<![·.{_LATIN}])[{_LATIN}]+(?![·.{_LATIN}])"), True, "姓名里夹有“{found}”。"),
    _Doubt(re.compile(rf"[^{HAN}{_LATIN}{_KANA}·（）]+"), True, "姓名里夹有“{found}”。"),
)
_PLACE = re.compile(f"(?:[{HAN}]{{2,7}}?(?:省|市|自治州|自治县|自治区|区|县|镇|乡|街道))+")
_FORM = re.compile(
    "(?:集团)?(?:股份)?有限(?:责任)?公司|(?:集团)?公司|集团|(?:农民)?专业合作社(?:联合社)?|合作社|分公司"
    "|律师事务所|事务所|（(?:普通合伙|有限合伙|特殊普通合伙|个体工商户)）"
)
_ESCAPED = re.compile(r"\\u(?!d[89a-f])([0-9a-f]{4})", re.IGNORECASE)
_CODED = re.compile(rf"&#(?:x[0-9a-f]{{2,6}}|[0-9]{{2,7}});|&[a-z]{{2,8}};|{_ESCAPED.pattern}", re.IGNORECASE)
# Signs that are part of names of firms.
_SIGNS = "®©℗"


def check_name(text: str, *, personal: bool = False) -> CheckedNumber:
    """Check a name: what cannot be kept is refused, what stands for a missing character is a doubt."""
    if holds_several_cells(text) and not _is_wrapped(text):
        return CheckedNumber(stored_name(text), SEVERAL_CELLS)
    checked = checked_characters(stored_name(text))
    if checked.problem:
        return checked
    name = checked.value
    if _CODED.search(name):
        meant = stored_name(_ESCAPED.sub(_character, html.unescape(name)))
        return CheckedNumber(name, f"名称里有网页的编码，应为“{meant}”。", suggestion=meant)
    doubt = _doubt(name, personal)
    return CheckedNumber(name, doubt + _CONFIRM, confirmable=True) if doubt else checked


def _is_wrapped(text: str) -> bool:
    """Say whether the lines of a text can only be one name: a place before it, the form of company behind."""
    lines = list(map(stored_name, text.strip().splitlines()))
    return "\t" not in text.strip() and all(
        _PLACE.fullmatch(before) or _FORM.fullmatch(after) for before, after in pairwise(lines)
    )


def _doubt(name: str, personal: bool) -> str:
    chinese = re.search(f"[{HAN}]", name) is not None
    for doubt in _DOUBTS:
        found = doubt.pattern.search(name) if not doubt.personal or (personal and chinese) else None
        if found:
            return doubt.sentence.format(found=found[0])
    symbol = next((char for char in name if _is_symbol(char)), "")
    return f"“{symbol}”像是代替打不出的字。" if symbol else ""


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _is_symbol(char: str) -> bool:
    """Say whether a character is a picture, and not one of letters such as ㈱."""
    composed = unicodedata.normalize("NFKC", char) != char
    return unicodedata.category(char) == "So" and char not in _SIGNS and not composed
