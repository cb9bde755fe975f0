"""Drafts that an applicant has already, told where somebody begins another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import OpenDraft
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine

ABOUT = "drafts"
"""What the message line speaks about then."""


class OtherDrafts(QObject):
    """Tells of other drafts where it is asked to, and anew once the draft on the counter has a number.

    One that is being saved is in the database a moment before the counter knows that it is this one.
    """

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, message: MessageLine, open_: Callable[[int], None]
    ) -> None:
        super().__init__(message)
        self._desk, self._draft, self._message, self._open = desk, draft, message, open_
        draft.fileChanged.connect(self._tell_anew)

    def _tell_anew(self) -> None:
        if self._message.about == ABOUT:
            self.tell()

    def tell(self) -> None:
        """Say which other drafts the applicant has, and offer the newest, or why that is not known."""
        draft, applicant = self._draft, self._draft.applicant
        if applicant is None or draft.read_only():
            return
        wanted = applicant.id, draft.policy.id, draft.year, draft.file.id
        try:
            found = self._desk.read(queries.drafts_of, *wanted)
        except DeskError as error:
            self._message.say(error.message, *self._desk.ways_out(error))
            return
        if found:
            self._show(applicant.name, found)
        else:
            self._message.clear(ABOUT)

    def _show(self, name: str, found: Sequence[OpenDraft]) -> None:
        newest = found[0]
        way = _tr("打开草稿") if len(found) == 1 else _tr("打开 {number}").format(number=newest.number)
        said = _sentence(name, self._draft.year, found)
        self._message.say(said, (way, lambda: self._open(newest.application)), about=ABOUT)


def _sentence(name: str, year: int, found: Sequence[OpenDraft]) -> str:
    numbers = "、".join(one.number for one in found)
    words = _tr(
        "“{name}”在这项政策的 {year} 年度已有草稿 {numbers}（{count} 项成果）。如是同一件，请打开接着办。"
    )
    count = sum(one.achievements for one in found)
    return words.format(name=name, year=year, numbers=numbers, count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OtherDrafts", text)
