"""Personal data in a text that is to be published: numbers of people, accounts, telephones, home addresses.

They come into names and titles by the clipboard. What merely looks like one is refused, too: to publish it
cannot be undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from stdnum import luhn

from ipdesk.models.parsing.identifiers.identity_numbers import birth_date, is_resident_number
from ipdesk.rules.core.plain_text import without_invisible

IDENTITY, ACCOUNT, TELEPHONE, ADDRESS = "身份证件号码", "银行账号", "电话号码", "住址"

_RUN = re.compile(r"(?<![0-9])[0-9](?:[ \-–—_·.]{0,2}[0-9])*[ \-–—_·.]?X?", re.IGNORECASE)
_MARKS = re.compile("[^0-9X]")
_MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(
    r"(?<![0-9])\(?0[0-9]{2,3}\)?(?:[ \-–—]|(?<=\)))[2-9][0-9]{2,3}[ \-–—]?[0-9]{4}(?![0-9])"
)
_CARD, _LONG = range(16, 20), 14
_LONG_OR_MOBILE = re.compile(
    rf"(?<![0-9])(?:[0-9]{{{_LONG + 1},}}X?|1[3-9][0-9]{{9}})(?![0-9])", re.IGNORECASE
)
_NUMBER = "[0-9一二三四五六七八九十百]{1,9}"
_ADDRESS = re.compile(
    rf"[路街巷道里弄村]{_NUMBER}(?:之{_NUMBER})?号(?!线)|{_NUMBER}[栋幢座](?:{_NUMBER}单元)?{_NUMBER}[室房号]"
)
_RESIDENT, _OLD_RESIDENT = 18, 15


def personal_data_in(text: str, *, numbered: bool = False, at_address: bool = False) -> str:
    """Return what personal data a text holds, in Chinese; "" for none.

    ``numbered`` says that a number is expected in it, as in a certificate's: then only what surely is one
    of a person or an account counts. ``at_address`` says that an address is: that of a firm is public.
    """
    plain = unicodedata.normalize("NFKC", without_invisible(text))
    found = next(_numbers_of_people(plain, numbered), "")
    if found or numbered:
        return found
    if _LANDLINE.search(plain):
        return TELEPHONE
    return ADDRESS if _ADDRESS.search(plain) and not at_address else ""


def without_numbers_of_people(text: str) -> str:
    """Return a text with … for numbers of people, accounts and mobile telephones, else as it is.

    For what goes where nobody looks for them: names of files, queues of printers.
    """
    plain = unicodedata.normalize("NFKC", without_invisible(text))
    hidden = _LONG_OR_MOBILE.sub("…", _RUN.sub(_hidden, plain))
    return text if hidden == plain else hidden


def _hidden(run: re.Match[str]) -> str:
    return "…" if _is_identity(_MARKS.sub("", run[0].upper())) else run[0]


def _numbers_of_people(text: str, numbered: bool) -> Iterator[str]:
    for run in _RUN.findall(text):
        digits = _MARKS.sub("", run.upper())
        if _is_identity(digits):
            yield IDENTITY
        elif _MOBILE.fullmatch(digits) and not numbered:
            yield TELEPHONE
        elif _is_card(digits) or (len(digits) > _LONG and not numbered):
            yield ACCOUNT


def _is_identity(digits: str) -> bool:
    """Say whether a number, or the end or beginning of one, is that of a person."""
    if len(digits) == _OLD_RESIDENT and digits.isdecimal():
        return birth_date(digits) is not None
    windows = (digits[at : at + _RESIDENT] for at in range(len(digits) - _RESIDENT + 1))
    return any(is_resident_number(window) for window in windows) or (
        len(digits) == _RESIDENT and birth_date(digits) is not None
    )


def _is_card(digits: str) -> bool:
    return len(digits) in _CARD and digits.startswith("62") and luhn.is_valid(digits)
