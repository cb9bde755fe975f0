"""Which step the decision page takes, and what it says of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import ApplicationRow
from ipdesk.models.workflow import Level, Step


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
    number: str
    """What the number of the paper that decides is called."""
    day: str
    standing: str
    """What is said of sums that stand."""


def decision_step(row: ApplicationRow | None) -> Step:
    """Return the step that the page takes next with an application."""
    return Step.PROPOSE if row is not None and row.may(Step.PROPOSE) else Step.CONFIRM


def decision_words(step: Step) -> DecisionWords:
    """Return the words of proposing or of confirming in the language of the window."""
    return _proposing() if step is Step.PROPOSE else _confirming()


def words_of(row: ApplicationRow) -> DecisionWords:
    """Return the words for an application: of its next step, or of what the level above answered."""
    upper = row.procedure.level is Level.UPPER and row.state.decided
    return _answered() if upper else decision_words(decision_step(row))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecisionWords", text)


def _confirming() -> DecisionWords:
    return DecisionWords(
        _tr("审定"), _tr("审定这件申请？"), _tr("正在审定……"), _tr("没有审定，填写的内容都还在"),
        _tr("还不能审定：先补上标出的内容"), _tr("{number} 已审定，现在是下一件"),
        _tr("审定金额"), _tr("每{measure}审定金额"), _tr("审定合计"), _tr("审定金额（元）"),
        _tr("会议纪要编号"), _tr("会议日期"), _tr("审定时的结果，不随以后的变化而变"),
    )  # fmt: skip


def _proposing() -> DecisionWords:
    return DecisionWords(
        _tr("拟资助"), _tr("提出拟资助？"), _tr("正在提出拟资助……"),
        _tr("没有提出拟资助，填写的内容都还在"),
        _tr("还不能提出拟资助：先补上标出的内容"), _tr("{number} 已提出拟资助，现在是下一件"),
        _tr("拟资助金额"), _tr("每{measure}拟资助金额"), _tr("拟资助合计"), _tr("拟资助金额（元）"),
        _tr("会议纪要编号"), _tr("会议日期"), _tr("审定时的结果，不随以后的变化而变"),
    )  # fmt: skip


def _answered() -> DecisionWords:
    return _confirming()._replace(
        title=_tr("上级批复"), sum=_tr("批复金额"), sum_each=_tr("每{measure}批复金额"),
        total=_tr("批复合计"), column=_tr("批复金额（元）"), number=_tr("批复文号"), day=_tr("批复日期"),
        standing=_tr("上级批复的结果，不随以后的变化而变"),
    )  # fmt: skip
