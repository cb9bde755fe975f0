"""Registering funds and tasks, granting and sending: records that come with the posting that fills them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from ipdesk.funds.books.accounts import Place, grant_account, payment_account, task_account
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.models.commands import AddTask, ChangeFund, GrantFromTask, RegisterFund, SendPayment
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.handlers.funds.ceilings import check_ceilings
from ipdesk.models.handlers.funds.entered_values import columns_of, needed_text, refuse
from ipdesk.models.handlers.funds.posting import NO_FUND, post
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.funds.funds import fund_papers
from ipdesk.models.reading.funds.payment_states import payment_standing
from ipdesk.models.reading.funds.projects import allowed_by_contract
from ipdesk.models.records import FundDetails, FundPaper, GrantDetails, TaskDetails, WantedSum
from ipdesk.models.tables import (
    ChargedGrantEntry,
    FundEntry,
    FundGrant,
    FundPaperEntry,
    FundPayment,
    FundTask,
    GrantParty,
)
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

NO_TASK = "这个任务已不存在，请重新选择。"
NO_PAYMENT = "这笔支付已不存在，请重新选择。"
NO_GRANT = "这笔核定已不存在，请重新选择。"
_TWO_PEOPLE = "本单位的拨付要由两人办理（编制和签批），请编制拨付批次。"
_BY_BATCH = "这笔核定是申请件的资助，支付前要核对账户和限制，请编制拨付批次。"
_FIRST, _LAST = 1985, 2100
_MOST_COUNT = 1_000_000
_LONGEST_GOAL = 2000  # characters: a goal is a paragraph


def register_fund(work: Work, command: RegisterFund) -> int:
    """Store a fund with its papers and return its id; raises InvalidInput with every problem."""
    problems = [*_fund_problems(command.details), *_paper_problems(command.papers)]
    refuse(problems)
    entry = FundEntry(**columns_of(command.details), revision=1)
    work.session.add(entry)
    work.session.flush()
    _add_papers(work, entry.id, command.papers)
    work.audit("register", Kind.FUND, entry.id)
    return entry.id


def change_fund(work: Work, command: ChangeFund) -> None:
    """Replace what was entered of a fund; raises InvalidInput, Conflict and NotFound."""
    entry = work.one(FundEntry, command.fund, NO_FUND)
    if entry.revision != command.revision:
        raise Conflict("这项资金刚在另一处修改过，这里的修改没有保存。请看过最新的再改。")
    refuse([*_fund_problems(command.details), *_paper_problems(command.papers or ())])
    new = columns_of(command.details)
    changed = [name for name, value in new.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, new[name])
    if changed := [*changed, *_replaced_papers(work, command)]:
        entry.revision += 1
        work.audit("change", Kind.FUND, entry.id, changed)


def _replaced_papers(work: Work, command: ChangeFund) -> list[str]:
    """Store other papers in place of those that are there; return what was changed so."""
    if command.papers is None or command.papers == work.ask(fund_papers, command.fund):
        return []
    work.session.execute(delete(FundPaperEntry).where(FundPaperEntry.fund_id == command.fund))
    _add_papers(work, command.fund, command.papers)
    return ["papers"]


def _add_papers(work: Work, fund: int, papers: Iterable[FundPaper]) -> None:
    for paper in papers:
        work.session.add(FundPaperEntry(fund_id=fund, **columns_of(paper)))


def add_task(work: Work, command: AddTask) -> int:
    """Store a task behind the others of its fund; raises InvalidInput and NotFound."""
    work.one(FundEntry, command.fund, NO_FUND)
    refuse([*_task_problems(command.details), *_numbered_twice(work, command)])
    last = select(func.max(FundTask.place)).where(FundTask.fund_id == command.fund)
    place = (work.session.execute(last).scalar() or 0) + 1
    entry = FundTask(fund_id=command.fund, place=place, **columns_of(command.details))
    work.session.add(entry)
    work.session.flush()
    work.audit("add_task", Kind.FUND, command.fund)
    return entry.id


def grant(work: Work, command: GrantFromTask) -> int:
    """Store a grant with its posting; raises InvalidInput, Conflict and NotFound."""
    task = work.one(FundTask, command.task, NO_TASK)
    refuse(_grant_problems(command.details))
    check_ceilings(work, [WantedSum(task.id, "", 0, command.fen)])
    record = add_grant(work, task.id, command.details)
    source, target = task_account(str(task.id)), grant_account(str(task.id), str(record))
    granted = [Movement(command.fen, source, target)]
    post(work, task.fund_id, PostingKind.GRANT, command.day, granted, command.basis)
    return record


def add_grant(work: Work, task: int, details: GrantDetails) -> int:
    """Store a grant, which is nothing before its posting, and return its id."""
    plain = columns_of(details)
    parties = plain.pop("parties")
    entry = FundGrant(task_id=task, **plain)
    work.session.add(entry)
    work.session.flush()
    named = enumerate(parties, start=1)
    work.session.add_all(
        GrantParty(grant_id=entry.id, place=place, name=stored_line(name)) for place, name in named
    )
    return entry.id


def send(work: Work, command: SendPayment) -> int:
    """Store an order to pay with its posting; raises InvalidInput, Conflict and NotFound."""
    found = work.one(FundGrant, command.grant, NO_GRANT)
    _check_way(work, found.id)
    _check_instalment(work, command)
    task = work.one(FundTask, found.task_id, NO_TASK)
    entry = _ordered(work, command)
    passes_on, owners = command.details.channel.passes_on, (str(task.id), str(found.id))
    kind, place = (PostingKind.ALLOT, Place.ALLOTTED) if passes_on else (PostingKind.SEND, Place.TRANSIT)
    sent = Movement(command.fen, grant_account(*owners), payment_account(place, *owners, str(entry)))
    post(work, task.fund_id, kind, command.day, [sent], command.basis)
    return entry


def _ordered(work: Work, command: SendPayment) -> int:
    """Store an order to pay, which is nothing before its posting, and return its id."""
    channel, remark = command.details.channel, command.details.remark
    refuse([*_reissue_problems(work, command), *_line_problems({"remark": remark})])
    named = {"channel": channel.value, "remark": stored_line(remark)}
    entry = FundPayment(grant_id=command.grant, reissues_id=command.details.reissues, **named)
    work.session.add(entry)
    work.session.flush()
    return entry.id


def _line_problems(texts: dict[str, str]) -> Iterator[Problem]:
    for name, text in texts.items():
        if fault := line_fault(text):
            yield Problem(name, fault)


def _fund_problems(details: FundDetails) -> Iterator[Problem]:
    for name, label in (("name", "资金名称"), ("short_name", "资金简称")):
        yield from needed_text(name, getattr(details, name), label)
    yield from _line_problems({"holder": details.holder})
    if fault := line_fault(details.goal, "绩效目标", _LONGEST_GOAL):
        yield Problem("goal", fault)
    if not _FIRST <= details.year <= _LAST:
        yield Problem("year", "资金年度请写成四位数字，如 2024。")
    for name in ("plan_submitted_on", "in_place_by", "deadline", "closed_on"):
        day = getattr(details, name)
        if day is not None and not _FIRST <= day.year <= _LAST:
            yield Problem(name, f"年份应在{_FIRST}至{_LAST}之间，请核对。")


def _paper_problems(papers: Iterable[FundPaper]) -> Iterator[Problem]:
    for paper in papers:
        if blank(paper.number):
            yield Problem("number", "请填写文号。")
        yield from _line_problems({"number": paper.number, "issuer": paper.issuer, "title": paper.title})


def _task_problems(details: TaskDetails) -> Iterator[Problem]:
    for name, label in (("section", "责任股室"), ("name", "任务名称")):
        yield from needed_text(name, getattr(details, name), label)
    if not 0 < details.number < _MOST_COUNT:
        yield Problem("number", "任务序号请填大于0的整数。")
    yield from _line_problems({name: getattr(details, name) for name in ("worded", "basis", "remark")})


def _numbered_twice(work: Work, command: AddTask) -> Iterator[Problem]:
    section, number = stored_line(command.details.section), command.details.number
    same = select(FundTask.name).where(
        FundTask.fund_id == command.fund, FundTask.section == section, FundTask.number == number
    )
    if (name := work.session.execute(same).scalar()) is not None:
        yield Problem("number", f"{section}的第{number}项任务已是“{name}”，请换一个序号。")


def _grant_problems(details: GrantDetails) -> Iterator[Problem]:
    for name, label in (("count", "单位或者个人数"), ("items", "件数")):
        value = getattr(details, name)
        if value is not None and not 0 < value < _MOST_COUNT:
            yield Problem(name, f"{label}请填大于0的整数。")
    if any(map(blank, details.parties)):
        yield Problem("parties", "请填写承担单位或者个人的名称。")
    for party in details.parties:
        yield from _line_problems({"parties": party})
    yield from _line_problems({name: getattr(details, name) for name in ("item", "purpose", "remark")})


def _check_way(work: Work, grant: int) -> None:
    """Raise Conflict where a grant is paid by a batch alone, with all that is asked there before."""
    if work.ask(access_settings).separates_payment:
        raise Conflict(_TWO_PEOPLE)
    if work.session.get(ChargedGrantEntry, grant) is not None:
        raise Conflict(_BY_BATCH)


def _check_instalment(work: Work, command: SendPayment) -> None:
    """Raise Conflict where the contract of a project lets not so much be paid by now."""
    allowed = allowed_by_contract(work.session, [command.grant]).get(command.grant)
    if allowed is not None and command.fen > allowed.fen:
        held = {"who": "这笔核定", "due": grouped_yuan(allowed.fen), "why": allowed.why}
        raise Conflict(fund_phrases().projects["held_back"].format(**held))


def _reissue_problems(work: Work, command: SendPayment) -> Iterator[Problem]:
    """Yield that what is repeated is no payment of the grant, or did not come back."""
    reissues = command.details.reissues
    if reissues is None:
        return
    before = work.session.get(FundPayment, reissues)
    own = before is not None and before.grant_id == command.grant
    if not own or not payment_standing(work.session, reissues).state.repeatable:
        yield Problem("reissues", "所选的支付没有失败，也没有退回，不能补发；请核对。")
