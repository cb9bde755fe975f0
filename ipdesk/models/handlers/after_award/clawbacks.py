"""Clawbacks: told first, heard, then decided by entries that lessen what counts as history."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.bars import last_day
from ipdesk.models.applications.reminded import UNTOLD
from ipdesk.models.awards.found_facts import unfounded
from ipdesk.models.commands import (
    BarApplicant,
    ClawBack,
    DropClawback,
    ProposeClawback,
)
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.handlers import bars
from ipdesk.models.handlers.after_award.acts import (
    Taking,
    line_problems,
    meeting_problems,
    reverse,
    where_it_may_be,
)
from ipdesk.models.handlers.after_award.clawed_money import paid_problems
from ipdesk.models.handlers.after_award.consequences import (
    consequence_problems,
    dropped_labels,
    keep_consequences,
    settle_consequences,
    untold_problems,
    withheld_lines,
)
from ipdesk.models.handlers.after_award.incoming import keep
from ipdesk.models.handlers.minutes import stored_minutes
from ipdesk.models.parsing.cited_rules import paying_fault, quotes_a_clause, rule_fault
from ipdesk.models.parsing.reasons import reason_fault, said_fault, step_reason_fault
from ipdesk.models.parsing.recovery_grounds import recovery_grounds, rests_on_a_finding
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.parsing.values.dates import far_off_fault
from ipdesk.models.parsing.values.numbers import MOST_DAYS
from ipdesk.models.periods.period import known_last_day, waits_text
from ipdesk.models.periods.working_days import DAY
from ipdesk.models.reading.checks import checks
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import ClawbackTerms, IntendedBar, ReversalKind, ReversedLine
from ipdesk.models.records.services import HEARING_NOTICE
from ipdesk.models.tables import (
    Application,
    AwardEntry,
    ClawbackBar,
    ClawbackEntry,
    ClawbackLine,
    IssuedLetterEntry,
)
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_LONGEST = 1000
_LATEST = 5
"""Years from now until which money may come back; a later day is a misprint."""
_MOST_YEARS = 10
_BAR_NOT_TOLD = "告知书没有告知要限制资助，不能同时限制；要限制的，先终止这项追回，另行告知。"
_BAR_OTHERWISE = "限制资助不能与告知书上的不同；要改的，先终止这项追回，另行告知。"
_WITHOUT = "不再办理的理由"
_UNDONE = "告知书告知过要{acts}，现在不办理的，请写明理由：决定书和审批表都写明。"
_GONE = "这项追回已不存在，请刷新后再看。"
_OVER = "这项追回已经决定或者已经终止，请刷新后再看。"
_TEXTS = {"facts": "查明的事实", "evidence": "证据", "derivation": "追回金额的计算"}
_BASIS = "追回的依据"
_UNQUOTED = "要引用核定资金的条款原文，如 第（七）项规定“……”；在“政策”里录入条款原文的，程序自动写入。"


def propose(work: Work, command: ProposeClawback) -> int:
    """Write down what is to be told; return the id. Raises InvalidInput, Conflict."""
    application = where_it_may_be(work, command.application, Act.PROPOSE_CLAWBACK)
    if _running(work, application.id) is not None:
        raise Conflict(f"申请件 {application.number} 已有一项追回正在办理，先决定或者终止那一项。")
    refuse(
        (
            *_term_problems(command, work.today),
            *_rule_problems(work, application.id, command.terms),
            *_proof_problems(work, application.id, command.terms.ground, command.terms.derivation),
            *paid_problems(work, application, command.terms.paid_on),
            *line_problems(work, application.id, command.terms.lines),
            *consequence_problems(work, application.id, command.terms.follows, command.terms.lines),
        )
    )
    entry = _proposed(work, command)
    _serve(work, entry, command.served_on)
    work.session.add(entry)
    work.session.flush()
    _keep_lines(work, entry, command.terms.lines)
    _keep_intended_bar(work, entry, command.terms.bar)
    keep_consequences(work, entry.id, command.terms.follows)
    work.audit("propose_clawback", Kind.APPLICATION, application.id, [f"clawback:{entry.id}"])
    work.changed(Kind.APPLICANT, application.applicant_id)
    return entry.id


def _proposed(work: Work, command: ProposeClawback) -> ClawbackEntry:
    terms = command.terms
    return ClawbackEntry(
        application_id=command.application,
        **{name: stored_line(getattr(terms, name)) for name in _TEXTS},
        basis=stored_line(terms.basis),
        ground=terms.ground,
        applied=stored_line(terms.applied),
        hearing_days=terms.hearing_days,
        paid_on=terms.paid_on,
        proposed_at=work.now,
        proposed_by=work.person,
        heard="",
        waived="",
        pay_to="",
        dropped_why="",
    )


def _keep_intended_bar(work: Work, entry: ClawbackEntry, bar: IntendedBar | None) -> None:
    if bar is not None:
        kept = {"reason": stored_line(bar.reason), "basis": stored_line(bar.basis), "years": bar.years}
        work.session.add(ClawbackBar(clawback_id=entry.id, **kept))


def _term_problems(command: ProposeClawback, today: datetime.date) -> Iterator[Problem]:
    for name, label in _TEXTS.items():
        text = getattr(command.terms, name)
        if blank(text):
            yield Problem(name, f"请填写{label}。")
        elif fault := reason_fault(text, label, _LONGEST):
            yield Problem(name, fault)
    if not 1 <= command.terms.hearing_days <= MOST_DAYS:
        yield Problem("hearing_days", f"陈述申辩的期限应为1至{MOST_DAYS}个工作日。")
    if command.terms.bar is not None:
        yield from _intended_bar_problems(command.terms.bar)
    if command.served_on and (fault := _service_fault(command.served_on, today, today)):
        yield Problem("served_on", fault)


def _rule_problems(work: Work, application: int, terms: ClawbackTerms) -> Iterator[Problem]:
    """Yield that no rule of recovery is named: that by which money was paid is none."""
    if terms.ground not in {one.id for one in recovery_grounds()}:
        yield Problem("ground", "请选择追回的情形。")
    paid = AwardEntry.application_id == application, AwardEntry.granted > 0
    articles = work.session.scalars(select(AwardEntry.article).where(*paid))
    if fault := rule_fault(terms.basis, _BASIS) or paying_fault(terms.basis, _BASIS, articles):
        yield Problem("basis", fault)


def _proof_problems(work: Work, application: int, ground: str, derivation: str) -> Iterator[Problem]:
    """Yield that sums follow from no clause in its own words, or from what nobody looked up."""
    called = _TEXTS["derivation"]
    if blank(derivation) or reason_fault(derivation, called, _LONGEST):
        return
    if not quotes_a_clause(derivation):
        yield Problem("derivation", f"{called}{_UNQUOTED}")
    elif rests_on_a_finding(ground) and (
        fault := unfounded(derivation, called, work.ask(checks, application))
    ):
        yield Problem("derivation", fault)


def _intended_bar_problems(bar: IntendedBar) -> Iterator[Problem]:
    for text, label in ((bar.reason, "限制资助的事由"), (bar.basis, "限制资助的依据")):
        fault = f"请填写{label}。" if not text.strip() else reason_fault(text, label)
        if fault:
            yield Problem("bar", fault)
    if not 1 <= bar.years <= _MOST_YEARS:
        yield Problem("bar", f"限制资助的期限应为1至{_MOST_YEARS}年。")


def _service_fault(day: datetime.date, told_on: datetime.date, today: datetime.date) -> str:
    if day > today:
        return f"送达日期晚于今天（{today.isoformat()}），请核对。"
    return f"送达日期早于告知日期（{told_on.isoformat()}），请核对。" if day < told_on else ""


def _serve(work: Work, entry: ClawbackEntry, day: datetime.date | None) -> datetime.date | None:
    """Let the period for being heard begin (None: not yet); return its last day, None where it waits."""
    last = known_last_day(entry.hearing_days, day, working_days(work.session)) if day else None
    entry.served_on, entry.last_day = day, last
    return entry.last_day


def hearing_of(work: Work, letter: IssuedLetterEntry) -> ClawbackEntry | None:
    """Return the clawback that a letter tells of while the recipient may be heard, None for another letter.

    Nobody else changes the application until the end. Raises Conflict where its state does not allow it.
    """
    if letter.kind != HEARING_NOTICE or letter.application_id is None:
        return None
    application = where_it_may_be(work, letter.application_id, Act.PROPOSE_CLAWBACK)
    entry = _running(work, application.id)
    return entry if entry is not None and letter.issued_at >= entry.proposed_at else None


def begin_hearing(work: Work, entry: ClawbackEntry, served_on: datetime.date) -> None:
    """Let the period for being heard run from the service of its notice on."""
    _serve(work, entry, served_on)
    application = work.one(Application, entry.application_id, _GONE)
    work.audit("serve_clawback", Kind.APPLICATION, application.id, [f"clawback:{entry.id}"])
    work.changed(Kind.APPLICANT, application.applicant_id)


def decide(work: Work, command: ClawBack) -> None:
    """Take back what was decided to; raises InvalidInput with every problem, Conflict."""
    entry, application = _in_hand(work, command.clawback, Act.CLAW_BACK)
    refuse(
        (
            *_hearing_problems(work, entry, command),
            *_repayment_problems(command, work.today),
            *_told_problems(work, entry, command),
            *_derivation_problems(work, entry, command),
            *_bar_problems(work, entry, command.bar),
            *untold_problems(work, entry.id, command.follows),
            *_without_problems(work, entry, command),
            *_meeting_problems(work, application, entry, command),
            *line_problems(work, application.id, command.lines),
        )
    )
    if command.paper is not None:
        keep(work, application.id, command.paper)
    if command.bar is not None:
        bars.bar(work, command.bar)
    entry.heard, entry.waived = stored_line(command.heard), stored_line(command.waived)
    entry.derivation = stored_line(command.derivation) or entry.derivation
    entry.without_why = stored_line(command.without)
    entry.decided_at, entry.decided_by = work.now, work.person
    entry.due_on, entry.pay_to = command.repayment.due_on, stored_line(command.repayment.pay_to)
    _take_back(work, application, entry, command)
    work.audit("claw_back", Kind.APPLICATION, application.id, [f"clawback:{entry.id}"])
    work.changed(Kind.APPLICANT, application.applicant_id)


def _meeting_problems(
    work: Work, application: Application, entry: ClawbackEntry, command: ClawBack
) -> Iterator[Problem]:
    back = sum(one.amount for one in command.lines)
    since = entry.proposed_at.date()
    if entry.last_day is not None and blank(command.waived):
        since = entry.last_day + DAY  # who may still be heard is not decided about
    yield from meeting_problems(work, application.accepted_on, command.minutes, since, back)


def _without_problems(work: Work, entry: ClawbackEntry, command: ClawBack) -> Iterator[Problem]:
    """Yield that something was told which the decision does without, and nobody says why."""
    told = dropped_labels(work, entry.id, command.follows)
    if command.bar is None and work.session.get(ClawbackBar, entry.id) is not None:
        told.append("限制资助")
    if told and (fault := reason_fault(command.without, _WITHOUT)):
        unsaid = _UNDONE.format(acts="、".join(told))
        yield Problem("without", unsaid if blank(command.without) else fault)


def _take_back(work: Work, application: Application, entry: ClawbackEntry, command: ClawBack) -> None:
    """Write what is to come back, and what is not paid any more."""
    minutes = stored_minutes(command.minutes)
    unpaid = settle_consequences(work, entry.id, command.follows)
    lines = [] if unpaid is None else [*withheld_lines(work, application.id, command.lines, unpaid.amount)]
    why = Taking(ReversalKind.CLAWED_BACK, entry.facts, entry.basis, entry.id, minutes=minutes)
    reverse(work, application, why, command.lines)
    if unpaid is not None:
        reverse(work, application, why._replace(kind=ReversalKind.WITHHELD, basis=unpaid.basis), lines)


def _hearing_problems(work: Work, entry: ClawbackEntry, command: ClawBack) -> Iterator[Problem]:
    if entry.served_on is None:
        yield Problem("waived", UNTOLD)
    elif not blank(command.waived):
        if fault := reason_fault(command.waived, "放弃陈述申辩的情况"):
            yield Problem("waived", fault)
    elif entry.last_day is None and _serve(work, entry, entry.served_on) is None:
        days = working_days(work.session)
        waits = waits_text("陈述申辩的期限", entry.hearing_days, entry.served_on, days)
        yield Problem("waived", f"{waits}；申请人书面放弃的，请写明。")
    elif entry.last_day is not None and work.today <= entry.last_day:
        until = entry.last_day.isoformat()
        yield Problem("waived", f"陈述申辩的期限到 {until} 止，期满后才能决定；申请人书面放弃的，请写明。")
    if not blank(command.heard) and (fault := line_fault(command.heard, "陈述申辩的情况", longest=_LONGEST)):
        yield Problem("heard", fault)


def _repayment_problems(command: ClawBack, today: datetime.date) -> Iterator[Problem]:
    if command.repayment.due_on <= today:
        yield Problem("due_on", f"退回的截止日期应在今天（{today.isoformat()}）以后。")
    elif fault := far_off_fault(command.repayment.due_on, today, _LATEST):
        yield Problem("due_on", fault)
    if blank(command.repayment.pay_to):
        yield Problem("pay_to", "请填写退回的财政专户或者非税缴款码。")
    elif fault := said_fault(command.repayment.pay_to, "退回账户"):
        yield Problem("pay_to", fault)


def _told_problems(work: Work, entry: ClawbackEntry, command: ClawBack) -> Iterator[Problem]:
    """Yield lines of which more is decided than the recipient was told: it was not heard on that."""
    told = {line.line_id: line.amount for line in _lines(work, entry.id)}
    for one in command.lines:
        if one.amount > told.get(one.line, 0):
            yield Problem(f"line:{one.line}", "金额超过告知书上的金额；要多追回的，先另行告知。")


def _derivation_problems(work: Work, entry: ClawbackEntry, command: ClawBack) -> Iterator[Problem]:
    """Yield that other sums are decided than were told, and nobody says how they follow."""
    told = {line.line_id: line.amount for line in _lines(work, entry.id)}
    decided = {one.line: one.amount for one in command.lines if one.amount}
    if not blank(command.derivation):
        if fault := reason_fault(command.derivation, _TEXTS["derivation"], _LONGEST):
            yield Problem("derivation", fault)
        elif stored_line(command.derivation) != entry.derivation:
            yield from _proof_problems(work, entry.application_id, entry.ground, command.derivation)
    elif decided != {line: amount for line, amount in told.items() if amount}:
        yield Problem("derivation", "金额与告知书上的不同，请写明决定的金额怎样计算。")


def _bar_problems(work: Work, entry: ClawbackEntry, bar: BarApplicant | None) -> Iterator[Problem]:
    """Yield what is wrong with a bar that comes with the decision: it may be none but that which was told."""
    told = work.session.get(ClawbackBar, entry.id)
    if bar is None:
        return
    if told is None:
        yield Problem("bar", _BAR_NOT_TOLD)
        return
    latest = last_day(bar.since, told.years)
    same = (stored_line(bar.reason), stored_line(bar.basis)) == (told.reason, told.basis)
    if not same or bar.since != work.today or bar.until is None or bar.until > latest:
        yield Problem("bar", _BAR_OTHERWISE)


def drop(work: Work, command: DropClawback) -> None:
    """Give a clawback up; raises InvalidInput without a reason, Conflict."""
    entry, application = _in_hand(work, command.clawback, Act.CLAW_BACK)
    refuse_field("reason", step_reason_fault(command.reason))
    entry.dropped_why, entry.dropped_at = stored_line(command.reason), work.now
    work.audit("drop_clawback", Kind.APPLICATION, application.id, [f"clawback:{entry.id}"])
    work.changed(Kind.APPLICANT, application.applicant_id)


def _running(work: Work, application_id: int) -> ClawbackEntry | None:
    entry = ClawbackEntry
    mine = select(entry).where(entry.application_id == application_id, entry.decided_at.is_(None))
    return work.session.scalars(mine.where(entry.dropped_why == "")).first()


def _in_hand(work: Work, clawback: int, act: Act) -> tuple[ClawbackEntry, Application]:
    """Return a clawback that is neither decided nor given up, with its application."""
    entry = work.one(ClawbackEntry, clawback, _GONE)
    application = where_it_may_be(work, entry.application_id, act)
    work.session.refresh(entry)
    if entry.decided_at is not None or entry.dropped_why:
        raise Conflict(_OVER)
    return entry, application


def _lines(work: Work, clawback: int) -> Iterable[ClawbackLine]:
    return work.session.scalars(select(ClawbackLine).where(ClawbackLine.clawback_id == clawback))


def _keep_lines(work: Work, entry: ClawbackEntry, lines: Iterable[ReversedLine]) -> None:
    work.session.add_all(
        ClawbackLine(clawback_id=entry.id, line_id=one.line, amount=one.amount, keeps_once=one.keeps_once)
        for one in lines
    )
