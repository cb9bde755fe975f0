"""Who took a step before, in words: for whoever comes second from another desk."""

from __future__ import annotations

from ipdesk.models.records import StepRecord
from ipdesk.models.records.workflow import Step
from ipdesk.rules.core.money import grouped_yuan


def step_taken(number: str, step: StepRecord, amount: int) -> str:
    """Return who took a step and when, without an end mark; ``amount`` in fen is what a decision grants."""
    return f"申请件 {number} 已由 {step.by} 于 {step.at:%m月%d日 %H:%M} {_done(step, amount)}"


def _done(step: StepRecord, amount: int) -> str:
    if step.state is Step.CONFIRM.target:
        return f"审定为 {grouped_yuan(amount)} 元，依据 {step.remark}"
    if step.state is Step.NOTIFY.target:
        return f"下达文书 {step.remark}"
    return "受理"
