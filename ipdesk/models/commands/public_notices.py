"""Public notices: publishing, objections and their answers, closing; inquiries at other offices."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import (
    UNSEEN,
    DocumentKind,
    Inquiry,
    InquiryDetails,
    IssuedLetter,
    LineKey,
    LineToPublish,
    NoticeDetails,
    Objection,
    ObjectionDetails,
    PublicNotice,
    RenderedLetter,
    Sheets,
)
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.workflow import Act, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNotice(Command[PublicNotice]):
    """proposed → published, for all applications of a list: its lines are frozen, its paper is kept.

    ``applications`` are all that are published; ``lines`` what the preview showed of them. ``render`` is
    called with the notice and its number. Raises InvalidInput for an empty list, a day or length that cannot
    be, a contact that is missing, personal data in what would be published; Conflict where an application is
    in another state by now, or its lines are no longer as shown. All or nothing.
    """

    permission = Step.PUBLISH.permission

    kind: DocumentKind
    details: NoticeDetails
    applications: tuple[int, ...]
    lines: tuple[LineToPublish, ...]
    render: Callable[[PublicNotice], RenderedLetter]
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordObjection(Command[Objection]):
    """published → objected: an objection to an application of a notice, with all that it must bring along.

    With ``not_accepted`` one that lacks something is written down as such, and changes no state. ``sheets``
    say what is known of the paper itself, which is listed in the file. Raises
    InvalidInput for what is missing or came outside the period, Conflict where the notice is closed.
    """

    permission = Step.OBJECT.permission

    notice: int
    details: ObjectionDetails
    not_accepted: bool = False
    sheets: Sheets = UNSEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectObjection(Command[Objection]):
    """Put right which lines an objection attacks, for a ``reason``; none are the application as a whole.

    Raises InvalidInput for lines that it cannot attack, where nothing changes and without a reason; Conflict
    where it was answered by now.
    """

    permission = Step.OBJECT.permission

    objection: int
    lines: tuple[LineKey, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellObjection(Command[int]):
    """Tell the applicant of an objection against its application, so that it may state its view first.

    ``gist`` is what the letter says of it, without personal data; ``named`` says that the objector agreed to
    be named. The view is stated within so many working ``days`` from service on. Answers the id. Raises
    InvalidInput, Conflict where the objection was answered by now.
    """

    permission = Act.TELL_OBJECTION.permission

    objection: int
    gist: str
    days: int
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObjection(Command[IssuedLetter]):
    """objected → published, or → proposed where it is upheld: the answer with its reason, and its paper.

    ``render`` is called with notice, objection and the number of the answer, then ``render_proof`` for the
    proof of its service, a paper of the kind ``proof``; before them ``render_approval`` for what is signed
    inside, a paper of the kind ``approval``. ``unheard`` says why the applicant was not heard before an
    objection is upheld, "" where it was; ``view`` what it stated, whether that is taken and why, which must
    be said once it stated anything. ``anew_on`` is the day on which what is proposed anew is to be published,
    None where that is not settled. Raises InvalidInput for a missing reason and for a day or number that
    cannot be, Conflict where it was answered by now.
    """

    permission = Step.DISMISS_OBJECTION.permission

    kind: DocumentKind
    objection: int
    upheld: bool
    reason: str
    date: datetime.date
    render: Callable[[PublicNotice, Objection, str], RenderedLetter]
    proof: DocumentKind
    render_proof: Callable[[PublicNotice, Objection, str], RenderedLetter]
    approval: DocumentKind
    render_approval: Callable[[PublicNotice, Objection, str], RenderedLetter]
    number: str | None = None
    unheard: str = ""
    view: WeighedView | None = None
    anew_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseNotice(Command[IssuedLetter]):
    """Close a notice whose period is over, with the report on it; ``shown`` says where the list was shown.

    Raises Conflict before the end of the period, while an objection waits for its answer, and where it was
    closed by now.
    """

    permission = Step.PUBLISH.permission

    kind: DocumentKind
    notice: int
    shown: str
    render: Callable[[PublicNotice], RenderedLetter]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInquiry(Command[int]):
    """Ask another office about applicants, until a day; answers the inquiry's id.

    Raises InvalidInput for a list, day or text that cannot be; Conflict for applications that no longer are
    examined.
    """

    permission = Permission.REVIEW

    kind: DocumentKind
    details: InquiryDetails
    render: Callable[[Inquiry, str], RenderedLetter]
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInquiryAnswer(Command[None]):
    """Write down the answer to an inquiry, as a check of each application that it was about.

    ``source`` names the answer, such as by its number. ``against`` says of single applications what stands
    against them and why they go on all the same (finding, reason). ``sheets`` say what is known of the answer
    itself, which is listed in the file of each. Raises InvalidInput, and Conflict where it was answered by
    now.
    """

    permission = Permission.REVIEW

    inquiry: int
    day: datetime.date
    source: str
    against: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    sheets: Sheets = UNSEEN
