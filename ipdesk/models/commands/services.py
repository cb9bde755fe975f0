"""Service 送达 of papers that went out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import ServiceWay


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService(Command[datetime.date]):
    """Write down that a letter about one application was served. Answers from which day on it counts.

    ``day`` is that on the proof of service 送达回证, of a public notice that of its publication. Of a letter
    that was served already it is a correction, which says why in ``correction``: its periods go by the new
    record, the former one stays. From that of a notice of a clawback the period for being heard runs. Raises
    NotFound, Conflict for a letter that is void, bears no number, or whose service is recorded along with its
    period, InvalidInput for a day before the letter or after today, and where nobody is named who took it,
    or no reason for leaving or publishing it, or for the correction.
    """

    permission = Permission.ISSUE

    letter: int
    way: ServiceWay
    day: datetime.date
    receiver: str = ""
    reason: str = ""
    correction: str = ""
