"""What a step asks of each application, read for many at once: one by one it takes longer than the step."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.batches.awards_ahead import know_who_has_no_awards
from ipdesk.models.handlers.files_ahead import files_ahead
from ipdesk.models.reading.applicants import applicant, applicant_of
from ipdesk.models.reading.application_contents import (
    received_materials,
    received_materials_of,
    stored_achievements,
    stored_achievements_of,
)
from ipdesk.models.reading.decision.proposals import last_round, last_rounds_of
from ipdesk.models.tables import (
    Application,
    RegisteredApplicant,
)

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Base
    from ipdesk.rules.evaluation.policy import Policy


def read_ahead(work: Work, policies: Iterable[Policy], applications: Collection[int]) -> list[Base]:
    """Have the answers ready for these applications; the session knows the rows while they are held.

    ``policies`` are those by which they will be evaluated.
    """
    files, applicants = list[Application](), list[RegisteredApplicant]()
    for some in in_parts(applications):
        _read(work, some, files, applicants)
    know_who_has_no_awards(work, policies, files)
    return [*files, *applicants]


def _read(
    work: Work, ids: tuple[int, ...], files: list[Application], applicants: list[RegisteredApplicant]
) -> None:
    session, found = work.session, files_ahead(work, ids)
    of = {row.applicant_id for row in found}
    asked = select(RegisteredApplicant).where(RegisteredApplicant.id.in_(of))
    who = session.scalars(asked.options(selectinload(RegisteredApplicant.traits))).all()
    work.know(applicant, {one.id: applicant_of(one) for one in who})
    work.know(stored_achievements, stored_achievements_of(session, ids))
    work.know(received_materials, received_materials_of(session, ids))
    work.know(last_round, last_rounds_of(session, ids))
    files += found
    applicants += who
