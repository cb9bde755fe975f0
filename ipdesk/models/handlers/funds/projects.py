"""Writing down contracts of projects and the checks that were held of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.projects.contract import Contract, contract_faults
from ipdesk.funds.projects.funding import funding_faults
from ipdesk.funds.projects.progress import ProjectCheck, check_faults, due_by_now
from ipdesk.models.commands import KeepContract, KeepFunding, RecordProjectCheck
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, Problem
from ipdesk.models.handlers.funds.entered_values import columns_of, needed_text, refuse
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.projects import funding_parts, project, project_money
from ipdesk.models.reading.funds.standing import granted_of
from ipdesk.models.records.funds.projects import HeldCheck, Project
from ipdesk.models.tables import (
    FundGrant,
    FundingPartEntry,
    FundTask,
    ProjectCheckEntry,
    ProjectContractEntry,
)
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NO_GRANT = "这笔核定已不存在，请重新选择。"
_CHANGED = "这份任务书刚在另一处修改过，这里的修改没有保存。请看过最新的再改。"
_FUNDING_CHANGED = "分担和配套刚在另一处修改过，这里的修改没有保存。请看过最新的再改。"
_LONGEST = 2000  # characters of a goal or an opinion


def keep_contract(work: Work, command: KeepContract) -> None:
    """Store a contract, or what it was changed to; raises as the command says."""
    grant = work.one(FundGrant, command.grant, _NO_GRANT)
    entry = work.session.get(ProjectContractEntry, grant.id)
    if (0 if entry is None else entry.revision) != command.revision:
        raise Conflict(_CHANGED)
    refuse([*_contract_texts(command.contract), *_sums_and_days(work, command)])
    if (found := project(work.session, grant.id)) is not None:
        _check_sent(found, command.contract, found.standing, "paid_more")
    kept = entry or ProjectContractEntry(grant_id=grant.id)
    for name, value in columns_of(command.contract).items():
        setattr(kept, name, value)
    kept.revision = command.revision + 1
    work.session.add(kept)
    work.audit("keep_contract", Kind.FUND, _fund_of(work, grant))


def keep_funding(work: Work, command: KeepFunding) -> None:
    """Store who else pays, in place of what was shown; raises as the command says."""
    grant, entry = work.one(FundGrant, command.grant, _NO_GRANT), FundingPartEntry
    if work.ask(funding_parts, grant.id) != command.shown:
        raise Conflict(_FUNDING_CHANGED)
    texts = ((one.bearer.value, line_fault(one.paper, "依据")) for one in command.parts)
    refuse([*_said(funding_faults(command.parts)), *_said((name, text) for name, text in texts if text)])
    work.session.execute(delete(entry).where(entry.grant_id == grant.id))
    for place, one in enumerate(command.parts, start=1):
        work.session.add(entry(grant_id=grant.id, place=place, **columns_of(one)))
    work.audit("keep_funding", Kind.FUND, _fund_of(work, grant))


def record_check(work: Work, command: RecordProjectCheck) -> int:
    """Store a check that was held; raises as the command says."""
    grant, check = work.one(FundGrant, command.grant, _NO_GRANT), command.check
    found = project(work.session, grant.id)
    if found is None:
        raise NotFound(fund_phrases().projects["no_contract"])
    before = _before(found, command)
    refuse([*_check_texts(work, command), *_said(check_faults(found.contract, before, check, found.money))])
    _check_sent(found, found.contract, [*before, check], "paid_after")
    named = {"corrects_id": command.corrects, "why": stored_line(command.why)}
    entry = ProjectCheckEntry(grant_id=grant.id, **columns_of(check), **named)
    work.session.add(entry)
    work.session.flush()
    work.audit("record_project_check", Kind.FUND, _fund_of(work, grant))
    return entry.id


def _before(found: Project, command: RecordProjectCheck) -> Sequence[HeldCheck]:
    """Return the checks that stand before the one that is entered; only the last one is corrected."""
    standing = found.standing
    if command.corrects is None:
        return standing
    if not standing or standing[-1].id != command.corrects:
        raise Conflict(fund_phrases().projects["corrected_twice"])
    return standing[:-1]


def _check_sent(found: Project, contract: Contract, checks: Sequence[ProjectCheck], sentence: str) -> None:
    """Raise Conflict where less falls due by a contract and checks than was paid by those that stand."""
    due, sent = due_by_now(contract, checks), found.money.sent
    if due < min(sent, due_by_now(found.contract, found.standing)):
        sums = {"sent": grouped_yuan(sent), "due": grouped_yuan(due)}
        raise Conflict(fund_phrases().projects[sentence].format(**sums))


def _contract_texts(contract: Contract) -> Iterator[Problem]:
    yield from needed_text("number", contract.number, "任务书编号")
    if fault := line_fault(contract.goal, "项目目标", _LONGEST):
        yield Problem("goal", fault)


def _sums_and_days(work: Work, command: KeepContract) -> Iterator[Problem]:
    granted = granted_of(project_money(work.session, [command.grant])[command.grant])
    return _said(contract_faults(command.contract, granted))


def _check_texts(work: Work, command: RecordProjectCheck) -> Iterator[Problem]:
    yield from needed_text("paper", command.check.paper, "结论所在的文件")
    if fault := line_fault(command.check.opinion, "意见", _LONGEST):
        yield Problem("opinion", fault)
    if command.check.held_on > work.today:
        yield Problem("held_on", fund_phrases().projects["ahead"])
    if command.corrects is not None:
        yield from needed_text("why", command.why, "更正的理由")


def _said(faults: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    for name, text in faults:
        yield Problem(name, text)


def _fund_of(work: Work, grant: FundGrant) -> int:
    return work.session.execute(select(FundTask.fund_id).where(FundTask.id == grant.task_id)).scalar_one()
