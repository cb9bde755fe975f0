"""The templates' files behind the window: read as they are now, put in place, given up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import DeskError, StoreError
from ipdesk.models.services.own_templates import finish_templates, keep_template, restore_template
from ipdesk.models.store import Store
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings.templates.drafts import TemplateDraft

if TYPE_CHECKING:
    from ipdesk.documents.letters.office_templates.state import TemplateState

Answered = Callable[[], None]
Refused = Callable[[DeskError], None]


class TemplateFiles(QObject):
    """The folder of the office's templates; without one there are those of the program alone."""

    def __init__(self, desk: Desk, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._folder, self._latest = desk, folder, LatestRequest(desk, self)

    def read(self, done: Callable[[tuple[TemplateState, ...]], None]) -> None:
        """Read the templates of all papers, after what was interrupted in the folder."""
        store, folder = self._desk.store, self._folder
        self._latest.do(lambda: _read(store, folder), done, raise_error)

    def keep(self, draft: TemplateDraft, done: Answered, refused: Refused) -> None:
        """Save a text as the office's template of its kind."""
        store, folder, actor = self._desk.store, self._folder, self._desk.actor()
        check = lambda text: _refuse_faults(draft.kind, text)  # noqa: E731
        if folder is not None:
            work = lambda: keep_template(  # noqa: E731
                store, folder, actor, draft.kind, draft.text, check, draft.shown
            )
            self._do(work, done, refused)

    def restore(self, state: TemplateState, done: Answered, refused: Refused) -> None:
        """Take the office's template of a kind out of use."""
        store, folder, actor = self._desk.store, self._folder, self._desk.actor()
        if folder is not None:
            kind = state.document.kind.id
            self._do(lambda: restore_template(store, folder, actor, kind, state.sha256), done, refused)

    def _do(self, work: Callable[[], Changes], done: Answered, refused: Refused) -> None:
        def answered(changes: Changes) -> None:
            done()
            self._desk.notify(changes)

        failed = self._desk.error_handler(self, refused)
        self._desk.tasks.start(Lane.SAVING, lambda _: work(), answered, failed)


def _read(store: Store, folder: Path | None) -> tuple[TemplateState, ...]:
    from ipdesk.documents.letters.office_templates.state import EDITABLE, template_states

    if folder is not None:
        with suppress(StoreError):  # tried again at the next look; what is there can be read all the same
            finish_templates(store, folder)
    return template_states(EDITABLE.values(), folder)


def _refuse_faults(kind: str, text: str) -> None:
    from ipdesk.documents.letters.office_templates.check import refuse_faults
    from ipdesk.documents.letters.office_templates.state import EDITABLE

    refuse_faults(EDITABLE[kind], text)


def raise_error(error: Exception) -> None:
    """Hand on what nobody expected while files were read."""
    raise error
