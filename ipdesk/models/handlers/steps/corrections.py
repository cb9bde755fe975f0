"""Asking for corrections, and laying an accepted application on the counter again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import update

from ipdesk.models.applications.asked_materials import received_after_all
from ipdesk.models.commands import AskCorrection, RecordCorrectionService, TakeBackAcceptance
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.handlers.applications import check_policy, take_step, where_step_begins
from ipdesk.models.handlers.services.correction_rounds import recorded, rounds, running, serve
from ipdesk.models.handlers.steps.reopening import reopen
from ipdesk.models.parsing.draft_json import rows_of as typed_rows
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.parsing.values.numbers import MOST_DAYS
from ipdesk.models.periods.period import waits_text
from ipdesk.models.reading.calls.stored import call_materials
from ipdesk.models.reading.corrections import corrections, had_text, items_text
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import MissingItem, RawAchievement
from ipdesk.models.tables import Application, CorrectionEntry, DraftText
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

NOT_MISSING = "确实没有收到的，请先在受理页去掉收到的标记；收到而有错误的，请写明错在哪里。"
NOT_RUNNING = "这件申请现在没有正在进行的补正。"
RECORDED = "补正通知书已登记送达（{told}）；登记有误或者另行送达的，请在“登记送达”里更正。"


def ask(work: Work, command: AskCorrection) -> int:
    """Write down what is missing, and give the form back to the counter; return the round's number.

    Raises InvalidInput with every problem found.
    """
    application = where_step_begins(work, command.application, Step.ASK_CORRECTION)
    check_policy(work, application, command.policy)
    refuse(_problems(work, command))
    refuse(_received_problems(work, command))
    if State(application.state).evaluated:
        reopen(work, application, command.policy.vocabulary)
    entry = _next_round(work, command)
    serve(work, entry, command.served_on)
    work.session.add(entry)
    take_step(work, application, Step.ASK_CORRECTION, _remark(entry, len(command.items)))
    return entry.round


def _next_round(work: Work, command: AskCorrection) -> CorrectionEntry:
    application = command.application
    return CorrectionEntry(
        application_id=application,
        round=len(rounds(work, application)) + 1,
        items=items_text(map(_stored, command.items)),
        asked_on=work.today,
        asked_by=work.person,
        working_days=command.working_days,
        had=had_text(one for row in _typed(work, application) for one in row.received),
    )


def _remark(entry: CorrectionEntry, items: int) -> str:
    until = f"，至 {entry.last_day.isoformat()} 止" if entry.last_day else ""
    return f"第 {entry.round} 次，{items} 项，{entry.working_days} 个工作日{until}"


def record_service(work: Work, command: RecordCorrectionService) -> datetime.date | None:
    """Let the period of the running round begin; return its last day, None while that is not known.

    Raises Conflict and InvalidInput.
    """
    where_step_begins(work, command.application, Step.LAPSE)
    entry = running(work, command.application)
    if entry is None:
        raise Conflict(NOT_RUNNING)
    if (known := recorded(work, entry)) is not None:
        raise Conflict(RECORDED.format(told=known.told))
    refuse_field("served_on", _service_fault(command.served_on, entry.asked_on, work.today))
    last_day = serve(work, entry, command.served_on)
    work.audit("serve_correction", Kind.APPLICATION, command.application)
    return last_day


def take_back(work: Work, command: TakeBackAcceptance) -> None:
    """Make an accepted application a draft again; raises InvalidInput without a reason."""
    application = where_step_begins(work, command.application, Step.TAKE_BACK)
    check_policy(work, application, command.policy)
    refuse_field("reason", step_reason_fault(command.reason))
    reopen(work, application, command.policy.vocabulary)
    take_step(work, application, Step.TAKE_BACK, stored_line(command.reason))


def close(work: Work, application: int) -> None:
    """Close the running round, if there is one: it was answered, or is given up."""
    if work.known(corrections, application) == ():  # read ahead for many
        return
    entry = CorrectionEntry
    open_rounds = (entry.application_id == application, entry.closed_on.is_(None))
    work.session.execute(update(entry).where(*open_rounds).values(closed_on=work.today))


def lapse_fault(work: Work, application: int) -> str:
    """Return why a correction has not lapsed, as a sentence; "" where it has."""
    entry = running(work, application)
    if entry is None:
        return NOT_RUNNING
    if entry.served_on is None:
        return "补正通知还没有记录送达日期，补正期限没有开始计算。"
    last = entry.last_day or serve(work, entry, entry.served_on)  # known by now, perhaps
    if last is None:
        days = working_days(work.session)
        return f"{waits_text('补正期限', entry.working_days, entry.served_on, days)}。"
    return f"补正期限到 {last.isoformat()} 止，还没有届满。" if last >= work.today else ""


def _stored(item: MissingItem) -> MissingItem:
    return MissingItem(*map(stored_line, (item.missing, item.cure, item.basis)))


def _item_problems(place: int, item: MissingItem, before: Sequence[MissingItem]) -> Iterator[Problem]:
    if blank(item.missing):
        yield Problem("items", f"第{place}项没有写缺少什么。", str(place))
    elif blank(item.cure):
        yield Problem("items", f"第{place}项没有写怎样补正。", str(place))
    if _stored(item) in map(_stored, before):
        yield Problem("items", f"第{place}项与前面的一项相同，请去掉一项。", str(place))
    for text in (item.missing, item.cure, item.basis):
        if fault := line_fault(text):
            yield Problem("items", f"第{place}项：{fault}", str(place))


def _problems(work: Work, command: AskCorrection) -> Iterator[Problem]:
    if not command.items:
        yield Problem("items", "请写明缺少或者有误的全部内容，一次告知。")
    for place, item in enumerate(command.items, start=1):
        yield from _item_problems(place, item, command.items[: place - 1])
    if not 1 <= command.working_days <= MOST_DAYS:
        yield Problem("working_days", f"补正期限应为1至{MOST_DAYS}个工作日。")
    if command.served_on and (fault := _service_fault(command.served_on, work.today, work.today)):
        yield Problem("served_on", fault)


def _typed(work: Work, application: int) -> tuple[RawAchievement, ...]:
    text = work.session.get(DraftText, application)
    return typed_rows(text.content) if text is not None else ()


def _received_problems(work: Work, command: AskCorrection) -> Iterator[Problem]:
    """Yield that a material is asked for which is ticked: the receipt says that it was handed in."""
    rows = _typed(work, command.application)
    asked = call_materials(work.session, work.one(Application, command.application, "").call)
    names = command.policy.vocabulary.materials | {one.id: one.called for one in asked}
    for place, item in enumerate(command.items, start=1):
        if name := received_after_all(item.missing, rows, names):
            said = f"第{place}项：“{name}”已登记为收到。{NOT_MISSING}"
            yield Problem("items", said, str(place))


def _service_fault(day: datetime.date, asked_on: datetime.date, today: datetime.date) -> str:
    if day > today:
        return f"送达日期晚于今天（{today.isoformat()}），请核对。"
    if day < asked_on:
        return f"送达日期早于通知日期（{asked_on.isoformat()}），请核对。"
    return ""
