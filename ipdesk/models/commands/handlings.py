"""Handling against somebody 处理事项: submitted with its sheet, signed on paper, then carried out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipdesk.models.applications.approvals import (
    ANNOUNCEMENT,
    BAR,
    CLAWBACK_DECISION,
    CLAWBACK_NOTICE,
    DEEMED_WITHDRAWN,
    FORFEITURE,
    NOT_ACCEPTED,
    REPLY,
)
from ipdesk.models.commands.bars import BarApplicant
from ipdesk.models.commands.base import Command
from ipdesk.models.commands.public_notices import AnswerObjection, TellObjection
from ipdesk.models.commands.reversals import ClawBack, LapseAward, ProposeClawback, RemindOfAward
from ipdesk.models.commands.services import AnnounceService
from ipdesk.models.commands.workflow import TakeStep
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.records import (
    AnnouncementGround,
    DocumentKind,
    Grounds,
    IssuedLetter,
    RenderedLetter,
    Signature,
)
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.records.handlings import SheetOpinion
from ipdesk.models.records.public_notices import OBJECTION_NOTICE
from ipdesk.models.records.services import COLLECTION_REMINDER
from ipdesk.models.workflow import Act, HandlingMove, Step

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Doing = (
    TakeStep
    | ProposeClawback
    | ClawBack
    | LapseAward
    | RemindOfAward
    | TellObjection
    | BarApplicant
    | AnswerObjection
    | AnnounceService
)
"""The command of what is to be done once it is approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitHandling(Command[IssuedLetter]):
    """Draft a handling and print its sheet 处理事项审批表, for the paper of the kind ``approves``.

    ``doing`` is what is to be done, None where only the paper is still to go out; it is tried and given up
    again, so that nothing can be submitted that could not be done now. In between ``render`` is called: what
    it says is what stands in the file then. ``handling`` is one that is submitted anew, 0 for a new one, with
    the ``revision`` that was shown; its former sheet becomes void. Answers the sheet.
    Raises as ``doing`` does, and Conflict where another handling of the file runs or this one was changed.
    """

    permission = HandlingMove.SUBMIT.permission

    application: int
    approves: str
    doing: Doing | None
    sheet: DocumentKind
    date: datetime.date
    render: Callable[[Session, str], RenderedLetter]
    handling: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHandling(Command[None]):
    """Write down what was signed on paper of a handling at its ``revision``, with pictures of the pages.

    Where they did not agree the handling ends, and the file goes on. Raises InvalidInput with every problem,
    NotPermitted where who submitted it signs it off in an office that wants two people, Conflict for one that
    was changed or signed meanwhile.
    """

    permission = HandlingMove.AGREE.permission

    handling: int
    revision: int
    signature: Signature
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignatures(Command[int]):
    """Write down the opinions that were signed on paper on a sheet 审批表 (the letter): all that it bears.

    What was written down before stays and counts no more; a ``reason`` says why it was not right, where
    something of it is changed. ``pictures`` are of the sheet. ``alike`` sheets are those of the other files
    of the same meeting of which nothing is written down yet: they get the same. Answers how many those were.
    Raises InvalidInput with every problem, Conflict for a letter that is no such sheet, or is void.
    """

    permission = Act.SIGN_SHEET.permission

    letter: int
    opinions: tuple[SheetOpinion, ...]
    reason: str = ""
    pictures: tuple[bytes, ...] = ()
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropHandling(Command[None]):
    """Give a handling up before it is carried out; its sheet becomes void. Raises InvalidInput, Conflict."""

    permission = HandlingMove.DROP.permission

    handling: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutHandling(Command[IssuedLetter | None]):
    """Do what was approved and issue its paper, of the ``kind``, in one go; answers the paper, None without.

    ``told`` says what the sheet would say now: where that is not what was signed, Conflict names it.
    ``render`` makes the paper from what stands in the file once it is done. ``kind`` is None where no paper
    goes out, or the command of what is done issues it: that is ``made`` then, of what was submitted.
    Raises Conflict for what is not approved, as the command of what is done does, and as IssueDocument does.
    """

    permission = HandlingMove.CARRY_OUT.permission

    handling: int
    kind: DocumentKind | None
    date: datetime.date
    told: Callable[[Session], Mapping[str, object]]
    render: Callable[[Session, str], RenderedLetter]
    number: str | None = None
    made: Callable[[Session], Doing] | None = None


