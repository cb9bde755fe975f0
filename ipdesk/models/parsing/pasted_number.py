"""A number as it comes by the clipboard: with its label, in a spreadsheet's quotes, with a mark behind."""

from __future__ import annotations

import re
from collections.abc import Callable

from ipdesk.rules.characters import latin
from ipdesk.rules.plain_text import compact

# Excel marks a text cell by an apostrophe and may wrap it as ="…"; sentences leave their marks behind.
_AROUND = "\"'`‘’“”=,;:.。、!"
_ENCLOSED = re.compile(r"[(\[【〔《<]([^()\[\]【】〔〕《》<>]*)[)\]】〕》>]")
_NOTE = r"\([^()]*[一-鿿][^()]*\)"
_WORD = (
    "(?:号码|代码|账号|帐号|账户|帐户|基本户|一般户|卡号|识别号|税号|执照|护照|许可|电话|手机|座机|固话|总机|传真"
    "|号|码|证)"
)
_LABEL = re.compile(
    rf"^(?:(?:[一-鿿A-Z./]|{_NOTE})*:|[(\[【]?(?:[一-鿿]|{_NOTE})*{_WORD}{_NOTE}[为是]?|[(\[【]?[一-鿿]*{_WORD}[)\]】]?[为是]?"
    rf"|[A-Z/]*NO\.|[\W_]*[☎☏📞📱]|TEL(?=[0-9]))+"
)
_REMARK = re.compile(rf"(?:{_NOTE}|\([0-9]{{1,2}}[-/][0-9]{{1,2}}\))+$")


def pasted_number(text: str) -> str:
    """Return the bare number of a pasted text: plain width, capitals, no blanks, label or marks around."""
    value = _LABEL.sub("", compact(text).strip(_AROUND)).strip(_AROUND)
    value = _REMARK.sub("", value).strip(_AROUND)
    enclosed = _ENCLOSED.fullmatch(value)
    return latin(enclosed[1].strip(_AROUND) if enclosed else value)


_SUFFIX = re.compile(r"\(([0-9A-Z]{1,2})\)$")
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")


def identity_code(text: str) -> str:
    """Return the bare number of a card or a unit as it is compared: without marks between its parts."""
    return re.sub("[-_.]", "", _SUFFIX.sub(r"\1", pasted_number(text)))


def is_rounded(text: str) -> bool:
    """Say whether a text is what a sheet shows of a long number: ``4.40203E+17``; its end is lost."""
    return _ROUNDED.fullmatch(pasted_number(text)) is not None


def number_inside(value: str, is_right: Callable[[str], bool]) -> str:
    """Return the one right number among the words of a bare text, empty where there is none or several."""
    found = {piece for piece in re.findall("[0-9A-Z]+", value) if is_right(piece)}
    return found.pop() if len(found) == 1 else ""


_MISREAD = str.maketrans("OILZSV", "01125U")


def without_misread_letters(value: str) -> str:
    """Return the number with letters that its alphabet lacks read as the digits they look like."""
    return value.translate(_MISREAD)
