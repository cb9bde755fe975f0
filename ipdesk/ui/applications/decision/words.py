"""Which step the decision page takes, and what it says of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import ApplicationRow
from ipdesk.models.workflow import Step


class DecisionWords(NamedTuple):
    """The words of a step: ``{number}`` in ``next_done`` is the application's."""

    title: str
    """Of the page, its panel and the button."""
    asked: str
    """The title of the question before the step is taken."""
    doing: str
    refused: str
    """What the foot says once the step was refused."""
    missing: str
    """What the foot says where something must be put right first."""
    next_done: str
    """What the foot says when the next file is there."""
    sum: str
    """What the sum of a line is called."""
    sum_each: str
    """The same for each of several things; ``{measure}`` is the measure word of these."""
    total: str
    column: str


def decision_step(row: ApplicationRow | None) -> Step:
    """Return the step that the page takes next with an application."""
    return Step.PROPOSE if row is not None and row.may(Step.PROPOSE) else Step.CONFIRM


def decision_words(step: Step) -> DecisionWords:
    """Return the words of proposing or of confirming in the language of the window."""
    return _proposing() if step is Step.PROPOSE else _confirming()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecisionWords", text)


def _confirming() -> DecisionWords:
    return DecisionWords(
        _tr("审定"), _tr("审定这件申请？"), _tr("正在审定……"), _tr("没有审定，填写的内容都还在"),
        _tr("还不能审定：先补上标出的内容"), _tr("{number} 已审定，现在是下一件"),
        _tr("审定金额"), _tr("每{measure}审定金额"), _tr("审定合计"), _tr("审定金额（元）"),
    )  # fmt: skip


def _proposing() -> DecisionWords:
    return DecisionWords(
        _tr("拟资助"), _tr("提出拟资助？"), _tr("正在提出拟资助……"),
        _tr("没有提出拟资助，填写的内容都还在"),
        _tr("还不能提出拟资助：先补上标出的内容"), _tr("{number} 已提出拟资助，现在是下一件"),
        _tr("拟资助金额"), _tr("每{measure}拟资助金额"), _tr("拟资助合计"), _tr("拟资助金额（元）"),
    )  # fmt: skip
