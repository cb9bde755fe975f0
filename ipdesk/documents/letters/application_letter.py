"""What all letters to an applicant have: to whom they speak, and about which application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import OFFICE_NAMES, office_values
from ipdesk.documents.letters.data import Issuer, LetterData, issuer_of
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.citations import short_title, your_body
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.applications.notice_articles import notice_name
from ipdesk.models.core.default_remedies import OwnRemedies, naming_principal, remedies_fault
from ipdesk.models.parsing.masking import masked_identity
from ipdesk.models.records import ApplicantRecord, Office
from ipdesk.models.records.marks import AUTHORITY

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

TO_SETTINGS = "请到“设置 › 单位和人员”改好后再印。"


@dataclass(frozen=True, slots=True)
class Addressing:
    """To whom a letter speaks: what it calls them (``you``), and itself where it gives notice (``paper``)."""

    you: str
    paper: str = "通知书"


PERSON, BODY = Addressing("你"), Addressing("你单位")


def to_authority(name: str) -> Addressing:
    """Return how a letter speaks to an authority by its name."""
    return Addressing(your_body(name), "告知函")


def addressing_of(applicant: ApplicantRecord, policy: Policy) -> Addressing:
    """Return how a letter speaks to an applicant."""
    if applicant.kind == AUTHORITY:
        return to_authority(applicant.name)
    person = policy.vocabulary.applicant_kinds[applicant.kind].identity == "resident_id"
    return PERSON if person else BODY


@dataclass(frozen=True, slots=True)
class ApplicationLetter(LetterData):
    """A letter to an applicant about its application.

    To an authority (行政机关) one does not write as to another applicant. ``guardian`` names who acts for
    an applicant under 18, "" for any other. ``call_notice`` cites the notice 申报通知 of its call, ""
    where that has no title.
    """

    addressee_is_person: bool
    application_number: str
    policy_title: str
    policy_number: str
    programme_year: int
    addressee_is_authority: bool = field(default=False, kw_only=True)
    guardian: str = field(default="", kw_only=True)
    call_notice: str = field(default="", kw_only=True)

    @property
    def addressing(self) -> Addressing:
        """Return how the letter speaks to its addressee."""
        if self.addressee_is_authority:
            return to_authority(self.addressee)
        return PERSON if self.addressee_is_person else BODY


class ApplicationFields(TypedDict):
    """The fields of an ``ApplicationLetter`` that come from its source."""

    issuer: Issuer
    addressee: str
    addressee_is_person: bool
    addressee_is_authority: bool
    application_number: str
    policy_title: str
    policy_number: str
    programme_year: int
    guardian: str
    call_notice: str


def application_fields(source: ApplicationSource, own: OwnRemedies | None = None) -> ApplicationFields:
    """Return what a letter says of the office, the applicant, the application and its policy.

    ``own`` names the paper whose sentence on remedies is another than that of the award notification. Raises
    LetterDataError where that names no body or no period: no letter goes out with an unnamed body.
    """
    # Only a new letter asks vocabulary and laws.
    from ipdesk.models.parsing.guardians import needs_guardian
    from ipdesk.models.services.remedies_by_day import remedies_on

    row, applicant, policy = source.detail.application, source.detail.applicant, source.policy
    addressing = addressing_of(applicant, policy)
    authority = applicant.kind == AUTHORITY
    said = own and not authority
    office = source.issuing_office
    sentence = _own_remedies(office, own) if own and said else office.remedies
    remedies = remedies_on(source.day, sentence, office, own)
    if source.principal:
        remedies = naming_principal(remedies, source.office.name, source.principal)
    return ApplicationFields(
        issuer=issuer_of(office, remedies),
        addressee=applicant.name,
        addressee_is_person=addressing == PERSON,
        addressee_is_authority=authority,
        application_number=row.number,
        policy_title=policy.pack.title,
        policy_number=policy.pack.document,
        programme_year=row.year,
        guardian=applicant.guardian if needs_guardian(applicant, source.day) else "",
        call_notice=notice_name(source.call),
    )


_CODES = ("统一社会信用代码", "身份证件号码")


def code_name(*, person: bool) -> str:
    """Return what the number of an applicant is called."""
    return _CODES[person]


def own_identity(source: ApplicationSource) -> str:
    """Return the number of an applicant as a letter to it shows it: that of a person masked."""
    applicant = source.detail.applicant
    person = addressing_of(applicant, source.policy) == PERSON
    return masked_identity(applicant.identity, person)


def _own_remedies(office: Office, own: OwnRemedies) -> str:
    sentence = office.own_remedies.get(own, "")
    if fault := remedies_fault(sentence, office.name, own.paper):
        raise LetterDataError(f"{fault}{TO_SETTINGS}", own.setting)
    return sentence


APPLICATION_NAMES = {
    "you": "称呼",
    "paper": "文书名称",
    "addressee": "收件人名称",
    "guardian": "监护人姓名（收件人未满18周岁的）",
    "answerable": "对申报材料负责的人（收件人未满18周岁的，是监护人）",
    "application_number": "申请编号",
    "policy_title": "政策名称",
    "policy_number": "政策文号",
    "policy_short": "政策简称",
    "policy_cited": "正文引用政策的说法",
    "call_notice": "申报通知的标题和文号，批次没有填写标题的为空",
    "programme_year": "年度",
    **OFFICE_NAMES,
}
"""What the template of such a letter may name, and what a clerk calls it."""
ADDRESSEES = {
    "authority": "收件人是行政机关",
    "applicant": "收件人不是行政机关",
    "individual": "收件人是个人",
    "unit": "收件人是单位",
    "guarded": "收件人未满18周岁，由监护人签收",
    "unguarded": "收件人没有监护人",
}
"""What such a template may ask of the addressee."""


def application_values(letter: ApplicationLetter) -> dict[str, str]:
    """Write what ``APPLICATION_NAMES`` names as it is printed."""
    short = short_title(letter.policy_title)
    return {
        **office_values(letter.issuer),
        "you": letter.addressing.you,
        "paper": letter.addressing.paper,
        "addressee": trimmed(letter.addressee),
        "guardian": trimmed(letter.guardian),
        "answerable": answerable_for(letter),
        "application_number": trimmed(letter.application_number),
        "policy_title": phrase(letter.policy_title).removeprefix("《").removesuffix("》"),
        "policy_number": phrase(letter.policy_number),
        "policy_short": short,
        "policy_cited": short or "上述政策文件",
        "call_notice": phrase(letter.call_notice),
        "programme_year": str(letter.programme_year),
    }


def answerable_for(letter: ApplicationLetter) -> str:
    """Return how a letter calls who answers for what was handed in: of a child its guardian."""
    you, guardian = letter.addressing.you, trimmed(letter.guardian)
    return f"{you}的监护人{guardian}" if guardian else you


def addressee_conditions(letter: ApplicationLetter) -> set[str]:
    """Return which of ``ADDRESSEES`` hold."""
    return {
        "authority" if letter.addressee_is_authority else "applicant",
        "individual" if letter.addressee_is_person else "unit",
        "guarded" if letter.guardian.strip() else "unguarded",
    }
