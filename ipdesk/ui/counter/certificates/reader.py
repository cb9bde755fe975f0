"""Takes certificates at the counter: chosen, dropped or pasted; fills in what is agreed, with one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.parsing.names.pasted_licence import Licence
from ipdesk.models.recognition.document_form import FOLDER, DocumentForm, document_forms
from ipdesk.models.recognition.proposals import PaperProposal, filled, propose
from ipdesk.rules.source.findings import PackError
from ipdesk.ui.applications.materials.attaching import NewFile, files_at, files_in
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.certificates.read_files import ReadFile, named, read_files, shown_lines, unread_lines
from ipdesk.ui.counter.certificates.watched_folder import WatchedFolder
from ipdesk.ui.counter.lists.on_file import on_file_texts, texts_of
from ipdesk.ui.counter.lists.row_filling import RowFilling, counter_rows, head_button
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.preferences import CERTIFICATES, Preferences, documents_folder
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.widgets import MessageLine
from ipdesk.ui.widgets.fields.paper_files import paper_files

if TYPE_CHECKING:
    from ipdesk.ui.counter.certificates.dialog import CertificatesDialog, OfferedPaper

_ABOUT = "certificates"
_LICENCE = ("identity", "name", "legal_representative", "address")  # as Licence has them


class PaperReader(QObject):
    """Stands beside the counter; ``button`` chooses files.

    ``taken`` carries the files that are materials of rows, ``leftOver`` those in which no paper was known and
    that are to be materials all the same.
    """

    taken = Signal(object)
    leftOver = Signal(object)

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        applicant: ApplicantPanel,
        achievements: AchievementsPanel,
        message: MessageLine,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk, self._draft, self._message, self._page = desk, draft, message, page
        self._applicant, self._achievements = applicant, achievements
        self.button = head_button(_tr("读证书…"), "folder", "Alt+R")
        self.dialog: CertificatesDialog | None = None
        self._folder = documents_folder()
        self._preferences: Preferences | None = None
        self._job: Job | None = None
        self._reading: tuple[Path, ...] = ()
        self._filling = RowFilling(draft, achievements)
        self.watched = WatchedFolder(self)
        achievements.add_head(self.button)
        self._listen()

    def _listen(self) -> None:
        self.button.clicked.connect(self.choose)
        self.watched.arrived.connect(self._tell_arrived)
        for told in (self._draft.fileChanged, self._draft.loaded):
            told.connect(self._offer)
        self._draft.loaded.connect(self._stop)  # another file lies there: what is being read is not its own
        self._page.setAcceptDrops(True)
        self._page.installEventFilter(self)

    def use(self, preferences: Preferences) -> None:
        """Watch the folder that this computer remembers; it is read again whenever the counter is shown."""
        self._preferences = preferences
        self._watch()

    def _watch(self) -> None:
        remembered = self._preferences.text(CERTIFICATES) if self._preferences is not None else ""
        wanted = Path(remembered) if remembered else None
        if wanted != self.watched.folder():
            self.watched.watch(wanted)

    def _tell_arrived(self, paths: Sequence[Path]) -> None:
        """Offer what came; nothing is read before somebody wants it."""
        if self._draft.read_only():
            return
        said = _tr("证书文件夹新来：{names}").format(names=named([path.name for path in paths]))
        read = lambda: self.take(self.watched.take())  # noqa: E731
        self._message.say(said, (_tr("读证书"), read), icon="info", about=_ABOUT)

    def _offer(self) -> None:
        self.button.setVisible(not self._draft.read_only())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped on the counter, or pasted, also over a field."""
        if event.type() == QEvent.Type.Show:
            self._watch()
        if self._draft.read_only():
            return False
        if isinstance(event, QDragEnterEvent | QDropEvent):
            return self._dropped(event)
        pasted = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        return pasted and self._pasted(QGuiApplication.clipboard().mimeData(), event.type())

    def _pasted(self, data: QMimeData | None, event: QEvent.Type) -> bool:
        """Take files of the clipboard, or a picture alone: cells of a worksheet bring one with their text."""
        paths = paper_files(data)
        alone = data is not None and data.hasImage() and not data.hasText()
        pictures = files_in(data) if alone and not paths else []
        if event == QEvent.Type.KeyPress:
            self.take(paths)
            if pictures:
                self.leftOver.emit(pictures)
        return bool(paths or pictures)

    def _dropped(self, event: QDragEnterEvent | QDropEvent) -> bool:
        paths = paper_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.take(paths)
        return bool(paths)

    # --- files ---

    def choose(self) -> None:
        """Ask for files, where the last ones lay."""
        kinds = _tr("证书：PDF 和照片 (*.pdf *.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileNames(self._page, _tr("选证书"), self._folder, kinds)
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.take([Path(one) for one in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files behind the window, those with them that are being read, then show what is in them."""
        forms = self._forms() if paths else ()
        if not forms:
            return
        wanted = tuple(dict.fromkeys((*self._reading, *paths)))
        self._stop()
        self._reading = wanted
        today, done = self._desk.today(), while_alive(self, self._show)
        work = lambda job: tuple(read_files(wanted, forms, today, job))  # noqa: E731
        self._job = self._desk.tasks.start(Lane.LONG, work, done, self._desk.error_handler(self, self._fail))
        self._job.progressed.connect(self._tell_progress)
        self._tell_progress(0, len(wanted))

    def _fail(self, error: DeskError) -> None:
        self._stop()
        self._message.say(error.message)

    def _tell_progress(self, done: int, total: int) -> None:
        if self._job is None:  # stopped, while this was on its way
            return
        words = _tr("正在读第 {number} 个文件，共 {total} 个……").format(number=done + 1, total=total)
        self._message.say(words, (_tr("停止"), self._stop), icon="clock", about=_ABOUT)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._reading = None, ()
        self._message.clear(_ABOUT)

    def _forms(self) -> tuple[DocumentForm, ...]:
        """Return what papers look like, those of the office among them; none, told, where one has a fault."""
        try:
            return document_forms(self._desk.data_dir / FOLDER if self._desk.data_dir is not None else None)
        except PackError as error:
            self._message.say("\n".join(map(str, error.findings)), about=_ABOUT)
            return ()

    # --- what is in them ---

    def _show(self, files: Sequence[ReadFile]) -> None:
        self._stop()
        unread, unknown = unread_lines(files), [one.path for one in files if not one.papers]
        if papers := self._offered(files):
            self._ask(papers, unread)
        if unknown:
            attach = lambda: self.leftOver.emit(files_at(unknown))  # noqa: E731
            self._message.say(shown_lines(unread), (_tr("附为材料"), attach), about=_ABOUT)
        if papers and self.watched.waiting:  # it came meanwhile
            self._tell_arrived(self.watched.waiting)

    def _ask(self, papers: Sequence[OfferedPaper], unread: Sequence[str]) -> None:
        from ipdesk.ui.counter.certificates.dialog import CertificatesDialog

        words, nobody = self._draft.policy.vocabulary, self._draft.applicant is None
        nobody = nobody and not self._applicant.filling_in()
        dialog = CertificatesDialog(papers, unread, words, self._page, nobody)
        self.dialog = dialog
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._take_in(dialog)
        self.dialog = None
        dialog.deleteLater()

    def _offered(self, files: Sequence[ReadFile]) -> tuple[OfferedPaper, ...]:
        from ipdesk.ui.counter.certificates.dialog import OfferedPaper

        read = [(file, paper) for file in files for paper in file.papers]
        proposed = propose([paper for _, paper in read], counter_rows(self._draft))
        proposals = self._with_what_is_on_file(proposed)
        places = [raw.id for raw in self._draft.rows]
        offered = list[OfferedPaper]()
        for (file, _), one in zip(read, proposals, strict=True):
            if one.new:
                places.append(one.row)
            offered.append(OfferedPaper(file.name, file.content, one, self._target(one, places)))
        return tuple(offered)

    def _target(self, one: PaperProposal, places: Sequence[str]) -> str:
        """Say which row a paper fills."""
        if not one.paper.form.kind:
            return _tr("申请人")
        if not one.row:
            return ""
        kind = self._draft.policy.vocabulary.kinds[one.paper.form.kind].name
        words = _tr("第 {place} 项　{kind}（新增）") if one.new else _tr("第 {place} 项　{kind}")
        return words.format(place=places.index(one.row) + 1, kind=kind)

    def _with_what_is_on_file(self, proposals: Sequence[PaperProposal]) -> list[PaperProposal]:
        """Say at once of a thing that is on file already who has it and what was paid."""
        told = on_file_texts(self._desk, self._draft, (item for one in proposals for item in one.items))
        return [
            replace(one, remarks=(*one.remarks, *texts_of(told, one.paper.form.kind, one.items)))
            for one in proposals
        ]

    # --- filling in ---

    def _take_in(self, dialog: CertificatesDialog) -> None:
        before = tuple(self._draft.rows)
        after = filled(before, [paper.proposal for paper in dialog.papers], dialog.ticks)
        filled_in = self._filling.put(after, _tr("已照证书填入 {count} 项成果"))
        self.taken.emit(self._files_of(dialog))
        if dialog.applicant is not None:
            self._seat(dialog.papers[dialog.applicant].proposal)
        else:
            self._filling.go_on(filled_in)

    def _files_of(self, dialog: CertificatesDialog) -> list[NewFile]:
        """Return each file once for each material that it is, of the rows that are there now."""
        rows, found = {raw.id for raw in self._draft.rows}, dict[tuple[str, str, str], NewFile]()
        for place, paper in enumerate(dialog.papers):
            form = paper.proposal.paper.form
            row = paper.proposal.row if form.kind else ""
            is_there = row in rows if form.kind else place == dialog.applicant
            if form.material and is_there:
                read = partial(bytes, paper.content)
                found[(paper.file, row, form.material)] = NewFile(paper.file, read, (row, form.material))
        return list(found.values())

    def _seat(self, proposal: PaperProposal) -> None:
        """Look for whom a licence is of; whoever is not found is registered with what it says."""
        said = {one.fact: one.value for one in proposal.proposals}
        licence = Licence(*(said.get(fact, "") for fact in _LICENCE))
        self._applicant.search()
        self._applicant.finder.box.take_licence(licence)
        self._applicant.enter()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaperReader", text)
