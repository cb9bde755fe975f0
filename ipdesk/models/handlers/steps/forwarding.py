"""From a forwarded application to what the level above decided of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.forwarded_lines import OPEN, forwarded_lines
from ipdesk.models.commands import RecordUpperAnswer
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem, refuse
from ipdesk.models.evaluation.evaluate import evaluate_case
from ipdesk.models.evaluation.explanation import explanation_of
from ipdesk.models.handlers.after_award.incoming import keep, sheet_problems, stored_number
from ipdesk.models.handlers.applications import take_step, where_step_begins
from ipdesk.models.handlers.batch_contents import contents_of
from ipdesk.models.handlers.batch_keeping import keep_batch
from ipdesk.models.handlers.funds.charging import charge, check_tasks
from ipdesk.models.handlers.steps.decisions import decision_entry
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.application_contents import award_lines
from ipdesk.models.reading.recheck import recheck_case
from ipdesk.models.records import AnsweredLine, AwardLine, ForwardedAnswer, IncomingDetails, Matter
from ipdesk.models.tables import ApplicationStep, AwardEntry, UpperAnswerEntry
from ipdesk.models.workflow import Step
from ipdesk.rules.core.case import Decision
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Line, Status

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application
    from ipdesk.rules.evaluation.policy import Policy

Key = tuple[str, str]
_MOST = 10**15  # fen
BY_ANSWER = "按上级批复核定"
"""The reason of a sum that the level above decided within, or beyond, what a clause leaves to it."""
_OTHER_POLICY = "申请件的政策已改变，请重新打开后再办理。"


def record_answer(work: Work, command: RecordUpperAnswer) -> None:
    """Let the sums of the level above stand, application by application.

    Raises InvalidInput with every problem, and Conflict where an application is no longer forwarded.
    """
    applications = _begun(work, command)
    lines = {one.id: award_lines(work.session, one.id) for one in applications}
    _lock_awards(work, applications)
    refuse(_problems(work, command, lines))
    ids = [application.id for application in applications]
    before = contents_of(work.session.connection(), ids)
    for application, answer in zip(applications, command.answers, strict=True):
        _answer(work, command, application, lines[application.id], answer)
    keep_batch(work, Step.ANSWER, ids, before)


def _begun(work: Work, command: RecordUpperAnswer) -> list[Application]:
    wanted = [answer.application for answer in command.answers]
    if not wanted:
        raise InvalidInput([Problem("answers", "请至少填写一件申请的批复。")])
    if len({*wanted}) < len(wanted):
        raise InvalidInput([Problem("answers", "同一件申请填写了两次批复，请核对。")])
    found = {one: where_step_begins(work, one, Step.ANSWER) for one in sorted(wanted)}
    return [found[one] for one in wanted]


def _lock_awards(work: Work, applications: list[Application]) -> None:
    for policy in sorted({application.policy for application in applications}):
        work.lock("policy", policy)


# --- what cannot be ---


def _problems(
    work: Work, command: RecordUpperAnswer, lines: Mapping[int, tuple[AwardLine, ...]]
) -> Iterator[Problem]:
    yield from _paper_problems(work, command)
    yield from sheet_problems(command.sheets)
    for answer in command.answers:
        yield from _line_problems(answer, lines[answer.application])


def _paper_problems(work: Work, command: RecordUpperAnswer) -> Iterator[Problem]:
    for name, text, label in (("body", command.body, "批复机关"), ("number", command.number, "批复文号")):
        if fault := f"请填写{label}。" if blank(text) else said_fault(text, label):
            yield Problem(name, fault)
    if command.day > work.today:
        yield Problem("day", f"批复日期晚于今天（{work.today.isoformat()}），请核对。")
    elif (since := _forwarded_on(work, command)) and command.day < since:
        yield Problem("day", f"批复日期早于上报日期（{since.isoformat()}），请核对。")


def _forwarded_on(work: Work, command: RecordUpperAnswer) -> datetime.date | None:
    """Return on which day the last of the applications was forwarded."""
    step = ApplicationStep
    ids = [answer.application for answer in command.answers]
    found = select(step.at).where(step.application_id.in_(ids), step.step == Step.FORWARD.name)
    last = work.session.scalars(found.order_by(step.id.desc()).limit(1)).first()
    return last.date() if last is not None else None


def _line_problems(answer: ForwardedAnswer, lines: tuple[AwardLine, ...]) -> Iterator[Problem]:
    open_lines = {_key(line): line for line in forwarded_lines(lines)}
    given = [(item.achievement, item.rule) for item in answer.lines]
    for item in answer.lines:
        line = open_lines.get((item.achievement, item.rule))
        if line is None:
            yield Problem(item.rule, "这一项没有上报，不能填写批复金额。", item.achievement)
        elif given.count((item.achievement, item.rule)) > 1:
            yield Problem(item.rule, "这一项填写了两次批复金额，请核对。", item.achievement)
        elif said := _sum_fault(item, line):
            yield Problem(item.rule, said, item.achievement)
    for key in open_lines.keys() - {*given}:
        yield Problem(key[1], "这一项已上报，请填写批复金额；不予资助的填0。", key[0])


def _sum_fault(item: AnsweredLine, line: AwardLine) -> str:
    if not 0 <= item.granted <= _MOST:
        return "批复金额应为不小于0的金额。"
    if item.granted == line.line.amount or _is_decided(item, line):
        return line_fault(item.reason)
    if blank(item.reason):
        return "批复金额与上报金额不同的，须填写理由。"
    return reason_fault(item.reason, "理由")


def _is_decided(item: AnsweredLine, line: AwardLine) -> bool:
    """Say whether the level above decided a sum that a clause leaves open, where none was computed."""
    return line.line.status in OPEN and item.granted > 0


# --- what is written ---


def _answer(
    work: Work,
    command: RecordUpperAnswer,
    application: Application,
    lines: tuple[AwardLine, ...],
    answer: ForwardedAnswer,
) -> None:
    given = {(item.achievement, item.rule): item for item in answer.lines}
    decided = _decided(work, command, application, lines, given)
    granted = {key: item.granted for key, item in given.items()}
    check_tasks(work, application, granted)
    unlike = [_let_stand(work, line, given.get(_key(line)), decided.get(_key(line))) for line in lines]
    number = stored_number(command.number)
    work.session.add(_entry(work, command, application))
    keep(work, application.id, _paper(command))
    application.amount = sum(item.granted for item in answer.lines)
    application.undecided = 0
    application.minutes_number, application.minutes_date = number, command.day
    if any(unlike):
        work.audit("decide", Kind.APPLICATION, application.id, filter(None, unlike))
    remark = f"{stored_line(command.body)} {number}（{command.day.isoformat()}）"
    take_step(work, application, Step.ANSWER, remark)
    charge(work, application, granted)


def _let_stand(work: Work, line: AwardLine, item: AnsweredLine | None, decided: Line | None) -> str:
    """Freeze a line with the sum of the answer; return its name where that is not what was forwarded."""
    entry = work.one(AwardEntry, line.id, _OTHER_POLICY)
    if decided is not None:
        entry.status, entry.explanation = decided.status.value, explanation_of(decided)
        entry.computed, entry.amount = decided.computed, decided.amount
    granted = item.granted if item is not None else 0
    said = stored_line(item.reason) if item is not None else ""
    explained = bool(said) and (not granted or line.line.status is Status.REFERRED)
    if granted != entry.amount or explained:
        entry.reason = said or BY_ANSWER
    entry.granted = granted
    return f"{entry.rule}:{entry.key}" if item is not None and granted != line.line.amount else ""


def _decided(
    work: Work,
    command: RecordUpperAnswer,
    application: Application,
    lines: tuple[AwardLine, ...],
    given: Mapping[Key, AnsweredLine],
) -> dict[Key, Line]:
    """Return the lines that awaited a decision as they are with it, evaluated as at acceptance.

    One that another document governs, and to which nothing is given, stays as it is.
    """
    waiting = [line for line in lines if line.line.status is Status.UNDECIDED]
    waiting += [line for line in lines if line.line.status is Status.REFERRED and given[_key(line)].granted]
    if not waiting:
        return {}
    policy = _policy_of(command, waiting[0].pack)
    found = recheck_case(work.session, application.id, lambda _: policy)
    decisions = [Decision(*_key(line), given[_key(line)].granted) for line in waiting]
    said = {_key(line): given[_key(line)].reason for line in waiting}
    case = found.case._replace(decisions=(*found.case.decisions, *decisions))
    result = evaluate_case(policy, case, said=said)
    work.session.add_all(decision_entry(work, application.id, item) for item in decisions)
    return {pair: line for line in result.lines if (pair := (line.achievement, line.rule)) in said}


def _policy_of(command: RecordUpperAnswer, pack: str) -> Policy:
    """Return the policy in the pack by which a line was evaluated; raises Conflict without it."""
    policy = next((one for one in command.policies if one.sha256 == pack), None)
    if policy is None:
        raise Conflict(_OTHER_POLICY)
    return policy


def _entry(work: Work, command: RecordUpperAnswer, application: Application) -> UpperAnswerEntry:
    return UpperAnswerEntry(
        application_id=application.id,
        body=stored_line(command.body),
        number=stored_number(command.number),
        day=command.day,
        person_id=work.person,
        at=work.now,
    )


def _paper(command: RecordUpperAnswer) -> IncomingDetails:
    return IncomingDetails(
        matter=Matter.UPPER_ANSWER,
        sender=command.body,
        day=command.day,
        number=command.number,
        sheets=command.sheets,
    )


def _key(line: AwardLine) -> Key:
    return line.line.achievement, line.line.rule
