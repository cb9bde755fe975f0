"""What the pages say of each state of an application, and of the step that follows it: one row a state.

Besides, one row for each simple step, which pages offer by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.workflow import State, Step

Action = Literal[
    "open",
    "decide",
    "issue",
    "reprint",
    "step",
    "serve",
    "served",
    "attempted",
    "announce",
    "bars",
    "fund",
    "sign",
    "carry_out",
    "resubmit",
    "drop_handling",
    "submit_paper",
    "summary",
    "act",
    "publish",
    "inquire",
    "objections",
    "",
]


class StateWords(NamedTuple):
    """The words of one state; ``{count}`` in those of several applications is how many."""

    entering: str
    """What the step to it is called in the time line."""
    awaited: str
    """What is awaited until that step is taken."""
    entered: str
    """What the foot of the decision says once it is taken; ``entered_many`` where a batch is."""
    entered_many: str
    action: Action
    """What can be done next from the list."""
    act: str
    """What the button for it says; ``act_many`` in the list where several are chosen, ``act_batch`` in the
    decision where several were decided in a row."""
    act_many: str
    act_batch: str
    open: str
    """What the button of the drawer says."""


class StepWords(NamedTuple):
    """The words of a step beside the usual course; ``{count}`` in those for several is how many."""

    taken: str
    """What the step is called in the time line."""
    act: str
    """What its button says; ``act_many`` where several applications are chosen."""
    act_many: str


def state_words(state: State) -> StateWords:
    """Return the words of a state in the language of the window."""
    return _WORDS[state]()


def step_words(step: Step) -> StepWords:
    """Return the words of a step in the language of the window. Raises KeyError for a usual one."""
    return _STEPS[step]()


def entered_by(step: Step | None, state: State) -> str:
    """Return what a step into a state is called in the time line; None is how an application begins."""
    return step_words(step).taken if step in _STEPS else state_words(state).entering


def _tr(text: str) -> str:
    return QCoreApplication.translate("StateWords", text)


def _draft() -> StateWords:
    go_on = _tr("继续受理")
    return StateWords(_tr("登记"), "", "", "", "open", go_on, go_on, go_on, go_on)


def _accepted() -> StateWords:
    return StateWords(
        _tr("受理"), _tr("材料齐全后受理"), "", "",
        "decide", _tr("审定"), _tr("审定 {count} 件"), _tr("审定"), _tr("打开审定"),
    )  # fmt: skip


def _reviewed() -> StateWords:
    return StateWords(
        _tr("初审"), _tr("等待初审"), "", "",
        "decide", _tr("审定"), _tr("审定 {count} 件"), _tr("审定"), _tr("打开审定"),
    )  # fmt: skip


def _proposed() -> StateWords:
    return StateWords(
        _tr("提出拟资助"), _tr("等待提出拟资助"),
        _tr("已提出拟资助"), _tr("这一批 {count} 件已提出拟资助"),
        "decide", _tr("审定"), _tr("审定 {count} 件"), _tr("审定"), _tr("打开审定"),
    )  # fmt: skip


def _published() -> StateWords:
    return StateWords(
        _tr("公示"), _tr("等待公示"), "", "",
        "decide", _tr("审定"), _tr("审定 {count} 件"), _tr("审定"), _tr("打开审定"),
    )  # fmt: skip


def _objected() -> StateWords:
    over = _tr("异议处理中")
    return StateWords(_tr("提出异议"), over, "", "", "", over, over, over, _tr("打开申请件"))


def _forwarded() -> StateWords:
    return StateWords(
        _tr("上报"), _tr("等待上报"), "", "",
        "step", _tr("登记批复…"), _tr("登记批复 {count} 件…"), _tr("登记批复…"), _tr("打开申请件"),
    )  # fmt: skip


def _answered() -> StateWords:
    return StateWords(
        _tr("上级批复"), _tr("等待上级批复"), "", "",
        "issue", _tr("下达文书"), _tr("下达 {count} 件"), _tr("下达文书 {count} 份"), _tr("打开申请件"),
    )  # fmt: skip


def _confirmed() -> StateWords:
    return StateWords(
        _tr("审定"), _tr("等待会议审定"),
        _tr("已审定，可以下达文书"), _tr("这一批 {count} 件已审定，可以下达文书"),
        "issue", _tr("下达文书"), _tr("下达 {count} 件"), _tr("下达文书 {count} 份"), _tr("打开申请件"),
    )  # fmt: skip


def _notified() -> StateWords:
    issued = _tr("文书已下达，可以随时重印")
    return StateWords(
        _tr("下达"), _tr("等待编号、打印通知书"), issued, issued,
        "reprint", _tr("重印文书"), _tr("重印 {count} 件"), _tr("重印文书"), _tr("打开申请件"),
    )  # fmt: skip


def _refused() -> StateWords:
    issued = _tr("决定书已下达，可以随时重印")
    return StateWords(
        _tr("不予资助"), _tr("等待编号、打印不予资助决定书"), issued, issued,
        "reprint", _tr("重印文书"), _tr("重印 {count} 件"), _tr("重印文书"), _tr("打开申请件"),
    )  # fmt: skip


def _correction() -> StateWords:
    go_on = _tr("补正后受理")
    return StateWords(
        _tr("通知补正"), _tr("补正后再受理"), "", "", "open", go_on, go_on, go_on, _tr("继续受理")
    )


def _not_accepted() -> StateWords:
    return _ended(_tr("不予受理"))


def _withdrawn() -> StateWords:
    return _ended(_tr("申请人撤回"))


def _uncorrected() -> StateWords:
    return _ended(_tr("逾期未补正"))


def _ended(entering: str) -> StateWords:
    """Return the words of a state in which nothing more is to be done."""
    over = _tr("已办结")
    return StateWords(entering, entering, "", "", "", over, over, over, _tr("打开申请件"))


_WORDS: dict[State, Callable[[], StateWords]] = {
    State.DRAFT: _draft,
    State.CORRECTION: _correction,
    State.ACCEPTED: _accepted,
    State.REVIEWED: _reviewed,
    State.PROPOSED: _proposed,
    State.PUBLISHED: _published,
    State.OBJECTED: _objected,
    State.FORWARDED: _forwarded,
    State.ANSWERED: _answered,
    State.CONFIRMED: _confirmed,
    State.NOTIFIED: _notified,
    State.REFUSED: _refused,
    State.NOT_ACCEPTED: _not_accepted,
    State.WITHDRAWN: _withdrawn,
    State.UNCORRECTED: _uncorrected,
}


def _decline() -> StepWords:
    return StepWords(_tr("不予受理"), _tr("不予受理…"), _tr("不予受理 {count} 件…"))


def _withdraw() -> StepWords:
    return StepWords(_tr("申请人撤回"), _tr("申请人撤回…"), _tr("申请人撤回 {count} 件…"))


def _lapse() -> StepWords:
    return StepWords(_tr("逾期未补正"), _tr("逾期未补正，办结…"), _tr("逾期未补正，办结 {count} 件…"))


def _ask_correction() -> StepWords:
    return StepWords(_tr("通知补正"), _tr("通知补正…"), _tr("通知补正 {count} 件…"))


def _take_back() -> StepWords:
    return StepWords(_tr("撤销受理"), _tr("撤销受理…"), _tr("撤销受理 {count} 件…"))


def _propose() -> StepWords:
    return StepWords(_tr("提出拟资助"), _tr("拟资助"), _tr("拟资助 {count} 件"))


def _accept() -> StepWords:
    return StepWords(_tr("受理"), _tr("受理"), _tr("受理 {count} 件…"))


def _review() -> StepWords:
    return StepWords(_tr("初审"), _tr("初审…"), _tr("初审 {count} 件…"))


def _return_review() -> StepWords:
    return StepWords(_tr("撤销初审"), _tr("撤销初审…"), _tr("撤销初审 {count} 件…"))


def _return_proposal() -> StepWords:
    return StepWords(_tr("退回"), _tr("退回…"), _tr("退回 {count} 件…"))


def _return_publication() -> StepWords:
    return StepWords(_tr("撤回公示"), _tr("撤回公示…"), _tr("撤回公示 {count} 件…"))


def _publish() -> StepWords:
    return StepWords(_tr("公示"), _tr("公示…"), _tr("公示 {count} 件…"))


def _dismiss_objection() -> StepWords:
    return StepWords(_tr("异议不成立"), _tr("处理异议…"), _tr("处理异议 {count} 件…"))


def _uphold_objection() -> StepWords:
    return StepWords(_tr("异议成立，退回拟资助"), _tr("答复异议…"), _tr("答复异议 {count} 件…"))


def _forward() -> StepWords:
    return StepWords(_tr("上报"), _tr("上报…"), _tr("上报 {count} 件…"))


def _answer() -> StepWords:
    return StepWords(_tr("上级批复"), _tr("登记批复…"), _tr("登记批复 {count} 件…"))


def _return_forward() -> StepWords:
    return StepWords(_tr("撤回上报"), _tr("撤回上报…"), _tr("撤回上报 {count} 件…"))


def _return_answer() -> StepWords:
    return StepWords(_tr("撤销批复登记"), _tr("撤销批复登记…"), _tr("撤销批复登记 {count} 件…"))


def _return_decision() -> StepWords:
    return StepWords(_tr("撤回审定"), _tr("撤回审定…"), _tr("撤回审定 {count} 件…"))


_STEPS: dict[Step, Callable[[], StepWords]] = {
    Step.ACCEPT: _accept,
    Step.REVIEW: _review,
    Step.PROPOSE: _propose,
    Step.ASK_CORRECTION: _ask_correction,
    Step.TAKE_BACK: _take_back,
    Step.RETURN_REVIEW: _return_review,
    Step.RETURN_PROPOSAL: _return_proposal,
    Step.RETURN_PUBLICATION: _return_publication,
    Step.PUBLISH: _publish,
    Step.DISMISS_OBJECTION: _dismiss_objection,
    Step.UPHOLD_OBJECTION: _uphold_objection,
    Step.FORWARD: _forward,
    Step.ANSWER: _answer,
    Step.RETURN_FORWARD: _return_forward,
    Step.RETURN_ANSWER: _return_answer,
    Step.RETURN_DECISION: _return_decision,
    Step.DECLINE: _decline,
    Step.WITHDRAW: _withdraw,
    Step.LAPSE: _lapse,
}
