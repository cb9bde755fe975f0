"""The course of an application: which steps are done, which waits, which come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import NoticeRecord, State, StepRecord
from ipdesk.ui.applications.actions import no_paper
from ipdesk.ui.widgets import TimeStep
from ipdesk.ui.widgets.timeline import Stage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Course", text)


def step_words() -> Mapping[State, str]:
    """Return what the step to each state is called."""
    return {
        State.DRAFT: _tr("登记"),
        State.ACCEPTED: _tr("受理"),
        State.CONFIRMED: _tr("审定"),
        State.NOTIFIED: _tr("下达"),
    }


def _answering(answers: Sequence[NoticeRecord]) -> Iterator[TimeStep]:
    if answers:
        last = answers[-1]
        said = _tr("{by}　{count} 条处理意见，见“核算”").format(by=last.by, count=len(answers))
        yield TimeStep(_tr("答复国家规定提示"), said, last.at.strftime("%m-%d %H:%M"), "done")


def _waiting_words() -> Mapping[State, str]:
    return {
        State.ACCEPTED: _tr("材料齐全后受理"),
        State.CONFIRMED: _tr("等待会议审定"),
        State.NOTIFIED: _tr("等待编号、打印通知书"),
    }


def course(
    steps: Sequence[StepRecord], answers: Sequence[NoticeRecord] = (), *, refused: bool = False
) -> Iterator[TimeStep]:
    """Yield the whole course; the first step not taken is where the application stands.

    What was answered to national notices stands before the decision that it was needed for. Where everything
    is ``refused`` no notification will follow.
    """
    words, waiting = step_words(), dict(_waiting_words())
    if refused:
        waiting[State.NOTIFIED] = no_paper()
    for step in steps:
        if step.state is State.CONFIRMED:
            yield from _answering(answers)
        who = "　".join(part for part in (step.by, step.remark) if part)
        yield TimeStep(words[step.state], who, step.at.strftime("%m-%d %H:%M"), "done")
    taken = {step.state for step in steps}
    stage: Stage = "now"
    for state in (state for state in State if state not in taken and state is not State.DRAFT):
        yield TimeStep(words[state], waiting[state] if stage == "now" else "", "", stage)
        stage = "later"
