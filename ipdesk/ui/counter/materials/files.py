"""The files of the application on the counter: attached as they come, counted beside their materials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QMimeData, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.awards.materials import Material, file_place
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records.applications import AttachedFile
from ipdesk.ui.applications.materials.attaching import NOWHERE, FileAttaching, NewFile, Place, files_in
from ipdesk.ui.applications.materials.files_dialog import MaterialFilesDialog
from ipdesk.ui.applications.materials.places import standing
from ipdesk.ui.awards.material_view import MaterialDialog
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.awards_panel import AwardsPanel
from ipdesk.ui.counter.certificates.reader import PaperReader
from ipdesk.ui.counter.draft_saving import DraftSaving
from ipdesk.ui.counter.materials.list_files import ListFiles
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine

_ABOUT = "files"
_NOT_SAVED = 0  # in the place of an id


class CounterFiles(QObject):
    """Stands beside the counter. Files that come before the draft is saved wait until it is."""

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, awards: AwardsPanel, saving: DraftSaving,
        reader: PaperReader, message: MessageLine, page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._desk, self._draft, self._awards, self._saving = desk, draft, awards, saving
        self._message, self._page = message, page
        self._attaching = FileAttaching(desk, self)
        self._waiting: list[NewFile] = []
        self._ticked = set[Place]()  # for files that are on their way
        self._files: tuple[AttachedFile, ...] = ()
        self._list: ListFiles | None = None  # the open list of materials
        self._look_at_new = False
        self._known: int | None = None  # the application whose files are counted
        self._listen(reader)

    def _listen(self, reader: PaperReader) -> None:
        self._draft.loaded.connect(self._forget)
        self._draft.fileChanged.connect(self._renew)
        self._desk.changed.connect(self._follow)
        self._attaching.attached.connect(self._note)
        self._attaching.refused.connect(self._refuse)
        self._attaching.missed.connect(self._take_back)
        self._awards.listed.connect(self._show_list)
        self._awards.materials.filesWanted.connect(self.look)
        self._awards.materials.dropped.connect(self._take_dropped)
        reader.taken.connect(self.attach)
        reader.leftOver.connect(self._attach_to_none)

    # --- which there are ---

    def _forget(self) -> None:
        """Another application lies there: what waited was of the one before."""
        self._waiting, self._look_at_new, self._known, self._ticked = [], False, None, set()

    def _follow(self, changes: Changes) -> None:
        if self._draft.file.id in changes.ids(Kind.APPLICATION):
            self._renew()

    def _renew(self) -> None:
        application = self._draft.file.id
        if application is None:
            self._show(())
            self._known = _NOT_SAVED
            return
        self._known = application if self._known == _NOT_SAVED else self._known
        show = partial(self._show_of, application)
        self._desk.read_later(self, queries.attached_files, application, done=show)
        waiting, self._waiting = self._waiting, []
        self._begin(application, waiting)

    def _show_of(self, application: int, files: Sequence[AttachedFile]) -> None:
        if application == self._draft.file.id:
            self._show(files)

    def _show(self, files: Sequence[AttachedFile]) -> None:
        before, self._files = self._counts(), standing(files)
        if self._known == self._draft.file.id:
            self._tick({place for place in self._counts() if place not in before})
        self._known = self._draft.file.id
        self._awards.materials.show_count(len(self._files))
        if self._list is not None:
            self._list.show_counts(self._counts())

    def _tick(self, places: Collection[Place]) -> set[Place]:
        """Note that materials were received of which the first file came; return which are new."""
        fixed = self._draft.read_only()
        needed = () if fixed else self._awards.material_list()
        new = [one for one in needed if file_place(one) in places and not one.received]
        if self._list is not None and not fixed:
            self._list.receive(places)
        for material in new:
            self._awards.tick(material, True)
        return {file_place(one) for one in new}

    def _counts(self) -> Counter[Place]:
        return Counter(one.place for one in self._files)

    # --- attaching ---

    def attach(self, files: Sequence[NewFile]) -> None:
        """Attach files as soon as the draft is in the database; say what has to come before."""
        if not files:
            return
        if self._draft.file.id is not None:
            self._begin(self._draft.file.id, files)
            return
        self._waiting += files
        if self._draft.applicant is None or not self._draft.rows:
            words = _tr("{count} 个文件等着附上：先选定申请人、添加成果，草稿一保存就附上。")
            self._tell(words.format(count=len(self._waiting)), "clock")
        else:
            self._saving.save_now()

    def _begin(self, application: int, files: Sequence[NewFile]) -> None:
        """Tick what comes before it is kept: accepted meanwhile, the draft has it as received."""
        self._ticked |= self._tick({one.place for one in files})
        self._attaching.attach(application, files)

    def _take_back(self, places: Sequence[Place]) -> None:
        """Tick no more what was ticked for a file that could not be kept."""
        gone = {place for place in places if place in self._ticked and place not in self._counts()}
        if self._list is not None:
            self._list.receive(gone, received=False)
        for material in self._awards.material_list() if not self._draft.read_only() else ():
            if file_place(material) in gone:
                self._awards.tick(material, False)
        self._ticked -= gone

    def _attach_to_none(self, files: Sequence[NewFile]) -> None:
        """Attach files of which nobody knows yet what they are, and let that be said."""
        self._look_at_new = True
        self.attach(files)

    def _take_dropped(self, data: QMimeData, material: Material | None) -> None:
        files = files_in(data, file_place(material) if material is not None else NOWHERE)
        if material is None:
            self._attach_to_none(files)
        else:
            self.attach(files)

    def _note(self, places: Sequence[Place]) -> None:
        """Show what belongs to no material yet, to be put to one."""
        look, self._look_at_new = self._look_at_new and NOWHERE in places, False
        self._message.clear(_ABOUT)  # the count beside the materials tells the rest
        if look:
            self.look()

    def _refuse(self, said: str) -> None:
        self._look_at_new = False
        self._tell(said, "warning")

    def _tell(self, said: str, icon: str) -> None:
        if self._list is not None:
            self._list.message.say(said, icon=icon)
        self._message.say(said, icon=icon, about=_ABOUT)

    # --- the list, and the pages ---

    def _show_list(self, sheet: MaterialDialog) -> None:
        self._list = ListFiles(sheet, partial(self.look, sheet))
        self._list.given.connect(self.attach)
        self._list.show_counts(self._counts())
        sheet.finished.connect(self._close_list)

    def _close_list(self) -> None:
        self._list = None

    def look(self, over: QWidget | None = None) -> None:
        """Show the files page by page."""
        file = self._draft.file
        if file.id is None:
            self._tell(_tr("还没有文件：草稿保存以后，文件拖到材料上就附上。"), "info")
            return
        MaterialFilesDialog(
            self._desk, file.id, file.number, self._awards.material_list(), over or self._page,
            accepted=self._draft.read_only(),
        ).ask()  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("CounterFiles", text)
