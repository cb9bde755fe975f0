"""Checks on what is entered about an applicant."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.guardians import guardian_faults
from ipdesk.models.parsing.identifiers.checks import check
from ipdesk.models.parsing.identifiers.identity_numbers import birth_date
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.names.check import check_name
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.text.lines import CheckedNumber, check_address, joined_lines
from ipdesk.models.parsing.text.printable import unprintable
from ipdesk.models.parsing.text.texts import LONGEST
from ipdesk.models.parsing.values.industries import check_industry
from ipdesk.models.records import APPLICANT_TEXTS, ApplicantDetails, Reading, TraitPeriod
from ipdesk.rules.core.plain_text import plain
from ipdesk.rules.pack.vocabulary import Vocabulary

_WHOLE_BANK = re.compile("银行|信用[合联]?社|信用联社")


def checked_fields(details: ApplicantDetails, vocabulary: Vocabulary) -> Mapping[str, CheckedNumber]:
    """Return each text of the details by its field: as it is stored, and what is wrong or doubtful."""
    by_kind = {
        "name": _name(details, vocabulary),
        "identity": _identity(details, vocabulary),
    }
    return {
        field: by_kind[field] if field in by_kind else _READERS[reading](getattr(details, field))
        for field, reading in APPLICANT_TEXTS.items()
    }


def _where_given(reader: Callable[[str], CheckedNumber]) -> Callable[[str], CheckedNumber]:
    """Return a reader of numbers that need not be known."""
    return lambda text: reader(text) if plain(text) else CheckedNumber("")


_READERS: Mapping[Reading, Callable[[str], CheckedNumber]] = {
    Reading.LINE: check_address,
    Reading.NAME: check_name,
    Reading.PERSON: partial(check_name, personal=True),
    Reading.TELEPHONE: _where_given(check_telephone),
    Reading.BANK: lambda text: check_name(joined_lines(text, _WHOLE_BANK)),
    Reading.BANK_ACCOUNT: _where_given(partial(check, "bank_account")),
    Reading.INDUSTRY: check_industry,
    Reading.PERSON_IDENTITY: _where_given(partial(check, "resident_id")),
}
"""The reader of each text that reads alike for all applicants; an identity number goes by their kind."""


def checked_text(reading: Reading, text: str) -> CheckedNumber:
    """Return a text that reads alike for all applicants: as it is stored, and what is wrong or doubtful."""
    return _READERS[reading](text)


def normalised(details: ApplicantDetails, vocabulary: Vocabulary) -> ApplicantDetails:
    """Return the details as they are stored: names, lines and numbers in their proper form."""
    values: dict[str, Any] = {
        name: checked.value for name, checked in checked_fields(details, vocabulary).items()
    }
    return dataclasses.replace(details, **values)


def problems_of(
    details: ApplicantDetails, vocabulary: Vocabulary, today: datetime.date
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful, by field, without the doubts that were confirmed."""
    fields = checked_fields(details, vocabulary)
    every = (
        *_needed(details, fields, vocabulary),
        *_faults(fields),
        *_birth(details, fields, vocabulary, today),
        *guardian_faults(details, today),
        *_traits(details.traits, vocabulary),
    )
    return tuple(p for p in every if not (p.confirmable and p.field in details.confirmed))


def identity_is_unusual(details: ApplicantDetails, vocabulary: Vocabulary) -> bool:
    """Return whether the identity code fails its check (and stands only because it was confirmed)."""
    return bool(_identity(details, vocabulary).problem)


_ON_LETTERS = {
    "name": "名称",
    "account_name": "收款户名",
    "bank": "开户银行",
    "account": "账号",
    "guardian": "监护人姓名",
}


def not_printed(details: ApplicantDetails) -> tuple[Problem, ...]:
    """Return what of an applicant stands on its letter and cannot be printed, whoever confirmed it."""
    words = "申请人的{label}里，“{chars}”没有字体能够印出，请先改申请人资料，或者安装含有该字的字体。"
    lacking = {field: unprintable(getattr(details, field)) for field in _ON_LETTERS}
    return tuple(
        Problem(f"applicant_{field}", words.format(label=_ON_LETTERS[field], chars=chars))
        for field, chars in lacking.items()
        if chars
    )


def is_personal(kind: str, vocabulary: Vocabulary) -> bool:
    """Return whether applicants of a kind are persons, with a resident number."""
    word = vocabulary.applicant_kinds.get(kind)
    return word is not None and word.identity == "resident_id"


_UNITS = "unit"
"""The group of the vocabulary that a list of units names."""


def is_listed_with_persons(kind: str, vocabulary: Vocabulary) -> bool:
    """Return whether a public list names applicants of a kind among persons, not among units.

    A 个体工商户 is no unit, and often bears its owner's own name.
    """
    units = vocabulary.groups.get(_UNITS)
    if units is None or kind not in vocabulary.applicant_kinds:
        return is_personal(kind, vocabulary)
    return not any(kind in one.kinds for one in units.alternatives)


def _name(details: ApplicantDetails, vocabulary: Vocabulary) -> CheckedNumber:
    """Check a name; a number of a person in it would stand on all papers, and cannot be confirmed."""
    checked = check_name(details.name, personal=is_personal(details.kind, vocabulary))
    what = personal_data_in(checked.value, numbered=True)
    return CheckedNumber(checked.value, f"名称里有{what}，请只填名称。") if what else checked


def _identity(details: ApplicantDetails, vocabulary: Vocabulary) -> CheckedNumber:
    word = vocabulary.applicant_kinds.get(details.kind)
    return check(word.identity, details.identity) if word else CheckedNumber(plain(details.identity))


def _needed(
    details: ApplicantDetails, fields: Mapping[str, CheckedNumber], vocabulary: Vocabulary
) -> Iterator[Problem]:
    if details.kind not in vocabulary.applicant_kinds:
        yield Problem("kind", "请选择申请人类型。")
    if not fields["name"].value:
        yield Problem("name", "请填写申请人名称或姓名。")
    if fields["account"].value and not fields["bank"].value:
        yield Problem("bank", "请填写开户银行。")


def _faults(fields: Mapping[str, CheckedNumber]) -> Iterator[Problem]:
    for name, checked in fields.items():
        if len(checked.value) > LONGEST:
            yield Problem(name, f"最多{LONGEST}个字，请核对。")
        elif checked.problem:
            yield Problem(
                name, checked.problem, confirmable=checked.confirmable, suggestion=checked.suggestion
            )


def _birth(
    details: ApplicantDetails,
    fields: Mapping[str, CheckedNumber],
    vocabulary: Vocabulary,
    today: datetime.date,
) -> Iterator[Problem]:
    born = birth_date(fields["identity"].value) if is_personal(details.kind, vocabulary) else None
    if born is not None and born > today:
        yield Problem("identity", "身份号码中的出生日期晚于今天，请对照证件核对。")


def _traits(periods: tuple[TraitPeriod, ...], vocabulary: Vocabulary) -> Iterator[Problem]:
    for period in periods:
        name = vocabulary.traits.get(period.trait)
        if name is None:
            yield Problem("traits", "资质不在词汇表中，请重新选择。")
        elif period.since and period.until and period.until < period.since:
            yield Problem("traits", f"{name}的截止日早于起始日，请核对。")
