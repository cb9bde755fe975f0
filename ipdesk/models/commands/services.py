"""Service 送达 of papers that went out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import DocumentKind, IssuedLetter, RenderedLetter, ServiceWay


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceService(Command[IssuedLetter]):
    """Issue the announcement 送达公告 of a letter that could not be served in another way.

    ``tried`` says what was tried, ``collect_at`` where the letter can be fetched, ``subject`` what lists of
    letters call it by. ``render`` is called with the number drawn. Raises NotFound, Conflict for a letter
    that is not served by its own record, InvalidInput for what is missing and for a day before the letter.
    """

    permission = Permission.ISSUE

    kind: DocumentKind
    letter: int
    tried: str
    collect_at: str
    subject: str
    date: datetime.date
    render: Callable[[str], RenderedLetter]
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService(Command[datetime.date]):
    """Write down that a letter about one application was served. Answers from which day on it counts.

    ``day`` is that on the proof of service 送达回证, of a public notice that of its publication. Of a letter
    that was served already it is a correction, which says why in ``correction``: its periods go by the new
    record, the former one stays. From that of a notice of a clawback the period for being heard runs, from
    that of a notice of correction its own. Raises NotFound, Conflict for a letter that is void, bears no
    number, or asked for a correction that is over, InvalidInput for a day before the letter or after today,
    and where nobody is named who took it, or no reason for leaving or publishing it, or for the correction.
    A public notice needs the announcement of the letter to be issued before, says where that was ``posted``,
    what is the ``proof`` and how many pages that has, and may have ``pictures`` that show it; its reason is
    what the announcement says, where none is given.
    """

    permission = Permission.ISSUE

    letter: int
    way: ServiceWay
    day: datetime.date
    receiver: str = ""
    reason: str = ""
    correction: str = ""
    posted: str = ""
    proof: str = ""
    proof_pages: int = 1
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
