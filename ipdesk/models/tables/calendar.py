"""The office's own days of the calendar; see ``periods.working_days``."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id


class CalendarYear(Base):
    """A year of which the office wrote down all that was announced; ``source`` names the notice."""

    __tablename__ = "calendar_year"

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(unique=True)
    source: Mapped[str]


class CalendarDayEntry(Base):
    """A day that is worked, or not, unlike what its weekday or the program says."""

    __tablename__ = "calendar_day"

    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str]
