"""The drawer beside the list: one application at a glance."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.models.applications.superseded_papers import superseded
from ipdesk.models.awards.decided_sheet import DecidedSheet
from ipdesk.models.core.errors import DeskError
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.evaluation.granted import proposed_lines
from ipdesk.models.records import ApplicationDetail, ApplicationRow
from ipdesk.models.services.application_with_policy import Explained
from ipdesk.models.workflow import State
from ipdesk.rules.analysis.national_guards import Guard
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.groups import decision_groups, numbered_rows, uncovered_views
from ipdesk.ui.applications.drawer.checks import CheckLines
from ipdesk.ui.applications.drawer.frozen import FrozenPart, answered_text, sums_text
from ipdesk.ui.applications.drawer.incoming import IncomingLines
from ipdesk.ui.applications.drawer.parts import FilesLine, LetterList, MaterialLines, counted_text, scrolling
from ipdesk.ui.applications.drawer.timeline import beside_states, course, waiting_handling
from ipdesk.ui.applications.list.columns import list_chip, sum_text
from ipdesk.ui.applications.remarks import Remarks, unnoted_remarks
from ipdesk.ui.applications.steps.menu import StepMenu
from ipdesk.ui.applications.steps.next_step import opening_word, other_steps
from ipdesk.ui.awards.award_groups import AwardGrouper
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.award_views import AwardLineView
from ipdesk.ui.awards.material_view import materials_of
from ipdesk.ui.desk.destinations import OpenLetter, OpenSetting
from ipdesk.ui.widgets import Button, Chip, Hairline, KeyCap, Text, Timeline
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.days import short_moment
from ipdesk.ui.widgets.message import FIRST


class Drawer(QFrame):
    """An application: number, name, state, sum; tabs (F6) for its course, awards, materials and letters.

    ``opened`` asks to open it, ``stepWanted`` to take a simple step, ``closed`` to put the drawer away,
    ``destinationWanted`` to show a letter, or a setting that is missing.
    """

    opened = Signal()
    stepWanted = Signal(object)
    closed = Signal()
    destinationWanted = Signal(object)

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setObjectName("drawer")
        self.number, self.name = Text("", "sub"), Text("", "head")
        self.chip, self.note, self.call = Chip(), Text("", "sub"), Text("", "sub")
        self.sum, self.unit, self.count = Text("", "big"), Text(self.tr("元"), "sub"), Text("", "sub")
        self.sums, self.frozen = Text("", "sub"), FrozenPart()
        self.problem, self.way = Text("", "strong"), Button(self.tr("去设置"), shortcut=FIRST)
        self._setting = ""
        self.timeline, self.awards, self.letters = Timeline(), AwardList(), LetterList()
        self.materials, self.checks, self.remarks = MaterialLines(), CheckLines(), Remarks()
        self.files = FilesLine()
        self.incoming, self.unnoted = IncomingLines(), Remarks()
        self.open_button, self.steps = Button(self.tr("打开申请件")), StepMenu("Alt+O")
        self._stack, self._group = QStackedWidget(), QButtonGroup(self)
        self._tabs, self._foot = QHBoxLayout(), QHBoxLayout()
        self._outer, self._box = QVBoxLayout(self), QVBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _listen(self) -> None:
        self.open_button.tell_key("Enter")
        self.open_button.clicked.connect(self.opened)
        self.steps.wanted.connect(self.stepWanted)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.next_tab)
        self.letters.wanted.connect(lambda letter: self.destinationWanted.emit(OpenLetter(letter)))
        self.way.clicked.connect(lambda: self.destinationWanted.emit(OpenSetting(self._setting)))

    # --- building ---

    def _lay_out(self) -> None:
        for text in (self.name, self.call, self.sums, self.problem):
            text.setWordWrap(True)
        self.call.hide()
        self._tell_problem(None)
        self._put_what_stands_above()
        self._add_tabs()
        self._outer.addLayout(self._box)
        self._outer.addWidget(self._stack, 1)
        self._outer.addLayout(self._foot)
        self._foot.addWidget(self.open_button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.steps)

    def _put_what_stands_above(self) -> None:
        parts = (
            self._head(), self.name, self._state_line(), self.call, self.remarks, self._sum_line(),
            self.sums, self.problem, self.way,
        )  # fmt: skip
        for part in parts:
            self._box.addLayout(part) if isinstance(part, QHBoxLayout) else self._box.addWidget(part)
        self._box.addLayout(self._tabs)
        self._box.addWidget(Hairline())

    def _add_tabs(self) -> None:
        self._add_tab(self.tr("经过"), scrolling(self.timeline))
        self._add_tab(self.tr("核算"), self._awards_tab())
        self._add_tab(self.tr("材料"), self._materials_tab())
        self._add_tab(self.tr("文书"), self.letters)
        self._tabs.addStretch(1)
        self._group.idClicked.connect(lambda place: self._stack.setCurrentIndex(place))
        self._group.button(0).setChecked(True)

    def _materials_tab(self) -> QWidget:
        parts = self.files, self.unnoted, self.checks, self.materials, self.incoming
        return scrolling(*parts)

    def _awards_tab(self) -> QWidget:
        tab = QWidget()
        box = column_in(tab, 0)
        box.addWidget(self.frozen)
        box.addWidget(self.awards, 1)
        return tab

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        close = Button(self.tr("关闭"), "quiet", icon="cross", shortcut="")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.tell_key("Esc")
        close.clicked.connect(self.closed)
        row.addWidget(self.number, 1)
        row.addWidget(KeyCap("Esc"))
        row.addWidget(close)
        return row

    def _state_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.grid(2))
        row.addWidget(self.chip)
        row.addWidget(self.note, 1)
        return row

    def _sum_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.grid(1))
        row.addWidget(self.sum)
        row.addWidget(self.unit, 1)
        row.addWidget(self.count)
        return row

    def _add_tab(self, word: str, content: QWidget) -> None:
        place = self._stack.count()
        tab = Button(word, "tab")
        tab.tell_key("F6")
        self._group.addButton(tab, place)
        self._tabs.addWidget(tab)
        self._stack.addWidget(content)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        pad = measures.pad
        self.fit()
        self._outer.setContentsMargins(measures.hair, 0, 0, 0)
        self._outer.setSpacing(0)
        self._box.setContentsMargins(pad - measures.hair, theme.grid(3), pad, 0)
        self._box.setSpacing(theme.grid(2))
        self._tabs.setSpacing(0)
        self._foot.setContentsMargins(pad - measures.hair, theme.grid(2), pad, theme.grid(3))

    def fit(self) -> None:
        """Take the width that the window allows."""
        self.setFixedWidth(theme.drawer_room(self.window().width()))

    # --- what is shown ---

    def show_row(self, row: ApplicationRow) -> None:
        """Show what the list already knows, until the rest is read."""
        self.number.setText(self.tr("申请件 {number}").format(number=row.number))
        self.name.setText(row.applicant_name)
        self.chip.set_chip(list_chip(row))
        self.note.setText(self._note(row))
        self._show_call(row)
        self.remarks.show_remarks(())
        self.sum.setText(sum_text(row))
        self.count.setText(self._count(row))
        self.sums.setText(sums_text(row))
        self.sums.setVisible(bool(self.sums.text()))
        self.steps.show_steps(other_steps((row,), self._today()))
        self.open_button.set_text(f"{opening_word(row)}　Enter")

    def _show_call(self, row: ApplicationRow) -> None:
        """Say by which call it was accepted, or by none, and whether outside it: why is in the time line."""
        accepted = row.accepted_on is not None
        named = self.tr("批次　{title}").format(title=row.call_title) if row.call_title else ""
        named = named or (self.tr("不属于任何申报批次") if accepted else "")
        outside = row.outside_reason and accepted
        said = "　".join(part for part in (named, self.tr("批次外受理") if outside else "") if part)
        self.call.setText(said)
        self.call.setVisible(bool(said))

    def _note(self, row: ApplicationRow) -> str:
        if row.accepted_on is None:
            return self.tr("{saved} 保存").format(saved=short_moment(row.changed_at, self._today()))
        return self.tr("{by}　{day} 受理").format(by=row.accepted_by, day=row.accepted_on.isoformat())

    def _count(self, row: ApplicationRow, counted: str = "") -> str:
        """Say how many achievements there are, ``counted`` by the words of their kinds if known."""
        parts = [self.tr("成果 {count}").format(count=counted or row.achievements)]
        if row.undecided:
            parts.append(self.tr("{count} 项待核定").format(count=row.undecided))
        if row.prepared:
            parts.append(self.tr("未计审定意见"))
        return "　".join(parts)

    def show_detail(
        self,
        found: Explained,
        guards: Iterable[Guard] = (),
        until: str = "",
        remarks: Iterable[str] = (),
    ) -> None:
        """Show the whole application, with what ``guards`` point out until it is decided.

        ``until`` says until when its next step is waited for, ``remarks`` what else has to be known of it.
        Without its policy awards and materials are not known: its ``problem`` says why, in their place.
        """
        detail, policy, problem, computed_today = found
        self.show_row(detail.application)
        if policy is not None and detail.achievements:
            self.count.setText(self._count(detail.application, counted_text(detail, policy)))
        self.remarks.show_remarks(remarks)
        self._tell_problem(problem)
        self._show_course(detail, until)
        self.awards.set_empty_text(problem.message if problem else self._empty(detail.application.state))
        self.awards.set_lines(award_views(detail, policy, guards) if policy is not None else ())
        self.frozen.show_detail(detail, policy, computed_today)
        self._show_answer(detail)
        self._show_papers(detail, policy)

    def _show_answer(self, detail: ApplicationDetail) -> None:
        """Say what a level above answered, in place of the sums of the list."""
        if said := answered_text(detail):
            self.sums.setText(said)
            self.sums.show()

    def _show_papers(self, detail: ApplicationDetail, policy: Policy | None) -> None:
        """Show materials, checks, what came in and what went out."""
        more = any(kept.line.status is Status.INCOMPLETE for kept in detail.lines)
        needed = materials_of(detail, policy) if policy is not None else ()
        self.materials.show_materials(needed, more, detail.files)
        self.files.show_files(detail.application.id, detail.files, detail.application.state.editable)
        self.unnoted.show_remarks(unnoted_remarks(detail, policy) if policy is not None else ())
        self.checks.show_checks(detail.checks)
        self.incoming.show_papers(detail.incoming, detail.unrecorded)
        self.letters.show_letters(detail.letters, superseded(detail))

    def _show_course(self, detail: ApplicationDetail, until: str) -> None:
        row, today = detail.application, self._today()
        done = course(
            detail.steps, today, detail.answers, row.procedure,
            refused=row.refused, until=until, beside=beside_states(detail, today),
            waiting=waiting_handling(detail),
        )  # fmt: skip
        self.timeline.set_steps(tuple(done))

    def show_failure(self, problem: DeskError) -> None:
        """Say why the application of the row could not be read, and show nothing of the one before."""
        self._tell_problem(problem)
        self.timeline.set_steps(())
        self.awards.set_empty_text(problem.message)
        self.awards.set_lines(())
        self.frozen.show_detail(None, None, None)
        self.materials.show_materials(())
        self.files.show_files(0, (), True)
        self.unnoted.show_remarks(())
        self.checks.show_checks(())
        self.incoming.show_papers((), ())
        self.letters.show_letters(())

    def _tell_problem(self, problem: DeskError | None) -> None:
        self.problem.setText(problem.message if problem else "")
        self.problem.setVisible(problem is not None)
        self._setting = problem.setting if problem else ""
        self.way.setVisible(bool(self._setting))

    def _empty(self, state: State) -> str:
        if state.editable:
            return self.tr("草稿的核算在受理页里，按 Enter 打开")
        return self.tr("没有适用的条款")

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front: 0 course, 1 awards, 2 materials, 3 letters."""
        self._group.button(place).click()

    def next_tab(self) -> None:
        """Bring the next tab to the front, after the last the first."""
        self.show_tab((self._stack.currentIndex() + 1) % self._stack.count())


def award_views(
    detail: ApplicationDetail, policy: Policy, guards: Iterable[Guard] = ()
) -> tuple[AwardLineView, ...]:
    """Return the award lines of an application, those of one range together, with what was granted."""
    if detail.application.state.decided:
        return tuple(group.view for group in decision_groups(DecidedSheet(detail, policy)))
    result = stored_result(policy, detail, guards)
    if detail.proposal is not None:
        result = result._replace(lines=proposed_lines(detail.proposal))
    rows = numbered_rows(detail, result.notices)
    lines = (group.view for group in AwardGrouper().groups(result.lines, policy, rows))
    return (*lines, *uncovered_views(detail, policy))
