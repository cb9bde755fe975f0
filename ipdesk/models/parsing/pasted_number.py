"""A number as it comes by the clipboard: with its label, in a spreadsheet's quotes, with a mark behind."""

from __future__ import annotations

import re

from ipdesk.rules.characters import latin
from ipdesk.rules.plain_text import compact

# Excel marks a text cell by an apostrophe and may wrap it as ="…"; sentences leave their marks behind.
_AROUND = "\"'`‘’“”=,;:.。、!"
_LABEL = re.compile(
    r"^(?:[一-鿿A-Z./()]*:|[一-鿿]*(?:号码|代码|账号|帐号|账户|卡号|识别号|执照|电话|手机|座机|号|码|证))+"
)
_REMARK = re.compile(r"\([^()]*[一-鿿][^()]*\)$")
_WRAPPED = re.compile(r"\(([^()]*)\)")


def pasted_number(text: str) -> str:
    """Return the bare number of a pasted text: plain width, capitals, no blanks, label or marks around."""
    value = _LABEL.sub("", compact(text).strip(_AROUND)).strip(_AROUND)
    value = _REMARK.sub("", value).strip(_AROUND)
    wrapped = _WRAPPED.fullmatch(value)
    return latin(wrapped[1] if wrapped else value)


_MISREAD = str.maketrans("OILZSV", "01125U")


def without_misread_letters(value: str) -> str:
    """Return the number with letters that its alphabet lacks read as the digits they look like."""
    return value.translate(_MISREAD)
