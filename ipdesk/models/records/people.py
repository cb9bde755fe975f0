"""The office and its people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.models.core.roles import Role
from ipdesk.models.workflow import SHORTEST, Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office itself, as its letters need it.

    ``red_header`` is the issuer's name over a letter, ``number_prefix`` the 发文字号代字 such as 韶知资,
    ``remedies`` the paragraph on remedies (may be empty), ``own_remedies`` that of papers which have another,
    by the values of ``OwnRemedies``. ``own_series`` says that the program draws letter numbers; otherwise
    they are typed from the bureau's own register. ``guards`` says that national rules add their notices to
    what a policy pays, ``procedure`` which stages its applications pass. From ``minutes_from`` fen on a sum
    needs the minutes of a meeting. A review is promised on the receipt within ``review_days`` working days, 0
    for no promise. ``rules`` are what documents say that its papers rest on, such as the rules of a fund:
    titles, numbers of articles and their words. ``supervision_telephone`` is that by which the public reports
    on the office itself, ``court`` that which hears suits against it; "" names none.
    ``upper_bureau`` is the department of the level above, "" until it is named.
    ``payer_account`` is the account from which it pays, with its holder and its bank: banks ask for it;
    ``payment_channel`` the value of the ``Channel`` by which awards are paid, "" where that is not fixed.
    ``collection_asks`` is what recipients do to be paid, within ``collection_days`` working days of the
    letter (0 where nothing is asked) by the rule ``collection_basis``; ``project_duties`` what is asked of
    who is granted money for a project. A call may say each otherwise. An award is promised to be paid within
    ``payment_days`` working days of the letter, 0 for no promise. ``bank_template`` is the id of the
    sheet that is proposed for its bank, "" for none in particular.
    """

    name: str
    red_header: str
    number_prefix: str
    contact: str = ""
    telephone: str = ""
    address: str = ""
    remedies: str = ""
    own_remedies: Mapping[str, str] = field(default_factory=dict)
    own_series: bool = True
    guards: bool = False
    procedure: Procedure = SHORTEST
    second_telephone: str = ""
    postcode: str = ""
    minutes_from: int = 0
    hearing_days: int = 5
    review_days: int = 20
    fonds: str = ""
    archive_category: str = ""
    archive_section: str = ""
    rules: str = ""
    supervision_telephone: str = ""
    court: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    upper_bureau: str = ""
    payment_channel: str = ""
    collection_asks: str = ""
    collection_days: int = 0
    collection_basis: str = ""
    project_duties: str = ""
    payment_days: int = 0
    bank_template: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who sits at the desk."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person with its roles; ``retired_on`` is the day on which it went out of service, None in service.

    ``has_password`` says whether it could sign in with one.
    """

    id: int
    name: str
    roles: frozenset[Role]
    retired_on: datetime.date | None = None
    has_password: bool = False

    @property
    def in_service(self) -> bool:
        """Say whether the person may sit at the desk."""
        return self.retired_on is None

    @property
    def person(self) -> Person:
        """Return whom the desk seats."""
        return Person(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Recusal:
    """A person who does not act on an applicant's applications, for a ``relation`` such as 配偶."""

    id: int
    person: Person
    relation: str
    recorded_on: datetime.date
