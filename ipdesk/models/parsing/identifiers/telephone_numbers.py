"""Telephone numbers: mobile, landline and service numbers, several of them in one field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ipdesk.models.parsing.identifiers.pasted_number import is_rounded, pasted_number, unread_words
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.rules.core.plain_text import compact, spaced

_BETWEEN = "、"
_ROUNDED = "这是表格按科学计数法显示的数，后面的数字已经丢失，请向本人核对后录入。"
_SEPARATORS = re.compile(
    r"[、,，;；。/／|\\\n\r\t&＆]|(?<=[\s0-9])[或和及与](?=[\s0-9+(（])|(?<=1[3-9][0-9]{9})-+(?=1[3-9][0-9]{9})"
    # Between two numbers: whose the first is, or what the second is.
    r"|[(（](?![^()（）]*(?:转|分机|内线))[^()（）]*[一-鿿][^()（）]*[)）](?=\s*[0-9+])"
    r"|(?<=[0-9])\s*(?=(?:联系|办公|固定)?(?:手机|电话|座机|固话))"
)
_BEFORE_EXTENSION = re.compile(r"[,，]\s*(?=转)")
_MOST_WORDS = 12
# A slash behind an area code parts it from its number, not two numbers.
_BEHIND_AREA = re.compile(r"(?<![0-9])(0[0-9]{2,3})\s*[/／]\s*(?=[2-9][0-9]{6})")
_INNER_MARKS = re.compile(r"(?<=[0-9])[._·](?=[0-9])|[()\[\]]+")
# A sheet that takes a number for a figure writes a decimal behind it.
_DECIMAL = re.compile(r"(?<=[0-9]{7})\.0$")

_MOBILE = re.compile("1[3-9][0-9]{9}")
_SERVICE = re.compile("(?:400|800)[0-9]{7}|1[0-9]{4}|9[0-9]{4,5}")
_EXTENDED = re.compile("[48]00[0-9]{7}-[0-9]{1,6}")
_AREA = "10|2[0-9]|[3-9][0-9]{2}"
_LANDLINE = re.compile(rf"(?:0({_AREA})-?)?([2-9][0-9]{{2,3}})-?([0-9]{{4}})(?:-([0-9]{{1,6}}))?")
_EXTENSION = re.compile(
    r"\(?(?:转?(?:分机|内线)号?|转|EXT|X|[*#])[.:]*(?P<of>[0-9]{1,6})(?:号|分机|号分机)?\)?(?=$|\()"
)
# Countries by the lengths of their codes, of which none begins another.
_COUNTRY = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2}"
_ABROAD = re.compile(rf"(?:\+-?|00)(?!86)({_COUNTRY})-?(?:0-)?([0-9][0-9-]{{4,14}}[0-9])")
_CHINA = re.compile(r"(?:\+-?|00)86-?(?:0-(?=[1-9]))?")


def check_telephone(text: str) -> CheckedNumber:
    """Check a telephone number, or several with marks or blanks between; another shape is a doubt."""
    if not text.strip():
        return CheckedNumber("", "请填写电话。")
    if any(map(is_rounded, text.split())):
        return CheckedNumber(spaced(text), _ROUNDED)
    parts = _SEPARATORS.split(_BEFORE_EXTENSION.sub("", _BEHIND_AREA.sub(r"\1-", text)))
    numbers = [_numbers(part.split()) for part in parts if pasted_number(part)]
    words = unread_words(text)
    if numbers and all(numbers) and words:
        return CheckedNumber(
            spaced(text), f"“{words}”不是电话号码，请删去；要一起保留的，请确认。", confirmable=True
        )
    if numbers and all(numbers):
        return CheckedNumber(_BETWEEN.join(dict.fromkeys(chain.from_iterable(numbers))))
    sentence = "电话应为11位手机号，或区号加座机号如 0751-8881234。确认无误的，请确认。"
    return CheckedNumber(spaced(text), sentence, confirmable=True)


def single_numbers(telephone: str) -> tuple[str, ...]:
    """Return the numbers of a field in its proper form, one by one."""
    return tuple(telephone.split(_BETWEEN))


def split_landline(number: str) -> tuple[str, str] | None:
    """Return the area code of a landline and its number there, without an extension; None for any other."""
    found = _LANDLINE.fullmatch(number)
    return (f"0{found[1]}", found[2] + found[3]) if found and found[1] else None


def _numbers(words: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers that words between blanks make: ``138 0013 8000`` is one; nothing if any is none."""
    if len(words) > _MOST_WORDS:
        return ()
    for end in range(len(words), 0, -1):
        number = _number("".join(words[:end]))
        rest = _numbers(words[end:])
        if number and (rest or end == len(words)):
            return (number, *rest)
    return ()


def _number(text: str) -> str:
    """Return one number in its proper form, empty where the text is none."""
    typed = compact(text)
    extension = _EXTENSION.search(typed)
    bare = pasted_number(_DECIMAL.sub("", _EXTENSION.sub("", typed)))
    parted = re.sub("-{2,}", "-", _INNER_MARKS.sub("-", bare)).strip("-")
    number = _abroad(parted) or _at_home(parted)
    if extension is None or not number:
        return number
    return "" if _MOBILE.fullmatch(number) else f"{number}-{extension['of']}"


def _abroad(parted: str) -> str:
    found = _ABROAD.fullmatch(parted)
    return f"+{found[1]}-{found[2].replace('-', '')}" if found else ""


def _at_home(parted: str) -> str:
    national = _CHINA.sub("", parted, count=1)
    bare = national.replace("-", "")
    # Before a mobile number a zero was dialled in former times; behind 86 the zero of an area is left out.
    mobile = _MOBILE.fullmatch(re.sub("^(?:86)?0?(?=1[0-9]{10}$)", "", bare))
    if mobile or _SERVICE.fullmatch(bare):
        return mobile[0] if mobile else bare
    if _EXTENDED.fullmatch(national):
        return national
    national = re.sub(rf"^86-?(?=0?(?:{_AREA})-)", "", national)
    whole = _LANDLINE.fullmatch(national)
    return _written(whole or (_LANDLINE.fullmatch("0" + national) if national != parted else None))


def _written(landline: re.Match[str] | None) -> str:
    if landline is None:
        return ""
    area, exchange, line, extension = landline.groups()
    return "-".join(filter(None, (f"0{area}" if area else "", exchange + line, extension)))