# --- what is to be done, as text ---


@dataclass(frozen=True, slots=True)
class _StepText:
    reason: str
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class SaidReply:
    """What an answer to an objection says, as it is submitted."""

    objection: int
    upheld: bool
    reason: str
    unheard: str
    view: WeighedView | None = None
    anew_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class SaidAnnouncement:
    """What an announcement of a letter says, as it is submitted."""

    letter: int
    tried: str
    collect_at: str
    ground: AnnouncementGround


Said = SaidReply | SaidAnnouncement
"""What is kept of commands that make their paper themselves: such a one is made of it anew."""
_STEPS = {NOT_ACCEPTED: Step.DECLINE, DEEMED_WITHDRAWN: Step.LAPSE}
_COMMANDS: Mapping[str, type[Any]] = {
    CLAWBACK_NOTICE: ProposeClawback,
    CLAWBACK_DECISION: ClawBack,
    FORFEITURE: LapseAward,
    COLLECTION_REMINDER: RemindOfAward,
    OBJECTION_NOTICE: TellObjection,
    BAR: BarApplicant,
}
_MADE: Mapping[str, tuple[type[Any], type[Any]]] = {
    REPLY: (AnswerObjection, SaidReply),
    ANNOUNCEMENT: (AnnounceService, SaidAnnouncement),
}


def approved_by(doing: Doing) -> str:
    """Return the kind of the paper that must be approved before something is done; "" for what needs none."""
    if isinstance(doing, TakeStep):
        return next((kind for kind, step in _STEPS.items() if step is doing.step), "")
    made = ((kind, command) for kind, (command, _) in _MADE.items())
    return next(kind for kind, command in (*_COMMANDS.items(), *made) if isinstance(doing, command))


def doing_text(doing: Doing | None) -> str:
    """Return what is to be done as text, "" for nothing but the paper; ``doing_of`` reads it."""
    if doing is None:
        return ""
    kept = _kept(doing)
    return _reader(type(kept)).dump_json(kept).decode()


def _kept(doing: Doing) -> object:
    if isinstance(doing, TakeStep):
        return _StepText(doing.reason, doing.grounds)
    if isinstance(doing, AnswerObjection):
        said = stored_line(doing.reason), stored_line(doing.unheard)
        return SaidReply(doing.objection, doing.upheld, *said, doing.view, doing.anew_on)
    if isinstance(doing, AnnounceService):
        said = stored_line(doing.tried), stored_line(doing.collect_at)
        return SaidAnnouncement(doing.letter, *said, doing.ground)
    return doing


def doing_of(kind: str, application: int, text: str) -> Doing | None:
    """Return what is to be done by a handling; None for its paper alone, and for what ``said_of`` reads.

    Raises ValueError for what was never written so.
    """
    if not text or kind in _MADE:
        return None
    if kind in _STEPS:
        said: _StepText = _reader(_StepText).validate_json(text)
        return TakeStep(application=application, step=_STEPS[kind], reason=said.reason, grounds=said.grounds)
    found: Doing = _reader(_COMMANDS[kind]).validate_json(text)
    return found


def said_of(kind: str, text: str) -> Said | None:
    """Return what a command says that makes its paper itself, None for others; raises like ``doing_of``."""
    if kind not in _MADE:
        return None
    found: Said = _reader(_MADE[kind][1]).validate_json(text)
    return found


_READERS: dict[type[Any], TypeAdapter[Any]] = {}


def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _READERS:  # made once something is submitted
        from pydantic import TypeAdapter

        _READERS[kind] = TypeAdapter(kind)
    return _READERS[kind]
