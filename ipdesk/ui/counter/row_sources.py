"""From where rows come to the counter besides typing: certificates that are read, tables that are pasted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.awards_panel import AwardsPanel
from ipdesk.ui.counter.certificates.reader import PaperReader
from ipdesk.ui.counter.draft_saving import DraftSaving
from ipdesk.ui.counter.lists.pasting import RowPasting
from ipdesk.ui.counter.lists.registered import RegisteredOffer
from ipdesk.ui.counter.materials.files import CounterFiles
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine


class RowSources:
    """Stand beside the counter's panels; their buttons are those of the achievements.

    What is read, and what is not, becomes files of materials once ``attach_files`` was told where to.
    """

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        applicant: ApplicantPanel,
        achievements: AchievementsPanel,
        message: MessageLine,
        page: QWidget,
    ) -> None:
        self._desk, self._draft, self._message, self._page = desk, draft, message, page
        self.files: CounterFiles | None = None
        self.reader = PaperReader(desk, draft, applicant, achievements, message, page)
        self.pasting = RowPasting(desk, draft, achievements, message, page)
        self.registered = RegisteredOffer(desk, draft, achievements, message)

    def attach_files(self, awards: AwardsPanel, saving: DraftSaving) -> None:
        """Let files be attached to the materials that the awards need."""
        self.files = CounterFiles(
            self._desk, self._draft, awards, saving, self.reader, self._message, self._page
        )
