"""What every step asks of an application and few have: known of many before it is asked of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.incoming import incoming_papers
from ipdesk.models.reading.application_detail import upheld_last
from ipdesk.models.reading.corrections import corrections
from ipdesk.models.reading.drafts import decision_draft, review_mark
from ipdesk.models.reading.eligibility.bars import bars, passed_bars
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.reading.public_notices.objected import reopened
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    ArchiveEntry,
    BarEntry,
    CorrectionEntry,
    DecisionText,
    IncomingPaperEntry,
    ObjectionEntry,
    PassedBarEntry,
    RecusalEntry,
    ReviewText,
)
from ipdesk.models.workflow import Step

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

    from ipdesk.models.handlers.work import Work

_Rare = Mapping[Callable[..., Any], tuple["InstrumentedAttribute[int]", object]]

_OF_FEW_APPLICATIONS: _Rare = {
    archive_of: (ArchiveEntry.application_id, None),
    passed_bars: (PassedBarEntry.application_id, ()),
    decision_draft: (DecisionText.application_id, None),
    review_mark: (ReviewText.application_id, None),
    incoming_papers: (IncomingPaperEntry.application_id, ()),
    corrections: (CorrectionEntry.application_id, ()),
    reopened: (ObjectionEntry.application_id, None),
}
_OF_FEW_APPLICANTS: _Rare = {
    bars: (BarEntry.applicant_id, ()),
    recusals: (RecusalEntry.applicant_id, ()),
}
"""What most have nothing of: by whose id the rows stand, and the answer where there is no row."""


def files_ahead(work: Work, applications: Iterable[int]) -> list[Application]:
    """Return the rows of applications, and know of each what most have nothing of."""
    files = list[Application]()
    for some in in_parts(applications):
        found = work.session.scalars(select(Application).where(Application.id.in_(some))).all()
        _know_who_was_upheld_never(work, some)
        _know_who_has_none(work, some, _OF_FEW_APPLICATIONS)
        _know_who_has_none(work, {row.applicant_id for row in found}, _OF_FEW_APPLICANTS)
        files += found
    return files


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
