"""The course of an application: which steps are done, which waits, which come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import NoticeRecord, StepRecord
from ipdesk.models.records.workflow import FIRST, Step, states_after
from ipdesk.ui.applications.list.next_step import no_paper
from ipdesk.ui.applications.state_words import state_words
from ipdesk.ui.widgets import TimeStep
from ipdesk.ui.widgets.timeline import Stage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Course", text)


def _answering(answers: Sequence[NoticeRecord]) -> Iterator[TimeStep]:
    if answers:
        last = answers[-1]
        said = _tr("{by}　{count} 条处理意见，见“核算”").format(by=last.by, count=len(answers))
        yield TimeStep(_tr("答复国家规定提示"), said, last.at.strftime("%m-%d %H:%M"), "done")


def course(
    steps: Sequence[StepRecord], answers: Sequence[NoticeRecord] = (), *, refused: bool = False
) -> Iterator[TimeStep]:
    """Yield the whole course; the first step not taken is where the application stands.

    What was answered to national notices stands before the decision that it was needed for. Where everything
    is ``refused`` no notification will follow.
    """
    for step in steps:
        if step.state is Step.CONFIRM.target:
            yield from _answering(answers)
        who = "　".join(part for part in (step.by, step.remark) if part)
        yield TimeStep(state_words(step.state).entering, who, step.at.strftime("%m-%d %H:%M"), "done")
    stage: Stage = "now"
    for state in states_after(steps[-1].state if steps else FIRST):
        words = state_words(state)
        awaited = no_paper() if refused and state is Step.NOTIFY.target else words.awaited
        yield TimeStep(words.entering, awaited if stage == "now" else "", "", stage)
        stage = "later"
