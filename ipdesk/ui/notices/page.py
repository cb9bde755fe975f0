"""The page 公示: a list put together, printed, shown; objections; the end with its report."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.documents.letters.issue import issued_together, stored_pdfs
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.notices.inquiry import INQUIRY
from ipdesk.models import queries
from ipdesk.models.applications.notice_articles import notice_name
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.public_notices.period import not_over
from ipdesk.models.records import (
    ApplicationRow,
    Inquiry,
    LetterRow,
    LineToPublish,
    NoticeDetails,
    ObjectionState,
    PublicNotice,
)
from ipdesk.models.services.notice_lines import lines_to_publish
from ipdesk.models.workflow import Step
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import (
    AskAbout,
    Destination,
    OpenObjections,
    Origin,
    PublishApplications,
)
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.letters.letter_selection import note_seen, sources_of
from ipdesk.ui.letters.pdf_output import AskPrinter, PdfOutput, system_dialog
from ipdesk.ui.letters.preview import Preview
from ipdesk.ui.notices.foot import NoticesBar
from ipdesk.ui.notices.lists import INQUIRIES, NOTICES, WAITING, NoticeLists
from ipdesk.ui.notices.load import NoticeFile, notice_file
from ipdesk.ui.notices.objections import ObjectionsPanel
from ipdesk.ui.notices.usual import policies_cited, usual_basis, usual_title
from ipdesk.ui.notices.work import NoticeWork
from ipdesk.ui.widgets import MessageLine
from ipdesk.ui.widgets.money import fen_text

_OF_PAGE = (Kind.APPLICATION, Kind.APPLICANT, Kind.NOTICE, Kind.INQUIRY, Kind.OFFICE)


class NoticesPage(Page):
    """Put a list together (F9 publishes it), deal with objections, close; ask other offices before."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, ask_printer: AskPrinter = system_dialog
    ) -> None:
        super().__init__(parent)
        self._desk, self._latest, self._reading = desk, LatestRequest(desk, self), LatestRequest(desk, self)
        self._sources = sources_of(desk)
        self.file: NoticeFile | None = None
        self.notice: PublicNotice | None = None
        self._wanted: tuple[int, int] | None = None  # list and record, shown with the next reading
        self.lists, self.preview, self.objections = NoticeLists(), Preview(desk), ObjectionsPanel(desk.today)
        self.message, self.foot = MessageLine(), NoticesBar()
        self.output = PdfOutput(desk, self, ask_printer)
        self.work = NoticeWork(self, self, desk)
        self._outer, self._row, self._right = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._listen()
        self.set_head(self.tr("公示"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._outer.addWidget(self.message)
        self._outer.addLayout(self._row, 1)
        self._row.addWidget(self.lists, 1)
        self._row.addLayout(self._right, 1)
        self._right.addWidget(self.objections)
        self._right.addWidget(self.preview, 1)
        self.objections.hide()

    def _listen(self) -> None:
        self.lists.moved.connect(self.show_chosen)
        self.lists.taken.connect(self.foot.forget_news)
        self.foot.follow(self.objections.table)
        self.objections.moved.connect(self._offer)
        self.objections.wanted.connect(self.work.answer)
        self.output.told.connect(self.foot.tell)
        self.preview.seen.connect(self._note_seen)
        foot, work = self.foot, self.work
        for button, act in (
            (foot.publish, work.publish), (foot.inquire, work.inquire), (foot.record, work.record),
            (foot.correct, work.correct), (foot.answer, work.answer), (foot.end, work.close),
            (foot.export, work.export),
            (foot.report, work.print_report), (foot.print, work.print), (foot.note_answer, work.note_answer),
        ):  # fmt: skip
            button.clicked.connect(act)
        self._guard(foot)
        self._desk.permissionsChanged.connect(self._offer)
        self._desk.changed.connect(self._refresh_for)

    def _guard(self, foot: NoticesBar) -> None:
        permissions = (
            (Step.PUBLISH, foot.publish), (Step.PUBLISH, foot.end),
            (Step.OBJECT, foot.record), (Step.OBJECT, foot.correct),
            (Step.DISMISS_OBJECTION, foot.answer), (Step.REVIEW, foot.inquire),
            (Step.REVIEW, foot.note_answer),
        )  # fmt: skip
        for step, button in permissions:
            self._desk.guard(step.permission, button)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._outer, self._row, self._right):
            layout.setSpacing(gap)
        self.objections.setMaximumHeight(theme.grid(54))

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self.foot

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the list."""
        self.refresh()
        self.lists.tables[self.lists.place()].setFocus()

    def begin_day(self) -> None:
        """Say anew how long notices run."""
        self.refresh()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Have applications in hand to be published, or the notice of one that was objected to."""
        match destination:
            case PublishApplications(applications):
                self.lists.choose(WAITING)
                self._latest.ask(notice_file, done=lambda file: self._show_ticked(file, applications))
            case AskAbout(applications):
                self.lists.choose(INQUIRIES)
                self._latest.ask(notice_file, done=lambda file: self._ask_about(file, applications))
            case OpenObjections(application):
                self._latest.ask(queries.notice_of, application, done=self._go_to_notice)
            case _:
                super().show_destination(destination, origin)

    def _show_ticked(self, file: NoticeFile | None, applications: tuple[int, ...]) -> None:
        self._show(file)
        self.lists.tick_only(applications)

    def _ask_about(self, file: NoticeFile | None, applications: tuple[int, ...]) -> None:
        self._show(file)
        self.work.ask_about(applications)

    def _go_to_notice(self, notice: PublicNotice | None) -> None:
        if notice is not None:
            self._wanted = (NOTICES, notice.id)
        self.refresh()

    # --- refreshing ---

    def _refresh_for(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_OF_PAGE):
            self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        self._latest.ask(notice_file, done=self._show)

    def go_to(self, place: int, record: int) -> None:
        """Stand on a record of a list once it is read anew."""
        self._wanted = (place, record)
        self.refresh()

    def _show(self, file: NoticeFile | None) -> None:
        if file is None:
            return
        self.file = file
        self.lists.show_file(file, self._desk.today())
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.lists.go_to(*wanted)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show what is in hand: the list as it would be published, a notice, an inquiry."""
        place = self.lists.place()
        self.objections.setVisible(place == NOTICES)
        self._show_head()
        item = self.lists.at(place)
        if place == WAITING:
            self._show_draft()
        elif item is None:
            self.notice = None
            self.objections.show_notice(None)
            self.preview.clear(self.tr("选中一份，这里是它印出来的样子"))
        elif place == NOTICES:
            self._reading.ask(queries.public_notice, item.id, done=self._show_notice)
        else:
            self._show_letter(self._letter_of_inquiry(item.id), INQUIRY.kind.id)
        self._offer()

    def _show_head(self) -> None:
        chosen = self.lists.chosen()
        said = self.tr("待公示 {count} 件　已选 {chosen} 件　合计 {sum} 元").format(
            count=len(self.lists.models[WAITING].items),
            chosen=len(chosen),
            sum=fen_text(sum(item.amount or 0 for item in chosen)),
        )
        if self.file is not None and self.file.anew:
            said += self.tr("　另有 {count} 件异议成立，先退回重新拟定").format(count=self.file.anew)
        self.set_head(self.tr("公示"), "", said if self.lists.place() == WAITING else "")

    def _show_draft(self) -> None:
        file, chosen = self.file, tuple(item.id for item in self.lists.chosen())
        if file is None or not chosen:
            self.preview.clear(self.tr("勾选要公示的申请件，这里是名单印出来的样子"))
            return
        details, papers = self.details(), self.papers()
        read = self._desk.store.read
        self.preview.show_letter(
            lambda: papers.preview(
                details,
                self.read_lines(chosen),
                file.days,
                read(queries.earlier_notices, chosen),
                looked_up=read(queries.all_looked_up, chosen),
            )
        )

    def read_lines(self, applications: tuple[int, ...]) -> tuple[LineToPublish, ...]:
        """Read what applications would publish; on a worker. Raises DeskError."""
        return lines_to_publish(self._desk.store.read(queries.candidates, applications), self._desk.policies)

    def details(self) -> NoticeDetails:
        """Return with what a notice of the chosen applications begins."""
        assert self.file is not None, "read by then"
        rows = self._rows(item.id for item in self.lists.chosen())
        basis = usual_basis(rows, self._desk.policy, self._notice_of)
        anew = self._desk.read(queries.all_published_before, tuple(row.id for row in rows))
        return self.file.details(usual_title(rows, anew=anew), basis, self._desk.store.moment())

    def _notice_of(self, call: int) -> str:
        return notice_name(self._desk.read(queries.call_of, call))

    def policies_of(self, applications: Iterable[int]) -> tuple[str, ...]:
        """Return the policies of applications as letters cite them."""
        rows = self._desk.read(queries.application_rows, tuple(applications))
        return policies_cited(rows, self._desk.policy)

    def _rows(self, applications: Iterable[int]) -> list[ApplicationRow]:
        chosen = set(applications)
        return [row for row in (self.file.waiting if self.file else ()) if row.id in chosen]

    def papers(self) -> NoticePapers:
        """Return what makes the papers of today."""
        assert self.file is not None, "read by then"
        return NoticePapers(self.file.office, self._desk.today(), self._sources.templates)

    def _show_notice(self, notice: PublicNotice) -> None:
        self.notice = notice
        self.objections.show_notice(notice, self.file.replies if self.file else None)
        self._show_letter(notice.letter)
        self._offer()

    def _letter_of_inquiry(self, inquiry: int) -> int:
        found = self.file.inquiries if self.file else ()
        return next(one.letter for one in found if one.id == inquiry)

    def _show_letter(self, letter: int, kind: str = "") -> None:
        self.preview.show_letter(lambda: stored_pdfs(self._sources, (letter,))[0], kind)

    def _note_seen(self) -> None:
        """Have it written down that the numbers of an inquiry are in sight; of all else none stands whole."""
        if (inquiry := self.inquiry_in_hand()) is not None:
            self._desk.views.saw(Kind.LETTER, (inquiry.letter,), INQUIRY.kind.shows)

    def _offer(self) -> None:
        """Let the buttons be pressed that can do something now."""
        foot, notice, objection = self.foot, self.notice, self.objections.current()
        chosen, place = bool(self.lists.chosen()), self.lists.place()
        runs = notice is not None and notice.closed_on is None
        foot.show_place(place)
        foot.publish.enable(chosen, self.tr("先勾选要公示的申请件"))
        foot.inquire.enable(chosen, self.tr("先勾选申请件"))
        early = notice is not None and notice.details.period.begins > self._desk.today()
        foot.record.enable(
            runs and not early, self.tr("公示还没有开始") if early else self.tr("公示已经结束")
        )
        is_open = objection is not None and objection.state is ObjectionState.OPEN
        for button in (foot.answer, foot.correct):
            button.enable(is_open, self.tr("没有待答复的异议"))
        foot.end.enable(runs, self.tr("公示已经结束"))
        foot.end.set_refusal(self._desk.refusal(Step.PUBLISH.permission) or self._not_over())
        self._offer_report(foot, there=notice is not None and notice.report is not None)
        foot.export.enable(notice is not None, self.tr("先选中一份公示"))
        inquiry = self.inquiry_in_hand()
        unanswered = inquiry is not None and inquiry.answered_on is None
        foot.note_answer.enable(unanswered, self.tr("没有待登记的复函"))
        foot.print.enable(self.lists.at(place) is not None, self.tr("先选中一份"))
        if place != WAITING:
            foot.show_due(*((foot.note_answer,) if place == INQUIRIES else (foot.answer, foot.end)))

    def _offer_report(self, foot: NoticesBar, *, there: bool) -> None:
        """Offer the report of a notice that has ended, in place of ending it."""
        at_notices = self.lists.place() == NOTICES
        foot.report.enable(there, self.tr("结束公示时才有情况说明"))
        foot.report.setVisible(at_notices and there)
        foot.end.setVisible(at_notices and not foot.report.isVisibleTo(foot))

    def _not_over(self) -> str:
        """Return why the notice in hand cannot be ended yet."""
        if self.notice is None or self.notice.closed_on is not None:
            return ""
        if waiting := sum(one.state is ObjectionState.OPEN for one in self.notice.objections):
            return self.tr("还有 {count} 件异议没有答复，答复以后再结束").format(count=waiting)
        return not_over(self.notice.last_day, self._desk.today(), self.tr("结束公示"))

    def inquiry_in_hand(self) -> Inquiry | None:
        """Return the inquiry that the keys act on, None for none."""
        item = self.lists.at(INQUIRIES)
        found = self.file.inquiries if self.file and item else ()
        return next((one for one in found if item and one.id == item.id), None)

    # --- what became of work ---

    def tell(self, error: DeskError) -> None:
        """Say why something was not done."""
        self.message.say(error.message, *self._desk.ways_out(error))

    def print_letter(self, letter: int, title: str, *further: tuple[int, str]) -> None:
        """Print a paper as it went out, read behind the window, and ``further`` ones behind it."""
        ids = (letter, *(one for one, _ in further))
        called = self.tr("、").join((title, *(name for _, name in further)))
        read = self._desk.store.read

        def made() -> tuple[bytes, list[LetterRow]]:
            pdf = issued_together(self._sources, ids, False, lambda _: None).pdf
            return pdf, [read(queries.letter, one).row for one in ids]

        failed = self._desk.error_handler(self, self.tell)
        self._reading.do(made, lambda found: self._print(*found, title=called), failed)

    def _print(self, pdf: bytes, letters: Iterable[LetterRow], *, title: str) -> None:
        if self.output.print(pdf, title):
            note_seen(self._desk.views, letters, issued=True)
        else:
            said = self.tr("没有打印；随时可以在这里打印 {title}")
            self.foot.tell(said.format(title=title), "warning")
