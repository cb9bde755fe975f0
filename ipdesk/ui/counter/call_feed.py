"""What happens at the counter where a call was opened, changed or closed elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.policy.beginning import Beginning
from ipdesk.ui.desk.desk import Desk


class CallFeed(QObject):
    """Lets an empty counter begin by the call that is open now, and other rows be seen by what it says."""

    def __init__(self, desk: Desk, draft: ApplicationDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft, self._beginning = draft, Beginning(desk, draft.calls)
        draft.calls.changed.connect(self._follow)

    def _follow(self) -> None:
        draft = self._draft
        if draft.empty():
            policy, why = self._beginning.renewed(draft.policy, draft.why_policy)
            draft.set_policy(policy, self._beginning.after(policy, draft.particulars), why)
        elif not draft.read_only():
            draft.show_again()

    def reread(self) -> None:
        """Ask which calls there are: one may have been closed at another desk, or have ended meanwhile."""
        self._draft.calls.reread()
