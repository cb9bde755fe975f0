"""Bars on an applicant 限制资助: recorded, lifted, and let pass for one application."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.approvals import BAR
from ipdesk.models.applications.bars import bar_text, barring, last_day, span_text
from ipdesk.models.commands import BarApplicant, Command, LiftBar, PassBars
from ipdesk.models.commands.handlings import doing_of
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.bar_bases import bar_bases
from ipdesk.models.records import ApplicantRecord, ApprovalOrder, Bar, Handling, IssuedLetter
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.submission import Submission
from ipdesk.ui.widgets import ChoiceField, DateField, Dialog, Field, FormGrid, Text, TextField, WrappingText
from ipdesk.ui.widgets.fields.signer_field import SignerField

_NEW, _PASS = "new", "pass"
_BAR = ("kind", "reason", "basis", "since", "until")
_APPROVAL = ("approval_number", "approved_on", "approved_by")
_HALF = ("since", "until", "approval_number", "approved_on")


class BarDialog(Dialog):
    """Shows the bars on an applicant, and asks for one more, the end of one, or why an application goes on.

    ``application`` is the one that may go on in spite of them, 0 for none.
    """

    def __init__(self, desk: Desk, applicant: ApplicantRecord, application: int, parent: QWidget) -> None:
        super().__init__(_tr("限制资助　{name}").format(name=applicant.name), _tr("登记"), parent=parent)
        self._desk, self._applicant, self._application = desk, applicant.id, application
        self._asking: Submission | None = None
        self._on_paper = False  # whether a form outside the program has to have approved it
        self.bars: tuple[Bar, ...] = desk.read(queries.bars, applicant.id)
        passed = desk.read(queries.passed_bars, application)
        self._held = barring(self.bars, passed, (desk.today(),))
        self.what = ChoiceField(list(self._choices()))
        self.kind = ChoiceField([(one.id, one.reason) for one in bar_bases()])
        self.reason, self.basis = TextField(), TextField()
        self.since, self.until = DateField(desk.today), DateField(desk.today)
        self.number, self.signers = TextField(), SignerField(desk.read(queries.known_signers))
        self.signed = DateField(desk.today)
        self.submitted = False
        self._proposed: dict[TextField, str] = {}  # what the program filled in last
        self.problem, self._grid = WrappingText("", "strong"), FormGrid(2)
        self._fill()
        self._listen()
        self.what.set_key(_NEW)  # what lets a barred applicant pass is chosen, never proposed
        self.since.set_day(desk.today())
        self._show()

    def ask_for_approval(self) -> None:
        """Ask by which form outside the program a new bar was approved: no file can hold its sheet."""
        self._on_paper = True
        said = _tr("本单位先签批再办理，这里没有可以送审的申请件：按签过字的审批件登记。")
        self.body.insertWidget(0, WrappingText(said, "strong"))
        self._show()

    def submit_with(self, asking: Submission) -> None:
        """Have a new bar submitted in place of being written down; begin with what was submitted before."""
        self._asking = asking
        shown = asking.shown
        if opinion := asking.opinion():
            self.body.insertWidget(0, WrappingText(opinion, "strong"))
        self.add_sentence(asking.told())
        said = doing_of(BAR, 0, shown.text) if shown is not None else None
        if isinstance(said, BarApplicant):
            self._show_again(said)
        self._show()

    def _show_again(self, said: BarApplicant) -> None:
        self.reason.setText(said.reason)
        self.basis.setText(said.basis)
        self.since.set_day(said.since)
        self.until.set_day(said.until)

    def _listen(self) -> None:
        self.what.changed.connect(lambda _: self._show())
        self.kind.changed.connect(lambda _: self._propose())
        self.since.textEdited.connect(lambda _: self._propose_end())

    def _choices(self) -> Iterator[tuple[str, str]]:
        if self._application and self._held:
            yield _PASS, _tr("这件申请仍予办理")
        yield _NEW, _tr("登记新的限制")
        for bar in self.bars:
            if not bar.lifted_why and bar.until >= self._desk.today():
                yield str(bar.id), _tr("解除 {span} 的限制").format(span=span_text(bar))

    def _fill(self) -> None:
        for bar in self.bars:
            self.add_sentence(bar_line(bar, self._desk.today()))
        if not self.bars:
            self.body.addWidget(Text(_tr("这个申请人没有登记过限制。"), "sub"))
        self.body.addWidget(Field(_tr("办理"), self.what))
        self._fill_grid()
        self.body.addWidget(self._grid)
        self.body.addWidget(self.problem)
        self.problem.hide()

    def _fill_grid(self) -> None:
        self.fields = {
            "kind": Field(_tr("常用情形"), self.kind),
            "reason": Field(_tr("事由"), self.reason, optional=False),
            "basis": Field(_tr("依据"), self.basis, optional=False),
            "since": Field(_tr("起始日期"), self.since, optional=False),
            "until": Field(_tr("截止日期"), self.until, hint=_tr("当天仍在限制期内"), optional=False),
            "approval_number": Field(_tr("纸质审批件编号"), self.number),
            "approved_on": Field(_tr("签批日期"), self.signed),
            "approved_by": Field(_tr("签批人"), self.signers, hint=_tr("写明职务，如 黎志明（局长）")),
        }
        for name, field in self.fields.items():
            self._grid.add(field, 1 if name in _HALF else 2)

    def restyle(self) -> None:
        """Take the measures in force, with room for a whole basis."""
        super().restyle()
        self.setMinimumWidth(self.minimumWidth() * 5 // 4)

    def _show(self) -> None:
        """Ask for what belongs to what is to be done."""
        new = self.what.key() == _NEW
        for field in self.fields.values():
            field.set_error("")
        asked = _BAR if new else ("reason",)
        asked = (*asked, *_APPROVAL) if new and self._on_paper else asked
        self._grid.leave_out(one for name, one in self.fields.items() if name not in asked)
        self.fit_again()
        self._name_act(new)
        refusal = self._desk.refusal(self._permission())
        self.accept_button.set_refusal(refusal)
        for field in self.fields.values():
            field.setEnabled(not refusal)
        self._tell("")
        (self.what if refusal else self.kind if new else self.reason).setFocus()

    def _name_act(self, new: bool) -> None:
        words = _tr("事由") if new else _tr("理由")
        self.fields["reason"].label.setText(words)
        self.reason.setAccessibleName(words)
        told = self._asking.word() if self._asking is not None else _tr("登记")
        acts = {_NEW: told, _PASS: _tr("准予办理")}
        self.accept_button.set_text(acts.get(self.what.key(), _tr("解除")))

    def _permission(self) -> Permission:
        return Permission.ENTER if self.what.key() == _NEW else Permission.DECIDE

    def _propose(self) -> None:
        """Fill in what a usual case says; what somebody has typed stays."""
        found = next((one for one in bar_bases() if one.id == self.kind.key()), None)
        if found is not None:
            self._offer(self.reason, found.reason)
            self._offer(self.basis, found.basis)
            self._propose_end()

    def _propose_end(self) -> None:
        found = next((one for one in bar_bases() if one.id == self.kind.key()), None)
        since = self.since.day()
        if found is not None and since is not None:
            self._offer(self.until, last_day(since, found.years).isoformat())

    def _offer(self, editor: TextField, text: str) -> None:
        """Put a proposal into a field that is empty or still says what was proposed before."""
        if editor.text() in ("", self._proposed.get(editor, "")):
            editor.show_text(text)
            self._proposed[editor] = text

    def accept(self) -> None:
        """Have it done; the dialog stays until it is."""
        for field in self.fields.values():
            field.set_error("")
        command = self._command()
        if command is None or self.accept_button.refusal():
            return
        self.hold()
        if self._asking is not None and isinstance(command, BarApplicant):
            self._desk.run_later(self, self._asking.command(command), self._submitted, self._refused)
        else:
            self._desk.run_later(self, command, lambda _: self._done(), self._refused)

    def _submitted(self, sheet: IssuedLetter) -> None:
        asking = self._asking
        self.submitted = True
        self._done()
        if asking is not None:
            asking.done(sheet)

    def _command(self) -> Command[int] | Command[None] | None:
        if self.what.key() == _PASS:
            return PassBars(application=self._application, reason=self.reason.text())
        if self.what.key() != _NEW:
            return LiftBar(bar=int(self.what.key()), reason=self.reason.text())
        return self._bar()

    def _bar(self) -> BarApplicant | None:
        """Return the command that bars; None without both days, or what approved it, which is said."""
        since, until = self.since.day(), self.until.day()
        unsigned = not (self.number.text().strip() and self.signers.text().strip() and self.signed.day())
        if since is None or until is None or (self._on_paper and unsigned):
            self._tell_missing()
            return None
        return BarApplicant(
            applicant=self._applicant,
            reason=self.reason.text(),
            basis=self.basis.text(),
            since=since,
            until=until,
            approval_number=self.number.text(),
            approved_by=self.signers.text(),
            approved_on=self.signed.day(),
        )

    def _tell_missing(self) -> None:
        """Say of all fields at once what is missing, and go to the first."""
        signed = (
            ("approved_by", self.signers, _tr("请填写签批人。")),
            ("approved_on", self.signed, self.signed.problem() or _tr("请填写日期。")),
            ("approval_number", self.number, _tr("请填写纸质审批件的编号。")),
        )
        for name, edit, said in (
            *(signed if self._on_paper else ()),
            ("until", self.until, self.until.problem() or _tr("请填写日期。")),
            ("since", self.since, self.since.problem() or _tr("请填写日期。")),
            ("basis", self.basis, _tr("请填写依据，如 《广东省知识产权保护条例》第四十九条。")),
            ("reason", self.reason, _tr("请填写限制的事由。")),
        ):
            empty = edit.day() is None if isinstance(edit, DateField) else not edit.text().strip()
            if empty:
                self.fields[name].set_error(said)
                edit.setFocus()

    def _done(self) -> None:
        super().accept()

    def _refused(self, error: DeskError) -> None:
        problems = error.problems if isinstance(error, InvalidInput) else ()
        for problem in problems:
            self.fields[problem.field].set_error(problem.message)
        self._tell("" if problems else error.message)
        self.release()

    def _tell(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))


def bar_dialog(
    desk: Desk,
    page: QWidget,
    tell: Callable[[str], None],
    applicant: ApplicantRecord,
    application: int,
    former: Handling | None = None,
    *,
    of: int = 0,
) -> BarDialog:
    """Return the dialog, whose new bar is submitted where the office approves first.

    Its sheet lies in the file of the application, or in that which it is asked ``of`` where none may go on in
    spite of bars. Where there is none the form is asked for that approved it outside the program.
    """
    dialog, file = BarDialog(desk, applicant, application, page), of or application
    rows = desk.read(queries.application_rows, (file,)) if file else ()
    if rows and rows[0].approval_order is ApprovalOrder.FIRST:
        detail = desk.read(queries.application_detail, file)
        dialog.submit_with(Submission.of(desk, page, tell, detail, BAR, former))
    elif not rows and desk.read(queries.access_settings).approval_order is ApprovalOrder.FIRST:
        dialog.ask_for_approval()
    return dialog


def bar_line(bar: Bar, today: datetime.date) -> str:
    """Return what a bar says and how it stands, in one line."""
    if bar.lifted_why:
        how = _tr("已解除：{why}").format(why=bar.lifted_why)
    elif bar.until < today:
        how = _tr("已届满")
    else:
        how = _tr("限制中") if bar.holds_on(today) else _tr("尚未开始")
    return f"{how}　{bar_text(bar)}　{_approved(bar)}{bar.recorded_by} {bar.recorded_on.isoformat()} 登记"


def _approved(bar: Bar) -> str:
    if bar.approved_on is None:
        return ""
    words = _tr("{number} {signers} {day} 签批　")
    return words.format(number=bar.approval_number, signers=bar.approved_by, day=bar.approved_on.isoformat())


def _tr(text: str) -> str:
    return QCoreApplication.translate("BarDialog", text)
