"""What is typed in a decision and the database does not take: rescued, and saved at the next start."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SaveDecisionDraft
from ipdesk.models.core.errors import Conflict, DeskError, NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.draft_json import decisions_of, decisions_text
from ipdesk.models.records import DecisionDraft
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.draft_saving import DraftSaving
from ipdesk.ui.desk.rescue import DECISION
from ipdesk.ui.widgets import confirm


@dataclass(frozen=True, slots=True)
class RescuedDecision:
    """The text of a decision as it was left, as ``form_text`` writes it, and when it was typed."""

    application: int
    content: str
    at: datetime.datetime

    def plain(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return {"application": self.application, "content": self.content, "at": self.at.isoformat()}

    def command(self) -> SaveDecisionDraft:
        """Make the command that stores the decision as it was typed."""
        form = decisions_of(self.content)
        typed = {field.name: getattr(form, field.name) for field in fields(form)}
        return SaveDecisionDraft(application=self.application, **typed)


def rescued_decision(found: Mapping[str, Any]) -> RescuedDecision:
    """Return what ``plain`` gave. Raises KeyError, TypeError, ValueError for anything else."""
    decisions_of(found["content"])
    return RescuedDecision(
        found["application"], found["content"], datetime.datetime.fromisoformat(found["at"])
    )


def _standing(session: Session, application: int) -> tuple[str, DecisionDraft | None]:
    """Read the number of an application and the text that it has. Raises DeskError."""
    number = queries.application_detail(session, application).application.number
    return number, queries.decision_draft(session, application)


class UnsavedDecision(QObject):
    """Keeps what the last session left; ``watch`` has it keep what is typed in this one, too."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._decision: DecisionController | None = None
        self._at_once = self._was_unsafe = False
        self._at = datetime.datetime.now().astimezone()
        self._left: list[RescuedDecision] = []
        self._unreadable: list[object] = []
        self._brought_back: set[int] = set()
        self._fetch()
        desk.rescue.watch(DECISION, self._everything)

    def watch(self, decision: DecisionController) -> None:
        """Watch the saving of decisions, once one is opened."""
        self._decision = decision
        decision.saving.changed.connect(lambda: self._follow_saving(decision.saving))
        decision.view.edited.connect(self._note_edit)
        decision.shown.connect(self._tell)

    def _fetch(self) -> None:
        for found in self._desk.rescue.found(DECISION):
            try:
                self._left.append(rescued_decision(found))  # type: ignore[arg-type]
            except (KeyError, TypeError, ValueError):
                self._unreadable.append(found)

    # --- what is kept ---

    def _note_edit(self) -> None:
        self._at = datetime.datetime.now().astimezone()
        self._desk.rescue.note()

    def _follow_saving(self, saving: DraftSaving[SaveDecisionDraft]) -> None:
        """Write at once what the database does not take: it has been waiting for a while by now."""
        unsafe = saving.unsafe()
        if unsafe and not self._was_unsafe:
            self._desk.rescue.hurry()
        elif not unsafe:
            self._at_once = self._at_once and saving.dirty()
            self._desk.rescue.note()
        self._was_unsafe = unsafe

    def keep_at_once(self) -> bool:
        """Write down everything that is in no database this moment; say whether all of it is safe."""
        self._at_once = True
        return self._desk.rescue.keep_now()

    def _everything(self) -> Iterator[object]:
        yield from self._unreadable
        for left in self._left:
            yield left.plain()
        if self._decision is None:
            return
        saving = self._decision.saving
        text = saving.text()
        if text is not None and (saving.dirty() if self._at_once else saving.unsafe()):
            content = decisions_text(text)
            yield RescuedDecision(text.application, content, self._at).plain()

    # --- at the next start ---

    def bring_back(self) -> None:
        """Save what was left, behind the window."""
        for left in self._left:
            done, failed = partial(self._save, left), partial(self._not_saved, left)
            self._desk.read_later(self, _standing, left.application, done=done, failed=failed)

    def _save(self, left: RescuedDecision, standing: tuple[str, DecisionDraft | None]) -> None:
        """Save what was left, unless another text was saved since, and the clerk prefers that."""
        number, draft = standing
        if draft is not None and draft.saved_at > left.at and not self._preferred(number):
            self._forget(left)
            return
        done, failed = partial(self._saved, left), partial(self._not_saved, left)
        self._desk.run_later(self, left.command(), done, failed)

    def _preferred(self, number: str) -> bool:
        words = self._page.tr(
            "申请件 {number} 的审定内容上次没有存上，已经找回；这之后又在另一处填写过。用哪一份？"
        )
        title, accept = self._page.tr("用找回的内容？"), self._page.tr("用找回的")
        refuse = self._page.tr("用后来填写的")
        return confirm(self._page, title, words.format(number=number), accept, refuse=refuse, danger=True)

    def _saved(self, left: RescuedDecision, _: None) -> None:
        self._brought_back.add(left.application)
        self._forget(left)
        if self._decision is not None:
            self._tell(self._decision.application())

    def _not_saved(self, left: RescuedDecision, error: DeskError) -> None:
        """Keep what was left for the next start, unless its decision has been taken by now."""
        if isinstance(error, Conflict | NotFound):
            self._forget(left)

    def _forget(self, left: RescuedDecision) -> None:
        self._left.remove(left)
        self._desk.rescue.note()

    def _tell(self, application: int) -> None:
        """Say once, where it is decided, that something was brought back."""
        if self._decision is not None and application in self._brought_back:
            self._brought_back.remove(application)
            said = self._page.tr("上次没有来得及保存的内容已经找回，请核对。")
            self._decision.view.message.say(said, icon="info")
