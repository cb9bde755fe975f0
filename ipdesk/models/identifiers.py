"""Numbers that identify: codes, patents, registrations, accounts, telephones. Normalised first, then checked.

Every check answers a ``Checked``: the number in its proper form, what is wrong with it (``""`` if nothing),
and whether a clerk may confirm it nevertheless.
"""

from __future__ import annotations

from typing import NamedTuple


class Checked(NamedTuple):
    """A number as it should be written, a Chinese sentence on what is wrong, and what it tells."""

    value: str
    problem: str = ""
    confirmable: bool = False
    note: str = ""


def check_uscc(text: str) -> Checked:
    """Check a unified social credit code (GB 32100); an older number of another kind is confirmable."""
    raise NotImplementedError


def check_resident_id(text: str) -> Checked:
    """Check a resident identity number (GB 11643); an old one of 15 digits is confirmable."""
    raise NotImplementedError


def check_cn_patent(text: str, patent_type: str | None = None) -> Checked:
    """Check a Chinese patent number; ``patent_type`` is what its type digit must agree with."""
    raise NotImplementedError


def check_work_registration(text: str) -> Checked:
    """Work registration number such as ``粤作登字-2022-F-00001234``."""
    raise NotImplementedError


def check_trademark_number(text: str) -> Checked:
    """Trademark registration number: digits, perhaps with a letter behind."""
    raise NotImplementedError


def check_bank_account(text: str) -> Checked:
    """Bank account: digits and length; a card number that fails the Luhn check is a doubt to confirm."""
    raise NotImplementedError


def check_telephone(text: str) -> Checked:
    """Mobile or landline number."""
    raise NotImplementedError


def check(name: str, text: str) -> Checked:
    """Run the check that a vocabulary names (``uscc``, ``cn_patent`` ...); without a name only spaces go."""
    raise NotImplementedError
