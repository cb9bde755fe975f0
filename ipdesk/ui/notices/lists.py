"""The left side of the page: what can be published, what was, and what other offices were asked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import ApplicationRow
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.letters.ticked_lists import TickedLists
from ipdesk.ui.notices.load import NoticeFile
from ipdesk.ui.notices.rows import (
    inquiry_columns,
    inquiry_item,
    notice_columns,
    notice_item,
    waiting_columns,
    waiting_item,
)

WAITING, NOTICES, INQUIRIES = range(3)


def _words() -> tuple[str, str, str]:
    return _tr("待公示"), _tr("公示"), _tr("征求意见")


class NoticeLists(TickedLists):
    """Three lists. Of what can be published everything is ticked at first.

    A list is made of all that is there, and one takes out what is to wait.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (waiting_columns(), notice_columns(), inquiry_columns())
        super().__init__(_words(), columns, (WAITING,), parent)
        self._known: frozenset[int] = frozenset()

    # --- what is shown ---

    def show_file(self, file: NoticeFile, today: datetime.date) -> None:
        """Show other lists, standing where each stood; what is new to be published is ticked."""
        lists = (
            [waiting_item(row) for row in file.waiting],
            [notice_item(one, today) for one in file.notices],
            [inquiry_item(one, today) for one in file.inquiries],
        )
        for place, items in enumerate(lists):
            self.show_items(place, items)
        self._tick_new(file.waiting)
        self._tell_waiting(file, today)
        self._hint()

    def _tell_waiting(self, file: NoticeFile, today: datetime.date) -> None:
        """Say on each tab how much is to be done there, whichever is in front."""
        answers = sum(one.answered_on is None for one in file.inquiries)
        due = sum(one.waiting(today) for one in file.notices)
        told = (
            (str(len(file.waiting)), True),
            (_tr("{count} 件待办").format(count=due), bool(due)),
            (_tr("{count} 件待复函").format(count=answers), bool(answers)),
        )
        for tab, word, (count, said) in zip(self.tab_buttons, _words(), told, strict=True):
            tab.set_text(f"{word} {count}" if said else word)

    def _tick_new(self, waiting: Sequence[ApplicationRow]) -> None:
        for row in waiting:
            if row.id not in self._known:
                self.models[WAITING].check(row.id)
        self._known = frozenset(row.id for row in waiting)

    def _hint(self) -> None:
        hints = (
            self.tr("没有待公示的申请件；提出“拟资助”以后在这里汇总公示"),
            self.tr("还没有公示过名单"),
            self.tr("还没有发过征求意见函；在“待公示”里选定申请件，按 Alt+Y"),
        )
        self.show_hints(hints)

    def chosen(self) -> tuple[Item, ...]:
        """Return the applications that are ticked."""
        return self.models[WAITING].checked()

    def tick_only(self, applications: Sequence[int]) -> None:
        """Tick these applications and no others."""
        self.models[WAITING].check_none()
        for one in applications:
            self.models[WAITING].check(one)
        for one in applications[:1]:
            self.tables[WAITING].select_row(self.models[WAITING].row_of(one))


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeLists", text)
