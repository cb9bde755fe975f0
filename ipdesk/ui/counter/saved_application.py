"""The application of the database that lies on the counter."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.workflow import FIRST, State


@dataclass(frozen=True, slots=True)
class SavedApplication:
    """The application that the draft on the counter is saved in; nothing yet before the first save.

    ``handed_in`` is when the first step was taken with it, None for one that was only typed so far.
    """

    id: int | None = None
    number: str = ""
    revision: int = 0
    state: State = FIRST
    handed_in: datetime.datetime | None = None
