"""How much waits on each page: the numbers in the navigation, whether a page was ever opened or not."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from PySide6.QtCore import QObject

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.workflow import DECIDABLE
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import PageKey
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.shell.frame import Shell

Counts = Mapping[PageKey, int]


def count_waiting(session: Session, today: datetime.date) -> Counts:
    """Count at one moment what waits to be decided, published and issued: each file on one page alone."""
    to_publish = len(queries.publishable(session, queries.proposed(session)))
    return {
        PageKey.APPLICATIONS: _to_be_decided(session, today) - to_publish,
        PageKey.NOTICES: to_publish + queries.count_open_notices(session, today),
        PageKey.LETTERS: _to_be_issued(session),
        PageKey.PAYMENTS: queries.count_unsent_batches(session),
    }


def _to_be_decided(session: Session, today: datetime.date) -> int:
    """Count what is not decided, but for what is shown to the public: that waits for its last day alone."""
    counts = queries.state_counts(session, ApplicationFilter())
    return sum(counts.get(state, 0) for state in DECIDABLE) - queries.count_shown(session, today)


def _to_be_issued(session: Session) -> int:
    from ipdesk.documents.letters.registry import awaited  # every kind of document: not before the window

    due = [(one.kind, one.wanted) for one in awaited() if one.due and one.wanted]
    return sum(map(len, queries.awaiting_each(session, due)))


class WaitingCounts(QObject):
    """Asks after every change of applications, and each day, what waits, and counts unusable policy files."""

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk, self._latest = window, desk, LatestRequest(desk, self)
        desk.changed.connect(self._follow)
        desk.dayChanged.connect(self.count)
        self.count()
        self._count_files()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.APPLICATION) or changes.touches(Kind.FUND):
            self.count()
        if changes.touches(Kind.POLICY):
            self._count_files()

    def _count_files(self) -> None:
        self._show({PageKey.SETTINGS: sum(not pack.offered for pack in self._desk.own.packs)})

    def count(self) -> None:
        """Count behind the window."""
        self._latest.ask(count_waiting, self._desk.today(), done=self._show)

    def _show(self, counts: Counts) -> None:
        words = self._words()
        for page, count in counts.items():
            self._window.set_count(page, count, words[page])

    def _words(self) -> Mapping[PageKey, str]:
        """Say for what things wait on a page."""
        return {
            PageKey.APPLICATIONS: self.tr("待初审、待拟资助、待审定"),
            PageKey.NOTICES: self.tr("待公示、待答复、待结束"),
            PageKey.LETTERS: self.tr("要办的文书"),
            PageKey.PAYMENTS: self.tr("待签批、待提交支付的批次"),
            PageKey.SETTINGS: self.tr("不能使用的政策文件"),
        }
