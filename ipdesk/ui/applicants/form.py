"""The form that registers an applicant or changes one, inside the applicant panel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.applicant import checked_fields, is_personal, problems_of
from ipdesk.models.parsing.guardians import GUARDIAN, guardian_problems, needs_guardian
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.names.applicant_kinds import KindProposal, proposed_kinds
from ipdesk.models.parsing.names.pasted_licence import Licence
from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.analysis.missing_traits import traits_asked
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui import theme
from ipdesk.ui.applicants.begun import begun_with, kind_question
from ipdesk.ui.applicants.folded_fields import FoldedFields
from ipdesk.ui.applicants.form_rows import FormRow, form_rows
from ipdesk.ui.applicants.inputs import applicant_inputs
from ipdesk.ui.applicants.notes import ACCOUNT, CODE_LENGTH, field_notes, identity_words
from ipdesk.ui.applicants.similar_list import SimilarList
from ipdesk.ui.applicants.trait_editor import TraitEditor
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue.unsaved import TypedApplicant
from ipdesk.ui.widgets import Button, ChoiceField, FormGrid, Text, WrapRow
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField, problem_in

_CLICK = 30  # milliseconds
_GUARDIAN = (*GUARDIAN, "guardian_telephone")


class ApplicantForm(QWidget):
    """All particulars of one applicant. ``submitted`` carries them once they are in order.

    ``doubted`` tells once what an applicant under 18 lacks of a guardian, or that the code is that of another
    kind; submitted again it is let pass.
    """

    submitted = Signal(object)
    doubted = Signal(str)
    cancelled = Signal()
    chosen = Signal(int)
    edited = Signal()

    def __init__(self, desk: Desk, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, vocabulary
        self._policy: Policy | None = None
        self._confirmed: frozenset[str] = frozenset()
        self._left: set[str] = set()
        self._loading = self._asked = self._stands = False
        self._told: tuple[Problem, ...] = ()  # what the clerk knows to lack of a guardian
        self._told_kind: KindProposal | None = None  # of which kind the clerk knows the code to be
        self._asked_traits = ""  # what is said of the traits that the policy asks for
        kinds = [(kind, word.name) for kind, word in vocabulary.applicant_kinds.items()]
        self.kind = ChoiceField(kinds)
        self.inputs = applicant_inputs(desk)
        self.fields: dict[str, DoubtField] = {}
        self.traits = TraitEditor(vocabulary.traits, desk.today)
        self.similar = SimilarList(desk)
        self.submit = Button(self.tr("登记"), shortcut="Ctrl+Enter")
        self.cancel = Button(self.tr("取消"), "quiet", shortcut="Esc")
        self._lay_out()
        self._listen()

    def set_words(self, vocabulary: Vocabulary) -> None:
        """Offer the traits of another vocabulary; what was typed stays."""
        self._words = vocabulary
        self._offer_traits()

    def set_policy(self, policy: Policy) -> None:
        """Say which traits a policy asks for, and offer them first."""
        self._policy = policy
        self._offer_traits()

    def _offer_traits(self) -> None:
        names = self._words.traits
        asked = traits_asked(self._policy, self.kind.key()) if self._policy is not None else ()
        first = {name: names[name] for name in asked if name in names}
        self.traits.set_names({**first, **names})
        words = self.tr("所选政策有条款要求：{traits}。属实的请添加，不添加算没有")
        self._asked_traits = words.format(traits="、".join(first.values())) if first else ""
        self._show_traits_hint()

    def _show_traits_hint(self) -> None:
        """Say how to choose a trait where the keyboard is, and which the policy asks for."""
        said = (self.traits.choice.hint(), self._asked_traits)
        self.fields["traits"].set_usual_hint(self.tr("。").join(filter(None, said)))

    # --- layout ---

    def _lay_out(self) -> None:
        self._grid = FormGrid()
        editors = {"kind": self.kind, **self.inputs, "traits": self.traits}
        for name, row in form_rows().items():
            self._add(name, row, editors[name])
        self.fields["traits"].lead_here_by("Alt+Z")  # money hangs on them, and all before them is optional
        self.inputs["guardian_relation"].setPlaceholderText(self.tr("如 父亲、母亲"))
        self.folded = FoldedFields(self.fields, self.inputs, self._show_guardian)
        column = column_in(self, 2)
        column.addWidget(self.similar)
        column.addWidget(self._grid)
        self.traits.put_beside(self._foot())
        QWidget.setTabOrder(self.submit, self.cancel)  # whoever goes on by Enter comes to the safe one first

    def _add(self, name: str, row: FormRow, editor: QWidget) -> None:
        later = self.tr("受理前必填") if name in GUARDIAN else ""  # a child may be registered before
        field = self.fields[name] = DoubtField(row.label, editor, optional=row.optional, mark=later)
        self._grid.add(field, row.span)

    def set_columns(self, columns: int) -> None:
        """Put so many fields beside each other."""
        self._grid.set_columns(columns)
        self.traits.set_columns(columns)

    def _foot(self) -> QWidget:
        foot = WrapRow(ends_right=True)
        foot.set_gaps(theme.grid(2), theme.grid(1))
        for widget in (self.folded.button, Text(self.tr("Enter 到下一格"), "cap"), self.cancel, self.submit):
            foot.add(widget)
        return foot

    def _listen(self) -> None:
        self.kind.changed.connect(self._change_kind)
        for name, edit in self.inputs.items():
            edit.textChanged.connect(lambda _, name=name: self._typed(name))
            edit.editingFinished.connect(lambda name=name: self._leave(name))
        for name, field in self.fields.items():
            field.confirmed.connect(lambda name=name: self._confirm(name))
            field.taken.connect(lambda text, name=name: self._replace(name, text))
        self.traits.changed.connect(self._traits_changed)
        self.traits.choice.hintChanged.connect(lambda _: self._show_traits_hint())
        self.similar.chosen.connect(self.chosen)
        self._listen_to_foot()

    def _listen_to_foot(self) -> None:
        self.submit.clicked.connect(self._submit)
        self._desk.guard(Permission.ENTER, self.submit)
        self.cancel.clicked.connect(self.cancelled)
        self.submit.add_key("Ctrl+Return")

    # --- content ---

    def show_new(self, asked: str | Licence) -> None:
        """Begin a new applicant with what was searched for: its name, its code or both, or its licence."""
        details, first = begun_with(asked)
        self.submit.set_text(self.tr("登记"))
        self.show_details(details)
        if details.name.strip():
            self._leave("name")
        self.inputs[first].setFocus()

    def show_details(self, details: ApplicantDetails, exclude: int | None = None) -> None:
        """Show particulars; ``exclude`` is the applicant they are of, which does not resemble itself."""
        self._loading = True
        self._confirmed, self._left, self._told, self._told_kind = details.confirmed, set(), (), None
        self.similar.exclude = exclude
        self._put_away_the_last()
        self.kind.set_key(details.kind)
        for name, edit in self.inputs.items():
            edit.setText(getattr(details, name))
        self.traits.show_periods(details.traits)
        self._loading = False
        self._stands = exclude is not None and bool(details.account)
        self.set_busy(False)
        self._kind_changed()
        if exclude is not None:  # whoever is changed was registered as that kind
            self._told_kind = self._proposal()
        self._look_for_similar()

    def _put_away_the_last(self) -> None:
        self.similar.forget()
        self.folded.close()
        for field in self.fields.values():
            field.give_room_back()

    def details(self) -> ApplicantDetails:
        """Return what stands in the form."""
        texts = {name: edit.text() for name, edit in self.inputs.items()}
        if self._personal():
            texts["legal_representative"] = ""
        else:
            texts |= dict.fromkeys(_GUARDIAN, "")
        return ApplicantDetails(
            kind=self.kind.key(), traits=self.traits.periods(), confirmed=self._confirmed, **texts
        )

    def typed(self) -> TypedApplicant:
        """Return what stands in the form, readable or not."""
        texts = {name: edit.text() for name, edit in self.inputs.items()}
        return TypedApplicant(self.kind.key(), texts, self.traits.typed(), self._confirmed)

    def show_typed(self, typed: TypedApplicant) -> None:
        """Show what was typed some time before, as it stood."""
        self._loading = True
        self._put_away_the_last()
        self._confirmed = typed.confirmed
        self._left = {name for name, text in typed.texts.items() if text.strip()}
        self.kind.set_key(typed.kind)
        for name, edit in self.inputs.items():
            edit.setText(typed.texts.get(name, ""))
        self.traits.show_typed(typed.traits)
        self._loading = False
        self._kind_changed()
        self._look_for_similar()

    def set_busy(self, busy: bool) -> None:
        """Let nothing be typed while what was submitted is being saved; an account that stands never is."""
        self.submit.setEnabled(not busy)
        for name, edit in self.inputs.items():
            edit.setReadOnly(busy or (self._stands and name in ACCOUNT))

    def blank(self) -> bool:
        """Say whether nothing was typed."""
        return not self.traits.typed() and not any(edit.text().strip() for edit in self.inputs.values())

    def _personal(self) -> bool:
        return is_personal(self.kind.key(), self._words)

    # --- what happens ---

    def _change_kind(self) -> None:
        if not self._loading:
            self._kind_changed()
            self.edited.emit()

    def _kind_changed(self) -> None:
        personal = self._personal()
        self.fields["legal_representative"].setVisible(not personal)
        for field, word in identity_words(personal).items():
            self.fields[field].label.setText(word)
            self.inputs[field].setAccessibleName(word)
        self._offer_traits()
        self._show_guardian()
        self._check()

    def _show_guardian(self) -> None:
        """Ask for the guardian of a person under 18, who is paid through an account of that one."""
        minor = needs_guardian(self.details(), self._desk.today())
        guardian = () if minor else [self.fields[name] for name in _GUARDIAN]
        self._grid.leave_out((*guardian, *self.folded.left_out()))
        same = self.tr("与姓名相同可不填") if self._personal() else self.tr("与名称相同可不填")
        self.inputs["account_name"].setPlaceholderText(self.tr("未满18周岁的填监护人") if minor else same)
        self.fields["account_name"].set_mark(self.tr("受理前必填") if minor else self.tr("选填"))

    def _typed(self, name: str) -> None:
        if self._loading:
            return
        self._confirmed -= {name}
        self._check()
        self.edited.emit()
        if name in ("name", "identity"):
            self._show_guardian()
            self._look_for_similar()

    def _leave(self, name: str) -> None:
        self._left.add(name)
        self._show_stored(name)
        self._check_after_click()

    def _check_after_click(self) -> None:
        """Check once no button of the mouse is held: a sentence would move what is being clicked at."""
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._check()
        else:
            QTimer.singleShot(_CLICK, self, self._check_after_click)

    def _show_stored(self, name: str) -> None:
        """Show a field as it will be stored, unless it has to be put right first."""
        checked, edit = checked_fields(self.details(), self._words)[name], self.inputs[name]
        refused = checked.problem and not checked.confirmable
        if refused or not checked.value or checked.value == edit.text():
            return
        self._loading = True  # what was confirmed stays confirmed
        edit.show_text(checked.value)
        self._loading = False
        self.edited.emit()

    def _replace(self, name: str, text: str) -> None:
        """Put in what was offered; in a line of text it can be undone."""
        if name == "kind":
            self.kind.set_key(text)
            if self.kind.hasFocus():  # where what is typed next would be lost
                self.inputs["name" if not self._text("name") else "identity"].setFocus()
            return
        self.inputs[name].selectAll()
        self.inputs[name].insert(text)

    def _confirm(self, name: str) -> None:
        self._confirmed |= {name}
        self._check()
        self.edited.emit()

    def _traits_changed(self) -> None:
        self._check()
        if not self._loading:
            self.edited.emit()

    def _look_for_similar(self) -> None:
        self.similar.look(self.inputs["name"].text().strip(), self.inputs["identity"].text().strip())

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong or doubtful, by field."""
        details, known = self.details(), self._words.traits
        # What is held stays, also where the policy that knows it is gone.
        held = {period.trait: period.trait for period in details.traits if period.trait not in known}
        found = problems_of(details, self._words.with_traits(held), self._desk.today())
        wrong = self.traits.problem()
        return (*found, Problem("traits", wrong)) if wrong else found

    def begin_day(self) -> None:
        """Check again what may not lie ahead."""
        self._check()

    def _check(self) -> None:
        if self._loading:
            return
        problems = self.problems()
        for name, field in self.fields.items():
            field.show_problem(problem_in(problems, name) if self._ripe(name) else None)
        for name, note in field_notes(self.details(), account_stands=self._stands).items():
            self.fields[name].show_note(note)
        self._propose()

    def _propose(self) -> None:
        """Offer the kind that code and name speak for, and the town that the address names."""
        self._propose_kind()
        self.folded.offer_town(self.details())

    def _proposal(self) -> KindProposal | None:
        """Return what code and name say of the kind, once they have been typed."""
        name = self.inputs["name"].text() if "name" in self._left else ""
        kinds = self._words.applicant_kinds
        return proposed_kinds(name, self.inputs["identity"].text(), self.kind.key(), kinds)

    def _propose_kind(self) -> None:
        """Offer the kind that the code or the name speaks for."""
        found, field = self._proposal(), self.fields["kind"]
        kind = found.kinds[0] if found else ""
        if not field.error():
            field.show_note(found.reason if found else "")
            field.show_suggestion(kind, self._words.applicant_kinds[kind].name if kind else "")

    def _ripe(self, name: str) -> bool:
        """Say whether a field has come so far that its problem helps: left behind, or complete in length."""
        text = self._text(name)
        if name == "identity" and len(text) >= CODE_LENGTH:
            return True
        return name in self._left and (bool(text) or self._asked)

    def _text(self, name: str) -> str:
        text = self.inputs[name].text() if name in self.inputs else ""
        return identity_code(text) if name == "identity" else text.strip()

    def _submit(self) -> None:
        self._left, self._asked = set(self.fields), True
        problems = self.problems()
        self.show_problems(problems)
        if not problems and not self._asks_about_kind() and not self._asks_for_guardian():
            self.submitted.emit(self.details())

    def _asks_about_kind(self) -> bool:
        """Say that the code is that of another kind, and go there; what was said once is not asked again."""
        found = self._proposal()
        if found is None or not found.certain or found == self._told_kind:
            return False
        self._told_kind = found
        self.kind.setFocus()
        self.doubted.emit(kind_question(found, self.kind.key(), self._words))
        return True

    def _asks_for_guardian(self) -> bool:
        """Say what lacks of the guardian of a minor, and go there; what was said once is not asked again."""
        lacking = tuple(guardian_problems(self.details(), self._desk.today(), consent=True))
        if not lacking or lacking == self._told:
            return False
        self._told = lacking
        asked = (name for name in GUARDIAN if not self._text(name))
        self.inputs[next(asked, "account_name")].setFocus()
        words = self.tr("{lacking}受理以前必须填好；现在还没有的，再按一次 Ctrl+Enter 先登记。")
        self.doubted.emit(words.format(lacking=lacking[0].message))
        return True

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Mark what is wrong, as found here or by the store, and go to the first of it."""
        found = tuple(problems)
        for name, field in self.fields.items():
            field.show_problem(problem_in(found, name))
        self._propose()
        first = next((name for name in self.fields if problem_in(found, name)), None)
        if first is not None:
            self.fields[first].editor.setFocus()
