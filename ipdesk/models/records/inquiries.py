"""Inquiries at other offices 征求意见: about whom, what was asked, until when, and the answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.records.details import StoredAchievement


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryDetails:
    """What is asked of an office: by its name, in which matter, until which day, about which applications.

    ``things`` says that it is told what they apply for; who is asked about credit alone need not know.
    """

    addressee: str
    matter: str
    answer_by: datetime.date
    applications: tuple[int, ...]
    things: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryParty:
    """An applicant that an inquiry is about, with the application for which it is asked.

    ``achievements`` are those of the application, as far as they are asked for.
    """

    application: int
    application_number: str
    name: str
    identity: str
    person: bool
    achievements: tuple[StoredAchievement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An inquiry that went out; ``answered_on`` is the day of the answer, None while there is none.

    ``answer`` names the answer, such as by its number; ``letter`` is the id of the paper.
    """

    id: int
    addressee: str
    matter: str
    answer_by: datetime.date
    asked_on: datetime.date
    asked_by: str
    parties: tuple[InquiryParty, ...]
    answered_on: datetime.date | None = None
    answer: str = ""
    letter: int = 0
