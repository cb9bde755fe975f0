"""Checks on an account that an applicant tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.applicant import checked_text
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.models.parsing.text.texts import LONGEST
from ipdesk.models.payments.bank_codes import contradicted_by, is_bank_number
from ipdesk.models.records import Reading
from ipdesk.models.records.applicants import AccountDetails
from ipdesk.rules.core.plain_text import compact

_READINGS = {"holder": Reading.NAME, "bank": Reading.BANK, "account": Reading.BANK_ACCOUNT}
_ASKED = {"bank": "请填写开户银行，到支行。", "account": "请填写账号。"}


def checked_account(details: AccountDetails) -> Mapping[str, CheckedNumber]:
    """Return each text of an account by its field: as it is stored, and what is wrong or doubtful."""
    read = {name: checked_text(how, getattr(details, name)) for name, how in _READINGS.items()}
    return read | {"bank_number": _bank_number(compact(details.bank_number), read["bank"].value)}


def stored_account(details: AccountDetails) -> AccountDetails:
    """Return an account as it is stored: names and numbers in their proper form."""
    values: dict[str, Any] = {name: one.value for name, one in checked_account(details).items()}
    return replace(details, **values)


def account_problems(details: AccountDetails, confirmed: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong or doubtful of an account, by field, without the doubts that were confirmed."""
    for name, one in checked_account(details).items():
        if not one.value and name in _ASKED:
            yield Problem(name, _ASKED[name])
        elif len(one.value) > LONGEST:
            yield Problem(name, f"最多{LONGEST}个字，请核对。")
        elif one.problem and not (one.confirmable and name in confirmed):
            yield Problem(name, one.problem, confirmable=one.confirmable, suggestion=one.suggestion)


def _bank_number(number: str, bank: str) -> CheckedNumber:
    if not number:
        return CheckedNumber("")
    if not is_bank_number(number):
        return CheckedNumber(number, "联行号是12位数字，请核对。")
    other = contradicted_by(number, bank)
    return (
        CheckedNumber(number, f"联行号的前三位不是“{other}”的，请核对。", confirmable=True)
        if other
        else (CheckedNumber(number))
    )
