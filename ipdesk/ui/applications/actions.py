"""What can be done next with what is chosen in the list, and why nothing, where nothing can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from ipdesk.models.acceptance_order import in_order_of_acceptance
from ipdesk.models.records import ApplicationRow, State

Step = Literal["open", "decide", "issue", "reprint", ""]

_STEPS: dict[State, Step] = {
    State.DRAFT: "open",
    State.ACCEPTED: "decide",
    State.CONFIRMED: "issue",
    State.NOTIFIED: "reprint",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step, the word on its button, the applications it is for, those accepted first before the others.

    ``why`` says why there is none, or whom it is not for.
    """

    step: Step
    word: str
    ids: tuple[int, ...] = ()
    why: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("NextStep", text)


def next_step(chosen: Sequence[ApplicationRow]) -> NextStep:
    """Return what comes next for the chosen applications; nothing is issued where nothing is granted."""
    states = {row.state for row in chosen}
    if not states:
        return NextStep("", _tr("打开"), (), _tr("先选一件"))
    if len(states) > 1:
        return NextStep("", _tr("办理下一步"), (), _tr("所选各件步骤不同，请只选同一步骤的"))
    step = _STEPS[states.pop()]
    if step == "open" and len(chosen) > 1:
        return NextStep("", _tr("继续受理"), (), _tr("草稿一次只能打开一件"))
    rows = in_order_of_acceptance(row for row in chosen if not row.refused)
    if not rows:
        return NextStep("", _word(step, 1), (), no_paper())
    left = len(chosen) - len(rows)
    why = _tr("其中 {count} 件不予资助，没有通知书").format(count=left) if left else ""
    return NextStep(step, _word(step, len(rows)), tuple(row.id for row in rows), why)


def no_paper() -> str:
    """Say why nothing can be issued for an application to which nothing is granted."""
    return _tr("不予资助决定书本程序还不能制作，请另行制作、送达")


def _word(step: Step, count: int) -> str:
    one = {
        "open": _tr("继续受理"),
        "decide": _tr("审定"),
        "issue": _tr("下达文书"),
        "reprint": _tr("重印文书"),
    }
    many = {
        "decide": _tr("审定 {count} 件"), "issue": _tr("下达 {count} 件"), "reprint": _tr("重印 {count} 件"),
    }  # fmt: skip
    return one[step] if count == 1 else many[step].format(count=count)
