"""Where the decision is otherwise than proposed, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.applications.heard_finding import stated_on
from ipdesk.models.parsing.cited_rules import basis_fault
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.records import ApplicationDetail, DecisionForm
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.models.workflow import Step
from ipdesk.ui import theme
from ipdesk.ui.desk.quoted_checks import QuotedChecks
from ipdesk.ui.widgets import ChoiceField, Field, LineField, Text
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.fields.entries import entry

MOST = 4


class StatedView(QWidget):
    """What the applicant stated of a finding, whether that is taken, and why; hidden without it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gist, self.why = LineField(), LineField()
        self.outcome = ChoiceField([(one.value, one.label) for one in ViewOutcome])
        self._fields = (
            Field(self.tr("申请人陈述的主要内容"), self.gist),
            Field(self.tr("是否采纳"), self.outcome),
            Field(self.tr("采纳或者不采纳的理由"), self.why),
        )
        self._box = column_in(self)
        for field in self._fields:
            self._box.addWidget(field)
        for edit in (self.gist, self.why):
            edit.textEdited.connect(lambda _: self.edited.emit())
        self.outcome.changed.connect(self._ask_why)
        theme.follow(self.restyle)
        self.hide()

    def restyle(self) -> None:
        """Take the measures in force."""
        self._box.setSpacing(theme.grid(1))

    def _ask_why(self, outcome: str) -> None:
        """Ask for a reason where the applicant disputes something."""
        self._fields[-1].setVisible(outcome != ViewOutcome.AGREED)
        self.edited.emit()

    def begin(self, draft: DecisionForm | None, detail: ApplicationDetail | None) -> None:
        """Ask for it where the applicant handed something in; show what was typed before."""
        self.setVisible(detail is not None and stated_on(detail) is not None)
        self.gist.setText(draft.view_gist if draft else "")
        self.outcome.set_key(draft.view_outcome if draft else "")
        self.why.setText(draft.view_why if draft else "")
        self._fields[-1].setVisible(self.outcome.key() != ViewOutcome.AGREED)
        for field in self._fields:
            field.set_error("")

    def stated(self) -> WeighedView | None:
        """Return what was typed, None where nothing is asked."""
        if self.isHidden():
            return None
        outcome = ViewOutcome(self.outcome.key()) if self.outcome.key() else None
        why = self.why.text().strip() if outcome is not ViewOutcome.AGREED else ""
        return WeighedView(self.gist.text().strip(), outcome, why)

    def pairs(self) -> tuple[tuple[Field, QWidget], ...]:
        """Return the fields that are asked, with their inputs."""
        asked = (field for field in self._fields if not field.isHidden())
        return () if self.isHidden() else tuple((field, field.editor) for field in asked)

    def mark_problem(self) -> bool:
        """Mark what is still to be filled in; say whether anything is."""
        for field, edit in self.pairs():
            field.set_error("" if str(entry(edit) or "").strip() else self.tr("申请人陈述了意见，要填写"))
        return any(field.error() for field, _ in self.pairs())


