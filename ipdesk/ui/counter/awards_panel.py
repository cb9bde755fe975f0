"""The awards panel: what each achievement is worth, remarks, materials, and the total pinned below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ipdesk.models.awards.guard_findings import guard_findings
from ipdesk.models.awards.materials import Material, asking, materials_needed
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.parsing.row_edits import with_form, with_material
from ipdesk.models.records import AwaitingDecision, CallMaterial, OpenHolder
from ipdesk.models.records.forms import MaterialForm
from ipdesk.rules.analysis.national_guards import GUARD
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Line, Notice
from ipdesk.ui.awards.award_groups import AwardGroup, AwardGrouper, wrong_group
from ipdesk.ui.awards.guard_notices import rows_text
from ipdesk.ui.awards.guard_summary import GuardSummary
from ipdesk.ui.awards.headroom_view import HeadroomView
from ipdesk.ui.awards.linked_awards import LinkedAwardList
from ipdesk.ui.awards.material_view import MaterialDialog, MaterialView
from ipdesk.ui.awards.notice_list import NoticeList, Remark
from ipdesk.ui.awards.other_applications import awaiting_remarks, holder_remarks
from ipdesk.ui.awards.remedy_hints import Question
from ipdesk.ui.awards.total_view import TotalView
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.call_line import CallLine
from ipdesk.ui.counter.kind_words import kind_word
from ipdesk.ui.counter.particulars.in_force import expiry_notice
from ipdesk.ui.widgets import Button, ElidedText, Hairline, Panel


class AwardsPanel(Panel):
    """What the application comes to.

    ``file_wanted`` carries the number of an application that stands in the way, ``application_wanted`` the
    id of one, ``row_wanted`` a row of this one, ``policy_wanted`` asks for another policy or year.
    ``listed`` carries the list of materials that is opened. ``told`` says why there is nothing to tick;
    ``roomsShown`` whether what is left of the limits stands in the place of the lines.
    """

    file_wanted = Signal(str)
    application_wanted = Signal(int)
    row_wanted = Signal(str)
    policy_wanted = Signal()
    roomsShown = Signal(bool)
    told = Signal(str)
    listed = Signal(object)

    def __init__(self, draft: ApplicationDraft, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("AwardsPanel", "核算"), "F4", flush=True, parent=parent)
        self._draft = draft
        self._held = False  # from ticking, where who sits here is related to the applicant
        self._holders: tuple[OpenHolder, ...] = ()
        self._awaiting: tuple[AwaitingDecision, ...] = ()
        self._materials: tuple[Material, ...] = ()
        self._material_ground: object = None
        self._grouper = AwardGrouper()
        self.document, self.change = ElidedText("", "sub"), Button("", "quiet", shortcut="F7")
        self.list = LinkedAwardList()
        self.list.setMinimumHeight(self.list.least_height())
        self.rooms, self.parts = HeadroomView(), QStackedWidget()
        self.notices, self.call = NoticeList(), CallLine(draft)
        self.materials = MaterialView()
        self.guards, self.total = GuardSummary(), TotalView()
        self._rule = Hairline()
        self._lay_out()
        self._listen()
        self._show_policy()
        self.refresh()

    def _lay_out(self) -> None:
        self.document.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.document.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.add_head(self.document)
        self.add_head(self.change)
        self.body.setSpacing(0)
        for page in (self.list, self.rooms):
            self.parts.addWidget(page)
        parts: tuple[tuple[QWidget, int], ...] = (
            (self.call, 0), (Hairline(), 0), (self.parts, 1), (self.notices, 0), (self._rule, 0),
            (self.materials, 0), (Hairline(), 0), (self.guards, 0), (self.total, 0),
        )  # fmt: skip
        for part, stretch in parts:
            self.body.addWidget(part, stretch)

    def _listen(self) -> None:
        self.change.clicked.connect(self.policy_wanted)
        self.list.followed.connect(self._follow)
        self.notices.opened.connect(self.application_wanted)
        self.materials.wanted.connect(self.tick_materials)
        self.materials.ticked.connect(self.tick)
        self.materials.allWanted.connect(self.receive_all)
        self._none = QShortcut(QKeySequence("F8"), self)  # while its button is not in sight
        self._none.activated.connect(lambda: self.told.emit(self._why_no_materials()))
        self._draft.resultChanged.connect(self.refresh)
        self._draft.policyChanged.connect(self._show_policy)
        self._draft.fileChanged.connect(self._show_policy)
        self._draft.calls.changed.connect(self.refresh)

    def hold_back(self, held: bool) -> None:
        """Let the file be read alone, or not any more: who sits here is related to the applicant."""
        if held is not self._held:
            self._held = held
            self.refresh()

    def _fixed(self) -> bool:
        return self._held or self._draft.read_only()

    def enter(self) -> None:
        """Go to the lines."""
        self.show_rooms(False)
        self.reached.emit()
        self.list.setFocus()

    def show_rooms(self, wanted: bool) -> None:
        """Show what is left of the limits in the place of the lines, or the lines again."""
        self.parts.setCurrentWidget(self.rooms if wanted else self.list)
        self.roomsShown.emit(wanted)

    def _show_policy(self) -> None:
        draft = self._draft
        pack = draft.policy.pack
        words = self.tr("{title}　{year} 年度") if draft.read_only() else "{title}"
        self.document.set_text(words.format(title=pack.short_title, year=draft.year))
        self.change.set_text(self.tr("{year} 年度").format(year=draft.year))
        what = self.tr("换政策或申报年度")
        self.change.setToolTip(f"{pack.title}\n{pack.document}\n{what}")
        self.change.setVisible(not self._fixed())

    # --- what is shown of a result ---

    def refresh(self) -> None:
        """Show the application's result."""
        draft, result = self._draft, self._draft.result
        lines = result.lines if result else ()
        groups = self._groups(lines)
        self.list.set_groups(groups)
        if not groups:  # it takes a look at every row, at every key
            self.list.set_empty_text(self._what_to_do())
        self.total.show_result(result, [draft.place_of(row) + 1 for row in self._wrong()])
        self._refresh_materials(lines)
        self._show_remarks()
        self.change.setVisible(not self._fixed())

    def _wrong(self) -> dict[str, str]:
        """Return the rows that are not counted, in their order; none where nobody is on the counter yet."""
        return self._draft.wrong_rows() if self._draft.applicant is not None else {}

    def _groups(self, lines: tuple[Line, ...]) -> list[AwardGroup]:
        """Return the lines to show, and in their places the rows that are not counted."""
        draft = self._draft
        numbers = draft.numbered()
        groups = list(self._grouper.groups(lines, draft.policy, numbers))
        wrong = self._wrong()
        if not wrong:
            return groups  # they stand in the order of the rows
        words = draft.policy.vocabulary
        for row, reason in wrong.items():
            place = numbers.place[row]
            kind = kind_word(words, draft.rows[place - 1].kind).name
            groups.append(wrong_group(row, place, kind, reason))
        return sorted(groups, key=lambda group: numbers.place.get(group.row, 0))

    def _refresh_materials(self, lines: tuple[Line, ...]) -> None:
        """Work the materials out anew, but only where lines that need some came or went, or some came in."""
        draft = self._draft
        marks = [(raw.received, raw.originals, raw.copies) for raw in draft.rows]
        fixed = draft.read_only()
        needing = [(line.achievement, line.rule) for line in asking(lines)]
        more = not fixed and draft.may_need_more()
        ground = fixed, needing, marks, more, draft.policy, self._call_materials()
        if ground == self._material_ground:
            return
        self._material_ground = ground
        own = own_materials(draft.applicant, draft.today())
        told = lines, draft.rows, draft.policy, own, self._call_materials()
        self._materials = materials_needed(*told) if draft.rows else ()
        self.materials.show_materials(self._materials, fixed, more)
        self._rule.setVisible(self.materials.isVisibleTo(self))
        self._none.setEnabled(not self._materials)

    def _call_materials(self) -> tuple[CallMaterial, ...]:
        """Return what the call asks for beside the policy."""
        call = self._draft.calls.by_id(self._draft.particulars.call)
        return call.materials if call is not None else ()

    def _why_no_materials(self) -> str:
        wrong = self._wrong()
        if wrong:
            rows = rows_text(self._draft.place_of(row) + 1 for row in wrong)
            return self.tr("{rows}有误，改正后才知道要收哪些材料。").format(rows=rows)
        if self._draft.rows and not self._draft.incomplete():
            return self.tr("填写的成果没有适用的条款，不需要材料。")
        return self.tr("填好申请人和成果后，才知道要收哪些材料。")

    def _what_to_do(self) -> str:
        if self._draft.applicant is None:
            return self.tr("先按 F2 选定申请人，核算结果随填随出")
        if self._draft.rows and not self._draft.incomplete():
            return self.tr("填写的成果没有适用的条款，不予资助")
        if self._draft.rows:
            return self.tr("补齐成果所缺的日期等内容，核算结果随填随出")
        return self.tr("按 F3 添加成果，核算结果随填随出")

    def show_holders(self, holders: tuple[OpenHolder, ...]) -> None:
        """Show other open applications with the same numbers."""
        self._holders = holders
        self._show_remarks()

    def show_awaiting(self, found: tuple[AwaitingDecision, ...]) -> None:
        """Show what else was accepted for the applicant and takes no room of any limit yet."""
        self._awaiting = found
        self._show_remarks()

    def _show_remarks(self) -> None:
        """Say what concerns the whole; what national rules point out stands at its lines, and is counted."""
        draft, result = self._draft, self._draft.result
        told = result.notices if result else ()
        places = {raw.id: number for number, raw in enumerate(draft.rows, start=1)}
        self.guards.show_found(guard_findings(told, lambda key: places.get(row_of(key), 0)))
        remarks = [*self._of_the_policy(), *holder_remarks(self._holders), *self._of_rows(told, places)]
        self.notices.show_remarks(remarks)

    def _of_the_policy(self) -> list[Remark]:
        """Return why this policy was chosen, that it has expired, and what waits to be decided under it."""
        draft = self._draft
        over = "" if draft.read_only() else expiry_notice(draft.policy, draft.today(), draft.year)
        why = draft.why_policy if not draft.rows and not draft.read_only() else ""
        remarks = [Remark(said) for said in (why, over) if said]
        return remarks + (awaiting_remarks(self._awaiting) if draft.rows else [])

    def _of_rows(self, told: Iterable[Notice], places: Mapping[str, int]) -> list[Remark]:
        """Return what is to be said of rows, each sentence once with the numbers of those it is about."""
        without: dict[str, set[int]] = {}
        for notice in told:
            number = 0 if notice.achievement is None else places.get(row_of(notice.achievement))
            if number is not None and not notice.code.startswith(GUARD):
                without.setdefault(notice.text, set()).add(number)
        return [self._rowed(text, numbers) for text, numbers in without.items()]

    def _rowed(self, text: str, numbers: Collection[int]) -> Remark:
        if 0 in numbers:
            return Remark(text)
        return Remark(self.tr("{rows}：{text}").format(rows=rows_text(numbers), text=text))

    def held_elsewhere(self) -> tuple[str, ...]:
        """Return a sentence on what other applications may take of the same limits, or hold as their own."""
        said = (*awaiting_remarks(self._awaiting), *holder_remarks(self._holders))
        return tuple(remark.text for remark in said)

    def _follow(self, source: object) -> None:
        if isinstance(source, HistoryEntry) and source.source:
            self.file_wanted.emit(source.source)
        elif isinstance(source, str):
            self.row_wanted.emit(row_of(source))

    def show_row(self, row: str) -> None:
        """Bring what a row is worth into sight."""
        for place, group in enumerate(self.list.groups()):
            if group.row == row:
                self.list.scrollTo(self.list.model().index(place, 0))
                return

    def question(self, key: str) -> Question | None:
        """Return what to ask about the line of a key: what would bring it its full amount."""
        case = self._draft.case()
        group = next((one.group for one in self.list.groups() if one.view.key == key), None)
        if case is None or group is None:
            return None
        return Question(self._draft.policy, case, group.first, group.example)

    # --- materials ---

    def material_list(self) -> tuple[Material, ...]:
        """Return the materials that the lines need."""
        return self._materials

    def tick_materials(self) -> None:
        """Open the list of materials to tick."""
        if not self._materials or self._held_from_ticking():
            return
        sheet = MaterialDialog(self._materials, self._draft.read_only(), self)
        sheet.ticked.connect(self.tick)
        sheet.formed.connect(self.take_form)
        self.listed.emit(sheet)
        sheet.exec()
        sheet.deleteLater()

    def _held_from_ticking(self) -> bool:
        """Say whether who sits here is related to the applicant; where that is so, it is told."""
        if self._held and not self._draft.read_only():
            self.told.emit(self.tr("您应当回避，材料请由其他同事登记"))
            return True
        return False

    def tick(self, material: Material, received: bool) -> None:
        """Note that a material was received, or was not after all."""
        place = self._draft.place_of(material.row)
        if place >= 0 and not self._held_from_ticking():
            raw = self._draft.rows[place]
            self._draft.change_row(place, with_material(raw, material.id, received))

    def receive_all(self) -> None:
        """Note that all materials were received, each in the form that its name tells."""
        for material in self._materials:
            if not material.received:
                self.tick(material, True)

    def take_form(self, material: Material, form: MaterialForm) -> None:
        """Note in which form a material came."""
        place = self._draft.place_of(material.row)
        if place >= 0 and not self._held_from_ticking():
            raw = self._draft.rows[place]
            self._draft.change_row(place, with_form(raw, material.id, form))
