"""Applicants: as entered, as registered, as found."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Annotated, get_type_hints

ACCOUNT_PROOF = "bank_account"
"""The material that proves the account: who handed it in has one."""


@dataclass(frozen=True, slots=True)
class TraitPeriod:
    """A trait and the days it is held, both included; ``None`` leaves that side open."""

    trait: str
    since: datetime.date | None = None
    until: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Return whether the trait is held on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Reading(Enum):
    """How a text that a clerk enters is read, checked and stored (by ``parsing.applicant``)."""

    LINE = auto()
    NAME = auto()
    PERSON = auto()
    IDENTITY = auto()
    TELEPHONE = auto()
    BANK = auto()
    BANK_ACCOUNT = auto()
    PERSON_IDENTITY = auto()
    INDUSTRY = auto()


Line = Annotated[str, Reading.LINE]
Name = Annotated[str, Reading.NAME]
PersonName = Annotated[str, Reading.PERSON]
IdentityNumber = Annotated[str, Reading.IDENTITY]
TelephoneNumber = Annotated[str, Reading.TELEPHONE]
BankName = Annotated[str, Reading.BANK]
BankAccountNumber = Annotated[str, Reading.BANK_ACCOUNT]
PersonIdentity = Annotated[str, Reading.PERSON_IDENTITY]
IndustryCode = Annotated[str, Reading.INDUSTRY]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDetails:
    """What a clerk enters about an applicant. ``confirmed`` names fields whose unusual value was confirmed.

    The one declaration of these fields: table, checks, commands, rescue files and the sample go by it. A text
    names by its type how it is read.

    ``identity`` is the unified social credit code or the resident identity number, ``bank`` the name of the
    bank and branch, ``account`` the number paid to, ``account_name`` its holder (empty: the applicant
    itself). ``guardian`` acts for a person under 18; ``guardian_relation`` is what it is to it, such as 父亲.
    ``town`` 镇街 and ``industry`` (a code of GB/T 4754-2017) are for statistics.
    """

    kind: str
    name: Name
    identity: IdentityNumber
    legal_representative: PersonName = ""
    contact: Name = ""
    telephone: TelephoneNumber = ""
    address: Line = ""
    town: Line = ""
    industry: IndustryCode = ""
    account_name: Name = ""
    bank: BankName = ""
    account: BankAccountNumber = ""
    guardian: PersonName = ""
    guardian_relation: Line = ""
    guardian_identity: PersonIdentity = ""
    guardian_telephone: TelephoneNumber = ""
    traits: tuple[TraitPeriod, ...] = ()
    confirmed: frozenset[str] = frozenset()

    def traits_on(self, day: datetime.date) -> frozenset[str]:
        """Return the traits (high-tech enterprise, …) whose period covers the day."""
        return frozenset(period.trait for period in self.traits if period.holds_on(day))


def _readings() -> Mapping[str, Reading]:
    hints = get_type_hints(ApplicantDetails, include_extras=True)
    marks = {field: getattr(hint, "__metadata__", ()) for field, hint in hints.items()}
    return {field: mark[0] for field, mark in marks.items() if mark}


APPLICANT_TEXTS = _readings()
"""The texts that are typed about an applicant, in the order of its declaration: how each is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRecord(ApplicantDetails):
    """A registered applicant. ``unusual_code`` marks a legacy number that fails its check and was confirmed.

    ``bank_number`` is the 联行号 of the account paid to, "" where nobody told it.
    ``revision`` counts changes; a command that changes the applicant gives back the one it saw.
    """

    id: int
    bank_number: str = ""
    unusual_code: bool = False
    revision: int = 1


class AccountKind(StrEnum):
    """Whether an account is one of a unit or of a person, which banks pay in ways of their own."""

    CORPORATE = "corporate"
    PERSONAL = "personal"

    @property
    def label(self) -> str:
        """Return what the kind is called."""
        return {AccountKind.CORPORATE: "对公账户", AccountKind.PERSONAL: "个人账户"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """What is entered about an account: its ``holder`` ("" for the applicant itself), its bank and branch."""

    kind: AccountKind
    holder: Name = ""
    bank: BankName = ""
    account: BankAccountNumber = ""
    bank_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRecord(AccountDetails):
    """An account as it was recorded: why, on what proof, by whom and when ("" and None where nobody knows).

    ``used`` says that payments were to go there from then on; they go to the newest of those.
    """

    id: int
    used: bool
    reason: str
    proof: str
    recorded_by: str
    recorded_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ApplicantHit:
    """One applicant found by a search, with what a clerk tells namesakes apart by."""

    id: int
    kind: str
    name: str
    identity: str
    legal_representative: str
    contact: str
    telephone: str


class Likeness(StrEnum):
    """How a registered applicant resembles one being entered."""

    SAME_CODE = "same_code"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True)
class SimilarApplicant:
    """A registered applicant that may be the one being entered."""

    applicant: ApplicantHit
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class ReceivedTotal:
    """What an applicant was granted under one policy in one programme year: items and fen."""

    policy: str
    year: int
    count: int
    amount: int
