"""What an award notification is made from, beside what every letter has."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.letters.application_letter import ApplicationLetter
from ipdesk.models.records.reversals import AskedToCollect

BY_RULE = "按规定程序"
"""How a letter says by which way money is paid where nobody knows that yet."""


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One group of award lines. Sums are fen; ``reason`` is "" where everything computed is granted.

    ``decision`` says within which bounds an authority decides the sum; "" where it is worked out. ``bound``
    is the rule of its clause by which a limit leaves nothing, ``used`` what that was used for before, and
    ``those`` how many things the item is about; "" where something else is the reason. ``score`` is the mean
    of the experts who judged a decided sum, "" without any; ``below`` says that it could have been more, and
    ``why`` why it is not, where that was said.
    """

    title: str
    article: str
    status: str
    computed: int
    granted: int
    basis: str
    reason: str
    decision: str = ""
    bound: str = ""
    used: str = ""
    those: str = ""
    score: str = ""
    below: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class AwardLetter(ApplicationLetter):
    """An award notification; ``total`` is the fen granted.

    ``to_others`` says in Chinese what of it goes to others than the addressee, and to whom; ``upper_answer``
    names the body above that decided, with the number of its answer, "" where the office decided;
    ``delegation`` the paper by which that level lets the office decide, "" where it needs none.
    ``asked`` is what the addressee has to do to be paid, None for nothing; ``channel`` says by which way it
    is paid, ``paid_on`` when that was done already, None where it was not. ``heard`` tells how the
    addressee was heard before it got less than was published, "" where it did not.
    """

    accepted_on: datetime.date
    meeting: str
    items: tuple[LetterItem, ...]
    total: int
    account_name: str
    bank_name: str
    account_number: str
    duties: tuple[str, ...]
    to_others: str = ""
    upper_answer: str = ""
    delegation: str = ""
    asked: AskedToCollect | None = None
    channel: str = BY_RULE
    paid_on: datetime.date | None = None
    heard: str = ""

    @property
    def asked_to_collect(self) -> AskedToCollect | None:
        """Return what the addressee has to do to be paid."""
        return self.asked

    def disputed(self) -> bool:
        """Say whether something is granted less than computed or than could be decided, or refused."""
        return any(item.granted < item.computed or item.below or not item.granted for item in self.items)
