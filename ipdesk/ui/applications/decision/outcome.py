"""The right side of the decision: the meeting, what changed since acceptance, the reasoning, the total."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.documents.text.numerals import in_words
from ipdesk.models.applications.step_checks import meeting_day_problem
from ipdesk.models.awards.decision_draft import DecisionSheet, Pair
from ipdesk.models.awards.guard_findings import GuardFinding
from ipdesk.models.awards.materials import Material
from ipdesk.models.core.errors import Difference
from ipdesk.models.parsing.reasons import check_minutes, read_minutes
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.groups import DecisionGroup
from ipdesk.ui.applications.decision.notice_answers import NoticeAnswers
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.material_view import MaterialDialog, MaterialView
from ipdesk.ui.awards.notice_list import NoticeList
from ipdesk.ui.widgets import DateField, Field, FormGrid, Hairline, LineField, Panel, Text
from ipdesk.ui.widgets.money import fen_text

MOST_DIFFERENCES = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutcomePanel", text)


class OutcomePanel(Panel):
    """Meeting, answers to national notices, differences, the reasoning of the line in hand, and the total.

    ``today`` tells the day that no meeting can be after.
    """

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("审定"), "F4", flush=True, parent=parent)
        self._today = today
        self.minutes, self.day = LineField(self._like(), read_minutes), DateField(today)
        self._accepted: datetime.date | None = None
        self._locked, self._doubted = False, ""
        self.minutes_field = Field(self.tr("会议纪要编号"), self.minutes)
        self.day_field = Field(self.tr("会议日期"), self.day)
        self.answers = NoticeAnswers()
        self.changes_head, self.changes = Text("", "strong"), Text("", "sub")
        self.awards = AwardList(self.tr("选中一项，这里是它的核算过程"))
        self.notices, self.materials = NoticeList(), MaterialView()
        self.total, self.words, self.note = Text("", "big"), Text("", "sub"), Text("", "sub")
        self.asked_for: tuple[Material, ...] = ()
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.materials.wanted.connect(self._look_at_materials)
        theme.follow(self._restyle_parts)

    def _lay_out(self) -> None:
        grid = FormGrid(5)
        grid.add(self.minutes_field, 3)
        grid.add(self.day_field, 2)
        for text in (self.changes, self.words):
            text.setWordWrap(True)
        for widget in (grid, self.answers, self.changes_head, self.changes):
            self._top.addWidget(widget)
        self.body.addWidget(Hairline())
        self.body.addLayout(self._top)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.awards, 1)
        self.body.addWidget(self.notices)
        self.body.addWidget(self.materials)
        self.body.addWidget(Hairline())
        self._foot.addLayout(self._total_line())
        self._foot.addWidget(self.words)
        self.body.addLayout(self._foot)

    def _total_line(self) -> QHBoxLayout:
        row, left = QHBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(Text(self.tr("审定合计"), "strong"))
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
        self.set_meeting("", "", None)
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
        self.total.setText(fen_text(sheet.total()))
        self.words.setText(self._words(sheet, waiting))
        self.note.setText(self._note(sheet, waiting))

    def _words(self, sheet: DecisionSheet, waiting: int) -> str:
        if not sheet.total() and not waiting:
            return self.tr("没有予以资助的事项，审定后下达不予资助决定书。")
        return self.tr("大写：人民币{words}").format(words=in_words(sheet.total()))

    def _note(self, sheet: DecisionSheet, waiting: int) -> str:
        if waiting:
            return self.tr("另有 {count} 项待核定").format(count=waiting)
        computed = fen_text(sum(kept.line.amount for kept in sheet.detail.lines))
        words = self.tr("核算 {sum} 元") if sheet.decided_already() else self.tr("受理时核算 {sum} 元")
        return words.format(sum=computed)

    def show_differences(self, found: Sequence[str]) -> None:
        """Say what the evaluation says otherwise than at acceptance, line by line."""
        self.changes.setVisible(bool(found))
        if not found:
            self.changes_head.setText(self.tr("按现有历史重新核算，与受理时一致"))
            return
        self.changes_head.setText(
            self.tr("按现有历史重新核算，有 {count} 处与受理时不同").format(count=len(found))
        )
        lines = list(found[:MOST_DIFFERENCES])
        if len(found) > MOST_DIFFERENCES:
            lines.append(self.tr("……共 {count} 处，见各项的核算过程").format(count=len(found)))
        self.changes.setText("\n".join(lines))

    def show_standing(self) -> None:
        """Say that the decision has been taken and is not computed any more."""
        self.changes.hide()
        self.changes_head.setText(self.tr("审定时的结果，不随以后的变化而变"))

    def show_notices(self, found: Sequence[GuardFinding]) -> None:
        """Show what national rules point out; Enter goes from the meeting through the answers."""
        self.answers.show_found(found)
        before: QWidget = self.day
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

    def set_meeting(self, number: str, day: str, accepted: datetime.date | None) -> None:
        """Show number and day of the minutes as typed; no meeting is before the day of acceptance."""
        self._accepted = accepted
        self.minutes.setText(number)
        self.day.show_text(day)
        self.check_meeting()

    def _like(self) -> str:
        return self.tr("如 局务会纪要〔{year}〕8号").format(year=self._today().year)

    def begin_day(self) -> None:
        """Take the day that has begun as the last on which the meeting can have been."""
        self.minutes.setPlaceholderText(self._like())
        if self.day.day() is not None:
            self.day_field.set_error("" if self._locked else self._wrong_day())

    def check_meeting(self) -> None:
        """Mark a day on which it cannot have been; take all other marks at the meeting back."""
        self.minutes_field.set_error("")
        self.day_field.set_error("" if self._locked else self._wrong_day())

    def _wrong_day(self) -> str:
        day = self.day.day()
        return "" if day is None else meeting_day_problem(day, self._accepted, self._today())

    def mark_problems(self) -> Callable[[], None] | None:
        """Mark all that is missing or wrong here; return what goes to the first of it, None for nothing."""
        self.check_meeting()
        self._mark_minutes()
        if not self.day.text().strip():
            self.day_field.set_error(self.tr("填写会议日期"))
        unanswered = self.answers.mark_problems()
        for field, editor in ((self.minutes_field, self.minutes), (self.day_field, self.day)):
            editor.reveal()
            if field.error():
                return partial(editor.setFocus, Qt.FocusReason.OtherFocusReason)
        return partial(self.answers.go_to, unanswered) if unanswered is not None else None

    def _mark_minutes(self) -> None:
        """Mark a number that is missing or none; one that only looks odd stands once it was asked about."""
        number, checked = self.minutes.text().strip(), check_minutes(self.minutes.text())
        if not number:
            self.minutes_field.set_error(self.tr("填写会议纪要编号，再按 F9"))
        elif checked.problem and number != self._doubted:
            again = self.tr("通常{like}；确认无误的，再按一次 F9").format(like=self._like())
            self.minutes_field.set_error(again if checked.confirmable else checked.problem)
            self._doubted = number if checked.confirmable else ""

    def meeting(self) -> tuple[str, str]:
        """Return number and day of the minutes as they stand in the inputs."""
        return self.minutes.text().strip(), self.day.text().strip()

    def lock(self, locked: bool) -> None:
        """Let the meeting be typed, or only read."""
        if locked is not self._locked:
            self._locked = locked
            self.check_meeting()
        self.answers.lock(locked)
        self.minutes.setReadOnly(locked)
        self.day.setReadOnly(locked)


def difference_text(found: Difference, titles: Mapping[Pair, str], policies: Iterable[Policy]) -> str:
    """Return one difference as a sentence: what it is, what it was, what it is now.

    ``policies`` are those that may know its rule.
    """
    known = (policy.rule(found.rule).title for policy in policies if found.rule in policy.rule_ids())
    title = titles.get((found.achievement, found.rule)) or next(known, found.rule)
    before = _one_side(found.shown_status, found.shown_amount)
    after = _one_side(found.status, found.amount)
    return _tr("{title}：{before} → {after}").format(title=title, before=before, after=after)


def _one_side(status: str | None, amount: int | None) -> str:
    if status is None or amount is None:
        return _tr("没有此项")
    return f"{theme.chip_word(status)} {fen_text(amount)}"
