"""Applicants under 18: who acts for them, and what has to be known of it.

Sources: 民法典 art. 17, 20, 23, 27 (a guardian acts), 个人信息保护法 art. 31 (the guardian's consent).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.identifiers.checks import check
from ipdesk.models.parsing.identifiers.identity_numbers import birth_date
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.records import ApplicantDetails, Mark
from ipdesk.models.records.marks import AUTHORITY
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import standard_vocabulary

ADULT = 18
"""Years."""
CONSENT = "guardian_consent"
"""The material 监护人同意书, by its id in the vocabulary."""
FOR_MINORS = (CONSENT, "guardian_identity_copy", "guardianship_proof")
"""The materials that an applicant under 18 hands in beside: its guardian signs, and proves to be it."""
SIGNED = ("application_form", "commitment", "no_duplicate_support")
"""The materials that an applicant signs; under 18 its guardian signs them along."""
GUARDIAN = {
    "guardian": "监护人姓名",
    "guardian_relation": "与申请人的关系",
    "guardian_identity": "监护人公民身份号码",
}
"""What has to be known of a guardian: the fields of an applicant, and what they are called."""

_ACCOUNT = "监护人的收款户名"
_NO_CONSENT = "申请人未满18周岁，还没有收到监护人同意书，请印出由监护人签名，收到后在材料里登记。"


def is_minor(identity: str, day: datetime.date) -> bool:
    """Say whether the person of an identity number is under 18 on a day; one without a birthday is not."""
    born = birth_date(identity)
    return born is not None and _age(born, day) < ADULT


def _age(born: datetime.date, day: datetime.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_minor_person(kind: str, identity: str, day: datetime.date) -> bool:
    """Say whether an applicant of a kind is a person under 18 on a day."""
    word = standard_vocabulary().applicant_kinds.get(kind)
    return word is not None and word.identity == "resident_id" and is_minor(identity, day)


def needs_guardian(details: ApplicantDetails, day: datetime.date) -> bool:
    """Say whether a guardian acts for an applicant on a day."""
    return is_minor_person(details.kind, details.identity, day)


def who_signs(details: ApplicantDetails, day: datetime.date) -> str:
    """Return who signs the papers of an applicant: itself, or its guardian."""
    return details.guardian if needs_guardian(details, day) and details.guardian else details.name


def own_materials(details: ApplicantDetails | None, day: datetime.date) -> tuple[str, ...]:
    """Return the materials that an applicant needs whatever it applies for, by their ids."""
    return FOR_MINORS if details is not None and needs_guardian(details, day) else ()


def marks_on(details: ApplicantDetails | None, day: datetime.date) -> frozenset[Mark]:
    """Return the marks by which papers are offered and called: to one under 18, to an authority."""
    marks = {Mark.MINOR} if own_materials(details, day) else set()
    if details is not None and details.kind == AUTHORITY:
        marks.add(Mark.AUTHORITY)
    return frozenset(marks)


def guardian_problems(details: ApplicantDetails, day: datetime.date, *, consent: bool) -> Iterator[Problem]:
    """Yield what keeps an applicant under 18 from being accepted or granted anything on a day.

    ``consent`` says whether the paper of its guardian was received.
    """
    if not needs_guardian(details, day):
        return
    lacking = [label for field, label in GUARDIAN.items() if blank(getattr(details, field))]
    if lacking:
        lacking += [_ACCOUNT] if blank(details.account_name) else []
        words = "申请人未满18周岁，还没有登记{fields}，请在申请人资料里补填。"
        yield Problem("guardian", words.format(fields="、".join(lacking)))
    elif compared_name(details.account_name) != compared_name(details.guardian):
        words = "申请人未满18周岁，收款户名应为监护人“{name}”，请在申请人资料里改好。"
        yield Problem("account_name", words.format(name=details.guardian))
    if not consent:
        yield Problem(CONSENT, _NO_CONSENT)


def guardian_faults(details: ApplicantDetails, day: datetime.date) -> Iterator[Problem]:
    """Yield what cannot be true of the guardian that was entered, by field."""
    word = standard_vocabulary().applicant_kinds.get(details.kind)
    entered = [field for field in GUARDIAN if not blank(getattr(details, field))]
    if entered and word is not None and word.identity != "resident_id":
        yield Problem(entered[0], "只有个人申请人才登记监护人，请删去。")
        return
    number = check("resident_id", details.guardian_identity).value if details.guardian_identity else ""
    if number and number == check("resident_id", details.identity).value:
        yield Problem("guardian_identity", "监护人的号码与申请人的相同，请对照证件核对。")
    elif number and is_minor(number, day):
        yield Problem("guardian_identity", "监护人未满18周岁，请对照证件核对。")
