"""Numbers of patents and of applications for them: countries, series, kinds of publications, check digits."""

from __future__ import annotations

import re
from collections.abc import Mapping

# ------------------------------------------------------------ what stands around a number

_LISTED = re.compile(r"^(?:\([0-9]{1,2}\)|[0-9]{1,2}[、.])(?=[A-Z一-鿿(])|^[0-9]{1,2}(?=ZL[0-9])")
_NUMBER_SIGN = re.compile("NO[.:#]+|^NO(?=[A-Z])")
_BARE_NUMBER_SIGN = re.compile("^NO(?=[0-9])")
_OTHER_LETTERS = re.compile(r"([0-9]?)[^\W0-9A-Z_]+(?=([0-9]?))")
_JAPANESE_SERIES = (
    (re.compile("実用新案|実登|实用新案|实用新型|實用新案"), "U"),
    (re.compile("意匠|外观设计"), "S"),
)


def without_number_sign(text: str, country: str) -> str:
    """Leave out the sign No. and the place in a list; bare NO may be Norway's code."""
    value = _NUMBER_SIGN.sub("", _LISTED.sub("", text))
    return _BARE_NUMBER_SIGN.sub("", value) if country not in ("", "NO") else value


def latin_letters(text: str, country: str) -> str:
    """Leave out words in other letters than Latin ones; between two digits they go on to part them.

    Of Japan they tell the series, which is written behind the number as its publications have it.
    """
    series = _japanese_series(text) if country == "JP" or text.startswith("JP") else ""
    value = _OTHER_LETTERS.sub(lambda at: f"{at[1]}|" if at[1] and at[2] else at[1], text)
    return value if not series or value.endswith(series) else f"{value}{series}"


def _japanese_series(text: str) -> str:
    return next((series for words, series in _JAPANESE_SERIES if words.search(text)), "")


# ------------------------------------------------------------ countries

_WITHOUT_COUNTRY = re.compile(
    r"[A-Z]?[0-9]{5,}(?:[A-Z][0-9]?)?|(?:RE|PP|AI)[0-9]{4,}(?:E[0-9]?|P[0-9])?|J[0-9]{1,6}"
)
_TWICE = re.compile(r"^([A-Z]{2})(?=\1[A-Z]{0,2}[0-9])")
_BEFORE_AND_BEHIND = re.compile(r"^(([A-Z]{2})[A-Z]{0,2}[0-9]{5,}(?:[A-Z][0-9]?)?)\2$")
_WITH_KIND_CODE = re.compile(r"([A-Z]{2})([A-Z]{0,3}[0-9]{5,})([A-Z])[0-9]?")


def with_country(value: str, country: str) -> str:
    """Return a number that begins with the code of its country, once."""
    single = _BEFORE_AND_BEHIND.sub(r"\1", _TWICE.sub("", value))
    foreign = country not in ("", "CN") and _WITHOUT_COUNTRY.fullmatch(single)
    return f"{country}{single}" if foreign else single


def without_kind_code(value: str, apart: Mapping[str, tuple[str, ...]]) -> str:
    """Return a number without the code of its publication, but for letters that tell series apart."""
    found = _WITH_KIND_CODE.fullmatch(value)
    if found is None:
        return value
    letter = found[3] if found[3] in apart.get(found[1], ()) else ""
    granted = found[1] == "US" and found[3] == "B"
    return f"{found[1]}{found[2].lstrip('0') if granted else found[2]}{letter}"


# Padded in databases, or written behind a number where nothing hangs on it.
_PADDED = (
    (re.compile("EP0([0-9]{6})"), r"EP\1"),
    (re.compile("US0([0-9]{6})"), r"US\1"),
    (re.compile("USDD([0-9]+)"), r"USD\1"),
    (re.compile("US(D|RE|PP|H)0+([0-9]+)"), r"US\1\2"),
    (re.compile("(US20[0-9]{2})([0-9]{6})"), r"\g<1>0\2"),
    (re.compile("(WO20[0-9]{2})([0-9]{5})"), r"\g<1>0\2"),
    (re.compile("MOJ0+([0-9]+)"), r"MOJ\1"),
    (re.compile("(KR[1-4]0[0-9]{7})0000"), r"\1"),
    (re.compile("JPB([0-9]{7})"), r"JP\1"),
    (re.compile("(PCT[A-Z]{2}[0-9]{4})([0-9]{5})"), r"\g<1>0\2"),
)


def without_padding(value: str) -> str:
    """Return a number without the zeros and the codes of databases that pad it."""
    for padded, short in _PADDED:
        if padded.fullmatch(value):
            return padded.sub(short, value)
    return value


# ------------------------------------------------------------ China

_CN_PATENT = re.compile(r"((?:CN|ZL)*)([0-9]{12}|[0-9]{8})(\.?)([0-9X]?)")
_FIRST_OF_TWELVE, _FIRST_OF_EIGHT, _LAST_OF_EIGHT = 2003, 1985, 2003


def cn_serial(value: str, marked: bool) -> str:
    """Return the serial of a Chinese patent or application without its check digit; others as they are."""
    found = _CN_PATENT.fullmatch(value)
    if found is None or (marked and not (found[1] or found[3])):
        return value
    return found[2] if _may_be_serial(found[2]) else value


def _may_be_serial(serial: str) -> bool:
    year, patent_type = (serial[:4], serial[4]) if len(serial) > 8 else (serial[:2], serial[2])
    if patent_type not in "12389":
        return False
    if len(serial) > 8:
        return int(year) >= _FIRST_OF_TWELVE
    return int(year) >= _FIRST_OF_EIGHT % 100 or int(year) <= _LAST_OF_EIGHT % 100
