"""The course of an application: which steps are done, which waits, which come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import NoticeRecord, StepRecord
from ipdesk.models.workflow import FIRST, SHORTEST, Procedure, State, Step
from ipdesk.ui.applications.state_words import entered_by, state_words
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
    steps: Sequence[StepRecord],
    answers: Sequence[NoticeRecord] = (),
    procedure: Procedure = SHORTEST,
    *,
    refused: bool = False,
    until: str = "",
) -> Iterator[TimeStep]:
    """Yield the whole course; the first step not taken is where the application stands by its ``procedure``.

    What was answered to national notices stands before the decision that it was needed for. Where everything
    is ``refused`` a decision of that will follow. ``until`` says until when the next step is waited for.
    """
    before: State | None = None
    for step in steps:
        if step.state is Step.CONFIRM.target:
            yield from _answering(answers)
        who = "　".join(part for part in (step.by, step.remark) if part)
        yield TimeStep(entered_by(step.step, step.state), who, step.at.strftime("%m-%d %H:%M"), "done")
        before = step.state
    stage: Stage = "now"
    before = before or FIRST
    ending = refused and before in Step.REFUSE.sources
    for state in Step.REFUSE.targets if ending else procedure.states_after(before):
        next_step = Step.REFUSE if ending else procedure.step_between(before, state)
        awaited = until or _awaited(next_step, state) if stage == "now" else ""
        yield TimeStep(entered_by(next_step, state), awaited, "", stage)
        stage, before = "later", state


def _awaited(step: Step | None, state: State) -> str:
    """Return what is awaited until a step; nothing keeps anybody from taking a simple one."""
    return "" if step is None or step.simple else state_words(state).awaited
