"""What was awarded in a year for achievements of each kind."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, distinct, func, select
from sqlalchemy.orm import Session

from ipdesk.funds.case.facts import KindAwards
from ipdesk.models import workflow
from ipdesk.models.periods.moments import moment_of
from ipdesk.models.reading.after_award.reversals import left_of, still_counts
from ipdesk.models.reading.history import LETS_STAND, STANDING
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    ApplicationStep,
    AwardEntry,
)
from ipdesk.models.tables.dialect import among, total

_EVALUATED = among(Application.state, (state.value for state in workflow.EVALUATED))


def kind_awards(session: Session, year: int) -> tuple[KindAwards, ...]:
    """Return the awards that were decided in a year and stand, and the achievements of that year, by kind.

    What was clawed back or not taken is left out of the sums.
    """
    awarded = {kind: row for kind, *row in session.execute(_awarded(year))}
    achieved = {kind: count for kind, count in session.execute(_achieved(year))}
    return tuple(
        _of_kind(kind, awarded.get(kind, [0, 0, 0]), achieved.get(kind, 0))
        for kind in sorted(awarded.keys() | achieved.keys())
    )


def _of_kind(kind: str, awarded: list[int], achieved: int) -> KindAwards:
    awards, amount, applicants = awarded
    return KindAwards(kind=kind, awards=awards, amount=amount, applicants=applicants, achieved=achieved)


def _awarded(year: int) -> Select[*tuple[Any, ...]]:
    entry, left = AwardEntry, left_of()
    standing = (
        select(entry.kind, entry.applicant_id, left.label("kept"))
        .join(Application, Application.id == entry.application_id)
        .where(_decided(year), STANDING, still_counts(), left > 0)
        .subquery()
    )
    line = standing.c
    counted = (func.count(line.kept), total(line.kept), func.count(distinct(line.applicant_id)))
    return select(line.kind, *counted).group_by(line.kind)


def _decided(year: int) -> ColumnElement[bool]:
    """Say that the decision on an award which stands was made in a year, by the clock of the office."""
    step = ApplicationStep
    begin, end = (moment_of(datetime.date(first, 1, 1), 0) for first in (year, year + 1))
    deciding = among(step.step, (one.name for one in LETS_STAND))
    of_award = step.application_id == AwardEntry.application_id
    last = select(func.max(step.at)).where(of_award, deciding).scalar_subquery()
    return and_(last >= begin, last < end)


def _achieved(year: int) -> Select[*tuple[Any, ...]]:
    begin, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    thing, chosen = AchievementEntry, ApplicationAchievement
    return (
        select(thing.kind, func.count(distinct(thing.id)))
        .join(chosen, chosen.achievement_id == thing.id)
        .join(Application, Application.id == chosen.application_id)
        .where(thing.date.between(begin, end), _EVALUATED)
        .group_by(thing.kind)
    )
