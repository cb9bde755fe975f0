"""What forms say of an applicant: who it is, how it is reached, where it is paid."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_values,
)
from ipdesk.documents.typesetting.printed_text import phrase, trimmed


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
    guardian: str = ""
    guardian_relation: str = ""
    guardian_identity: str = ""
    guardian_telephone: str = ""


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
    "guardian_relation": "监护人与申请人的关系",
    "guardian_identity": "监护人证件号码",
    "guardian_telephone": "监护人电话",
    "any_telephone": "联系电话，没有的印监护人的",
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
        "guardian": trimmed(applicant.guardian),
        "guardian_relation": phrase(applicant.guardian_relation),
        "guardian_identity": trimmed(applicant.guardian_identity),
        "guardian_telephone": trimmed(applicant.guardian_telephone),
        "any_telephone": trimmed(applicant.telephone) or trimmed(applicant.guardian_telephone),
    }


def form_conditions(paper: ApplicationLetter, applicant: ApplicantFields) -> set[str]:
    """Return which of ``FORM_CONDITIONS`` hold."""
    return addressee_conditions(paper) | ({"minor"} if applicant.minor else set())
