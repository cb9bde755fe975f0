"""What would bring a line its full amount: worked out when its reasoning is opened, behind the window."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import isValid

from ipdesk.models.evaluation.retired_rules import without_retired
from ipdesk.rules.analysis.missing_traits import MissingTraits, trait_names_text
from ipdesk.rules.analysis.obstacles import Obstacle, best_first, obstacles, short
from ipdesk.rules.core.case import Case
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.award_views import RemediesView
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.tasks import Job, Lane, Tasks

PAUSE = 250  # ms after the last key: nobody reads it while typing
MOST = 3  # sentences; the rest are counted


class Question(NamedTuple):
    """A line that is short of its full amount; ``example`` is its place where it stands for a range."""

    policy: Policy
    case: Case
    line: Line
    example: int = 0


Asked = Callable[[str], Question | None]
"""Gives the question about the line of a key, None where there is nothing to ask."""


class RemedyFeed(QObject):
    """Tells a list of awards what would change the line whose trace is open. Nothing is done before."""

    def __init__(self, tasks: Tasks, awards: AwardList, asked: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._list, self._asked = tasks, awards, asked
        self._job: Job | None = None
        self._key = ""
        self._asking = Debounce(self._ask, PAUSE, self)
        awards.traceShown.connect(self._shown)

    def _shown(self, key: str) -> None:
        """Ask at once for a line newly opened, and in a moment while the one that is open changes."""
        self._drop()
        before, self._key = self._key, key
        if key and key == before:
            self._asking.later()
        elif key:
            self._asking.soon()

    def _drop(self) -> None:
        self._asking.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _ask(self) -> None:
        question = self._asked(self._key)
        if question is None or not short(question.line):
            self._list.set_remedies(self._key, None)
            return
        key = self._key

        def found(value: tuple[Obstacle, ...]) -> None:
            if isValid(self) and isValid(self._list):
                self._list.set_remedies(key, remedies_view(value, question))

        line, (case, _) = question.line, without_retired(question.policy, question.case)
        self._job = self._tasks.start(
            Lane.READING, lambda _: obstacles(question.policy, case, line.achievement, line.rule), found
        )


def remedies_view(found: tuple[Obstacle, ...], question: Question) -> RemediesView | None:
    """Return the few that help most: what can be put right first, what the applicant cannot be last."""
    texts = best_first(found)
    head = _tr("怎样才能足额")
    if question.example:
        head = _tr("怎样才能足额（以第 {place} 件为例）").format(place=question.example)
    if not texts:
        nothing = _tr("只改一项还得不到足额，请对照计算过程逐条核对。")
        return RemediesView(head, (), nothing) if question.line.status is Status.INELIGIBLE else None
    left = len(texts) - MOST
    more = _tr("另有 {count} 种").format(count=left) if left > 0 else ""
    return RemediesView(head, texts[:MOST], more)


def trait_remedies(
    missing: Mapping[tuple[str, str], MissingTraits], words: Vocabulary, days: Mapping[str, datetime.date]
) -> Mapping[tuple[str, str], str]:
    """Return by row and rule what to do about traits that are missing; ``days`` are those of the rows."""
    return {key: _trait_remedy(traits, words, days[key[0]]) for key, traits in missing.items()}


def _trait_remedy(missing: MissingTraits, words: Vocabulary, day: datetime.date) -> str:
    said = QCoreApplication.translate(
        "MissingTraits", "申请人在成果日期（{day}）未登记为{traits}；如属实，按 Alt+T 当场补登。"
    )
    return said.format(day=day.isoformat(), traits=trait_names_text(missing, words)) if missing else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ways", text)
