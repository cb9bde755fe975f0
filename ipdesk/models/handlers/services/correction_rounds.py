"""Rounds of correction: which runs, which letter asked for it, and its period that begins with service."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.core.changes import Kind
from ipdesk.models.periods.period import known_last_day
from ipdesk.models.reading.after_award.services import service_of
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import Service
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.models.tables import CorrectionEntry, IssuedLetterEntry, VoidedLetter

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def running(work: Work, application: int) -> CorrectionEntry | None:
    """Return the round that is neither answered nor given up, None where there is none."""
    return next((entry for entry in rounds(work, application) if entry.closed_on is None), None)


def rounds(work: Work, application: int) -> list[CorrectionEntry]:
    """Return all rounds of an application, the first first."""
    entry = CorrectionEntry
    found = select(entry).where(entry.application_id == application).order_by(entry.round)
    return list(work.session.scalars(found))


def serve(work: Work, entry: CorrectionEntry, day: datetime.date | None) -> datetime.date | None:
    """Let the period of a round run from a day on (None: not yet); return the last, None where it waits.

    It waits for the holidays of a year that nobody has announced.
    """
    if day is not None:
        last = known_last_day(entry.working_days, day, working_days(work.session))
        entry.served_on, entry.last_day = day, last
    return entry.last_day


def asked_by(work: Work, letter: IssuedLetterEntry) -> CorrectionEntry | None:
    """Return the running round whose notice a letter is, None of any other letter."""
    if letter.kind not in WITH_A_PERIOD or letter.application_id is None:
        return None
    entry = running(work, letter.application_id)
    return entry if entry is not None and letter.date >= entry.asked_on else None


def begin_period(work: Work, entry: CorrectionEntry, served_on: datetime.date) -> None:
    """Let the period of a round run from the service of its notice on."""
    serve(work, entry, served_on)
    work.audit("serve_correction", Kind.APPLICATION, entry.application_id)


def recorded(work: Work, entry: CorrectionEntry) -> Service | None:
    """Return the record by which the notice of a round counts as served, None where there is none."""
    letter, void = IssuedLetterEntry, select(VoidedLetter.letter_id)
    own = (letter.application_id == entry.application_id, letter.kind.in_(WITH_A_PERIOD))
    found = select(letter.id).where(*own, letter.date >= entry.asked_on, letter.id.not_in(void))
    served = (service_of(work.session, one) for one in work.session.scalars(found).all())
    return next(filter(None, served), None)
