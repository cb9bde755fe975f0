"""Rows of a fund's report about its projects: contract and checks, and who else pays for them."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.documents.letters.content import Member
from ipdesk.documents.text.numerals import day_text
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.funds.account.overview import in_order
from ipdesk.funds.case.form import FundForm, Grant, Task
from ipdesk.funds.case.project_form import ContractForm
from ipdesk.funds.projects.contract import Stage
from ipdesk.funds.projects.funding import ratio
from ipdesk.rules.core.money import wan_yuan


def grants_of(form: FundForm) -> Iterator[tuple[Task, Grant]]:
    """Yield all grants with their tasks, in the order of the tasks."""
    for task in in_order(form.tasks):
        for grant in task.grants:
            yield task, grant


def takers_of(grant: Grant) -> str:
    """Return who got a grant, as far as it is known; "" for nobody."""
    if grant.parties:
        return "、".join(map(trimmed, grant.parties))
    if grant.items is not None:
        return f"{grant.item}{grant.items}件"
    return "" if grant.count is None else f"{grant.count}家单位"


def project_member(task: Task, grant: Grant) -> Member:
    """Return the row of a project that has a contract."""
    contract = grant.contract
    assert contract is not None, "a project has a contract"
    unspent = sum(one.unspent for one in contract.checks)
    return Member(
        {
            **_heads(task, grant),
            "contract": f"{phrase(contract.number)}，{day_text(contract.signed_on)}签订",
            "mid_term": _stage(contract, Stage.MID_TERM),
            "acceptance": _stage(contract, Stage.ACCEPTANCE),
            "unspent": wan_yuan(unspent) if unspent else "",
        }
    )


def funding_members(task: Task, grant: Grant) -> Iterator[Member]:
    """Yield a row for each that bears a part beside a grant."""
    for one in grant.funding:
        yield Member(
            {
                **_heads(task, grant),
                "bearer": one.bearer.label,
                "part": wan_yuan(one.amount),
                "ratio": ratio(one.amount, grant.amount),
                "in_place": wan_yuan(one.in_place),
                "until": day_text(one.by),
            }
        )


def _heads(task: Task, grant: Grant) -> dict[str, str]:
    return {"task": phrase(task.name), "method": task.method.label, "who": takers_of(grant) or "未列明单位"}


def _stage(contract: ContractForm, stage: Stage) -> str:
    """Say how a check ended, or until when it is to be held."""
    held = contract.last(stage)
    if held is not None:
        return f"{day_text(held.held_on)}{held.outcome.label}"
    day = contract.acceptance_by if stage is Stage.ACCEPTANCE else contract.mid_term_by
    return "任务书没有要求" if day is None else f"未进行，期限{day_text(day)}"
