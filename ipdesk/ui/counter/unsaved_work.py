"""What is on the counter and in no database, and what was put aside: all of it is kept in the rescue file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from PySide6.QtCore import QObject

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import ApplicantRecord, particulars_of
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.load_application import open_application
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.desk.autosave import Autosave
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue.unsaved import Unsaved, unsaved_of
from ipdesk.ui.widgets.days import saved_moment

SECTION = "counter"


class UnsavedWork(QObject):
    """Watches the counter. ``aside`` is what waits to be taken back, the oldest first."""

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, autosave: Autosave, panel: ApplicantPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._autosave, self._panel = desk, draft, autosave, panel
        self.aside: list[Unsaved] = []
        self._unreadable: list[object] = []  # of another version of the program, perhaps: left for that one
        self._was_unsafe = False
        self._at_once = False  # also what the database will take in a moment
        self._fetch()
        desk.rescue.watch(SECTION, self._everything)
        for told in (draft.edited, panel.edited):
            told.connect(desk.rescue.note)
        panel.registering.connect(lambda _: desk.rescue.note())
        autosave.changed.connect(self._follow_saving)

    def _fetch(self) -> None:
        for found in self._desk.rescue.found(SECTION):
            try:
                self.aside.append(unsaved_of(found))  # type: ignore[arg-type]
            except (KeyError, TypeError, ValueError, AttributeError):
                self._unreadable.append(found)

    def _follow_saving(self) -> None:
        """Write at once what the database does not take: it has been waiting for a while by now."""
        unsafe = self._autosave.unsafe()
        if unsafe and not self._was_unsafe:
            self._desk.rescue.hurry()
        elif not unsafe:
            self._at_once = self._at_once and self._autosave.dirty()
            self._desk.rescue.note()
        self._was_unsafe = unsafe

    # --- what there is ---

    def needed(self) -> bool:
        """Say whether something on the counter is in no database."""
        unsafe = self._autosave.dirty() if self._at_once else self._autosave.unsafe()
        return self._panel.typing() or unsafe

    def keep_at_once(self) -> bool:
        """Write down everything that is in no database this moment; say whether all of it is safe."""
        self._at_once = True
        return self._desk.rescue.keep_now()

    def saved_sentence(self) -> str:
        """Say what of the counter's content is safe; saves the rest where it can."""
        safe = self.keep_at_once()
        if not self.needed() and not self.aside:
            at = self._autosave.state.at
            saved = self.tr("受理页的草稿已保存（{time}）。")
            return saved.format(time=saved_moment(at, self._desk.today())) if at is not None else ""
        if safe:
            return self.tr("受理页填写的内容已另存，下次启动时找回。")
        return self.tr("受理页填写的内容还在屏幕上，没有另存成，请先按 Ctrl+S 保存。")

    def present(self) -> Unsaved:
        """Return everything on the counter."""
        draft, panel = self._draft, self._panel
        form, changes = panel.unfinished() or (None, None)
        applicant = draft.applicant
        return Unsaved(
            policy=draft.policy.id,
            **asdict(draft.particulars),
            applicant=applicant.id if applicant else None,
            name=applicant.name if applicant else "",
            application=draft.file.id,
            number=draft.file.number,
            revision=draft.file.revision,
            saved=not self._autosave.dirty(),
            rows=tuple(draft.rows),
            form=form,
            changes=changes,
            cancelled=not self.needed(),
        )

    def _everything(self) -> Iterator[object]:
        yield from self._unreadable
        for one in self.aside:
            yield one.plain()
        cancelled = self._panel.unfinished() is not None
        if (self.needed() or cancelled) and (present := self.present()) not in self.aside:
            yield present.plain()

    # --- putting aside and taking back ---

    def put_aside(self) -> bool:
        """Keep what is on the counter and in no database for later; say whether all of it is safe."""
        if not self.needed():
            return True
        self.aside.append(self.present())
        if self._desk.rescue.keep_now():
            return True
        self.aside.pop()
        return False

    def forget(self, unsaved: Unsaved) -> None:
        """Throw away what was put aside."""
        if unsaved in self.aside:
            self.aside.remove(unsaved)
        self._desk.rescue.note()

    def forget_registered(self, applicant: ApplicantRecord) -> bool:
        """Throw away forms put aside of somebody new who is registered by now; say whether there was one."""
        over = [one for one in self.aside if one.registers(applicant)]
        for one in over:
            self.forget(one)
        return bool(over)

    def lay_out(self, unsaved: Unsaved) -> None:
        """Put on the counter, in place of what is there, what was put aside."""
        if not (unsaved.saved and self._opened(unsaved)):
            self._load(unsaved)
        if unsaved.form is not None:
            self._panel.reopen(unsaved.form, unsaved.changes)
        self.forget(unsaved)

    def _opened(self, unsaved: Unsaved) -> bool:
        """Open the application in which the rows were saved; say whether it is still there."""
        if unsaved.application is None:
            return False
        try:
            self._autosave.begin(open_application(self._desk, self._draft, unsaved.application))
        except DeskError:
            return False
        return True

    def _load(self, unsaved: Unsaved) -> None:
        policy, file = self._policy_and_file(unsaved)
        self._draft.load(file, self._applicant(unsaved), policy, particulars_of(unsaved), unsaved.rows)
        self._autosave.begin()
        self._draft.edited.emit()

    def _policy_and_file(self, unsaved: Unsaved) -> tuple[Policy, SavedApplication]:
        """Return the policy, and the file to save in; where the policy is gone, another one and a new file.

        The rows are worth keeping, and the draft that they were typed in must not change its policy unseen.
        """
        try:
            policy = self._desk.policy(unsaved.policy)
        except DeskError:
            return self._draft.policy, SavedApplication()
        return policy, SavedApplication(unsaved.application, unsaved.number, unsaved.revision)

    def _applicant(self, unsaved: Unsaved) -> ApplicantRecord | None:
        if unsaved.applicant is None:
            return None
        try:
            return self._desk.read(queries.applicant, unsaved.applicant)
        except DeskError:
            return None  # the rows are worth keeping all the same
