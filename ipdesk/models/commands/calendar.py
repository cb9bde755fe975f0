"""The office's own calendar."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.periods.working_days import CalendarDay


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendarYear(Command[None]):
    """Replace what the office has written down of a year.

    ``source`` names the notice where these days are all that was announced of it, so that the year is known;
    "" where they only differ from what the program knows. A notice may name days around the turn of the year:
    they are of its neighbours. Raises InvalidInput for days elsewhere or twice.
    """

    permission = Permission.ADMINISTER

    year: int
    days: tuple[CalendarDay, ...]
    source: str = ""
