"""Submitting what is to be done against somebody, and doing it once it is approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ipdesk.models.applications.approvals import APPROVED, BAR, BROUGHT, HANDLED
from ipdesk.models.commands import (
    AnnounceService,
    AnswerObjection,
    BarApplicant,
    CarryOutHandling,
    ClawBack,
    IssueDocument,
    LapseAward,
    ProposeClawback,
    RemindOfAward,
    SubmitHandling,
    TakeStep,
    TellObjection,
)
from ipdesk.models.commands.handlings import Doing, approved_by, doing_of, doing_text
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, refuse_field
from ipdesk.models.handlers import bars
from ipdesk.models.handlers.after_award import clawbacks, lapses
from ipdesk.models.handlers.handlings.concerned import file_of
from ipdesk.models.handlers.letters import issue, issue_sheet
from ipdesk.models.handlers.public_notices import hearings, objections
from ipdesk.models.handlers.services import announcements
from ipdesk.models.handlers.steps import simple_steps
from ipdesk.models.handlers.work import Work
from ipdesk.models.reading.office import office
from ipdesk.models.records import IssuedLetter, RenderedLetter
from ipdesk.models.records.handlings import ANEW
from ipdesk.models.tables import Application, HandlingEntry, LetterContent, VoidedLetter
from ipdesk.models.workflow import HandlingMove, HandlingState
from ipdesk.models.workflow.handlings import RUNNING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

GONE = "这项送审已不存在，请刷新后再看。"
NO_FILE = "这份申请件已不存在，可能已在另一处删除。"
CHANGED = "这项送审在另一处改过，已另印处理事项审批表，请刷新后再看。"
ANOTHER = "申请件 {number} 的“{act}”已经送审，先办完或者撤销送审。"
OTHERWISE = "送审的内容与拟发的文书不符，请重新填写。"
NOT_SERVED_YET = "还没有印发，不能填送达日期；印发、送达以后再登记送达。"
DIFFERENT = "与签批的处理事项审批表不同，没有办理：{fields}。请更改送审内容，重新印审批表、签批。"
_TOLD = {
    "party": "当事人",
    "party_code": "证照号码",
    "guardian": "监护人",
    "requested": "申请事项",
    "facts": "事实和理由",
    "basis": "依据",
    "decision": "拟作出的处理",
    "total": "金额",
}
"""What a sheet says that is signed, by the names of its data."""
_NUMBER_ON_TRIAL = "送审〔{year}〕1号"
_LONGEST = 40  # characters of a difference that are quoted


def submit(work: Work, command: SubmitHandling) -> IssuedLetter:
    """Try what is to be done, print its sheet, and keep both; raises as the step does, and Conflict."""
    application = _file(work, command.application)
    entry = _standing(work, command, application)
    _check_doing(work, command)
    rendered = _tried(work, command, entry)
    asked = IssueDocument(
        kind=command.sheet, application=application.id, date=command.date,
        render=lambda _: rendered, about=command.approves,
    )  # fmt: skip
    sheet = issue_sheet(work, asked, application)
    entry = _keep(work, command, entry, sheet.id)
    work.audit("submit_handling", Kind.APPLICATION, application.id, [f"handling:{entry.id}"])
    return sheet


def _file(work: Work, application: int) -> Application:
    work.lock("application", application)
    found = work.one(Application, application, NO_FILE)
    work.session.refresh(found)
    return found


def _standing(work: Work, command: SubmitHandling, application: Application) -> HandlingEntry | None:
    """Return the handling that is submitted anew, None for a new one. Raises Conflict."""
    if command.handling:
        entry = in_hand(work, command.handling, HandlingMove.SUBMIT_ANEW)
        if entry.revision != command.revision:
            raise Conflict(CHANGED)
        if (entry.application_id, entry.kind) != (application.id, command.approves):
            raise Conflict(OTHERWISE)
        return entry
    running = select(HandlingEntry).where(HandlingEntry.application_id == application.id)
    other = work.session.scalars(
        running.where(HandlingEntry.state.in_([one.value for one in RUNNING]))
    ).first()
    if other is not None:
        raise Conflict(ANOTHER.format(number=application.number, act=HANDLED[other.kind]))
    return None


def in_hand(work: Work, handling: int, move: HandlingMove) -> HandlingEntry:
    """Return a handling that can be led on, held with its file until the command ends.

    Raises NotFound, Conflict.
    """
    entry = work.one(HandlingEntry, handling, GONE)
    work.lock("application", entry.application_id)
    work.session.refresh(entry)
    if fault := move.refusal(HandlingState(entry.state)):
        raise Conflict(f"“{HANDLED[entry.kind]}”{fault}" if entry.state in RUNNING else fault)
    return entry


def _check_doing(work: Work, command: SubmitHandling) -> None:
    """Raise Conflict where what is to be done is not what the paper tells, or of another file."""
    doing = command.doing
    if command.approves not in APPROVED or (doing is not None and approved_by(doing) != command.approves):
        raise Conflict(OTHERWISE)
    if doing is not None and file_of(work, doing, command.application) != command.application:
        raise Conflict(OTHERWISE)
    served = isinstance(doing, ProposeClawback) and doing.served_on is not None
    refuse_field("served_on", NOT_SERVED_YET if served else "")


def _tried(work: Work, command: SubmitHandling, entry: HandlingEntry | None) -> RenderedLetter:
    """Do it, have the sheet made from what then stands in the file, and give it all up again."""
    trial = Work(work.session, work.now, work.actor, work.folder)
    part = work.session.begin_nested()
    try:
        if entry is not None:  # which would hold its own step up
            entry.state = HandlingState.DONE.value
        _do(trial, _on_trial(work, command.doing))
        return command.render(work.session, "")
    finally:
        trial.rows.drop()
        part.rollback()


def _on_trial(work: Work, doing: Doing | None) -> Doing | None:
    """Return what is tried: a paper whose number is typed once it goes out bears one for that time."""
    own = office(work.session)
    if isinstance(doing, AnswerObjection | AnnounceService) and own is not None and not own.own_series:
        return replace(doing, number=_NUMBER_ON_TRIAL.format(year=doing.date.year))
    return doing


def _do(work: Work, doing: Doing | None) -> object:
    """Do it and return what it answers, None for nothing but a paper."""
    work.session.flush()
    answer = _HANDLERS[type(doing)](work, doing) if doing is not None else None
    work.rows.write()
    work.session.flush()
    return answer


_HANDLERS: Mapping[type[Any], Callable[[Work, Any], object]] = {
    TakeStep: simple_steps.take,
    ProposeClawback: clawbacks.propose,
    ClawBack: clawbacks.decide,
    LapseAward: lapses.lapse,
    RemindOfAward: lapses.remind,
    TellObjection: hearings.tell,
    BarApplicant: bars.bar,
    AnswerObjection: objections.answer_signed,
    AnnounceService: announcements.announce_signed,
}


def _keep(work: Work, command: SubmitHandling, entry: HandlingEntry | None, sheet: int) -> HandlingEntry:
    """Keep what was submitted with its sheet; the former one approves nothing any more."""
    if entry is None:
        entry = HandlingEntry(
            application_id=command.application, kind=command.approves, revision=0, ended_why=""
        )
        work.session.add(entry)
    else:
        void_sheet(work, entry.sheet_id, ANEW + _changes(work, entry.sheet_id, sheet))
    entry.text, entry.revision, entry.sheet_id = doing_text(command.doing), entry.revision + 1, sheet
    entry.state, entry.person_id, entry.at = HandlingMove.SUBMIT.target.value, work.person, work.now
    work.session.flush()
    return entry


def _changes(work: Work, before: int, now: int) -> str:
    """Say behind a colon what a sheet says otherwise than the one before, "" for nothing."""
    old, new = (exact_json.loads(work.one(LetterContent, one, GONE).data) for one in (before, now))
    changed = (label for name, label in _TOLD.items() if (old.get(name) or "") != (new.get(name) or ""))
    labels = "、".join(changed)
    return f"：改动了{labels}" if labels else ""


def void_sheet(work: Work, sheet: int, reason: str) -> None:
    """Declare a sheet void: what it was printed for is given up, or printed anew."""
    work.session.add(VoidedLetter(letter_id=sheet, reason=reason, at=work.now, person_id=work.person))
    work.audit("void", Kind.LETTER, sheet)


def carry_out(work: Work, command: CarryOutHandling) -> IssuedLetter | None:
    """Do what was approved and issue its paper; raises Conflict, and as both do."""
    move = HandlingMove.CARRY_OUT
    entry = in_hand(work, command.handling, move)
    doing = _signed_doing(work, command, entry)
    entry.state, entry.ended_at, entry.ended_by = move.target.value, work.now, work.person
    answer = _do(work, doing)
    work.forget()
    _check_told(work, entry, command.told)
    issued = answer if isinstance(answer, IssuedLetter) else _issued(work, command, entry)
    entry.paper_id = issued.id if issued is not None else None
    work.audit("carry_out_handling", Kind.APPLICATION, entry.application_id, [f"handling:{entry.id}"])
    return issued


def _signed_doing(work: Work, command: CarryOutHandling, entry: HandlingEntry) -> Doing | None:
    """Return what was signed, as it is to be done. Raises Conflict where the command is of something else."""
    alone = entry.kind in (BAR, *BROUGHT)
    made = command.made if entry.kind in BROUGHT else None
    doing = made(work.session) if made is not None else None
    of_it = command.kind is None if alone else command.kind is not None and command.kind.id == entry.kind
    if not of_it or (entry.kind in BROUGHT and doing_text(doing) != entry.text):
        raise Conflict(OTHERWISE)
    return doing or doing_of(entry.kind, entry.application_id, entry.text)


def _issued(work: Work, command: CarryOutHandling, entry: HandlingEntry) -> IssuedLetter | None:
    """Issue the paper of what was done, None where none goes out."""
    if command.kind is None:
        return None
    issuing = IssueDocument(
        kind=command.kind, application=entry.application_id, date=command.date,
        render=partial(command.render, work.session), number=command.number,
    )  # fmt: skip
    return issue(work, issuing)


def _check_told(work: Work, entry: HandlingEntry, told: Callable[[Session], Mapping[str, object]]) -> None:
    """Raise Conflict that names what the sheet would say otherwise than it did when it was signed."""
    kept = work.one(LetterContent, entry.sheet_id, GONE)
    signed, now = exact_json.loads(kept.data), exact_json.loads(exact_json.dumps(told(work.session)))
    if found := "；".join(_differences(signed, now)):
        raise Conflict(DIFFERENT.format(fields=found))


def _differences(signed: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    for name, label in _TOLD.items():
        before, after = signed.get(name) or "", now.get(name) or ""
        if name == "requested" and not before:
            continue  # sheets of before left open what no clause grants anything for
        if before != after:
            yield f"{label}（签批的是“{_short(before)}”，现在是“{_short(after)}”）"


def _short(said: object) -> str:
    text = f"{said / 100:,.2f}元" if isinstance(said, int) else str(said)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
