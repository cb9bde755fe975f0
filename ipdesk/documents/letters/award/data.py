"""What a letter is made from: plain data, frozen when the letter is issued."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any


class Addressing(Enum):
    """To whom a letter speaks: what it calls them, and itself."""

    PERSON = ("你", "通知书")
    BODY = ("你单位", "通知书")
    AUTHORITY = ("贵单位", "告知函")

    @property
    def you(self) -> str:
        """Return what the letter calls its addressee."""
        return self.value[0]

    @property
    def paper(self) -> str:
        """Return what the letter calls itself."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that sends a letter. ``remedies`` is its sentence on them, which names the bodies."""

    name: str
    red_header: str
    contact_person: str
    telephone: str
    address: str
    remedies: str = ""


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One group of award lines. Sums are fen; ``reason`` is "" where everything computed is granted.

    ``decision`` says within which bounds an authority decides the sum; "" where it is worked out.
    """

    title: str
    article: str
    status: str
    computed: int
    granted: int
    basis: str
    reason: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class AwardLetter:
    """An award notification. ``number`` None is a preview; ``total`` is the fen granted.

    ``to_others`` says in Chinese what of it goes to others than the addressee, and to whom. To an authority
    (行政机关) one does not write as to an applicant.
    """

    issuer: Issuer
    number: str | None
    date: datetime.date
    addressee: str
    addressee_is_person: bool
    application_number: str
    accepted_on: datetime.date
    policy_title: str
    policy_number: str
    programme_year: int
    meeting: str
    items: tuple[LetterItem, ...]
    total: int
    account_name: str
    bank_name: str
    account_number: str
    duties: tuple[str, ...]
    to_others: str = ""
    addressee_is_authority: bool = False

    @property
    def addressing(self) -> Addressing:
        """Return how the letter speaks to its addressee."""
        if self.addressee_is_authority:
            return Addressing.AUTHORITY
        return Addressing.PERSON if self.addressee_is_person else Addressing.BODY

    def disputed(self) -> bool:
        """Say whether something is granted less than computed, or refused."""
        return any(item.granted < item.computed or not item.granted for item in self.items)


def thawed(data: Mapping[str, Any]) -> AwardLetter:
    """Return a letter from the data that were kept when it was issued.

    Raises LookupError, TypeError or ValueError for data of another shape, as an earlier version kept them.
    """
    plain = {field.name: data[field.name] for field in fields(AwardLetter)}
    days = {name: datetime.date.fromisoformat(plain[name]) for name in ("date", "accepted_on")}
    items = tuple(LetterItem(**item) for item in plain["items"])
    parts = {"issuer": Issuer(**plain["issuer"]), "items": items, "duties": tuple(plain["duties"])}
    return AwardLetter(**{**plain, **days, **parts})