class DeparturePart(QWidget):
    """Names the lines and asks for one reason; not there where nothing differs. ``edited`` tells typing."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[str, ...] = ()
        self._proposed = ["", ""]  # what was put into the two reasons, until somebody types another
        self._asked = ""  # what else a reason was asked for, when the decision was refused
        self.head, self.lines = Text("", "strong"), Text("", "sub")
        self.reason = LineField()
        self.field = Field(self.tr("与拟资助不同的理由"), self.reason)
        self.unpublished = LineField()
        self.unpublished_field = Field(self.tr("不重新公示的理由"), self.unpublished)
        self._published, self.view = False, StatedView()
        self.quoted = QuotedChecks((), self.reason, self)
        self.quoted.show()
        self.quoted_field = Field(self.tr("补充核查"), self.quoted, optional=True)
        self._lay_out()
        for edit in (self.reason, self.unpublished):
            edit.textEdited.connect(lambda _: self._tell())
        self.view.edited.connect(self._tell)
        theme.follow(self.restyle)
        self.hide()

    def _lay_out(self) -> None:
        self._box = column_in(self)
        self.lines.setWordWrap(True)
        for widget in (
            self.head,
            self.lines,
            self.quoted_field,
            self.field,
            self.view,
            self.unpublished_field,
        ):
            self._box.addWidget(widget)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._box.setSpacing(theme.grid(1))

    def _tell(self) -> None:
        for field in (self.field, self.unpublished_field):
            field.set_error("")
        self.edited.emit()

    def show_lines(self, sentences: Sequence[str]) -> None:
        """Name the lines that are granted otherwise than proposed."""
        self._told = tuple(sentences)
        self.setVisible(bool(sentences or self._asked))
        self.field.setVisible(bool(sentences))
        self.quoted_field.setVisible(bool(sentences) and self.quoted.has_some())
        self.unpublished_field.setVisible(bool(self._asked) or (bool(sentences) and self._published))
        differs = self.tr("有 {count} 处与拟资助金额不同").format(count=len(sentences))
        self.head.setText(differs if sentences else self.tr("与公示的不同，不重新公示的要写理由"))
        shown = [*([self._asked] if self._asked else ()), *sentences[:MOST]]
        if len(sentences) > MOST:
            shown.append(self.tr("……共 {count} 处").format(count=len(sentences)))
        self.lines.setText("\n".join(shown))

    def propose(self, reason: str, minutes: str) -> None:
        """Begin with what was written once: why a line is lowered, and by which minutes; typed ones stay.

        ``reason`` is that of a line granted less than proposed, ``minutes`` the number that stands there.
        """
        self._fill(0, self.reason, reason)
        self.propose_by(minutes)

    def propose_by(self, minutes: str) -> None:
        """Have the reason serve for what is not published anew, too, with the minutes that it rests on."""
        given = "" if self.unpublished_field.isHidden() else self.text()
        if given and minutes and basis_fault(given, ""):
            given = self.tr("{minutes}：{reason}").format(minutes=minutes, reason=given)
        self._fill(1, self.unpublished, given)

    def _fill(self, at: int, edit: LineField, text: str) -> None:
        free = edit.text() in ("", self._proposed[at]) and not edit.hasFocus() and not edit.isReadOnly()
        if free:
            self._proposed[at] = text
            edit.setText(text)

    def ask(self, sentence: str) -> None:
        """Ask for a reason, with a sentence that says what for; it stays until another file is shown."""
        self._asked = sentence
        self.show_lines(self._told)
        self.go_to()

    def text(self) -> str:
        """Return the reason as it stands."""
        return self.reason.text().strip()

    def unpublished_text(self) -> str:
        """Return why what differs is not published anew, as it stands; "" where that is not asked."""
        return "" if self.unpublished_field.isHidden() else self.unpublished.text().strip()

    def begin(self, draft: DecisionForm | None, detail: ApplicationDetail) -> None:
        """Show the reasons that were typed before for an application, and offer its look-ups."""
        self.quoted.offer(detail.checks)
        self.view.begin(draft, detail)
        self._show(draft, published=detail.application.state is Step.PUBLISH.target)

    def clear(self) -> None:
        """Show nothing: no application is in hand."""
        self.quoted.offer(())
        self.view.begin(None, None)
        self._show(None, published=False)

    def _show(self, draft: DecisionForm | None, *, published: bool) -> None:
        self._asked, self._published, self._proposed = "", published, ["", ""]
        self.reason.setText(draft.departure_reason if draft else "")
        self.unpublished.setText(draft.unpublished_reason if draft else "")
        for field in (self.field, self.unpublished_field):
            field.set_error("")

    def mark_problem(self) -> bool:
        """Mark a reason that is missing or says nothing; say whether one is."""
        if self.isHidden():
            return False
        other = self.tr("与拟资助金额不同的，要写理由")
        self._mark(self.field, self.text(), other, self.tr("理由"))
        anew = self.tr("与公示不同、不重新公示的，要写理由")
        named = self.tr("不重新公示的理由")
        self._mark(self.unpublished_field, self.unpublished_text(), anew, named)
        if not self.unpublished_field.error() and (text := self.unpublished_text()):
            self.unpublished_field.set_error(basis_fault(text, named))
        return self.view.mark_problem() or bool(self.field.error() or self.unpublished_field.error())

    @staticmethod
    def _mark(field: Field, text: str, missing: str, name: str) -> None:
        said = reason_fault(text, name) if text else missing
        field.set_error("" if field.isHidden() else said)

    def go_to(self) -> None:
        """Put the focus on the first reason that is missing, or else on the first that is asked."""
        fields = ((self.field, self.reason), *self.view.pairs(), (self.unpublished_field, self.unpublished))
        shown = [(field, edit) for field, edit in fields if not field.isHidden()]
        lacking = [edit for field, edit in shown if field.error() or not str(entry(edit) or "").strip()]
        edit = next(iter((*lacking, *(edit for _, edit in shown))), self.reason)
        if isinstance(edit, LineField):
            edit.reveal()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, locked: bool) -> None:
        """Let the reasons be typed, or only read."""
        for edit in (self.reason, self.unpublished):
            edit.setReadOnly(locked)
        self.view.setEnabled(not locked)
