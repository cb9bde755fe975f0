"""What happens at the counter where a call was opened, changed or closed elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.ui.counter.application_draft import ApplicationDraft


class CallFeed(QObject):
    """Lets an empty counter begin by the call that is open now, and other rows be seen by what it says."""

    def __init__(self, draft: ApplicationDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft
        draft.calls.changed.connect(self._follow)

    def _follow(self) -> None:
        draft = self._draft
        if draft.empty():
            policy, why = draft.beginning.renewed(draft.policy, draft.why_policy)
            draft.set_policy(policy, draft.beginning.after(policy, draft.particulars), why)
        elif not draft.read_only():
            draft.show_again()

    def reread(self) -> None:
        """Ask which calls there are: one may have been closed at another desk, or have ended meanwhile."""
        self._draft.calls.reread()
