"""Telephone numbers: mobile, landline and service numbers, several of them in one field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.models.parsing.pasted_number import pasted_number
from ipdesk.rules.plain_text import spaced

_BETWEEN = "、"
_SEPARATORS = re.compile(r"[、,，;；/／|\n\r\t]|(?<=\s)[或和]")
_MOST_WORDS = 12
_MOBILE = re.compile("1[3-9][0-9]{9}")
_SERVICE = re.compile("(?:400|800)[0-9]{7}|1[0-9]{4}|9[0-9]{4,5}")
_AREA = "10|2[0-9]|[3-9][0-9]{2}"
_LANDLINE = re.compile(
    rf"(?:\(?0({_AREA})\)?-*)?([2-9][0-9]{{6,7}})(?:(?:-|转|转分机|分机|EXT\.?|X|\#|\()([0-9]{{1,6}})\)?)?"
)
_CHINA = re.compile(r"\(?(?:\+|00)86\)?-?(?:\(0\))?|86-?(?=1[3-9][0-9]{9}$)")
_ABROAD = re.compile(r"\(?(?:\+|00)((?!86)[1-9][0-9]{0,2})\)?-?([0-9][0-9-]{4,12}[0-9])")


def check_telephone(text: str) -> Checked:
    """Check a telephone number, or several with marks or blanks between; another shape is a doubt."""
    if not text.strip():
        return Checked("", "请填写电话。")
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    numbers = [_numbers(part.split()) for part in parts]
    if numbers and all(numbers):
        return Checked(_BETWEEN.join(dict.fromkeys(chain.from_iterable(numbers))))
    sentence = "电话应为11位手机号，或区号加座机号如 0751-8881234。确认无误的，请确认。"
    return Checked(spaced(text), sentence, confirmable=True)


def single_numbers(telephone: str) -> tuple[str, ...]:
    """Return the numbers of a field in its proper form, one by one."""
    return tuple(telephone.split(_BETWEEN))


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
    value = pasted_number(text)
    abroad = _ABROAD.fullmatch(value)
    if abroad:
        return f"+{abroad[1]}-{abroad[2].replace('-', '')}"
    home = _CHINA.sub("", value, count=1)
    plain = home.replace("-", "")
    if _MOBILE.fullmatch(plain) or _SERVICE.fullmatch(plain):
        return plain
    # Behind +86 the zero of the area is left out.
    landline = _LANDLINE.fullmatch(home) or (_LANDLINE.fullmatch("0" + home) if home != value else None)
    return _written(landline) if landline else ""


def _written(landline: re.Match[str]) -> str:
    area, number, extension = landline.groups()
    return "-".join(part for part in (f"0{area}" if area else "", number, extension or "") if part)
