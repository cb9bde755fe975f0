"""What proposing and confirming have in common: who may, the evaluation, and what cannot stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ipdesk.models.awards.differences import differences, shown_lines
from ipdesk.models.awards.found_facts import unfounded
from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.evaluation.evaluate import evaluate, guards_of
from ipdesk.models.handlers.achievements.derived import renew
from ipdesk.models.handlers.minutes import minutes_problems
from ipdesk.models.parsing.applicant import not_printed
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.checks import checks
from ipdesk.models.reading.history import history
from ipdesk.models.reading.office import office
from ipdesk.models.records import DecidedAmount, LoweredAmount
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.models.tables import DecisionEntry
from ipdesk.models.workflow import Act, State, Step
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Line, Result, Status

if TYPE_CHECKING:
    from ipdesk.models.commands.decisions import DecisionCommand
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import StoredAchievement
    from ipdesk.models.tables import Application
    from ipdesk.rules.core.case import Achievement, Decision, HistoryEntry
    from ipdesk.rules.evaluation.policy import Policy

_NO_RULE = "按核查查实的情况核减的，请填写核减依据：按查到的情况依哪一条计算。"


def form_problems(
    work: Work, command: DecisionCommand, application: Application, step: Step
) -> Iterator[Problem]:
    """Yield what is wrong with what was typed, before anything is evaluated."""
    if command.policy.pack.term.draft:
        yield Problem("policy", f"这项政策还是征求意见稿，没有施行日期，不能{step.label}。")
    yield from minutes_problems(work, command.minutes, application.accepted_on)
    yield from not_printed(work.ask(applicant, application.applicant_id))
    yield from _decided_problems(command)
    yield from _less_problems(work, command, application)


def _less_problems(work: Work, command: DecisionCommand, application: Application) -> Iterator[Problem]:
    """Yield what is wrong with the reasons for which less is granted, or nothing."""
    for lowered in command.lowered:
        yield from reason_problems(lowered, "核减金额须填写理由。", "核减理由")
        if fault := _lowering_fault(work, application, lowered):
            yield Problem(lowered.rule, fault, lowered.achievement)
    for refused in (one for one in command.decided if not one.amount):
        if fault := _finding_fault(work, application, refused, "不予资助的理由"):
            yield Problem(refused.rule, fault, refused.achievement)


def _lowering_fault(work: Work, application: Application, item: LoweredAmount) -> str:
    """Return why a line is not lowered so: by what a check found, which nobody looked up, or by no rule."""
    if not blank(item.lowered_by):
        fault = said_fault(item.lowered_by, "核减依据")
    else:
        fault = _NO_RULE if item.ground is LoweredGround.FINDING else ""
    return fault or _finding_fault(work, application, item, "核减理由")


def _finding_fault(
    work: Work, application: Application, item: LoweredAmount | DecidedAmount, called: str
) -> str:
    """Return that a reason goes by what a check found and names none, as a sentence, or ""."""
    if item.ground is not LoweredGround.FINDING:
        return ""
    known, recorded = work.ask(checks, application.id), State(application.state) in Act.CHECK.states
    return unfounded(item.reason, called, known, recorded=recorded)


def _decided_problems(command: DecisionCommand) -> Iterator[Problem]:
    pairs = [(item.achievement, item.rule) for item in command.decided]
    for item in command.decided:
        once = pairs.count((item.achievement, item.rule)) == 1
        if item.amount < 0 or not _may_decide(command, item.rule) or not once:
            sentence = "核定金额不对：请只对待核定的项目各填一个不小于0的金额。"
            yield Problem(item.rule, sentence, item.achievement)


def reason_problems(item: LoweredAmount | DecidedAmount, lacking: str, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the reason of a line; ``lacking`` is the sentence where there is none."""
    if blank(item.reason):
        yield Problem(item.rule, lacking, item.achievement)
    elif fault := reason_fault(item.reason, name):
        yield Problem(item.rule, fault, item.achievement)


def _may_decide(command: DecisionCommand, rule: str) -> bool:
    try:
        return command.policy.may_decide(rule) or command.policy.refers(rule)
    except KeyError:
        return False


def evaluated(work: Work, command: DecisionCommand, application: Application) -> Result:
    """Evaluate with the history as it is now and with the amounts of the command."""
    stored = work.ask(stored_achievements, application.id)
    derive_again(work, command.policy, stored)
    chosen = tuple(item.achievement for item in stored)
    return evaluate(
        command.policy,
        work.ask(applicant, application.applicant_id),
        chosen,
        command.decided,
        _past(work, command.policy, application, chosen),
        command.lowered,
        case_id=application.number,
        guards=guards_of(work.ask(office)),
    )


