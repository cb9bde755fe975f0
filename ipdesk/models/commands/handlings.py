"""Handling against somebody 处理事项: submitted with its sheet, signed on paper, then carried out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipdesk.models.applications.approvals import (
    CLAWBACK_DECISION,
    CLAWBACK_NOTICE,
    DEEMED_WITHDRAWN,
    FORFEITURE,
    NOT_ACCEPTED,
)
from ipdesk.models.commands.base import Command
from ipdesk.models.commands.reversals import ClawBack, LapseAward, ProposeClawback
from ipdesk.models.commands.workflow import TakeStep
from ipdesk.models.core.session import Session
from ipdesk.models.records import DocumentKind, Grounds, IssuedLetter, RenderedLetter, Signature
from ipdesk.models.workflow import HandlingMove, Step

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Doing = TakeStep | ProposeClawback | ClawBack | LapseAward
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
class DropHandling(Command[None]):
    """Give a handling up before it is carried out; its sheet becomes void. Raises InvalidInput, Conflict."""

    permission = HandlingMove.DROP.permission

    handling: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutHandling(Command[IssuedLetter]):
    """Do what was approved and issue its paper, of the ``kind``, in one go; answers the paper.

    ``told`` says what the sheet would say now: where that is not what was signed, Conflict names it.
    ``render`` makes the paper from what stands in the file once it is done. Raises Conflict for what is not
    approved, as the command of what is done does, and as IssueDocument does.
    """

    permission = HandlingMove.CARRY_OUT.permission

    handling: int
    kind: DocumentKind
    date: datetime.date
    told: Callable[[Session], Mapping[str, object]]
    render: Callable[[Session, str], RenderedLetter]
    number: str | None = None


# --- what is to be done, as text ---


@dataclass(frozen=True, slots=True)
class _StepText:
    reason: str
    grounds: Grounds


_STEPS = {NOT_ACCEPTED: Step.DECLINE, DEEMED_WITHDRAWN: Step.LAPSE}
_COMMANDS: Mapping[str, type[Any]] = {
    CLAWBACK_NOTICE: ProposeClawback,
    CLAWBACK_DECISION: ClawBack,
    FORFEITURE: LapseAward,
}


def approved_by(doing: Doing) -> str:
    """Return the kind of the paper that must be approved before something is done; "" for what needs none."""
    if isinstance(doing, TakeStep):
        return next((kind for kind, step in _STEPS.items() if step is doing.step), "")
    return next(kind for kind, command in _COMMANDS.items() if isinstance(doing, command))


def doing_text(doing: Doing | None) -> str:
    """Return what is to be done as text, "" for nothing but the paper; ``doing_of`` reads it."""
    if doing is None:
        return ""
    kept = _StepText(doing.reason, doing.grounds) if isinstance(doing, TakeStep) else doing
    return _reader(type(kept)).dump_json(kept).decode()


def doing_of(kind: str, application: int, text: str) -> Doing | None:
    """Return what is to be done by a handling of a kind. Raises ValueError for what was never written so."""
    if not text:
        return None
    if kind in _STEPS:
        said: _StepText = _reader(_StepText).validate_json(text)
        return TakeStep(application=application, step=_STEPS[kind], reason=said.reason, grounds=said.grounds)
    found: Doing = _reader(_COMMANDS[kind]).validate_json(text)
    return found


_READERS: dict[type[Any], TypeAdapter[Any]] = {}


def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _READERS:  # made once something is submitted
        from pydantic import TypeAdapter

        _READERS[kind] = TypeAdapter(kind)
    return _READERS[kind]
