"""From where rows come to the counter besides typing: certificates that are read, tables that are pasted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.certificates.reader import PaperReader
from ipdesk.ui.counter.lists.pasting import RowPasting
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine


class RowSources:
    """Stand beside the counter's panels; their buttons are those of the achievements."""

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        applicant: ApplicantPanel,
        achievements: AchievementsPanel,
        message: MessageLine,
        page: QWidget,
    ) -> None:
        self.reader = PaperReader(desk, draft, applicant, achievements, message, page)
        self.pasting = RowPasting(desk, draft, achievements, message, page)
