"""What every letter is made from: plain data, frozen when the letter is issued."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

from ipdesk.models.core.default_remedies import naming_court
from ipdesk.models.records import Office
from ipdesk.models.records.reversals import AskedToCollect

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that sends a letter. ``remedies`` is its sentence on them, which names the bodies."""

    name: str
    red_header: str
    contact_person: str
    telephone: str
    address: str
    remedies: str = ""
    supervision_telephone: str = ""


@dataclass(frozen=True, slots=True)
class LetterData:
    """What all letters have; each kind derives its own data from it.

    ``number`` None is a preview; "" that of a kind that bears none.
    """

    issuer: Issuer
    number: str | None
    date: datetime.date
    addressee: str

    @property
    def first_page(self) -> int:
        """Return the number of the first page; what goes with a letter 附件 counts on, and keeps it."""
        return 1

    @property
    def asked_to_collect(self) -> AskedToCollect | None:
        """Return what the addressee has to do to be paid, None for most letters."""
        return None


Data = TypeVar("Data", bound=LetterData)


def issuer_of(office: Office, remedies: str | None = None) -> Issuer:
    """Return the office as it stands on a letter, with the sentence on remedies of its kind."""
    told = office.remedies if remedies is None else remedies
    return Issuer(
        name=office.name,
        red_header=office.red_header,
        contact_person=office.contact,
        telephone=office.telephone,
        address=office.address,
        remedies=naming_court(told, office.court),
        supervision_telephone=office.supervision_telephone,
    )


def frozen(letter: LetterData) -> dict[str, object]:
    """Return the data of a letter as they are kept: what JSON can carry, days in ISO form."""
    return {name: _plain(value) for name, value in asdict(letter).items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        # Pictures are kept by their hash, never a second time with the data of a paper.
        return {name: _plain(one) for name, one in value.items() if not isinstance(one, bytes)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def thawed(kind: type[Data], data: Mapping[str, Any]) -> Data:
    """Return a letter from the data that were kept when it was issued.

    Raises LookupError or ValueError for data of another shape, as an earlier version kept them: what they
    lack must not be filled in with what is usual today.
    """
    wanted: type[Any] = kind
    letter: Data = _reader(wanted).validate_python({field.name: data[field.name] for field in fields(kind)})
    return letter


_READERS: dict[type[Any], TypeAdapter[Any]] = {}


def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _READERS:  # made once: making one takes as long as reading hundreds of letters
        from pydantic import TypeAdapter

        _READERS[kind] = TypeAdapter(kind)
    return _READERS[kind]