def derive_again(work: Work, policy: Policy, stored: Iterable[StoredAchievement]) -> None:
    """Derive again, once in this work, what is compared of things of these kinds, where a form changed."""
    kinds = frozenset(item.achievement.kind for item in stored)
    words, connection = policy.vocabulary, work.session.connection()
    work.once((renew, policy.sha256, kinds), lambda: renew(connection, words, kinds))


def _past(
    work: Work, policy: Policy, application: Application, chosen: tuple[Achievement, ...]
) -> tuple[HistoryEntry, ...]:
    """Return the history as it is now, unless it was read ahead."""
    known = work.known(history, application.id)
    if known is not None:
        return known
    need = policy.history_needed(chosen)
    return history(work.session, policy.id, application.applicant_id, need, application.id)


def compare(command: DecisionCommand, result: Result, step: Step) -> None:
    """Raise Conflict where what was shown is no longer what comes out."""
    found = differences(command.shown, shown_lines(result.lines, command.policy))
    if found:
        not_done = f"（其间有新的审定或资料变动），没有{step.label}。请核对新的结果后再{step.label}。"
        raise Conflict(f"核算结果与刚才显示的不同{not_done}", found)


def line_problems(command: DecisionCommand, result: Result) -> Iterator[Problem]:
    """Yield what is wrong with single lines, once they are evaluated."""
    lines = {(line.achievement, line.rule): line for line in result.lines}
    for key, line in lines.items():
        if line.status is Status.UNDECIDED:
            yield Problem(key[1], "请填写核定金额；不予资助的填0。", key[0])
    yield from _referred_problems(command, lines.values())
    for decided in command.decided:
        settled = lines.get((decided.achievement, decided.rule))
        if settled is not None and not decided.amount and not settled.computed:
            yield from reason_problems(decided, "核定为0、不予资助的，须填写理由。", "不予资助的理由")
        elif decided.amount and not blank(decided.reason) and not command.policy.refers(decided.rule):
            yield from reason_problems(decided, "", "低于最高额的理由")
    yield from _lowered_problems(command, lines)


def _lowered_problems(command: DecisionCommand, lines: Mapping[tuple[str, str], Line]) -> Iterator[Problem]:
    for item in command.lowered:
        found = lines.get((item.achievement, item.rule))
        if found is None or not 0 <= item.granted < found.amount:
            yield Problem(item.rule, "核减后的金额须小于按条款核算的金额，且不小于0。", item.achievement)


def _referred_problems(command: DecisionCommand, lines: Iterable[Line]) -> Iterator[Problem]:
    """Yield which lines that another document governs have no sum, or do not say how it was worked out."""
    given = {(item.achievement, item.rule): item for item in command.decided}
    for line in lines:
        item = given.get((line.achievement, line.rule))
        if line.status is Status.REFERRED and item is None:
            document = command.policy.rule(line.rule).refer
            said = f"这一项另按{document}办理，请填写按该规定核定的金额；不予资助的填0并写明理由。"
            yield Problem(line.rule, said, line.achievement)
        elif item is not None and item.amount and command.policy.refers(line.rule):
            lacking = "另按规定核定的金额，须写明依据的条款和计算。"
            yield from reason_problems(item, lacking, "核定依据")


def reasons_of(command: DecisionCommand) -> Mapping[tuple[str, str], str]:
    """Return why less is granted, no more or nothing, or by what another document's sum was worked out."""
    items: list[LoweredAmount | DecidedAmount] = [*command.decided, *command.lowered]
    return {(item.achievement, item.rule): stored_line(item.reason) for item in items}


def decision_entry(work: Work, application: int, item: Decision | DecidedAmount) -> DecisionEntry:
    """Return the row by which an amount that was decided is kept."""
    return DecisionEntry(
        application_id=application,
        key=item.achievement,
        rule=item.rule,
        amount=item.amount,
        person_id=work.person,
        at=work.now,
    )


def lowered_of(command: DecisionCommand) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return by what lines are granted less, or nothing, and on what kind of ground, as rows keep it."""
    none = [one for one in command.decided if not one.amount]
    refused = {(one.achievement, one.rule): _columns("", one.ground) for one in none}
    lowered = {(one.achievement, one.rule): _columns(one.lowered_by, one.ground) for one in command.lowered}
    return refused | lowered


def _columns(lowered_by: str, ground: LoweredGround) -> Mapping[str, str]:
    return {"lowered_by": stored_line(lowered_by), "lowered_ground": ground.value}


def decided_fields(command: DecisionCommand) -> Iterator[str]:
    """Name the lines that were decided or lowered, by rule and achievement, for the audit log."""
    yield from (f"{item.rule}:{item.achievement}" for item in command.decided)
    yield from (f"{item.rule}:{item.achievement}" for item in command.lowered)
