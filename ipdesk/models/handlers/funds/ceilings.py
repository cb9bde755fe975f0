"""Ceilings: set, let go, and held against what is to be granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.commands import SetCeiling
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.ceilings import applies, ceiling_used, ceilings
from ipdesk.models.records import Ceiling, CeilingScope, CeilingWay, WantedSum
from ipdesk.models.tables import FundCeiling, FundTask
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

CEILINGS = "ceilings"
"""What is locked where sums are held against ceilings."""

NO_TASK = "这个任务已不存在，请重新选择。"
_MOST = 10**15  # fen
_FIRST, _LAST = 1985, 2100
_BEYOND = "{name}为 {most} 元，已核定 {used} 元，这次 {wanted} 元，超出 {over} 元。{way}"
_WAYS = {
    CeilingWay.REFUSE: "请核减后再办，或者先调整上限。",
    CeilingWay.SCALE: "请先办理汇总核定，由程序把各件同比例核减。",
}


def set_ceiling(work: Work, command: SetCeiling) -> None:
    """Set or let go a ceiling; raises InvalidInput and NotFound."""
    work.lock(CEILINGS)
    if problems := tuple(_problems(work, command)):
        raise InvalidInput(problems)
    entry = _standing(work, command.scope)
    if command.most is None:
        if entry is not None:
            work.session.delete(entry)
    else:
        entry = entry or FundCeiling(
            task_id=command.scope.task, policy=command.scope.policy, year=command.scope.year
        )
        entry.most, entry.way, entry.basis = command.most, command.way.value, stored_line(command.basis)
        work.session.add(entry)
    work.audit("ceiling", Kind.FUND, _fund_of(work, command.scope))


def _standing(work: Work, scope: CeilingScope) -> FundCeiling | None:
    same = select(FundCeiling).where(FundCeiling.policy == scope.policy)
    for column, value in ((FundCeiling.task_id, scope.task), (FundCeiling.year, scope.year)):
        same = same.where(column.is_(None) if value is None else column == value)
    return work.session.scalars(same).first()


def _fund_of(work: Work, scope: CeilingScope) -> int:
    return 0 if scope.task is None else work.one(FundTask, scope.task, NO_TASK).fund_id


def _problems(work: Work, command: SetCeiling) -> Iterator[Problem]:
    scope = command.scope
    if scope.task is not None:
        work.one(FundTask, scope.task, NO_TASK)
        if scope.policy or scope.year is not None:
            yield Problem("scope", "任务的上限不再分政策和年度，请分别设置。")
    elif not scope.policy and scope.year is None:
        yield Problem("scope", "请选择上限针对的任务、政策或者年度。")
    if scope.year is not None and not _FIRST <= scope.year <= _LAST:
        yield Problem("year", "年度请写成四位数字，如 2024。")
    if command.most is not None and not 0 <= command.most <= _MOST:
        yield Problem("most", "上限应为不小于0的金额。")
    if fault := line_fault(command.basis, "依据"):
        yield Problem("basis", fault)


def check_ceilings(work: Work, wanted: Iterable[WantedSum]) -> None:
    """Raise Conflict, with every sum that is short, where something is to be granted beyond a ceiling."""
    found = work.ask(ceilings)
    if not found:
        return
    work.lock(CEILINGS)
    sums = tuple(wanted)
    if beyond := tuple(filter(None, (_beyond(work, one, sums) for one in found))):
        raise Conflict("\n".join(beyond))


def _beyond(work: Work, ceiling: Ceiling, sums: Iterable[WantedSum]) -> str:
    wanted = sum(one.fen for one in sums if applies(ceiling.scope, one))
    if not wanted:
        return ""
    used = ceiling_used(work.session, ceiling.scope)
    over = used + wanted - ceiling.most
    told = {"most": ceiling.most, "used": used, "wanted": wanted, "over": over}
    said = {name: grouped_yuan(fen) for name, fen in told.items()}
    return _BEYOND.format(name=ceiling.name, way=_WAYS[ceiling.way], **said) if over > 0 else ""
