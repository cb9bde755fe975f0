"""Checks on what is entered about an applicant."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

from ipdesk.models.errors import Problem
from ipdesk.models.parsing.account_numbers import check_bank_account
from ipdesk.models.parsing.checked_number import Checked
from ipdesk.models.parsing.identifiers import check
from ipdesk.models.parsing.telephone_numbers import check_telephone
from ipdesk.models.records import ApplicantDetails, TraitPeriod
from ipdesk.rules.plain_text import plain
from ipdesk.rules.vocabulary import Vocabulary

_NAME_TEXTS = ("legal_representative", "contact", "address", "bank")
_LONGEST = 200


def normalised(details: ApplicantDetails, vocabulary: Vocabulary) -> ApplicantDetails:
    """Return the details with spaces at the ends gone and numbers in their proper form."""
    values = {name: getattr(details, name).strip() for name in _NAME_TEXTS}
    return dataclasses.replace(
        details,
        **values,
        name=_name(details.name),
        account_name=_name(details.account_name),
        identity=_identity(details, vocabulary).value,
        telephone=check_telephone(details.telephone).value if details.telephone.strip() else "",
        account=check_bank_account(details.account).value if details.account.strip() else "",
    )


def problems_of(
    details: ApplicantDetails, vocabulary: Vocabulary, today: datetime.date
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful, by field, without the doubts that were confirmed."""
    every = (
        *_texts(details, vocabulary),
        *_numbers(details, vocabulary, today),
        *_traits(details.traits, vocabulary),
    )
    return tuple(p for p in every if not (p.confirmable and p.field in details.confirmed))


def identity_is_unusual(details: ApplicantDetails, vocabulary: Vocabulary) -> bool:
    """Return whether the identity code fails its check (and stands only because it was confirmed)."""
    return bool(_identity(details, vocabulary).problem)


def _name(text: str) -> str:
    """Names keep the brackets they have; only spaces around Chinese characters are typing."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text.strip())


def _identity(details: ApplicantDetails, vocabulary: Vocabulary) -> Checked:
    word = vocabulary.applicant_kinds.get(details.kind)
    return check(word.identity, details.identity) if word else Checked(plain(details.identity))


def _texts(details: ApplicantDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    if details.kind not in vocabulary.applicant_kinds:
        yield Problem("kind", "请选择申请人类型。")
    if not details.name.strip():
        yield Problem("name", "请填写申请人名称或姓名。")
    for name in ("name", "account_name", *_NAME_TEXTS):
        value = getattr(details, name)
        if len(value) > _LONGEST:
            yield Problem(name, f"最多{_LONGEST}个字，请核对。")
        elif any(ord(char) < 32 or 0xE000 <= ord(char) <= 0xF8FF for char in value):
            yield Problem(name, "含有不能显示的字符，请删去后重新录入。")


def _numbers(details: ApplicantDetails, vocabulary: Vocabulary, today: datetime.date) -> Iterator[Problem]:
    if details.kind in vocabulary.applicant_kinds:
        yield from _fault("identity", _identity(details, vocabulary))
        if _born_after(details, vocabulary, today):
            yield Problem("identity", "身份号码中的出生日期晚于今天，请对照证件核对。")
    if details.telephone.strip():
        yield from _fault("telephone", check_telephone(details.telephone))
    if details.account.strip():
        yield from _fault("account", check_bank_account(details.account))
        if not details.bank.strip():
            yield Problem("bank", "请填写开户银行。")


def _born_after(details: ApplicantDetails, vocabulary: Vocabulary, today: datetime.date) -> bool:
    checked = _identity(details, vocabulary)
    person = vocabulary.applicant_kinds[details.kind].identity == "resident_id"
    return person and not checked.problem and checked.value[6:14] > f"{today:%Y%m%d}"


def _fault(field: str, checked: Checked) -> Iterator[Problem]:
    if checked.problem:
        yield Problem(field, checked.problem, confirmable=checked.confirmable)


def _traits(periods: tuple[TraitPeriod, ...], vocabulary: Vocabulary) -> Iterator[Problem]:
    for period in periods:
        name = vocabulary.traits.get(period.trait)
        if name is None:
            yield Problem("traits", "资质不在词汇表中，请重新选择。")
        elif period.since and period.until and period.until < period.since:
            yield Problem("traits", f"{name}的截止日早于起始日，请核对。")
