"""Which papers wait for the proof of their service 送达回证, as conditions of the database."""

from __future__ import annotations

import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from ipdesk.models.records import ServiceWay
from ipdesk.models.records.services import HEARING_NOTICE, WITH_A_PERIOD
from ipdesk.models.tables import (
    ClawbackEntry,
    CorrectionEntry,
    IssuedLetterEntry,
    LetterContent,
    ServiceEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among, contains


def last_published() -> ColumnElement[datetime.datetime]:
    """Return when a public notice of the application of a form was recorded last; without one when it was.

    A form from before does not say how the paper was published.
    """
    letter = aliased(IssuedLetterEntry)
    published = (
        select(func.max(ServiceEntry.at))
        .join(letter, letter.id == ServiceEntry.letter_id)
        .where(letter.application_id == IssuedLetterEntry.application_id)
        .where(ServiceEntry.way == ServiceWay.PUBLIC.value)
        .correlate(IssuedLetterEntry)
        .scalar_subquery()
    )
    return func.coalesce(published, IssuedLetterEntry.issued_at)


def lacks_proof(kind: str) -> ColumnElement[bool]:
    """Say of the application of a form (its kind) that a paper of it is not served yet and has none.

    Two papers that went out one after the other have a form each, which names the paper by its number.
    """
    letter, form = aliased(IssuedLetterEntry), aliased(IssuedLetterEntry)
    void = select(VoidedLetter.letter_id)
    named = (
        exists()
        .where(form.application_id == letter.application_id, form.kind == kind, form.id.not_in(void))
        .where(
            LetterContent.letter_id == form.id, contains(LetterContent.data, func.coalesce(letter.number, ""))
        )
    )
    return exists().where(
        letter.application_id == IssuedLetterEntry.application_id,
        letter.number.is_not(None),
        letter.id.not_in(void),
        letter.id.not_in(select(ServiceEntry.letter_id)),
        ~_served_with_its_period(letter),
        ~named,
    )


def _served_with_its_period(letter: type[IssuedLetterEntry]) -> ColumnElement[bool]:
    """Say that only the day was recorded on which a notice was served, with the period that it begins."""
    told, asked = ClawbackEntry, CorrectionEntry
    heard = told.application_id == letter.application_id, told.served_on.is_not(None)
    corrected = asked.application_id == letter.application_id, asked.served_on.is_not(None)
    return or_(
        and_(letter.kind == HEARING_NOTICE, exists().where(*heard)),
        and_(among(letter.kind, WITH_A_PERIOD), exists().where(*corrected)),
    )
