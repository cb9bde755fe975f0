"""Applicants: as entered, as registered, as found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TraitPeriod:
    """A trait and the days it is held, both included; ``None`` leaves that side open."""

    trait: str
    since: datetime.date | None = None
    until: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Return whether the trait is held on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDetails:
    """What a clerk enters about an applicant. ``confirmed`` names fields whose unusual value was confirmed.

    ``identity`` is the unified social credit code or the resident identity number, ``bank`` the name of the
    bank and branch, ``account`` the number paid to, ``account_name`` its holder (empty: the applicant
    itself).
    """

    kind: str
    name: str
    identity: str
    legal_representative: str = ""
    contact: str = ""
    telephone: str = ""
    address: str = ""
    account_name: str = ""
    bank: str = ""
    account: str = ""
    traits: tuple[TraitPeriod, ...] = ()
    confirmed: frozenset[str] = frozenset()

    def traits_on(self, day: datetime.date) -> frozenset[str]:
        """Return the traits (high-tech enterprise, …) whose period covers the day."""
        return frozenset(period.trait for period in self.traits if period.holds_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRecord(ApplicantDetails):
    """A registered applicant. ``unusual_code`` marks a legacy number that fails its check and was confirmed.

    ``revision`` counts changes; a command that changes the applicant gives back the one it saw.
    """

    id: int
    unusual_code: bool = False
    revision: int = 1


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
class Received:
    """What an applicant was granted under one policy in one programme year: items and fen."""

    policy: str
    year: int
    count: int
    amount: int
