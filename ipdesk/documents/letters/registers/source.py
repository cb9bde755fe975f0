"""What registers of a year are made from, read at one moment."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.documents.letters.issue import Sources, with_office
from ipdesk.models import queries
from ipdesk.models.applications.superseded_papers import RECEIPT
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationFilter, ApplicationRow, LetterRow, Office, Sort
from ipdesk.models.services.entered_form import entered_form
from ipdesk.models.services.item_names import counted_items
from ipdesk.models.services.policies_in_force import policy_of
from ipdesk.rules.library.policy_library import PolicyLibrary

_MOST = 1_000_000  # letters of one office, more than there will ever be


@dataclass(frozen=True, slots=True)
class RegisterSource:
    """What registers of a year are made from, read at one moment; ``last_hash`` is that of the audit log.

    ``receipts`` are the first ones of applications, by their ids: what was accepted and has been given back
    since, to be corrected, is known by them alone. ``announced`` are the numbers of the announcements by
    which letters were served in public, ``served`` the days of service and ``signers`` who signed, by the ids
    of letters; ``ended`` the applications of the year that came to an end without being accepted. ``items``
    are what was applied for, by the ids of applications.
    """

    office: Office
    year: int
    letters: tuple[LetterRow, ...]
    applications: tuple[ApplicationRow, ...]
    last_hash: str
    receipts: Mapping[int, LetterRow] = field(default_factory=dict)
    announced: Mapping[int, str] = field(default_factory=dict)
    served: Mapping[int, datetime.date] = field(default_factory=dict)
    signers: Mapping[int, str] = field(default_factory=dict)
    ended: tuple[ApplicationRow, ...] = ()
    items: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def register_source(sources: Sources, year: int) -> RegisterSource:
    """Read what registers of a year hold; raises DeskError, NotFound where the office is missing."""
    library = sources.policies
    return with_office(sources.store, lambda session, office: _everything(session, office, year, library))


def accepted_on(row: ApplicationRow, receipts: Mapping[int, LetterRow]) -> datetime.date | None:
    """Return when an application was accepted, given back since or not; None for one that never was."""
    receipt = receipts.get(row.id)
    return row.accepted_on or (receipt.date if receipt is not None else None)


def _everything(session: Session, office: Office, year: int, library: PolicyLibrary) -> RegisterSource:
    numbered = [row for row in reversed(queries.letters(session, limit=_MOST)) if row.number]
    own = tuple(row for row in numbered if row.date.year == year)
    ids = queries.application_ids(session, ApplicationFilter(), Sort.NUMBER, False)
    receipts = {one.application: one for one in queries.letters(session, limit=_MOST, kind=RECEIPT)}
    days = [(row, accepted_on(row, receipts)) for row in queries.application_rows(session, ids)]
    accepted = [(row, day) for row, day in days if day is not None and day.year == year]
    letters = [row.id for row in own]
    return RegisterSource(
        office=office,
        year=year,
        letters=own,
        applications=tuple(row for row, _ in accepted),
        last_hash=queries.last_audit_hash(session),
        receipts=receipts,
        announced=queries.announced_by(session, letters),
        served=queries.served_days(session, letters),
        signers=queries.signers_of(session, letters),
        ended=tuple(row for row, day in days if day is None and row.state.ended and _is_of(row, year)),
        items={row.id: _items(session, row.id, library, day) for row, day in accepted},
    )


def _items(session: Session, application: int, library: PolicyLibrary, day: datetime.date) -> tuple[str, ...]:
    detail = queries.application_detail(session, application)
    policy = policy_of(session, library, detail)
    found = tuple(one.achievement for one in detail.achievements)
    if not found:  # given back to be corrected: what was applied for stands on its form alone
        found = entered_form(session, detail, policy, day).read.achievements
    return tuple(counted_items(detail, policy, found))


def _is_of(row: ApplicationRow, year: int) -> bool:
    """Say whether the number of an application was given in a year."""
    return f"{year}-" in row.number
