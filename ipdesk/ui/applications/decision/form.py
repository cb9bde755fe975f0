"""The form under the table: the amount of the line in hand, and why it is less than computed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.awards.decision_draft import DecisionSheet, Pair, readable_amount
from ipdesk.models.awards.found_facts import found_by
from ipdesk.models.awards.line_status import UNREACHED
from ipdesk.models.awards.open_amounts import Bounds
from ipdesk.models.parsing.reasons import read_reason
from ipdesk.models.parsing.values.amounts import WAN, YUAN
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.basis_field import BasisField
from ipdesk.ui.applications.decision.groups import DecisionGroup, is_lowered, may_explain
from ipdesk.ui.applications.decision.words import words_of
from ipdesk.ui.desk.quoted_checks import QuotedChecks
from ipdesk.ui.widgets import Button, ChoiceField, ElidedText, Field, FormGrid, LineField, MoneyField, Text
from ipdesk.ui.widgets.base import is_enter
from ipdesk.ui.widgets.money import fen_text


class DecisionForm(QWidget):
    """Shows one group; ``amountTyped`` and ``reasonTyped`` tell the text, ``finished`` asks for the next.

    ``splitWanted`` asks to decide the items of a range one by one, ``sheetWanted`` for the scores of experts;
    ``basisChosen`` tells on what a decided amount rests. What is typed belongs to ``pairs``, the
    lines that the inputs were filled for.
    """

    amountTyped = Signal(str)
    reasonTyped = Signal(str)
    finished = Signal()
    splitWanted = Signal()
    basisChosen = Signal(str)
    sheetWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.note = ElidedText("", "strong"), Text("", "sub")
        self.split = Button(self.tr("逐件填写"), "quiet", shortcut="Alt+S")
        self.amount, self.reason = MoneyField(), LineField(reader=read_reason)
        self.amount_field = Field(self.tr("审定金额"), self.amount)
        self.reason_field = Field(self.tr("核减理由"), self.reason)
        self.lowered_by = LineField()
        self.lowered_by_field = Field(
            self.tr("核减依据"), self.lowered_by, hint=self.tr("条款，或者会议纪要等文件")
        )
        self.ground = ChoiceField(
            [(one.value, one.label) for one in LoweredGround], self.tr("选择属于哪一种情形")
        )
        self.ground_field = Field(self.tr("核减的情形"), self.ground)
        self._said: dict[str, str] = {}  # by which rule lines of a clause were lowered last
        self.grid, self.closed, self.basis = FormGrid(3), Text(""), BasisField()
        self.pairs: tuple[Pair, ...] = ()  # whose amount and reason stand in the inputs
        self._sheet: DecisionSheet | None = None  # the file that these lines are of
        self._filling = False  # whether the inputs are being filled: nobody types then
        self._asked = False  # whether the clerk has tried to confirm: only then an empty amount is a fault
        self._box = QVBoxLayout(self)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _make_checks(self) -> None:
        """Offer what was looked up later, to be named where less is granted by it."""
        self.checks = QuotedChecks((), self.reason, self, found_by, ahead=True)
        hint = self.tr("按查到的情况核减的，选一项写进理由")
        self.checks_field = Field(self.tr("核查"), self.checks, hint=hint, optional=True)

    def _lay_out(self) -> None:
        self._make_checks()
        self.grid.add(self.amount_field)
        self.grid.add(self.reason_field, 2)
        self.grid.add(self.ground_field)
        self.grid.add(self.lowered_by_field, 2)
        self.grid.add(self.checks_field)
        for text in (self.note, self.closed):
            text.setWordWrap(True)
        self._box.addLayout(self._head_line())
        self._box.addWidget(self.grid)
        self._box.addWidget(self.basis)
        self._box.addWidget(self.closed)

    def _head_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.grid(2))
        row.addWidget(self.head)
        row.addWidget(self.note, 1)
        row.addWidget(self.split)
        return row

    def _listen(self) -> None:
        self.amount.textEdited.connect(lambda _: self._tell_amount())
        self.amount.changed.connect(lambda _: self._tell_amount())
        self.reason.textEdited.connect(self.reasonTyped)
        self.lowered_by.textEdited.connect(self._take_lowered_by)
        self.ground.changed.connect(self._take_ground)
        self.checks.changed.connect(lambda _: self._take_finding())
        self.split.clicked.connect(self.splitWanted)
        self.basis.chosen.connect(self.basisChosen)
        self.basis.sheetWanted.connect(self.sheetWanted)
        for editor in (self.amount, self.reason, self.ground, self.lowered_by):
            editor.installEventFilter(self)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._box.setContentsMargins(measures.pad, theme.grid(2), measures.pad, theme.grid(3))
        self._box.setSpacing(theme.grid(1))

    def _tell_amount(self) -> None:
        if not self._filling:
            self.amountTyped.emit(self.amount_text())

    def amount_text(self) -> str:
        """Return the amount that stands in the box, in yuan; as it stands where it cannot be read."""
        text = self.amount.text().strip()
        try:
            fen = self.amount.read_text(text)  # not fen(): a field tells its text before it has read it
        except ValueError:
            wan = self.amount.unit() is WAN
            return self.tr("{text}（万元）").format(text=text) if wan else text  # no sum in yuan either
        return fen_text(fen) if isinstance(fen, int) else ""

    def being_typed(self) -> bool:
        """Say whether somebody is typing an amount or a reason."""
        inputs = self.amount, self.reason, self.ground, self.lowered_by
        return self.grid.isVisible() and any(one.hasFocus() for one in inputs)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go from the amount to its reason or basis, where one is asked for, then to the next."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event):
            to_reason = watched is self.amount and self.reason_field.isVisible()
            if to_reason:
                self.reason.setFocus(Qt.FocusReason.TabFocusReason)
            elif watched is self.reason and self.ground_field.isVisible() and not self.ground.key():
                self.ground.setFocus(Qt.FocusReason.TabFocusReason)
            elif self.basis.isVisible() and not self.basis.kind.key() and self._must_say_basis():
                self.basis.kind.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def _must_say_basis(self) -> bool:
        return self._sheet is not None and self._sheet.proposing

    # --- what is shown ---

    def mark_missing(self, asked: bool) -> None:
        """Mark amounts that are still wanted, or leave them in peace."""
        self._asked = asked

    def lock(self, locked: bool) -> None:
        """Let amounts and reasons be typed, or only read."""
        self.amount.setReadOnly(locked)
        self.amount.toggle.setEnabled(not locked)
        self.reason.setReadOnly(locked)
        self.lowered_by.setReadOnly(locked)
        self.ground.setEnabled(not locked)
        self.basis.lock(locked)
        self.split.setEnabled(not locked)

    def show_line(self, group: DecisionGroup | None, sheet: DecisionSheet) -> None:
        """Show the line in hand of a file, never under the hands of somebody who types at it."""
        if group is not None and self._holds(group, sheet):
            self.refresh(group, sheet)
        else:
            self.fill(group, sheet)

    def _holds(self, group: DecisionGroup, sheet: DecisionSheet) -> bool:
        """Say whether somebody is typing at a group, or at lines of it that part or join meanwhile."""
        same = sheet is self._sheet and not set(self.pairs).isdisjoint(group.pairs)
        return same and group.open and self.being_typed()

    def clear(self) -> None:
        """Show no line of any file."""
        self._sheet, self.pairs = None, ()
        self.hide()

    def fill(self, group: DecisionGroup | None, sheet: DecisionSheet) -> None:
        """Show a line with what was typed at it, whatever stands in the inputs."""
        if group is None:
            self.clear()
            return
        self._sheet, self.pairs = sheet, group.pairs
        self.show()
        self.grid.setVisible(group.open)
        self.closed.setVisible(not group.open)
        if group.open:
            self._filling = True
            self._fill(group, sheet)
            self._filling = False
        else:
            self._say_why_closed(group)
        self.refresh(group, sheet)

    def _say_why_closed(self, group: DecisionGroup) -> None:
        ahead = group.view.status == UNREACHED
        plain = self.tr("还没有到档，本项这次没有奖励。") if ahead else self.tr("本项不予资助。")
        self.closed.setText("\n".join(group.view.warnings) or plain)
        self.basis.hide()

    def _show_head(self, group: DecisionGroup) -> None:
        self.head.set_text(
            self.tr("第 {number} 项　{title}").format(number=group.number, title=group.view.title)
        )
        how = "　".join(part for part in (group.view.article, group.view.formula) if part)
        how = group.refs or how  # how it is worked out stands beside the table too
        by = self.tr("另按{document}核定").format(document=group.document) if group.document else ""
        self.note.setText("　".join(filter(None, (how, by))))
        self.split.setVisible(group.open and len(group.lines) > 1)

    def _label(self, group: DecisionGroup, sheet: DecisionSheet, bounds: Bounds | None) -> str:
        """Return the label of the amount with what bounds it; nothing bounds one that was decided."""
        many = len(group.lines) > 1
        if group.decidable:
            word = self.tr("每{measure}核定金额") if many else self.tr("核定金额")
            named = word.format(measure=group.measure)
            if group.document:
                return self.tr("{named}　不予资助的填 0").format(named=named) if bounds else named
            return named + (f"　{self._bounds_text(bounds)}" if bounds else "")
        words = words_of(sheet.detail.application)
        word = words.sum_each.format(measure=group.measure) if many else words.sum
        most = self.tr("最多 {sum} 元").format(sum=fen_text(group.lines[0].amount))
        return f"{word}　{most}" if bounds else word

    def _bounds_text(self, bounds: Bounds) -> str:
        parts = []
        if bounds.ceiling is not None:
            parts.append(self.tr("最高 {sum} 元").format(sum=fen_text(bounds.ceiling)))
        if bounds.floor is not None:
            parts.append(self.tr("最低 {sum} 元").format(sum=fen_text(bounds.floor)))
        return "，".join(parts) or self.tr("条款没有规定上下限")

    def _fill(self, group: DecisionGroup, sheet: DecisionSheet) -> None:
        pair = group.pairs[0]
        text = sheet.amount_text(pair)
        fen = readable_amount(text)
        self.amount.set_unit(YUAN)  # whatever the last line was typed in
        self.amount.set_pieces(len(group.lines), group.measure)
        if text and fen is None:
            self.amount.setText(text)
        else:
            each = None if group.decidable else group.lines[0].amount
            self.amount.set_fen(each if fen is None else fen)
        self.reason.setText(sheet.typed(pair).reason)
        self.lowered_by.setText(sheet.typed(pair).lowered_by)
        self.lowered_by.setCursorPosition(0)
        self.ground.set_key(sheet.typed(pair).ground)

    def refresh(self, group: DecisionGroup, sheet: DecisionSheet) -> None:
        """Say again what bounds the amount and what is wrong, leaving what is being typed alone."""
        self._show_head(group)
        if group.open:
            self._refresh_inputs(group, sheet)

    def _refresh_inputs(self, group: DecisionGroup, sheet: DecisionSheet) -> None:
        lowered, below = is_lowered(group, sheet), may_explain(group, sheet)
        self.reason_field.setVisible(lowered or below or bool(self.reason.text()))
        self.reason_field.set_mark(self.tr("选填，如会议、专家的意见；印在审批表和通知书上") if below else "")
        self.reason_field.label.setText(self._reason_name(group, sheet))
        bounds = sheet.bounds(group.pairs[0])
        bounding = None if sheet.decided_already() else bounds
        self.amount_field.label.setText(self._label(group, sheet, bounding))
        self.amount_field.set_error(self._amount_error(group) or self._beyond(group, sheet, bounds))
        self.reason_field.set_error(self._reason_error(group, sheet))
        self._refresh_ground(group, sheet)
        self._refresh_lowered_by(group, sheet, lowered)
        self._refresh_basis(group, sheet)

    def _take_lowered_by(self, text: str) -> None:
        """Note by what the lines in hand are lowered, and have that saved as a reason is."""
        if self._sheet is not None and self.pairs:
            self._sheet.type_lowered_by(self.pairs, text)
            self._said[self.pairs[0][1]] = text
            self.reasonTyped.emit(self.reason.text())

    def _take_ground(self, key: str) -> None:
        """Note on what kind of ground the lines in hand are lowered or refused."""
        if self._sheet is not None and self.pairs and not self._filling:
            self._sheet.type_ground(self.pairs, key)
            self.reasonTyped.emit(self.reason.text())

    def _take_finding(self) -> None:
        """Take the reason with the look-up that was written into it: it goes by what that found."""
        self.ground.set_key(LoweredGround.FINDING.value)
        self._take_ground(LoweredGround.FINDING.value)

    def _refresh_ground(self, group: DecisionGroup, sheet: DecisionSheet) -> None:
        """Ask for the kind of ground wherever a reason for less is asked for."""
        granted = group.decidable and readable_amount(sheet.amount_text(group.pairs[0]))
        self.ground_field.setVisible(not self.reason_field.isHidden() and not granted)
        name = self.tr("不予资助的情形") if group.decidable else self.tr("核减的情形")
        self.ground_field.label.setText(name)
        lacks = self._asked and not sheet.typed(group.pairs[0]).ground
        missing = self.tr("选择属于哪一种情形") if lacks else ""
        self.ground_field.set_error(missing)

    def _refresh_lowered_by(self, group: DecisionGroup, sheet: DecisionSheet, lowered: bool) -> None:
        """Ask by what less is granted; the last words for the clause are proposed, else the clause."""
        self.checks.offer(sheet.detail.checks)
        named = lowered and self.checks.has_some() and not self.reason.isReadOnly()
        for widget in (self.checks_field, self.checks):  # which hides itself where nothing was looked up
            widget.setVisible(named)
        asked = lowered and not group.decidable and not group.document
        self.lowered_by_field.setVisible(asked or bool(self.lowered_by.text()))
        free = not (self.lowered_by.text() or self.lowered_by.hasFocus() or sheet.decided_already())
        if asked and free:
            rule = group.pairs[0][1]
            text = self._said.get(rule) or sheet.usual_lowered_by(rule)
            self.lowered_by.setText(text)
            self.lowered_by.setCursorPosition(0)  # its beginning says which rule it is
            sheet.type_lowered_by(group.pairs, text)

    def _reason_name(self, group: DecisionGroup, sheet: DecisionSheet) -> str:
        """Return what the text beside the amount says."""
        if group.document and readable_amount(sheet.amount_text(group.pairs[0])):
            return self.tr("核定依据（条款、计算）")
        if may_explain(group, sheet):
            return self.tr("低于最高额的理由")
        return self.tr("不予资助的理由") if group.decidable else self.tr("核减理由")

    def _refresh_basis(self, group: DecisionGroup, sheet: DecisionSheet) -> None:
        """Ask on what an amount rests that is left to a decision; without a proposal it may be said."""
        raw = sheet.typed(group.pairs[0])
        given = group.decidable and not group.document and bool(readable_amount(raw.decided))
        wanted = sheet.judged and given
        self.basis.setVisible(wanted)
        self.basis.show_typed(raw)
        self.basis.field.set_mark("" if sheet.proposing else self.tr("选填"))
        missing = self.tr("选择核定依据") if self._asked and group.problem == "needs_basis" else ""
        unfit = next(iter(sheet.expert_faults(group.pairs[0])), "") if group.problem == "unfit_basis" else ""
        self.basis.set_error(missing or (unfit if self._asked or raw.experts else ""))

    def _reason_error(self, group: DecisionGroup, sheet: DecisionSheet) -> str:
        """Ask for a reason, or by what it was found; with nothing granted no notification prints it."""
        if group.problem == "unfounded_reason" and self._asked:
            called = self.reason_field.label.text()
            return next(filter(None, (sheet.finding_fault(pair, called) for pair in group.pairs)), "")
        if group.problem != "needs_reason":
            return ""
        if group.document and readable_amount(sheet.amount_text(group.pairs[0])):
            return self.tr("写明按哪一条、怎样核定；会印在审批表和通知书上")
        asked = self.tr("不予资助的，要写理由") if group.decidable else self.tr("少于可资助金额的，要写理由")
        return self.tr("{asked}；理由会印在通知书上").format(asked=asked) if sheet.total() else asked

    def _beyond(self, group: DecisionGroup, sheet: DecisionSheet, bounds: Bounds) -> str:
        """Return what becomes of a decided amount beyond its bounds, nothing for one within."""
        fen = readable_amount(sheet.amount_text(group.pairs[0])) if group.decidable else None
        if fen is not None and bounds.ceiling is not None and fen > bounds.ceiling:
            return self.tr("超过最高额，按 {sum} 元审定").format(sum=fen_text(bounds.ceiling))
        if fen is not None and bounds.floor is not None and fen < bounds.floor:
            return self.tr("低于最低额，按 {sum} 元审定").format(sum=fen_text(bounds.floor))
        return ""

    def _amount_error(self, group: DecisionGroup) -> str:
        most = fen_text(group.lines[0].amount)
        return {
            "unreadable": self.amount.problem(),
            "too_much": self.tr("不能多于可资助的 {sum} 元").format(sum=most),
            "needs_amount": self.tr("还没有核定；不予资助的填 0") if self._asked else "",
        }.get(group.problem, "")

    def enter(self) -> None:
        """Put the focus on the amount, ready to be typed over."""
        if self.grid.isVisible():
            self.amount.setFocus(Qt.FocusReason.TabFocusReason)
            self.amount.selectAll()

    def enter_at(self, group: DecisionGroup) -> None:
        """Put the focus on what must be put right at a line, which says so at once."""
        for editor in (self.amount, self.reason):
            editor.reveal()
        if (
            group.problem in ("needs_reason", "unfit_reason", "unfounded_reason")
            and self.reason_field.isVisible()
        ):
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif group.problem == "needs_ground":
            self.ground.setFocus(Qt.FocusReason.OtherFocusReason)
        elif group.problem == "needs_basis":
            self.basis.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        elif group.problem == "unfit_basis":
            self.basis.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter()
