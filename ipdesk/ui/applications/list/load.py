"""One question that fills the list page: ids in order, counts by state, totals, what can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationFilter, ApplicationTotals, FilterChoices, Sort
from ipdesk.models.workflow import Procedure, State, Step

_CORRECTION = Step.ASK_CORRECTION.target


@dataclass(frozen=True, slots=True)
class Overview:
    """What the list page shows besides the rows themselves; all of it from one moment.

    ``to_correct`` is what those to be put right come to among the others, in fen; ``archived`` is how many of
    the wanted, in any state, lie in the archive.
    """

    ids: tuple[int, ...]
    counts: Mapping[State, int]
    totals: ApplicationTotals
    choices: FilterChoices
    procedure: Procedure
    to_correct: int = 0
    archived: int = 0


def overview(session: Session, wanted: ApplicationFilter, sort: Sort, descending: bool) -> Overview:
    """Read everything in one transaction."""
    every = replace(wanted, state=None, archived=False)
    counts = queries.state_counts(session, every)
    return Overview(
        queries.application_ids(session, wanted, sort, descending),
        counts,
        queries.totals(session, wanted),
        queries.filter_choices(session),
        queries.procedure(session),
        _to_correct(session, wanted) if counts[_CORRECTION] else 0,
        queries.totals(session, replace(every, archived=True)).applications,
    )


def _to_correct(session: Session, wanted: ApplicationFilter) -> int:
    return queries.totals(session, replace(wanted, state=_CORRECTION)).amount
