"""The right side of the decision: the meeting, what changed since acceptance, the reasoning, the total."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.documents.text.numerals import in_words
from ipdesk.models.applications.step_checks import anew_meeting_problem, meeting_day_problem
from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.awards.guard_findings import GuardFinding
from ipdesk.models.awards.materials import Material
from ipdesk.models.parsing.reasons import KeptMinutes, check_minutes, read_minutes
from ipdesk.models.services.decision_file import DecisionFile
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.departure_part import DeparturePart
from ipdesk.ui.applications.decision.file_parts import Meeting, Offered, former_meeting, offered_meeting
from ipdesk.ui.applications.decision.groups import DecisionGroup
from ipdesk.ui.applications.decision.line_texts import computed_text, recommended_text
from ipdesk.ui.applications.decision.notice_answers import NoticeAnswers
from ipdesk.ui.applications.decision.words import DecisionWords
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.material_view import MaterialDialog, MaterialView
from ipdesk.ui.awards.notice_list import NoticeList
from ipdesk.ui.desk.minutes_fields import follow_order
from ipdesk.ui.widgets import Button, DateField, Field, FormGrid, Hairline, LineField, Panel, Text
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.scroll_area import LowPart

MOST_DIFFERENCES = 4


class OutcomePanel(Panel):
    """Meeting, answers to national notices, differences, the reasoning of the line in hand, and the total.

    ``today`` tells the day that no meeting can be after.
    """

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("审定"), "F4", flush=True, parent=parent)
        self._today = today
        self._accepted: datetime.date | None = None
        self._objected: datetime.date | None = None  # for which it is proposed anew
        self._locked, self._doubted, self._standing = False, "", ""
        self._make_fields()
        self.least, self._on_meeting, self._sum = 0, False, 0  # minutes: from how many fen on, and for what
        self.departures = DeparturePart()
        self.answers = NoticeAnswers()
        self.changes_head, self.changes = Text("", "strong"), Text("", "sub")
        self.awards = AwardList(self.tr("选中一项，这里是它的核算过程"))
        self.awards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.awards.setMinimumHeight(theme.grid(20))
        self.notices, self.materials = NoticeList(), MaterialView()
        self.total, self.words, self.note = Text("", "big"), Text("", "sub"), Text("", "sub")
        self.total_word = Text(self.tr("审定合计"), "strong")
        self.asked_for: tuple[Material, ...] = ()
        self._typed, self._foot = LowPart(), QVBoxLayout()
        self._top = self._typed.box
        self._lay_out()
        self.materials.wanted.connect(self._look_at_materials)
        self.same.clicked.connect(self._take_same)
        for field in (self.minutes, self.day, self.met, self.resolved):
            field.textChanged.connect(self._offer_same)
        theme.follow(self._restyle_parts)

    def _make_fields(self) -> None:
        self.minutes, self.day = LineField(self._like(), read_minutes), DateField(self._today)
        self.minutes_field = Field(self.tr("会议纪要编号"), self.minutes)
        self.day_field = Field(self.tr("会议日期"), self.day)
        self._former, self._kept = "", tuple[KeptMinutes, ...]()
        kept, usual = lambda: self._kept, lambda: self._former
        self._tell_order = follow_order(self.minutes, self.day, self.minutes_field, kept, usual)
        self.same = Button("", "link", shortcut="Alt+M")
        self._offered: Offered | None = None
        self.met, self.resolved = LineField(self.tr("如 局务会、党组会")), LineField()
        self.met_field = Field(self.tr("会议名称"), self.met)
        self.resolved_field = Field(self.tr("会议意见"), self.resolved)

    def _meeting_grid(self) -> FormGrid:
        grid = FormGrid(5)
        grid.add(self.minutes_field, 3)
        grid.add(self.day_field, 2)
        grid.add(self.met_field, 2)
        grid.add(self.resolved_field, 3)
        return grid

    def _lay_out(self) -> None:
        for text in (self.changes, self.words):
            text.setWordWrap(True)
        self.same.hide()
        top = (
            self._meeting_grid(),
            self.same,
            self.answers,
            self.departures,
            self.changes_head,
            self.changes,
        )
        for widget in top:
            self._top.addWidget(widget)
        self.body.addWidget(Hairline())
        self.body.addWidget(self._typed)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.awards, 1)
        for part in (self.notices, self.materials, Hairline()):
            self.body.addWidget(part)
        self._foot.addLayout(self._total_line())
        self._foot.addWidget(self.words)
        self.body.addLayout(self._foot)

    def _total_line(self) -> QHBoxLayout:
        row, left = QHBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.total_word)
        left.addWidget(self.note)
        row.addLayout(left, 1)
        row.addWidget(self.total)
        row.addWidget(Text(self.tr("元"), "sub"), 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the answers to notices their share of the new height."""
        super().resizeEvent(event)
        self.answers.fit(self.height())

    def _restyle_parts(self) -> None:
        measures = theme.density()
        self._top.setContentsMargins(measures.pad, theme.grid(3), measures.pad, theme.grid(2))
        self._top.setSpacing(theme.grid(1))
        self._foot.setContentsMargins(measures.pad, theme.grid(2), measures.pad, theme.grid(3))
        self._foot.setSpacing(theme.grid(1))

    # --- what is shown ---

    def clear(self) -> None:
        """Take everything off that belongs to one application: meeting, answers, notices, total."""
        self.set_meeting(Meeting())
        self.departures.show_lines(())
        self.departures.clear()
        self.answers.set_texts({})
        self.show_notices(())
        self.notices.show_remarks(())
        self.show_materials(())
        self.changes.hide()
        for text in (self.changes_head, self.total, self.words, self.note):
            text.setText("")
        self.show_line(None)

    def show_line(self, group: DecisionGroup | None) -> None:
        """Show the reasoning of the line in hand; its trace opens by Enter."""
        self.awards.set_lines((group.view,) if group else ())

    def show_total(self, sheet: DecisionSheet, waiting: int) -> None:
        """Show the total in figures and words, and how many lines still wait."""
        self._sum, self._on_meeting = sheet.total(), sheet.rests_on_meeting()
        self.tell_wanted()
        self.total.setText(fen_text(sheet.total()))
        self.words.setText(self._words(sheet, waiting))
        self.note.setText(self._note(sheet, waiting))

    def _words(self, sheet: DecisionSheet, waiting: int) -> str:
        if not sheet.total() and not waiting:
            later = self.tr("没有予以资助的事项，审定后下达不予资助决定书。")
            return self.tr("没有予以资助的事项。") if sheet.proposing else later
        return self.tr("大写：人民币{words}").format(words=in_words(sheet.total()))

    def _note(self, sheet: DecisionSheet, waiting: int) -> str:
        if waiting:
            return self.tr("另有 {count} 项待核定").format(count=waiting)
        if sheet.detail.upper_answer is not None:
            return recommended_text(sheet.detail)
        if sheet.detail.proposal is not None:
            return self.tr("拟资助 {sum} 元").format(sum=fen_text(sheet.detail.proposal.total))
        return computed_text(sheet)

    def show_differences(self, found: Sequence[str], *, proposed: bool) -> None:
        """Say what the evaluation says otherwise than at acceptance, or when proposed, line by line."""
        since = self.tr("提出拟资助时") if proposed else self.tr("受理时")
        self.changes.setVisible(bool(found))
        if not found:
            self.changes_head.setText(self.tr("按现有历史重新核算，与{since}一致").format(since=since))
            return
        self.changes_head.setText(
            self.tr("按现有历史重新核算，有 {count} 处与{since}不同").format(count=len(found), since=since)
        )
        lines = list(found[:MOST_DIFFERENCES])
        if len(found) > MOST_DIFFERENCES:
            lines.append(self.tr("……共 {count} 处，见各项的核算过程").format(count=len(found)))
        self.changes.setText("\n".join(lines))

    def show_departures(self, sentences: Sequence[str], sheet: DecisionSheet) -> None:
        """Name what is granted otherwise than proposed; the reason of such a line serves for all of it."""
        self.departures.show_lines(sentences)
        if sentences and not self._locked:
            reasons = (sheet.typed((one.achievement, one.rule)).reason for one in sheet.departures())
            self.departures.propose(next(filter(None, map(str.strip, reasons)), ""), self.meeting().number)

    def show_standing(self) -> None:
        """Say that the decision has been taken and is not computed any more."""
        self.changes.hide()
        self.changes_head.setText(self._standing)

    def show_notices(self, found: Sequence[GuardFinding]) -> None:
        """Show what national rules point out; Enter goes from the meeting through the answers."""
        self.answers.show_found(found)
        before: QWidget = self.resolved
        for editor in self.answers.editors():
            self.setTabOrder(before, editor)
            before = editor

    def show_materials(self, materials: tuple[Material, ...]) -> None:
        """Show what was received at acceptance, and what was not."""
        self.asked_for = materials
        self.materials.show_materials(materials, fixed=True)

    def _look_at_materials(self) -> None:
        look = MaterialDialog(self.asked_for, fixed=True, parent=self)
        look.exec()
        look.deleteLater()

    # --- the meeting ---

    def set_meeting(self, meeting: Meeting, file: DecisionFile | None = None) -> None:
        """Show a meeting as typed; none is before the acceptance, or the objection that was upheld."""
        detail = file.detail if file else None
        self._accepted = detail.application.accepted_on if detail else None
        self._objected = detail.objected_on if detail else None
        self._offered = offered_meeting(file, self._today()) if file else None
        self.same.set_text(self._offered.word if self._offered else "")
        self._former = former_meeting(detail) if detail and not meeting.number else ""
        self._kept = file.meetings if file else ()
        self._tell_order()
        self._show_meeting(meeting)
        self._offer_same()
        self.check_meeting()

    def _offer_same(self) -> None:
        """Offer a meeting as long as no other is typed: it would take that one's place."""
        typed = (self.minutes.text(), self.day.text(), self.met.text(), self.resolved.text())
        self.same.setVisible(self._offered is not None and not any(typed))

    def _take_same(self) -> None:
        """Take the meeting that is offered, as if it was typed."""
        if self._offered is not None:
            self._show_meeting(self._offered.meeting)
            self.same.hide()
            self.minutes.textEdited.emit(self.minutes.text())
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_meeting(self, meeting: Meeting) -> None:
        self.minutes.setText(meeting.number)
        self.day.show_text(meeting.day)
        self.met.setText(meeting.body)
        self.resolved.setText(meeting.text)
        self.resolved.setCursorPosition(0)

    def ask_for_resolution(self, asked: bool) -> None:
        """Ask which body met and what it resolved, where the office proposes before it decides."""
        for field in (self.met_field, self.resolved_field):
            field.setVisible(asked)

    def name_step(self, words: DecisionWords) -> None:
        """Name panel and total by the step that is taken here."""
        self.title.setText(words.title)
        self.total_word.setText(words.total)
        self._standing = words.standing
        self.minutes_field.label.setText(words.number)
        self.day_field.label.setText(words.day)

    def _like(self) -> str:
        return self.tr("如 局务会纪要〔{year}〕8号").format(year=self._today().year)

    def begin_day(self) -> None:
        """Take the day that has begun as the last on which the meeting can have been."""
        self.minutes.setPlaceholderText(self._like())
        if self.day.day() is not None:
            self.day_field.set_error("" if self._locked else self._wrong_day())

    def check_meeting(self) -> None:
        """Mark a day on which it cannot have been; take all other marks at the meeting back."""
        self.departures.propose_by(self.minutes.text().strip())
        self.minutes_field.set_error("")
        self.day_field.set_error("" if self._locked else self._wrong_day())

    def _wrong_day(self) -> str:
        day = self.day.day()
        if day is None:
            return ""
        wrong = meeting_day_problem(day, self._accepted, self._today())
        return wrong or anew_meeting_problem(day, self._objected)

    def mark_problems(self) -> Callable[[], None] | None:
        """Mark all that is missing or wrong here; return what goes to the first of it, None for nothing."""
        self.check_meeting()
        self._mark_minutes()
        if self._wants_minutes() and not self.day.text().strip():
            self.day_field.set_error(self.tr("填写会议日期"))
        unanswered, unexplained = self.answers.mark_problems(), self.departures.mark_problem()
        for field, editor in ((self.minutes_field, self.minutes), (self.day_field, self.day)):
            editor.reveal()
            if field.error():
                return partial(editor.setFocus, Qt.FocusReason.OtherFocusReason)
        if unanswered is not None:
            return partial(self.answers.go_to, unanswered)
        return self.departures.go_to if unexplained else None

    def tell_wanted(self) -> None:
        """Mark number and day of the meeting where the step is refused without them."""
        mark = self.tr("必填") if self._wants_minutes() and not self._locked else ""
        for field in (self.minutes_field, self.day_field):
            field.set_mark(mark)

    def _wants_minutes(self) -> bool:
        """Say whether minutes are needed: for this sum, for an amount that rests on them, or once begun."""
        return self._sum >= self.least or self._on_meeting or any(self.meeting())

    def _mark_minutes(self) -> None:
        """Mark a number that is missing or none; one that only looks odd stands once it was asked about."""
        number, checked = self.minutes.text().strip(), check_minutes(self.minutes.text())
        if not number:
            wanted = self.tr("填写会议纪要编号，再按 F9") if self._wants_minutes() else ""
            self.minutes_field.set_error(wanted)
        elif checked.problem and number != self._doubted:
            again = self.tr("通常{like}；确认无误的，再按一次 F9").format(like=self._like())
            self.minutes_field.set_error(again if checked.confirmable else checked.problem)
            self._doubted = number if checked.confirmable else ""

    def meeting(self) -> Meeting:
        """Return the meeting as it stands in the inputs."""
        said = (self.minutes.text(), self.day.typed(), self.met.text(), self.resolved.text())
        return Meeting(*(text.strip() for text in said))

    def lock(self, locked: bool) -> None:
        """Let the meeting be typed, or only read."""
        if locked is not self._locked:
            self._locked = locked
            self.check_meeting()
            self.tell_wanted()
        self.answers.lock(locked)
        self.departures.lock(locked)
        self.same.setEnabled(not locked)
        for edit in (self.minutes, self.day, self.met, self.resolved):
            edit.setReadOnly(locked)
