"""Numbers in series: drawn inside the transaction that uses them, so that one that fails leaves no gap."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ipdesk.models.tables import NumberSeries
from ipdesk.models.tables.dialect import lock

APPLICATIONS = "application"


def draw(session: Session, name: str, year: int, taken: Callable[[int], bool] = lambda number: False) -> int:
    """Return the next number of a series and year, passing over those that are taken, and move it on."""
    _lock(session, name, year)
    series = session.get(NumberSeries, (name, year))
    if series is None:
        series = NumberSeries(name=name, year=year, next_number=1)
        session.add(series)
    number = series.next_number
    while taken(number):
        number += 1
    series.next_number = number + 1
    return number


def begin_at(session: Session, name: str, year: int, number: int) -> None:
    """Say which number comes next."""
    _lock(session, name, year)
    session.merge(NumberSeries(name=name, year=year, next_number=number))


def _lock(session: Session, name: str, year: int) -> None:
    lock(session.connection(), "series", name, year)
