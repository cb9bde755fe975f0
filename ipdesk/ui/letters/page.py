"""The page 文书: letters to be issued and those that went out, each as it lies on the table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.issue import issued_together, preview_pdf, stored_pdfs
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, IssueLetters, OpenLetter, Origin
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.letters.after_issuing import forget_next, tell_issued, tell_opened
from ipdesk.ui.letters.foot import LettersBar
from ipdesk.ui.letters.issue_job import IssueReport, issue_each
from ipdesk.ui.letters.issue_question import (
    approval_text,
    gist_text,
    number_to_come,
    question,
    with_approvals,
)
from ipdesk.ui.letters.letter_selection import LetterSelection, note_seen, print_title, requests, sources_of
from ipdesk.ui.letters.lists import ISSUED, WAITING, LetterLists
from ipdesk.ui.letters.load import LetterFile, letter_file
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from ipdesk.ui.letters.pdf_output import AskPrinter, PdfOutput, system_dialog
from ipdesk.ui.letters.preview import Preview
from ipdesk.ui.letters.reissuing import Reissuing
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.letters.voiding import Voiding
from ipdesk.ui.letters.words import take_words
from ipdesk.ui.shell.clock_watch import confirm_dated
from ipdesk.ui.widgets import MessageLine

if TYPE_CHECKING:
    from ipdesk.documents.letters.issued.reprint import Reprint


class LettersPage(Page):
    """Issue, print, reprint and keep letters."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, ask_printer: AskPrinter = system_dialog
    ) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._sources = sources_of(desk)
        self._file: LetterFile | None = None
        self._wanted: OpenLetter | IssueLetters | None = None  # shown with the next lists that are read
        self._issuing: Job | None = None
        self._pdfs = PdfJobs(desk, self)
        self._shown: tuple[object, ...] = ()
        self.lists, self.preview, self.message = LetterLists(desk.today), Preview(desk), MessageLine()
        self.output, self.foot = PdfOutput(desk, self, ask_printer), LettersBar()
        self.voiding = Voiding(desk, self.lists, self.foot, self)
        self.reissuing = Reissuing(desk, self.lists, self.output)
        self._outer, self._row = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        self._listen()
        self.set_head(self.tr("文书"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._outer.addWidget(self.message)
        self._outer.addLayout(self._row, 1)
        self._row.addWidget(self.lists, 1)
        self._row.addWidget(self.preview, 1)

    def _listen(self) -> None:
        self.lists.moved.connect(self._show_chosen)
        self.lists.taken.connect(self._forget_news)
        self.lists.searched.connect(lambda _: self.refresh())
        self.lists.form.dated.connect(lambda _: self.refresh())
        self.preview.ready.connect(self._offer)
        self.preview.seen.connect(lambda: self._note_seen(filter(None, [self.lists.current()])))
        self.preview.refused.connect(lambda _: self._offer())
        self._listen_to_foot()
        self._listen_to_output()
        self._desk.changed.connect(self._refresh_for)
        self._desk.permissionsChanged.connect(self._offer)

    def _listen_to_foot(self) -> None:
        self.foot.primary.clicked.connect(self.act)
        self.foot.save.clicked.connect(self.save)
        self.foot.read.clicked.connect(self.read_in_system)
        self.foot.words.clicked.connect(lambda: take_words(self._chosen(), self._pdfs, self.output))
        self.foot.stopped.connect(self.stop)

    def _listen_to_output(self) -> None:
        self.output.told.connect(self.foot.tell)
        self.output.progressed.connect(self._show_printing)
        self.output.finished.connect(self._end_printing)
        self._pdfs.progressed.connect(self._show_making)
        self._pdfs.ended.connect(self._end_making)
        self._pdfs.refused.connect(self._tell_refusal)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(gap, gap, gap, gap)
        self._outer.setSpacing(gap)
        self._row.setSpacing(gap)

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self.foot

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the list; a template may have been changed meanwhile."""
        self._shown = ()
        self.lists.arrive()
        self.lists.form.begin_day()
        self.refresh()
        self.lists.table().setFocus()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Show a letter, or have letters in hand to be issued."""
        match destination:
            case OpenLetter():
                self._want(destination)
                tell_opened(self._desk, self.message, destination.letter, destination.answered)
            case IssueLetters():
                self._want(destination)
                self.lists.choose(WAITING)
            case _:
                super().show_destination(destination, origin)
        self.refresh()

    def _want(self, destination: OpenLetter | IssueLetters) -> None:
        """Go there with the next reading, which nothing narrows: what is shown is what is printed."""
        self._wanted = destination
        self.lists.show_all()
        self._forget_news()

    def _forget_news(self) -> None:
        """Take back what was said of another paper."""
        self.foot.forget_news()
        forget_next(self.message)

    # --- refreshing ---

    def _refresh_for(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE):
            self.message.clear("setting")
        if changes.touches(Kind.APPLICATION, Kind.APPLICANT, Kind.LETTER, Kind.OFFICE):
            self._shown = ()
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        text, day = self.lists.search.text().strip(), self.lists.form.day.day() or self._desk.today()
        self._latest.ask(letter_file, text, day, self.lists.kinds.issued.key(), done=self._show)

    def _show(self, file: LetterFile) -> None:
        self._file = file
        self.lists.show_file(file)
        self._go_to_wanted(file)
        self._show_chosen()

    def _go_to_wanted(self, file: LetterFile) -> None:
        wanted, self._wanted = self._wanted, None
        match wanted:
            case OpenLetter(letter):
                self.lists.go_to(ISSUED, letter)
            case IssueLetters():
                for application in wanted.applications:
                    self._take_in_hand(file, application, wanted)

    def _take_in_hand(self, file: LetterFile, application: int, wanted: IssueLetters) -> None:
        """Stand on the letter of an application, waiting or issued; tick it where it is one of several."""
        several = len(wanted.applications) > 1
        kind = file.kind_for(application, wanted.kind, self.lists.kinds.waiting.key())
        issued = file.issued_for(application, wanted.kind)
        if kind != wanted.kind if wanted.kind else issued and not file.is_due(kind):
            kind = ""  # it has that one already, or nothing that it still has to get
        if kind:
            self.lists.kinds.waiting.set_key(kind)
        if wanted.kind and not issued:
            self.lists.kinds.waiting.set_key(wanted.kind)
        for record in (application,) if kind else issued:
            place = WAITING if kind else ISSUED
            if several:
                self.lists.models[place].check(record)
            self.lists.go_to(place, record)

    # --- what is in hand ---

    def _show_chosen(self) -> None:
        issued, chosen = self.lists.place() == ISSUED, self.lists.chosen()
        act = self.tr("打印") if issued else self._act()
        self.foot.show_chosen(chosen, bool(self.lists.model().checked()), act)
        self.lists.form.show_chosen(() if issued else chosen)
        self._show_head()
        self._show_preview()
        self._offer()

    def _show_head(self) -> None:
        if said := self.lists.waiting_text():
            self.set_head(self.tr("文书"), "", said)

    def _show_preview(self) -> None:
        item, day = self.lists.current(), self.lists.form.day.day()
        wanted = (self.lists.place(), item.kind if item else "", item.id if item else 0, day, self._file)
        if wanted == self._shown:
            return
        self._shown = wanted
        if item is None:
            self.preview.clear(self.tr("选中一份，这里是它印出来的样子"))
        elif self.lists.place() == ISSUED:
            number = item.id
            self.preview.show_letter(lambda: stored_pdfs(self._sources, (number,))[0], item.kind)
        elif day is None:
            self.preview.clear(self.tr("先填写成文日期"))
        else:
            [request] = requests([item], day)
            self.preview.show_letter(lambda: preview_pdf(self._sources, request), item.kind)

    def _offer(self) -> None:
        """Let the buttons be pressed that can do something now."""
        chosen, there = self.lists.chosen(), bool(self.preview.pdf())
        why = self._why_not(chosen)
        self.foot.offer(bool(chosen) and not why, there, why)

    def _why_not(self, chosen: Sequence[Item]) -> str:
        if not chosen:
            return ""
        if self.lists.place() == WAITING and len(chosen) > 1 and self.lists.form.typed():
            return self.tr("手填文号时逐份下达")
        if len(chosen) == 1 and self.preview.error():
            return self.tr("这份不能印，原因见预览")
        return self._desk.refusal(Permission.ISSUE) if self.lists.place() == WAITING else ""

    # --- issuing ---

    def act(self) -> None:
        """Issue and print what waits, or print again what went out."""
        if self.lists.place() == ISSUED:
            self.reprint()
        else:
            self.issue()

    def issue(self) -> None:
        """Issue what is chosen, then print it."""
        chosen, form = self.lists.chosen(), self.lists.form
        self.begin_day()
        day = form.day.day()
        if not chosen or form.problem() or day is None or not self._agreed(chosen, day):
            return
        wanted = with_approvals(self._desk, requests(chosen, day, form.typed_number()))
        work = partial(issue_each, sources=self._sources, requests=wanted, actor=self._desk.actor())
        self.message.clear()
        self.foot.set_busy(True)
        show = self.foot.show_progress
        self._issuing = self._desk.tasks.start(Lane.LONG, work, self._issued, self._broken_off, show)

    def _agreed(self, chosen: Sequence[Item], day: datetime.date) -> bool:
        number = number_to_come(self._desk, self.lists.waiting(), self.lists.form.typed_number(), day)
        said = question(chosen, self._verb(), number, day)
        for beside in filter(None, (gist_text(self._desk, chosen), approval_text(self._desk, chosen))):
            said = f"{said}\n{beside}"
        return confirm_dated(self._desk, self, f"{self._act()}？", said, self._act())

    def _act(self) -> str:
        return self.tr("{verb}并打印").format(verb=self._verb())

    def _verb(self) -> str:
        """Return what is done by issuing what waits: a step of the workflow, or nothing but a paper."""
        waits = self.lists.waiting()
        no_step = waits is not None and waits.document.kind.step is None
        return self.tr("印发") if no_step else self.tr("下达")

    def _show_printing(self, done: int, total: int) -> None:
        self.foot.set_busy(True)
        self.foot.show_pages(done, total)

    def _end_printing(self) -> None:
        self.foot.set_busy(False)
        self._show_chosen()

    def begin_day(self) -> None:
        """Date letters with the day that has begun."""
        self.lists.form.begin_day()

    def under_way(self) -> str:
        """Say what closing would cut short."""
        if not self.foot.busy():
            return ""
        return self.tr("文书正在办理，现在关闭会停下。已下达的随时可以重印，没有办的还在“待下达”里。")

    def stop(self) -> None:
        """Issue and print no further letter."""
        self.output.stop()
        if self._pdfs.stop():
            self.foot.tell(self.tr("已停止，没有打印"), "warning")
        if self._issuing is not None:
            self._issuing.stop()

    def _broken_off(self, error: Exception) -> None:
        self._issuing = None
        self._end_printing()
        raise error

    def _issued(self, report: IssueReport) -> None:
        letters = report.values
        self._issuing = None
        self.foot.set_busy(False)
        if letters:
            self.lists.form.forget_number()
            self._want(OpenLetter(next((one.id for one in letters if one.number), letters[0].id)))
        tell_issued(self._desk, self.message, report, self.lists.names())
        self.lists.models[WAITING].check_none()
        self._desk.notify(report.changes)
        if letters:
            self._print_issued(report)
        else:
            self.foot.tell(self.tr("没有下达，原因见上方"), "warning")
            self.refresh()  # another desk may have issued it meanwhile

    def _tell_refusal(self, error: DeskError | DocumentError) -> None:
        self.message.say(error.message, *self._desk.ways_out(error), about="setting" if error.setting else "")

    def _print_issued(self, report: IssueReport) -> None:
        letters = tuple(letter.id for letter in report.values)
        kinds = {row.unit.document.kind.id for row in report.done}
        title = print_title(kinds, [letter.number for letter in report.values])
        both_sides = self.foot.both_sides.isChecked()
        put_together = partial(issued_together, self._sources, letters, both_sides)
        self._pdfs.start(put_together, lambda paper: self._print(paper, title, both_sides), len(letters))

    # --- letters that are there ---

    def _chosen(self) -> LetterSelection:
        day = None if self.lists.place() == ISSUED else self.lists.form.day.day()
        self._note_seen(self.lists.chosen())
        return LetterSelection(self._sources, self.lists.chosen(), day)

    def _note_seen(self, items: Iterable[Item]) -> None:
        note_seen(self._desk.views, items, issued=self.lists.place() == ISSUED)

    def _show_making(self, done: int, total: int) -> None:
        self.foot.set_busy(True)
        self.foot.show_gathering(done, total)

    def _end_making(self) -> None:
        self.foot.set_state("")
        self._end_printing()

    def reprint(self) -> None:
        """Print what is chosen exactly as it went out."""
        chosen, both_sides = self._chosen(), self.foot.both_sides.isChecked()
        put_together = partial(chosen.together, both_sides)
        done = lambda paper: self._print(paper, chosen.title(), both_sides)  # noqa: E731
        self._pdfs.start(put_together, done, len(chosen.items))

    def _print(self, paper: Reprint, title: str, both_sides: bool) -> None:
        """Print what was made for paper of one or both sides, whatever the switch says by now."""
        if not self.output.print(paper.pdf, title, both_sides):
            said = self.tr("没有打印；随时可以在“已印发”里打印 {title}")
            self.foot.tell(said.format(title=title), "warning")
        elif paper.stored:
            words = self.tr("其中 {count} 份附有图片，或者字体、模板、程序与印发时不同，已按存档的原件打印。")
            self.message.say(words.format(count=paper.stored), icon="info")

    def read_in_system(self) -> None:
        """Open what is chosen in the system's reader."""
        chosen = self._chosen()
        names = chosen.names()
        self._pdfs.start(
            lambda tell: chosen.together(False, tell),
            lambda paper: self.output.open_in_reader(paper.pdf, chosen.title() if names[1:] else names[0]),
            len(names),
        )

    def save(self) -> None:
        """Save what is chosen: one file where one is asked for, or one each in a folder."""
        chosen = self._chosen()
        names = chosen.names()

        def save(pdfs: tuple[bytes, ...]) -> None:
            if len(names) == 1:
                self.output.ask_and_save(pdfs[0], names[0])
            else:
                self.output.ask_and_save_each(tuple(zip(names, pdfs, strict=True)))

        self._pdfs.start(chosen.pdfs, save, len(names))
