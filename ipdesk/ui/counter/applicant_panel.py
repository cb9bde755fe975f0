"""The applicant panel: find, register or change, and then in brief."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeApplicant, RegisterApplicant
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.masking import masked_fields
from ipdesk.models.parsing.names.pasted_licence import Licence
from ipdesk.models.records import ApplicantDetails, ApplicantRecord, ReceivedTotal
from ipdesk.rules.analysis.missing_traits import trait_names_text
from ipdesk.ui.applicants.finder import ApplicantFinder
from ipdesk.ui.applicants.form import ApplicantForm
from ipdesk.ui.applicants.summary import ApplicantSummary
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue.unsaved import TypedApplicant
from ipdesk.ui.widgets import Button, MessageLine, Panel, confirm
from ipdesk.ui.widgets.base import in_tab_order

Unfinished = tuple[TypedApplicant, int | None]
"""A form that nobody has submitted, and the revision of the applicant that it changes, None for a new one."""


class ApplicantPanel(Panel):
    """Who applies.

    ``registering`` tells when the form opens and closes, ``chosen`` that somebody was put on the counter,
    ``moved`` that the file there changed hands (in words, and the id of who had it), ``edited`` that the form
    holds something else, ``wanted`` asks for the awards an applicant has received.
    """

    registering = Signal(bool)
    edited = Signal()
    chosen = Signal()
    moved = Signal(str, int)
    wanted = Signal(int)

    def __init__(self, desk: Desk, draft: ApplicationDraft, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ApplicantPanel", "申请人"), "F2", parent=parent)
        words = desk.words()
        self._desk, self._draft = desk, draft
        self._changing: ApplicantRecord | None = None
        self._opened: TypedApplicant | None = None  # the form of a change before anything was typed
        self._cancelled: Unfinished | None = None  # what Esc closed, until another part comes into sight
        self._openings = 0  # how often another part came into sight
        self._received: tuple[ReceivedTotal, ...] = ()
        self.finder = ApplicantFinder(desk, words)
        self._form: ApplicantForm | None = None
        self._columns = 1
        self.summary = ApplicantSummary(words)
        self.message = MessageLine(framed=False)
        self._make_buttons()
        self._lay_out()
        self._listen()
        self._show(self.finder)

    def _make_buttons(self) -> None:
        self.rooms = Button(self.tr("额度余额"), "quiet", shortcut="F6")
        self.traits = Button(self.tr("补登资质"), "quiet", shortcut="Alt+T")
        self.change = Button(self.tr("修改"), "quiet", shortcut="Alt+X")
        self.other = Button(self.tr("换一个"), "quiet", shortcut="Alt+H")
        self.recusal = Button(self.tr("回避"), "quiet", shortcut="Alt+B")
        self.bars = Button(self.tr("限制资助"), "quiet", shortcut="Alt+S")

    def _lay_out(self) -> None:
        for button in (self.rooms, self.traits, self.recusal, self.bars, self.change, self.other):
            self.add_head(button)
        for widget in (self.message, self.finder, self.summary):
            self.body.addWidget(widget)

    def _listen(self) -> None:
        self.finder.chosen.connect(self.choose)
        self.finder.wanted_new.connect(self.register)
        self.finder.cancelled.connect(self._go_back)
        self.change.clicked.connect(self._change)
        self.other.clicked.connect(self.search)
        self.summary.wanted.connect(self._look)
        self._draft.applicantChanged.connect(self.refresh)
        self._draft.fileChanged.connect(self._show_buttons)
        self._draft.resultChanged.connect(self._show_missing_traits)
        self._draft.policyChanged.connect(self._take_policy)
        self._desk.changed.connect(self._take_words)

    @property
    def form(self) -> ApplicantForm:
        """Return the form that registers or changes, made when it is wanted first: a third of the page."""
        if self._form is None:
            self._form = self._made_form()
        return self._form

    def _made_form(self) -> ApplicantForm:
        form = ApplicantForm(self._desk, self._desk.words())
        form.hide()
        form.set_columns(self._columns)
        form.set_policy(self._draft.policy)
        self.body.insertWidget(self.body.indexOf(self.summary), form)
        self._lead_through(form)
        form.chosen.connect(self.choose)
        form.cancelled.connect(self._cancel)
        form.submitted.connect(self._submit)
        form.doubted.connect(lambda said: self.message.say(said, about="refused"))
        form.edited.connect(lambda: self.message.clear("refused"))
        form.edited.connect(self.edited)
        return form

    def _lead_through(self, form: ApplicantForm) -> None:
        """Let Tab come to a form made later where it stands, not behind all of the window."""
        before: QWidget = self.finder.box
        for widget in in_tab_order(form):
            QWidget.setTabOrder(before, widget)
            before = widget

    def set_columns(self, columns: int) -> None:
        """Put so many fields of the form beside each other."""
        self._columns = columns
        if self._form is not None:
            self._form.set_columns(columns)

    def _take_policy(self) -> None:
        if self._form is not None:
            self._form.set_policy(self._draft.policy)

    def _take_words(self, changes: Changes) -> None:
        """Offer the traits that newer policies bring."""
        if changes.touches(Kind.POLICY):
            words = self._desk.words()
            if self._form is not None:
                self._form.set_words(words)
            self.summary.set_words(words)
            if self._draft.applicant is not None:
                self.summary.show_applicant(self._draft.applicant, self._desk.today())

    # --- which of the three is in sight ---

    def _show(self, part: QWidget) -> None:
        self._openings += 1
        self._cancelled = None
        if part is not self._form:
            self._changing = self._opened = None
        for one in (self.finder, self._form, self.summary):
            if one is not None:
                one.setVisible(one is part)
        self.message.clear()
        self._show_buttons()
        self.registering.emit(part is self._form)

    def _show_buttons(self) -> None:
        for button in (self.rooms, self.recusal, self.bars):
            button.setVisible(self.summary.isVisibleTo(self))
        known = self.summary.isVisibleTo(self) and not self._draft.read_only()
        self.change.setVisible(known)
        self.other.setVisible(known)
        self._show_missing_traits()

    def _show_missing_traits(self) -> None:
        """Say beside the name which traits the lines ask for and nobody has registered."""
        missing = self._draft.missing_traits()
        self.summary.show_missing_traits(
            [trait_names_text((either,), self._draft.policy.vocabulary) for either in missing]
        )
        self.traits.setVisible(bool(missing) and self.change.isVisibleTo(self))

    def filling_in(self) -> bool:
        """Say whether the form stands open with something in it."""
        return self._in_form() and not self.form.blank()

    def _in_form(self) -> bool:
        return self._form is not None and self._form.isVisibleTo(self)

    def changing(self) -> bool:
        """Say whether the open form changes somebody who is registered already, and differs by now."""
        return self._changing is not None and self._opened is not None and self.form.typed() != self._opened

    def _changes(self) -> int | None:
        return self._changing.revision if self._changing is not None else None

    def typing(self) -> bool:
        """Say whether a form stands open that would be lost with the window."""
        return self.registers() or self.changing()

    def unfinished(self) -> Unfinished | None:
        """Return the form that stands open, or that was cancelled and can be had back; None without one."""
        return (self.form.typed(), self._changes()) if self.typing() else self._cancelled

    def unsettled(self, then: str) -> str:
        """Say why it is not certain whose file lies on the counter, before ``then``; nothing where it is."""
        applicant, said = self._draft.applicant, ""
        if applicant is None and self._in_form():
            said = self.tr("正在登记申请人：按 Ctrl+Enter 登记，或按 Esc 取消，再{then}。")
        elif applicant is not None and self.finder.isVisibleTo(self):
            said = self.tr("正在另选申请人：按 Enter 选定，或按 Esc 返回“{name}”，再{then}。")
        elif applicant is not None and self._in_form():
            said = self.tr("申请人的资料正在填写：按 Ctrl+Enter 保存，或按 Esc 取消，再{then}。")
        return said.format(then=then, name=applicant.name if applicant is not None else "")

    def registers(self) -> bool:
        """Say whether the open form is that of somebody new, with something in it."""
        return self.filling_in() and self._changing is None

    def refresh(self) -> None:
        """Show whoever is on the counter, or the search for somebody."""
        applicant = self._draft.applicant
        if applicant is None:
            self._show(self.finder)
            self.finder.begin()
            return
        self.summary.show_applicant(applicant, self._desk.today())
        self._show(self.summary)
        self.show_received(())

    def begin_day(self) -> None:
        """Show which traits are held, and whose year it is, on another day."""
        if self._form is not None:
            self._form.begin_day()
        if self._draft.applicant is not None:
            self.summary.show_applicant(self._draft.applicant, self._desk.today())
            self.show_received(self._received)

    def show_received(self, received: tuple[ReceivedTotal, ...]) -> None:
        """Show earlier awards and applications, set apart by the policy and year of this one."""
        self._received = received
        draft = self._draft
        self.summary.show_received(received, draft.policy.id, draft.year, self._desk.today().year)

    def enter(self) -> None:
        """Go to the search, or to the first field of the open form; within the form the keyboard stays."""
        self.reached.emit()
        if self.finder.isVisibleTo(self):
            self.finder.box.setFocus()
        elif self._in_form():
            if not self.form.isAncestorOf(self.window().focusWidget() or self):
                self.form.kind.setFocus()
        else:
            (self.rooms if self._draft.read_only() else self.change).setFocus()

    # --- finding ---

    def search(self) -> None:
        """Search for another applicant; whoever was there stays until one is chosen."""
        self._show(self.finder)
        self.finder.begin(self._draft.applicant)
        self.finder.box.setFocus()

    def _go_back(self) -> None:
        """Leave the applicant who is on the counter."""
        self.refresh()
        self.enter()

    def choose(self, applicant: int) -> None:
        """Put a registered applicant on the counter; a file there changes hands only when agreed."""
        try:
            self._seat(self._desk.read(queries.applicant, applicant))
        except DeskError as error:
            self.message.say(error.message)

    def _seat(self, found: ApplicantRecord) -> None:
        before = self._draft.applicant
        if before is None or found.id == before.id:
            self._put_on_counter(found, keep=before is not None)
        elif not self._has_file():
            self._put_on_counter(found)
        elif self._agreed(before, found):
            self._put_on_counter(found)
            words = self.tr("申请人已由{before}换成{now}")
            said = words.format(before=_quoted(before.name), now=_quoted(found.name))
            self.moved.emit(said, before.id)
        else:
            self._go_back()

    def _has_file(self) -> bool:
        return bool(self._draft.rows) or self._draft.file.id is not None

    def _put_on_counter(self, found: ApplicantRecord, *, keep: bool = False) -> None:
        """Seat somebody; ``keep`` says that at most its particulars changed."""
        if found != self._draft.applicant:
            self._draft.set_applicant(found, keep=keep)
        self.refresh()
        self.chosen.emit()

    def _agreed(self, before: ApplicantRecord, now: ApplicantRecord) -> bool:
        """Ask before a file changes hands; Enter alone does not agree."""
        words = self.tr(
            "这件申请现在是{before}的，已填 {count} 项成果，更换后全部归到{now}名下。\n"
            "如果是要为后者另办一件，请先取消，再按 Ctrl+N。"
        )
        said = words.format(before=_quoted(before.name), now=_quoted(now.name), count=len(self._draft.rows))
        return confirm(self, self.tr("更换申请人？"), said, self.tr("更换"), danger=True)

    def put_back(self, applicant: int) -> None:
        """Give the file back to whom it was taken from."""
        try:
            self._put_on_counter(self._desk.read(queries.applicant, applicant))
        except DeskError as error:
            self.message.say(error.message)

    def _look(self) -> None:
        if self._draft.applicant is not None:
            self.wanted.emit(self._draft.applicant.id)

    # --- registering and changing ---

    def register(self, asked: str | Licence) -> None:
        """Open the form for a new applicant, with what was searched for; what was cancelled is kept on."""
        kept, self._changing = self._cancelled, None
        self._show(self.form)
        self.form.show_new(asked)
        self._opened = self.form.typed()
        if kept is not None and kept[1] is None:
            self._offer(self.tr("先前没有登记完的还在。"), kept)

    def _cancel(self) -> None:
        """Close the form; what was typed in it, or in one before, can be had back for now."""
        typed, changes = self.form.typed(), self._changes()
        kept = (typed, changes) if typed != self._opened else self._cancelled
        self._go_back()
        if kept is not None:
            said = self.tr("登记已取消。") if kept[1] is None else self.tr("修改已取消，没有保存。")
            self._offer(said, kept)
            self.edited.emit()

    def _offer(self, said: str, kept: Unfinished) -> None:
        """Keep what was typed, and say how it is had back."""
        self._cancelled = kept
        self.message.say(said, (self.tr("恢复刚才填写的"), lambda: self.reopen(*kept)), icon="info")

    def _change(self) -> None:
        applicant = self._draft.applicant
        if applicant is None:
            return
        self._changing = applicant
        self._show(self.form)
        self.form.submit.set_text(self.tr("保存修改"))
        self.form.show_details(applicant, exclude=applicant.id)
        fields = masked_fields(applicant, is_personal(applicant.kind, self._desk.words()))
        self._desk.views.saw(Kind.APPLICANT, (applicant.id,), fields)
        self._opened = self.form.typed()
        self.form.inputs["name"].setFocus()

    def reopen(self, typed: TypedApplicant, changes: int | None) -> None:
        """Open the form as it was typed some time before; ``changes`` is the revision that it changes.

        What somebody new was begun with meanwhile is kept in its turn.
        """
        self._cancelled = (self.form.typed(), None) if self.registers() else None
        if changes is None or self._draft.applicant is None:
            self.register("")
        else:
            self._change()
            self._changing = replace(self._draft.applicant, revision=changes)
        self.form.show_typed(typed)

    def _submit(self, details: ApplicantDetails) -> None:
        self.form.set_busy(True)
        changing, opened = self._changing, self._openings
        own = self._desk.policies.own_traits()
        if changing is None:
            registering = RegisterApplicant(details=details, own_traits=own)
            self._desk.run_later(self, registering, lambda new: self._registered(new, opened), self._failed)
            return
        command = ChangeApplicant(
            applicant=changing.id, revision=changing.revision, details=details, own_traits=own
        )
        self._desk.run_later(self, command, lambda _: self._registered(changing.id, opened), self._failed)

    def _registered(self, applicant: int, opened: int) -> None:
        self.form.set_busy(False)
        if opened == self._openings:  # or else the clerk has gone on to somebody else meanwhile
            self.choose(applicant)

    def _failed(self, error: DeskError) -> None:
        """Say what is wrong; the form stays as it was typed."""
        self.form.set_busy(False)
        if isinstance(error, InvalidInput):
            self.form.show_problems(error.problems)
            unplaced = [one.message for one in error.problems if one.field not in self.form.fields]
            if unplaced:
                self.message.say("\n".join(unplaced), about="refused")
        elif isinstance(error, Conflict) and self._changing is not None:
            self.message.say(error.message, (self.tr("放弃这里的修改，看最新的"), self._take_latest))
        else:
            self.message.say(error.message, (self.tr("再试一次"), self.form.submit.click))

    def _take_latest(self) -> None:
        """Show the applicant as somebody else has changed it meanwhile."""
        applicant = self._draft.applicant
        if applicant is not None:
            self._draft.set_applicant(self._desk.read(queries.applicant, applicant.id), keep=True)


def _quoted(name: str) -> str:
    return f"“{name}”"
