"""Writing down calls, changing and closing them, and holding acceptances to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.models.applications.notice_articles import LONGEST, articles_of
from ipdesk.models.awards.call_check import DatedRow, call_fault, handed_in_at, level_of, refusal
from ipdesk.models.commands import ChangeCall, CloseCall, OpenCall, ReopenCall
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.default_remedies import body_fault
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.parsing.letter_numbers import normalised_number
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.office_problems import collection_problems
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.parsing.values.numbers import MOST_COPIES
from ipdesk.models.periods.moments import day_and_minutes, moment_text
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.reading.calls.settled import standing_settlement
from ipdesk.models.reading.calls.stored import (
    accepted_by_call,
    calls,
    first_published,
    materials_of,
    materials_text,
)
from ipdesk.models.reading.letters import number_issued
from ipdesk.models.records import (
    ApplicationParticulars,
    Call,
    CallDetails,
    CallMaterial,
    StandingSettlement,
)
from ipdesk.models.tables import Application, CallChangeEntry, CallEntry
from ipdesk.models.workflow import Level
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

CALLS = "calls"
"""What is locked where calls are judged."""

_FIRST, _LAST = 1985, 2100
_MOST = 10**15  # fen
_MOST_YEARS = 5  # that a call stays open: as long as policies hold
_LONGEST = 50  # characters of a title or number, which stand in lists
_NOT_THERE = "这个申报批次已不存在，请重新选择。"
_MATERIALS_FIXED = "已有{count}件申请按这个批次受理，登记过的材料不能改、不能去掉，可以再加。"
_FIXED = "已有{count}件申请按这个批次受理，不能再改{what}；填错的请先退回受理。"


def open_call(work: Work, command: OpenCall) -> int:
    """Store a call and return its id; raises InvalidInput with every problem."""
    work.lock(CALLS)
    entry = CallEntry(revision=1)
    _write(work, entry, command.details)
    work.session.add(entry)
    work.session.flush()
    work.audit("open", Kind.CALL, entry.id)
    return entry.id


def change(work: Work, command: ChangeCall) -> None:
    """Replace what was written down of a call; raises InvalidInput, and Conflict where it is not as shown.

    Of a call that is closed nothing but the budget changes: by it the call is settled afterwards.
    """
    work.lock(CALLS)
    entry = _fresh(work, command.call)
    if entry.closed_at is not None and _changes_more_than_budget(entry, command.details):
        raise Conflict(_closed(entry.title, entry.closed_at, "只能再改预算"))
    if entry.revision != command.revision:
        raise Conflict("这个申报批次刚在另一处修改过，这里的修改没有保存。请看过最新的再改。")
    before = {name: getattr(entry, name) for name in asdict(command.details)}
    _write(work, entry, command.details, _budget_problems(work, entry, command))
    changed = [name for name, value in before.items() if getattr(entry, name) != value]
    if changed:
        if "budget" in changed:
            _keep_change(work, entry, command.reason, before["budget"], entry.budget)
        entry.revision += 1
        work.audit("change", Kind.CALL, entry.id, changed)


def close(work: Work, command: CloseCall) -> None:
    """Close a call at this moment; raises Conflict where it is closed already."""
    work.lock(CALLS)
    entry = _fresh(work, command.call)
    if entry.closed_at is not None:
        raise Conflict(_closed(entry.title, entry.closed_at, "不必再关"))
    entry.closed_at = work.now
    entry.revision += 1
    work.audit("close", Kind.CALL, entry.id)


def reopen(work: Work, command: ReopenCall) -> None:
    """Open a closed call again; raises as ``ReopenCall`` says."""
    work.lock(CALLS)
    entry = _fresh(work, command.call)
    refuse_field("reason", step_reason_fault(command.reason))
    if fault := _reopening_fault(work, entry):
        raise Conflict(fault)
    entry.closed_at = None
    entry.revision += 1
    _keep_change(work, entry, command.reason)
    work.audit("reopen", Kind.CALL, entry.id)


def _reopening_fault(work: Work, entry: CallEntry) -> str:
    """Return why a call is not opened again, "" where it may be: what was published of it is whole."""
    if entry.closed_at is None:
        return f"申报批次“{entry.title}”没有关闭，不必重新打开。"
    if day := first_published(work.session, entry.id):
        return f"申报批次“{entry.title}”已有申请于{day.isoformat()}公示，不能重新打开；再受理的请另立批次。"
    if standing := standing_settlement(work.session, entry.id):
        return _settled(entry, standing, "重新打开")
    details = next(one for one in calls(work.session, entry.policy) if one.id == entry.id)
    return next((problem.message for problem in _beside(work, entry, details)), "")


def _settled(entry: CallEntry, standing: StandingSettlement, doing: str) -> str:
    when = f"{standing.by} 于{moment_text(standing.at)}"
    return f"申报批次“{entry.title}”已由 {when}汇总核定，{doing}以前请先撤销汇总核定。"


def _keep_change(
    work: Work, entry: CallEntry, reason: str, before: int | None = None, after: int | None = None
) -> None:
    """Keep why a budget (fen) became another, or without sums why the call was opened again."""
    kept = CallChangeEntry(
        call_id=entry.id,
        at=work.now,
        person_id=work.person,
        reopened=before is None and after is None,
        budget_before=before,
        budget_after=after,
        reason=stored_line(reason),
    )
    work.session.add(kept)


def _budget_problems(work: Work, entry: CallEntry, command: ChangeCall) -> Iterator[Problem]:
    """Yield why another budget is not taken: a settlement rests on this one, or nobody says why."""
    if command.details.budget == entry.budget:
        return
    if standing := standing_settlement(work.session, entry.id):
        yield Problem("budget", _settled(entry, standing, "改预算"))
    elif fault := step_reason_fault(command.reason):
        yield Problem("reason", fault)


class AcceptedBy(NamedTuple):
    """The reason of an acceptance outside its call, "" within; who decides; whether there is any call."""

    outside: str
    level: Level
    covered: bool


def check_call(work: Work, application: Application, days: Iterable[tuple[int, datetime.date]]) -> AcceptedBy:
    """Return by what an application is accepted: outside its call only with a reason.

    ``days`` are those of its achievements, with the numbers of their rows. Raises InvalidInput where there is
    neither.
    """
    work.lock(CALLS)
    particulars = ApplicationParticulars(
        year=application.year,
        call=application.call,
        outside_reason=application.outside_reason,
        level=application.level,
    )
    known = calls(work.session, application.policy)
    fault = call_fault(
        known,
        particulars,
        handed_in_at(application_steps(work.session, application.id)) or work.now,
        (DatedRow(*one) for one in days),
    )
    refuse_field("call", refusal(fault, particulars.outside_reason))
    reason = stored_line(particulars.outside_reason) if fault is not None else ""
    return AcceptedBy(reason, level_of(known, particulars), covered=bool(known))


def _closed(title: str, at: datetime.datetime, what: str) -> str:
    return f"申报批次“{title}”已于{moment_text(at)}关闭，{what}。"


def _fresh(work: Work, call: int) -> CallEntry:
    entry = work.one(CallEntry, call, _NOT_THERE)
    work.session.refresh(entry)
    return entry


def _changes_more_than_budget(entry: CallEntry, details: CallDetails) -> bool:
    told = _columns(_stored(details))
    return any(getattr(entry, name) != value for name, value in told.items() if name != "budget")


def _write(work: Work, entry: CallEntry, details: CallDetails, beside: Iterable[Problem] = ()) -> None:
    """Write what was entered; raises InvalidInput with its problems and those found ``beside``."""
    stored = _stored(details)
    problems = [*_text_problems(details), *_problems(stored), *_fixed(work, entry, stored), *beside]
    refuse(problems or [*_numbered_twice(work, entry, stored), *_beside(work, entry, stored)])
    for name, value in _columns(stored).items():
        setattr(entry, name, value)


def _columns(details: CallDetails) -> dict[str, object]:
    """Return what stands in the columns of a call."""
    kept = {"level": details.level.value, "materials": materials_text(details.materials)}
    return asdict(details) | kept


def _stored(details: CallDetails) -> CallDetails:
    """Return the texts as they are stored; a number with its brackets put right, where it is one."""
    number = stored_line(details.notice_number)
    return replace(
        details,
        title=stored_line(details.title),
        notice_number=normalised_number(number) or number,
        notice_title=stored_line(details.notice_title).strip("《》"),
        articles=stored_line(details.articles),
        upper_body=stored_line(details.upper_body),
        delegation=stored_line(details.delegation),
        principal=stored_line(details.principal),
        principal_review=stored_line(details.principal_review),
        collection_asks=stored_line(details.collection_asks),
        collection_basis=stored_line(details.collection_basis),
        project_duties=stored_line(details.project_duties),
        materials=tuple(map(_stored_material, details.materials)),
    )


def _stored_material(one: CallMaterial) -> CallMaterial:
    return replace(one, name=stored_line(one.name), article=stored_line(one.article))


_NAMED = (
    ("notice_title", "申报通知的全称"),
    ("upper_body", "审定机关"),
    ("delegation", "授权的文件"),
    ("principal", "委托机关"),
    ("principal_review", "行政复议机关"),
    ("collection_asks", "领取手续"),
    ("project_duties", "项目的要求"),
)


def _text_problems(details: CallDetails) -> Iterator[Problem]:
    """Yield what is wrong with texts as they came: once stored, two cells are one line."""
    if blank(details.title):
        yield Problem("title", "请填写批次名称，如 2024年度第一批。")
    for name, label in (("title", "批次名称"), ("notice_number", "通知文号")):
        if not blank(text := getattr(details, name)) and (fault := said_fault(text, label, _LONGEST)):
            yield Problem(name, fault)
    for name, label in _NAMED:
        if not blank(text := getattr(details, name)) and (fault := said_fault(text, label)):
            yield Problem(name, fault)
    yield from _article_problems(details.articles)
    yield from _entrusting_problems(details) if details.entrusted else ()
    yield from collection_problems(details)
    yield from _material_problems(details.materials)


def _material_problems(materials: Sequence[CallMaterial]) -> Iterator[Problem]:
    """Yield what is wrong with the materials that the notice asks for, each with its place in the list."""
    for place, one in enumerate(materials, start=1):
        if fault := _material_fault(one, materials[: place - 1]):
            yield Problem("materials", f"第{place}项材料：{fault}", str(place))


def _material_fault(one: CallMaterial, before: Iterable[CallMaterial]) -> str:
    if blank(one.rule):
        return "请选择是哪一条款的材料。"
    if blank(one.name):
        return "请填写材料名称。"
    if blank(one.article):
        return "请填写申报通知的哪一条要求这份材料，补正时引用。"
    texts = (one.name, "材料名称", _LONGEST), (one.article, "要求它的条款", _LONGEST)
    if fault := next(filter(None, (said_fault(*text) for text in texts)), ""):
        return fault
    if not 1 <= one.copies <= MOST_COPIES:
        return f"份数应为1至{MOST_COPIES}。"
    known = {(other.rule, stored_line(other.name)) for other in before}
    twice = (one.rule, stored_line(one.name)) in known
    return "与前面的一项相同，请去掉一项。" if twice else ""


def _entrusting_problems(details: CallDetails) -> Iterator[Problem]:
    """Yield what papers in the name of a principal need: a paper, its name, and who hears appeals."""
    if blank(details.delegation):
        yield Problem("delegation", "委托要有书面的委托文件，请填写标题和文号。")
    if blank(details.principal):
        yield Problem("principal", "请填写委托机关的全称，通知书、决定书以它的名义印发。")
    if blank(details.principal_review):
        yield Problem("principal_review", "请填写不服委托机关的决定向谁申请行政复议。")
    elif fault := body_fault(details.principal_review, details.principal):
        yield Problem("principal_review", fault)


def _article_problems(text: str) -> Iterator[Problem]:
    """Yield that what letters are to quote cannot be told apart by its articles."""
    if blank(text):
        return
    if fault := line_fault(text, "申报通知的条款", LONGEST):
        yield Problem("articles", fault)
    elif not articles_of(stored_line(text)):
        yield Problem("articles", "请照通知原文录入，每条以条款号开头，如 第四条　申报材料不齐全的，……。")


def _problems(details: CallDetails) -> Iterator[Problem]:
    if not details.policy:
        yield Problem("policy", "请选择政策。")
    if not _FIRST <= details.year <= _LAST:
        yield Problem("year", "申报年度请写成四位数字，如 2024。")
    if details.budget is not None and not 0 < details.budget < _MOST:
        yield Problem("budget", "预算请填大于0的金额；没有定预算的，请留空。")
    yield from _time_problems(details)
    yield from _period_problems(details)


def _time_problems(details: CallDetails) -> Iterator[Problem]:
    for name in ("begins_at", "ends_at"):
        moment: datetime.datetime = getattr(details, name)
        if moment.second or moment.microsecond:
            yield Problem(name, "时间只写到分。")
        if not _FIRST <= moment.year <= _LAST:
            yield Problem(name, f"年份应在{_FIRST}至{_LAST}之间，请核对。")
    if details.begins_at >= details.ends_at:
        begins = moment_text(details.begins_at)
        yield Problem("ends_at", f"截止时间应在开始时间（{begins}）之后，请核对。")
    elif _FIRST <= details.begins_at.year < details.ends_at.year - _MOST_YEARS:
        yield Problem("ends_at", f"申报期超过{_MOST_YEARS}年，请核对年份。")


def _period_problems(details: CallDetails) -> Iterator[Problem]:
    since, until = details.achieved_from, details.achieved_to
    last, _ = day_and_minutes(details.ends_at, ends=True)
    if since is not None and until is not None and since > until:
        yield Problem("achieved_to", f"成果期间的止日早于起日（{since}），请核对。")
    elif since is not None and since > last:
        yield Problem("achieved_from", f"成果期间从申报截止（{last}）之后才开始，请核对。")
    for name, day in (("achieved_from", since), ("achieved_to", until)):
        if day is not None and not _FIRST <= day.year <= _LAST:
            yield Problem(name, f"年份应在{_FIRST}至{_LAST}之间，请核对。")
        elif day is not None and day.year > last.year + 1:
            yield Problem(name, f"{day} 在申报截止（{last}）的第二年以后，请核对年份。")


def _fixed(work: Work, entry: CallEntry, details: CallDetails) -> Iterator[Problem]:
    """Yield what may no longer change because applications were accepted by the call."""
    count = accepted_by_call(work.session, [entry.id]).get(entry.id, 0) if entry.id else 0
    for name, what in (("policy", "政策"), ("year", "申报年度"), ("level", "审定层级")):
        if count and getattr(entry, name) != getattr(details, name):
            yield Problem(name, _FIXED.format(count=count, what=what))
    if count and set(materials_of(entry.materials)) - set(details.materials):
        yield Problem("materials", _MATERIALS_FIXED.format(count=count))


def _numbered_twice(work: Work, entry: CallEntry, details: CallDetails) -> Iterator[Problem]:
    """Yield that a letter bears the number; calls may share theirs, as one 申报通知 announces several."""
    number = details.notice_number
    if number and number != entry.notice_number and number_issued(work.session, number):
        yield Problem("notice_number", f"{number} 是已经印发的文书的文号，请核对发文登记簿。")


def _beside(work: Work, entry: CallEntry, details: CallDetails) -> Iterator[Problem]:
    """Yield that a call of the same policy, year and title takes applications at the same time."""
    for other in calls(work.session, details.policy):
        alike = other.year == details.year and compared_name(other.title) == compared_name(details.title)
        if alike and other.id != entry.id and _overlap(other, details):
            times = f"{moment_text(other.begins_at)}至{moment_text(_end(other), ends=True)}"
            message = (
                f"与同一政策、同一年度的“{other.title}”（{times}）时间重叠；确是另一批的，请取不同的名称。"
            )
            yield Problem("title", message)
            return


def _end(call: Call) -> datetime.datetime:
    return call.ends_at if call.closed_at is None else min(call.ends_at, call.closed_at)


def _overlap(other: Call, details: CallDetails) -> bool:
    return details.begins_at < _end(other) and other.begins_at < details.ends_at
