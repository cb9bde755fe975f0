"""Lists of applications: ids sorted by SQL, rows fetched as they are painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from ipdesk.models.records import ApplicationFilter, ApplicationRow, FilterChoices, Sort, State, Totals


def application_ids(
    session: Session, wanted: ApplicationFilter, sort: Sort = Sort.NUMBER, descending: bool = True
) -> tuple[int, ...]:
    """Return the ids of the wanted applications in order."""
    raise NotImplementedError


def application_rows(session: Session, ids: Sequence[int]) -> tuple[ApplicationRow, ...]:
    """Return the rows of these applications in the order of the ids; ids no longer there are left out."""
    raise NotImplementedError


def state_counts(session: Session, wanted: ApplicationFilter) -> Mapping[State, int]:
    """Return how many of the wanted are in each state; the filter's own state does not narrow."""
    raise NotImplementedError


def totals(session: Session, selected: ApplicationFilter | Sequence[int]) -> Totals:
    """Return the totals of a filter or of a selection of ids."""
    raise NotImplementedError


def filter_choices(session: Session) -> FilterChoices:
    """Return the years, policies, kinds of achievement and persons that occur."""
    raise NotImplementedError
