"""The checks of numbers, by the name a vocabulary gives them."""

from __future__ import annotations

from collections.abc import Callable

from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.identifiers.identity_numbers import check_resident_id
from ipdesk.models.parsing.identifiers.patent_numbers import check_cn_patent
from ipdesk.models.parsing.identifiers.registration_numbers import (
    check_software_copyright,
    check_trademark_number,
    check_work_registration,
)
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.models.parsing.text.texts import character_fault
from ipdesk.rules.core.plain_text import spaced

_CHECKS: dict[str, Callable[[str], CheckedNumber]] = {
    "uscc": check_uscc,
    "resident_id": check_resident_id,
    "cn_patent": check_cn_patent,
    "work_registration": check_work_registration,
    "software_copyright": check_software_copyright,
    "trademark_number": check_trademark_number,
    "bank_account": check_bank_account,
    "telephone": check_telephone,
}


def check(name: str, text: str) -> CheckedNumber:
    """Run the check that a vocabulary names; without a name only width and spaces are put right.

    One longer than a line is refused whatever it is. Raises KeyError for a name there is no check of.
    """
    fault = character_fault(text)
    if fault:
        return CheckedNumber(spaced(text), fault)
    return _CHECKS[name](text) if name else CheckedNumber(spaced(text))
