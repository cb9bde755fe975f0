"""What a step asks of each application, read for many at once: one by one it takes longer than the step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.batches.awards_ahead import know_who_has_no_awards
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import (
    received_materials,
    received_materials_of,
    stored_achievements,
    stored_achievements_of,
)
from ipdesk.models.reading.application_detail import upheld_last
from ipdesk.models.reading.corrections import corrections
from ipdesk.models.reading.decision.proposals import last_round, last_rounds_of
from ipdesk.models.reading.drafts import decision_draft
from ipdesk.models.reading.eligibility.bars import bars, passed_bars
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    ArchiveEntry,
    BarEntry,
    CorrectionEntry,
    DecisionText,
    PassedBarEntry,
    RecusalEntry,
    RegisteredApplicant,
)
from ipdesk.models.workflow import Step

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Base
    from ipdesk.rules.evaluation.policy import Policy

_Rare = Mapping[Callable[..., Any], tuple["InstrumentedAttribute[int]", object]]

_OF_FEW_APPLICATIONS: _Rare = {
    archive_of: (ArchiveEntry.application_id, None),
    passed_bars: (PassedBarEntry.application_id, ()),
    decision_draft: (DecisionText.application_id, None),
    corrections: (CorrectionEntry.application_id, ()),
}
_OF_FEW_APPLICANTS: _Rare = {
    bars: (BarEntry.applicant_id, ()),
    recusals: (RecusalEntry.applicant_id, ()),
}
"""What most have nothing of: by whose id the rows stand, and the answer where there is no row."""


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
    session = work.session
    found = session.scalars(select(Application).where(Application.id.in_(ids))).all()
    of = {row.applicant_id for row in found}
    who = session.scalars(select(RegisteredApplicant).where(RegisteredApplicant.id.in_(of))).all()
    work.know(applicant, {one: applicant(session, one) for one in of})
    work.know(stored_achievements, stored_achievements_of(session, ids))
    work.know(received_materials, received_materials_of(session, ids))
    work.know(last_round, last_rounds_of(session, ids))
    _know_who_was_upheld_never(work, ids)
    _know_who_has_none(work, ids, _OF_FEW_APPLICATIONS)
    _know_who_has_none(work, of, _OF_FEW_APPLICANTS)
    files += found
    applicants += who


def _know_who_has_none(work: Work, ids: Collection[int], rare: _Rare) -> None:
    for query, (column, none) in rare.items():
        some = set(work.session.scalars(select(column).where(column.in_(ids))))
        work.know(query, {one: none for one in ids if one not in some})


def _know_who_was_upheld_never(work: Work, ids: Collection[int]) -> None:
    step = ApplicationStep
    upheld = select(step.application_id).where(
        step.application_id.in_(ids), step.step == Step.UPHOLD_OBJECTION.name
    )
    some = set(work.session.scalars(upheld))
    work.know(upheld_last, {one: False for one in ids if one not in some})
