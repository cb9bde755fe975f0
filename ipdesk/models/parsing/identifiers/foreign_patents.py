"""Numbers of patents granted abroad: what they tell against the country beside them."""

from __future__ import annotations

import re
from collections.abc import Collection

from ipdesk.models.parsing.identifiers.patent_numbers import INTERNATIONAL, patent_letters, patent_number
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.rules.core.plain_text import compact, spaced

_WITH_COUNTRY = re.compile(r"([A-Z]{2})[A-Z]{0,3}[0-9]{4,}[A-Z]?[0-9]?")
_CHINA = "CN"
_EUROPEAN = "EP"  # a European patent is in force in many countries under its own number
# Codes of applications that are only laid open; elsewhere, and in the US until 2001, A is that of a patent.
_LAID_OPEN = re.compile(
    r"US[0-9]{11}A[0-9]?|EP[0-9]{7}A[0-9]|(?:JP|KR)[0-9A-Z]{7,}A[0-9]?|GB[0-9]{7}A|(?:DE|FR|CA)[0-9]{7,}A[0-9]"
)
_LAID_OPEN_IN_WORDS = re.compile("特[開开]|公[開开]|공개")
_SURE = "确认无误的，请确认。"


def check_foreign_patent(text: str, region: str, regions: Collection[str]) -> CheckedNumber:
    """Check a number that ``region`` granted, by what it says itself; all faults are doubts.

    ``regions`` are the codes of countries that are known, so that other pairs of letters are none.
    """
    doubt = _doubt(text, region, regions)
    return CheckedNumber(spaced(text), f"{doubt}，请对照证书核对；{_SURE}" if doubt else "", confirmable=True)


def country_named(text: str, regions: Collection[str]) -> str:
    """Return the country of ``regions`` whose letters a number begins with, "" where none is certain.

    A European patent is none of a country, and is in force in many under its own number.
    """
    found = _WITH_COUNTRY.fullmatch(patent_letters(text, _CHINA))
    code = found[1] if found and patent_number(text) is None else ""
    return code if code in regions and code not in (_CHINA, _EUROPEAN) else ""


def _doubt(text: str, region: str, regions: Collection[str]) -> str:
    letters = patent_letters(text, region)
    if patent_number(text) is not None:
        return "按号码这是中国专利，与所选的国家或地区不一致"
    if INTERNATIONAL.match(letters):
        return "这是国际申请的号码，不是授权专利的专利号"
    if _LAID_OPEN.fullmatch(letters) or _LAID_OPEN_IN_WORDS.search(compact(text)):
        return "这是申请公开的号码，不是授权专利的专利号"
    found = _WITH_COUNTRY.fullmatch(letters)
    if found and found[1] in regions and found[1] not in (region, _EUROPEAN):
        return f"号码以{found[1]}开头，与所选的国家或地区（{region}）不一致"
    return ""
