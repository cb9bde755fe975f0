"""What an award notification is made from, beside what every letter has."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum

from ipdesk.documents.letters.data import LetterData


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
class AwardLetter(LetterData):
    """An award notification; ``total`` is the fen granted.

    ``to_others`` says in Chinese what of it goes to others than the addressee, and to whom. To an authority
    (行政机关) one does not write as to an applicant.
    """

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
