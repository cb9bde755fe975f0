"""Service 送达 of papers that went out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import (
    AnnouncementGround,
    AttemptDetails,
    DocumentKind,
    IssuedLetter,
    RenderedLetter,
    ServiceWay,
)
from ipdesk.models.records.checks import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceService(Command[IssuedLetter]):
    """Issue the announcement 送达公告 of a letter that could not be served in another way.

    ``tried`` says what was tried, or, by the ``ground``, how it was found that nobody knows where the
    addressee is; ``collect_at`` where the letter can be fetched, ``subject`` what lists of letters call it
    by. ``render`` is called with the number drawn, before it ``render_approval`` for what is signed inside, a
    paper of the kind ``approval``. Raises NotFound, Conflict for a letter that is not served by its own
    record, InvalidInput for what is missing, for a day before the letter, and where other ways are said to
    have failed though no attempt of before that day is recorded.
    """

    permission = Permission.ISSUE

    kind: DocumentKind
    letter: int
    tried: str
    collect_at: str
    subject: str
    date: datetime.date
    render: Callable[[str], RenderedLetter]
    approval: DocumentKind
    render_approval: Callable[[str], RenderedLetter]
    number: str | None = None
    ground: AnnouncementGround = AnnouncementGround.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordServiceAttempt(Command[int]):
    """Write down that a letter about one application could not be served. Answers the id of the record.

    ``pictures`` show it, each with the caption at its place in ``captions`` (none, or one for each). One that
    ``replaces`` another record (its id) says why in ``correction``; the former one stays. Raises NotFound,
    Conflict for a letter whose service is not recorded by itself, InvalidInput for what is missing, for a day
    before the letter, after today, after its announcement or its service, and for pictures that are none.
    """

    permission = Permission.ISSUE

    letter: int
    details: AttemptDetails
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    captions: tuple[str, ...] = ()
    replaces: int | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeServiceAttempt(Command[None]):
    """Strike a record of an attempt at a letter out, with a reason: there was none.

    Raises NotFound, InvalidInput, Conflict for one on which an announcement rests.
    """

    permission = Permission.ISSUE

    letter: int
    attempt: int
    reason: str


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
    what is the ``proof`` and how many pages that has, and may have ``pictures`` that show it, each with the
    caption at its place in ``captions``, and where and when it was ``taken``; its reason is what the
    announcement says, where none is given. What somebody hands over has a ``place`` and ``minutes`` after
    midnight, other ways have none.
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
    captions: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    place: str = ""
    minutes: int | None = None
