"""The course of an application: which steps are done, which waits, which come."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.approvals import ENDING, HANDLED, running_handling
from ipdesk.models.records import (
    ApplicationDetail,
    CheckStage,
    Clawback,
    Handling,
    Matter,
    NoticeRecord,
    ReversalKind,
    StepRecord,
)
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME
from ipdesk.models.records.reversals import Consequence
from ipdesk.models.records.services import REPAYMENT_REMINDER
from ipdesk.models.workflow import FIRST, SHORTEST, HandlingState, Procedure, State, Step
from ipdesk.ui.applications.state_words import entered_by, state_words
from ipdesk.ui.widgets import TimeStep
from ipdesk.ui.widgets.days import short_day, short_moment
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.timeline import Stage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Course", text)


class Entry(NamedTuple):
    """What was done, on which day, and when that was entered: by both it is put in order.

    Of what was entered at one moment the lesser ``turn`` comes first: what ends a file follows its approval,
    the archive follows both.
    """

    day: datetime.date
    at: datetime.datetime
    step: TimeStep
    turn: int = 0


_ENDING, _FILED = 1, 2
"""The turns of a step that ends a file once it was approved, and of the archive."""


def _in_turn(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries of which each follows from the one before: none stands before that, whatever its day."""
    day, at = datetime.date.min, None
    for one in entries:
        day, at = max(day, one.day), one.at if at is None else max(at, one.at)
        yield Entry(day, at, one.step, one.turn)


def _answering(answers: Sequence[NoticeRecord], today: datetime.date) -> Iterator[TimeStep]:
    if answers:
        last = answers[-1]
        said = _tr("{by}　{count} 条处理意见，见“核算”").format(by=last.by, count=len(answers))
        yield TimeStep(_tr("答复国家规定提示"), said, short_moment(last.at, today), "done")


def course(
    steps: Sequence[StepRecord],
    today: datetime.date,
    answers: Sequence[NoticeRecord] = (),
    procedure: Procedure = SHORTEST,
    *,
    refused: bool = False,
    until: str = "",
    beside: Iterable[Entry] = (),
    waiting: Iterable[TimeStep] = (),
) -> Iterator[TimeStep]:
    """Yield the whole course; the first step not taken is where the application stands by its ``procedure``.

    What was answered to national notices stands before the decision that it was needed for. Where everything
    is ``refused`` a decision of that will follow. ``until`` says until when the next step is waited for.
    ``beside`` is what was done beside the states: each stands on its day, on which what was entered first
    comes first. What is ``waiting`` to be signed decides how it goes on.
    """
    done = (*_in_turn(_taken(steps, answers, today)), *beside)
    yield from (one.step for one in sorted(done, key=lambda one: (one.day, one.at, one.turn)))
    signed = tuple(waiting)
    yield from signed or _to_come(steps[-1].state if steps else FIRST, procedure, until, refused=refused)


def _taken(
    steps: Sequence[StepRecord], answers: Sequence[NoticeRecord], today: datetime.date
) -> Iterator[Entry]:
    entered: set[State] = set()
    for step in steps:
        if step.state is Step.CONFIRM.target:
            yield from (Entry(step.at.date(), step.at, one) for one in _answering(answers, today))
        undone = step.step is None and step.state in entered
        word = _tr("撤销办理") if undone else entered_by(step.step, step.state)
        entered.add(step.state)
        here = _tr("系统审批") if step.step in _DECIDED_HERE else ""
        said = TimeStep(word, _joined(step.by, here, step.remark), short_moment(step.at, today), "done")
        yield Entry(step.at.date(), step.at, said, _ENDING if step.step in ENDING.values() else 0)


_DECIDED_HERE = (Step.PROPOSE, Step.CONFIRM, Step.FORWARD)
"""What is decided with the program; what was signed by hand is told apart from it."""


def _to_come(before: State, procedure: Procedure, until: str, *, refused: bool) -> Iterator[TimeStep]:
    stage: Stage = "now"
    ending = refused and before in Step.REFUSE.sources
    for state in Step.REFUSE.targets if ending else procedure.states_after(before):
        next_step = Step.REFUSE if ending else procedure.step_between(before, state)
        awaited = until or _awaited(next_step, state) if stage == "now" else ""
        yield TimeStep(entered_by(next_step, state), awaited, "", stage)
        stage, before = "later", state


