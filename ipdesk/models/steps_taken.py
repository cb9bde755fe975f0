"""Who took a step before, in words: for whoever comes second from another desk."""

from __future__ import annotations

from ipdesk.models.records import State, StepRecord
from ipdesk.rules.money import grouped_yuan

_ORDER = tuple(State)


def is_past(now: State, wanted: State) -> bool:
    """Say whether an application has gone beyond the state in which a step would begin."""
    return _ORDER.index(now) > _ORDER.index(wanted)


def step_taken(number: str, step: StepRecord, amount: int) -> str:
    """Return who took a step and when, without an end mark; ``amount`` in fen is what a decision grants."""
    return f"申请件 {number} 已由 {step.by} 于 {step.at:%m月%d日 %H:%M} {_done(step, amount)}"


def _done(step: StepRecord, amount: int) -> str:
    if step.state is State.CONFIRMED:
        return f"审定为 {grouped_yuan(amount)} 元，依据 {step.remark}"
    if step.state is State.NOTIFIED:
        return f"下达文书 {step.remark}"
    return "受理"
