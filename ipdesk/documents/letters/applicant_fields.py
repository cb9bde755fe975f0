"""What forms say of an applicant: who it is, how it is reached, where it is paid."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_values,
)
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.parsing.identifiers.identity_numbers import birth_date
from ipdesk.models.records import ApplicantRecord
from ipdesk.rules.evaluation.policy import Policy

ADULT = 18
"""Years: below it a guardian acts. Source: 民法典 art. 17, 23."""


@dataclass(frozen=True, slots=True)
class ApplicantFields:
    """An applicant as forms show it; what was not entered is "" and stays blank for the hand."""

    kind: str
    identity: str
    legal_representative: str
    contact: str
    telephone: str
    address: str
    account_name: str
    bank: str
    account: str
    minor: bool


def applicant_fields(applicant: ApplicantRecord, policy: Policy, day: datetime.date) -> ApplicantFields:
    """Return what a form of a day says of an applicant."""
    kind = policy.vocabulary.applicant_kinds[applicant.kind]
    born = birth_date(applicant.identity) if kind.identity == "resident_id" else None
    return ApplicantFields(
        kind=kind.name,
        identity=applicant.identity,
        legal_representative=applicant.legal_representative,
        contact=applicant.contact,
        telephone=applicant.telephone,
        address=applicant.address,
        account_name=applicant.account_name or applicant.name,
        bank=applicant.bank,
        account=applicant.account,
        minor=born is not None and _age(born, day) < ADULT,
    )


def _age(born: datetime.date, day: datetime.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


FORM_NAMES = {
    **APPLICATION_NAMES,
    "applicant_kind": "申请人类别",
    "identity": "证件号码",
    "legal_representative": "法定代表人",
    "applicant_contact": "申请人的联系人",
    "applicant_telephone": "申请人的联系电话",
    "applicant_address": "申请人的地址",
    "account_name": "户名",
    "bank": "开户银行",
    "account": "账号",
}
"""What the template of a form may name beside what a letter may."""
FORM_CONDITIONS = {**ADDRESSEES, "minor": "申请人未满18周岁"}


def form_values(paper: ApplicationLetter, applicant: ApplicantFields) -> dict[str, str]:
    """Write what ``FORM_NAMES`` names as it is printed."""
    return {
        **application_values(paper),
        "applicant_kind": phrase(applicant.kind),
        "identity": trimmed(applicant.identity),
        "legal_representative": trimmed(applicant.legal_representative),
        "applicant_contact": trimmed(applicant.contact),
        "applicant_telephone": trimmed(applicant.telephone),
        "applicant_address": phrase(applicant.address),
        "account_name": trimmed(applicant.account_name),
        "bank": trimmed(applicant.bank),
        "account": trimmed(applicant.account),
    }


def form_conditions(paper: ApplicationLetter, applicant: ApplicantFields) -> set[str]:
    """Return which of ``FORM_CONDITIONS`` hold."""
    return addressee_conditions(paper) | ({"minor"} if applicant.minor else set())