def beside_states(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield what was done with an application beside its states, in no order."""
    for clawback in detail.clawbacks:
        decided = (one.minutes.number for one in detail.reversals if one.clawback == clawback.id)
        yield from _in_turn(_of_clawback(clawback, next(decided, ""), today))
    for one in detail.handlings:
        yield from _in_turn(_of_handling(one, today))
    yield from _signed(detail, today)
    yield from _lapses(detail, today)
    yield from _later_checks(detail, today)
    yield from _hearings(detail, today)
    yield from _attempts(detail, today)
    yield from _services(detail, today)
    yield from _reminders(detail, today)
    yield from _archived(detail, today)


def waiting_handling(detail: ApplicationDetail) -> Iterator[TimeStep]:
    """Yield what waits to be signed, or was signed and waits to be done."""
    if (waiting := running_handling(detail)) is not None:
        signed = waiting.state is HandlingState.APPROVED
        word = HANDLED[waiting.kind] if signed else _tr("签批")
        said = _tr("已签批，按签批办理、印发文书") if signed else HANDLED[waiting.kind]
        yield TimeStep(word, said, "", "now")


def _lapses(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield on which days awards lapsed, each day's with their sum."""
    lapsed = [one for one in detail.reversals if one.kind is ReversalKind.NOT_TAKEN]
    for day in sorted({one.day for one in lapsed}):
        own = [one for one in lapsed if one.day == day]
        said = f"{own[0].by}　{fen_text(sum(one.line.amount for one in own))} {_tr('元')}"
        yield _done(_tr("逾期未领"), _joined(said, own[0].minutes.number), own[-1].at, today, day)


def _reminders(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield when a recipient was asked to take its award, or to pay back what was clawed back."""
    for one in detail.reminders:
        said = _tr("{by}　领取期限到 {day} 止").format(by=one.by, day=one.due_on.isoformat())
        yield _done(_tr("催领"), said, one.at, today)
    for letter in detail.letters:
        if letter.kind == REPAYMENT_REMINDER and not letter.is_void:
            yield _done(_tr("催告退回"), letter.number, letter.issued_at, today, letter.date)
    yield from _reminders_received(detail, today)


def _later_checks(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield what was looked up after the review."""
    for one in detail.checks:
        if one.stage is not CheckStage.REVIEW:
            said = "　".join((one.by, f"{one.check.name}：{one.check.outcome}", one.check.remark))
            yield _done(one.stage.label, said, one.at, today)


def _hearings(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield when the applicant was told of objections, when it stated its view, and what it was told of."""
    for objection in detail.objections:
        if (told := objection.hearing) is not None:
            days = _tr("陈述意见期限 {days} 个工作日").format(days=told.days)
            yield _done(_tr("告知异议"), _joined(told.by, days, told.gist), told.at, today)
    for paper in detail.incoming:
        if (one := paper.details).matter is Matter.OBJECTION_STATEMENT:
            said = _joined(paper.by, one.sender, one.title)
            yield _done(_tr("陈述意见"), said, paper.at, today, one.day)
    for letter in detail.letters:
        if letter.kind == OBJECTION_OUTCOME and not letter.is_void:
            yield _done(_tr("告知异议处理结果"), letter.number, letter.issued_at, today, letter.date)


def _attempts(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield what was tried in vain to serve papers."""
    for one in detail.attempts:
        said = "　".join((one.by, one.number, one.details.when, one.details.outcome))
        word = _tr("{way}未成").format(way=one.details.way.label)
        yield _done(word, said, one.at, today, one.details.known_on)


def _services(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield what was recorded of service, those that were corrected and why among them."""
    for one in detail.service_records:
        word = _tr("更正送达登记") if one.correction else _tr("登记送达")
        yield _done(word, _joined(one.by, one.number, one.told, one.correction), one.at, today)


def _reminders_received(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    for paper in detail.incoming:
        if (one := paper.details).matter is Matter.REMINDER:
            said = _joined(paper.by, one.number, one.title)
            yield _done(_tr("催告"), said, paper.at, today, one.day)


def _archived(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield when it went into the archive, and when it was taken out again."""
    for kept in detail.archived:
        said = _joined(kept.by, kept.number, kept.unserved)
        yield _done(_tr("归档"), said, kept.at, today)._replace(turn=_FILED)
        if (out := kept.taken_out) is not None:
            said = f"{out.by}　{out.reason}"
            yield _done(_tr("撤销归档"), said, out.at, today)._replace(turn=_FILED)


def _of_clawback(clawback: Clawback, minutes: str, today: datetime.date) -> Iterator[Entry]:
    besides = "　".join(map(_besides, clawback.standing))
    told = f"{clawback.proposed_by}　{fen_text(clawback.total)} {_tr('元')}"
    intended = "" if clawback.decided_at else besides  # of what was decided the decision tells what stands
    yield _done(_tr("拟追回"), _joined(told, intended), clawback.proposed_at, today)
    if clawback.dropped_why and clawback.dropped_at is not None:
        yield _done(_tr("终止追回"), clawback.dropped_why, clawback.dropped_at, today)
    if clawback.decided_at is None:
        return
    said = _tr("{by}　应退回 {sum} 元").format(by=clawback.decided_by, sum=fen_text(clawback.decided))
    yield _done(_tr("决定追回"), _joined(said, minutes, besides), clawback.decided_at, today)
    last = clawback.decided_at
    for one in clawback.returns:
        said = _tr("{by}　{sum} 元　回单 {slip}").format(by=one.by, sum=fen_text(one.amount), slip=one.slip)
        yield _done(_tr("追回款退回"), said, one.at, today, one.day)
        last = one.at
    if clawback.returned_on is not None:
        said = _tr("已全部退回，共 {sum} 元").format(sum=fen_text(clawback.decided))
        yield _done(_tr("追回款退回"), said, last, today, clawback.returned_on)


def _besides(one: Consequence) -> str:
    """Say what follows from a clawback besides, in a few words."""
    to = one.body or f"{fen_text(one.amount)} {_tr('元')}"
    return _tr("{what}（{to}）").format(what=one.kind.label, to=to)


def _of_handling(one: Handling, today: datetime.date) -> Iterator[Entry]:
    """Yield when something was submitted, what was signed of it, and that it was given up."""
    act = HANDLED.get(one.kind, "")
    yield from _submissions(one, act, today)
    if (signed := one.signature) is not None:
        word = _tr("签批同意") if signed.agreed else _tr("签批不同意")
        said = _joined(signed.signers, act, signed.opinion, _tr("{by} 登记").format(by=signed.by))
        yield _done(word, said, signed.at, today, signed.day)
    if one.state is HandlingState.DROPPED and one.ended_at is not None:
        yield _done(_tr("撤销送审"), _joined(one.ended_by, one.ended_why), one.ended_at, today)


def _submissions(one: Handling, act: str, today: datetime.date) -> Iterator[Entry]:
    """Yield when something was submitted, and what was changed of it since."""
    first = one.changes[0] if one.changes else None
    by, at = (first.submitted_by, first.submitted) if first is not None else (one.by, one.at)
    yield _done(_tr("送审{act}").format(act=act), by, at, today)
    for change in one.changes:
        yield _done(_tr("更改送审"), _joined(change.by, act, change.said), change.at, today)


def _signed(detail: ApplicationDetail, today: datetime.date) -> Iterator[Entry]:
    """Yield what was signed by hand on sheets, and that what was written down of it was put right."""
    for one in detail.signed:
        if one.reason:
            yield _done(_tr("更正审批表签字"), _joined(one.by, one.reason), one.at, today)
    for standing in {one.letter: one for one in detail.signed}.values():
        by = _tr("纸质补录（{by}）").format(by=standing.by)
        for said in standing.opinions:
            word = _tr("{post}签字").format(post=said.post.label)
            yield _done(word, _joined(said.signer, said.opinion, by), standing.at, today, said.day)


def _done(
    word: str, who: str, at: datetime.datetime, today: datetime.date, day: datetime.date | None = None
) -> Entry:
    """Return what was entered at a moment; ``day`` is another on which it was done, where that was told."""
    done = day or at.date()
    return Entry(done, at, TimeStep(word, who, short_day(done, today), "done"))


def _joined(*parts: str) -> str:
    """Return those parts that say something, apart from each other."""
    return "　".join(part for part in parts if part)


def _awaited(step: Step | None, state: State) -> str:
    """Return what is awaited until a step; nothing keeps anybody from taking a simple one."""
    return "" if step is None or step.simple else state_words(state).awaited
