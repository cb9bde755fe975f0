"""The steps of applications: in which order they are taken, which days they may bear, who took one.

Whoever was accepted first is decided, and written to, first; each step stands on the one before, none on
tomorrow.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ipdesk.models.core.roles import Role
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.records import ApplicationRow, StaffMember, StepRecord
from ipdesk.models.workflow import Step
from ipdesk.rules.core.money import grouped_yuan


def in_order_of_acceptance(rows: Iterable[ApplicationRow]) -> tuple[ApplicationRow, ...]:
    """Return applications by day of acceptance, those of one day by number, drafts last."""
    # Ids grow with the numbers, which as text would put 2026-10000 before 2026-9999.
    return tuple(sorted(rows, key=lambda row: (row.accepted_on or datetime.date.max, row.id)))


def same_person_refusal(number: str) -> str:
    """Return why who accepted an application does not decide it in an office that wants two people."""
    return f"申请件 {number} 是您受理的：本单位要求受理和审定由不同的人办理，请另一位审批人审定。"


def recusal_refusal(relation: str) -> str:
    """Return why who is related to an applicant does not act on its applications."""
    return f"您与申请人有利害关系（{relation}），应当回避，请由其他同事办理。"


def own_end_refusal(members: Iterable[StaffMember], person: int) -> str:
    """Return why a person does not end the own recusal; nothing where nobody else is there to do it."""
    others = [one for one in members if one.in_service and one.id != person]
    named = "、".join(one.name for one in others if Role.ADMINISTRATOR in one.roles)
    if named:
        return f"自己的回避不能由自己解除，请由另一位管理员（{named}）解除。"
    if others:
        return "自己的回避不能由自己解除。请先在“设置”的“人员”里让另一位同事担任管理员，由其解除。"
    return ""


def upheld_refusal(number: str, steps: Sequence[StepRecord], step: Step) -> str:
    """Return why an application does not go on as it was proposed: an objection to that was upheld.

    The reply says that it is proposed anew, and it has to be before it is published or decided on.
    """
    return stale_refusal(number, steps, step.label) if step in ON_A_PROPOSAL else ""


def stale_refusal(number: str, steps: Sequence[StepRecord], doing: str) -> str:
    """Return why nothing is done by the proposal of an application, where an objection to that was upheld."""
    stale = steps and steps[-1].step is Step.UPHOLD_OBJECTION
    return stale_text(number, doing) if stale else ""


def stale_text(number: str, doing: str) -> str:
    """Return that a proposal was objected to rightly."""
    return f"申请件 {number} 异议成立，还没有重新拟定，不能{doing}。请先退回，重新提出拟资助。"


ON_A_PROPOSAL = (Step.PUBLISH, Step.CONFIRM)
"""The steps that go on with what was proposed."""


def meeting_day_problem(day: datetime.date, accepted_on: datetime.date | None, today: datetime.date) -> str:
    """Return in Chinese, without an end mark, why no meeting can have decided on that day; else nothing."""
    if day > today:
        return f"会议日期晚于今天（{today.isoformat()}），请核对"
    if accepted_on is not None and day < accepted_on:
        return f"会议日期早于受理日期（{accepted_on.isoformat()}），请核对"
    return ""


def anew_meeting_problem(day: datetime.date, objected_on: datetime.date | None) -> str:
    """Return in Chinese, without an end mark, why no meeting on a day can have proposed anew; or nothing."""
    if objected_on is None or day >= objected_on:
        return ""
    said = f"会议日期早于异议提出的日期（{objected_on.isoformat()}）"
    return f"{said}，重新拟定应依据异议提出以后的会议，请核对"


MEETING_DAY = "审定的会议日期"


def letter_day_problem(
    day: datetime.date, since: datetime.date | None, today: datetime.date, what: str = MEETING_DAY
) -> str:
    """Return in Chinese, without an end mark, why a letter cannot bear that day; nothing where it can.

    ``since`` is the day of what the letter reports, and ``what`` names it.
    """
    if day > today:
        return f"成文日期晚于今天（{today.isoformat()}），请核对"
    if since is not None and day < since:
        return f"成文日期早于{what}（{since.isoformat()}），请核对"
    return ""


def step_taken_text(number: str, step: StepRecord, amount: int) -> str:
    """Return who took a step and when, without an end mark; ``amount`` in fen is what a decision grants."""
    return f"申请件 {number} 已由 {step.by} 于 {moment_text(step.at)} {_done(step, amount)}"


def _done(step: StepRecord, amount: int) -> str:
    if step.step is Step.PROPOSE:
        return f"提出拟资助 {grouped_yuan(amount)} 元"
    if step.state is Step.CONFIRM.target:
        return f"审定为 {grouped_yuan(amount)} 元" + (f"，依据 {step.remark}" if step.remark else "")
    if step.state is Step.REFUSE.target:
        return f"印发不予资助决定书 {step.remark}"
    if step.state is Step.NOTIFY.target:
        return f"下达文书 {step.remark}"
    return step.step.label if step.step else "登记"
