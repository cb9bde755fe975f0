"""Codes as they are kept: postcodes, parts of archive numbers, telephone numbers.

The one place that makes them plain, so that what is kept, compared and printed is the same whatever width it
was typed in. Codes with a check character have readers of their own, which do the same.
"""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.rules.core.plain_text import blank, plain

_BLANKS = re.compile(r"\s+")
_POSTCODE = re.compile("[0-9]{6}")
_CODES = ("postcode",)

TELEPHONES = ("telephone", "second_telephone", "supervision_telephone")
"""The fields of an office's telephones."""

PAYER_ACCOUNT = "payer_account"
"""The field of the account from which it pays."""

ARCHIVE_PARTS = ("fonds", "archive_category", "archive_section")
"""The fields of the parts of its archive numbers, in the order of the number."""


def stored_code(text: str) -> str:
    """Return a code in plain width and without blanks, its letters as they were typed."""
    return _BLANKS.sub("", plain(text))


def is_postcode(text: str) -> bool:
    """Say whether a text is a postcode, in whatever width."""
    return _POSTCODE.fullmatch(stored_code(text)) is not None


def stored_codes(texts: dict[str, str]) -> dict[str, str]:
    """Return what is kept of those texts, by the names of their fields, that are codes or numbers.

    Parts of archive numbers are written in capitals. A telephone that is in no usual form is kept as it is:
    its check says so.
    """
    found = {name: stored_code(texts[name]) for name in _CODES if name in texts}
    found |= {name: stored_code(texts[name]).upper() for name in ARCHIVE_PARTS if name in texts}
    for name in TELEPHONES:
        if name in texts and not blank(texts[name]):
            checked = check_telephone(texts[name])
            found[name] = texts[name] if checked.problem else checked.value
    if not blank(texts.get(PAYER_ACCOUNT, "")):
        found[PAYER_ACCOUNT] = check_bank_account(texts[PAYER_ACCOUNT]).value
    return found
