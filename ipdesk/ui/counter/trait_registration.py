"""Registering at once the traits whose absence alone stands in the way of a clause."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import fields, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeApplicant
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import ApplicantDetails, ApplicantRecord, TraitPeriod
from ipdesk.rules.analysis.missing_traits import MissingTraits, trait_names_text
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui.applicants.trait_editor import TraitRow
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, Dialog, MessageLine, Text


class TraitDialog(Dialog):
    """The traits that are missing, each with the days it is held; Enter registers them.

    Where one of several would do, it is chosen first. ``periods`` are what was said.
    """

    def __init__(
        self,
        applicant: str,
        missing: MissingTraits,
        words: Vocabulary,
        today: Callable[[], datetime.date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.tr("补登资质特征"), parent.tr("属实，登记"), parent=parent)
        self._words, self._today = words, today
        self.rows: list[TraitRow] = []
        self.choices: list[ChoiceField] = []
        self.message = MessageLine()
        traits = trait_names_text(missing, words)
        self.add_sentence(self.tr("{name}登记为{traits}。").format(name=applicant, traits=traits), "")
        self.body.addWidget(Text(self.tr("起止日期可以不填；有证书的，填证书上的日期"), "sub"))
        for either in missing:
            self._offer(either)
        self.body.addWidget(self.message)
        (self.choices[0] if self.choices else self.accept_button).setFocus()

    def _offer(self, either: tuple[str, ...]) -> None:
        if len(either) == 1:
            self._add(either[0])
            return
        names = {name: self._words.traits[name] for name in either}
        choice = ChoiceField(names.items(), self.tr("选择一项"))
        choice.setAccessibleName(self.tr("选择一项"))
        self.choices.append(choice)
        self.body.addWidget(choice)

    def _add(self, trait: str) -> None:
        row = TraitRow(trait, self._words.traits[trait], self._today, removable=False)
        self.rows.append(row)
        self.body.addWidget(row)

    def periods(self) -> tuple[TraitPeriod, ...]:
        """Return the traits to register."""
        chosen = (TraitPeriod(choice.key()) for choice in self.choices if choice.key())
        return (*(row.period() for row in self.rows), *chosen)

    def accept(self) -> None:
        """Close, unless a day cannot be read or a choice is open: that is said."""
        wrong = next((row.problem() for row in self.rows if row.problem()), "")
        if not wrong and any(not choice.key() for choice in self.choices):
            wrong = self.tr("请选择属于哪一项。")
        if wrong:
            self.message.say(wrong)
        else:
            super().accept()


class TraitRegistration(QObject):
    """Asks for the traits that the lines on the counter lack, and registers them.

    ``hold_place`` returns what brings the focus back to where it was. ``failed`` carries a DeskError.
    """

    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        hold_place: Callable[[], Callable[[], None]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._parent, self._hold_place = desk, draft, parent, hold_place

    def ask(self) -> None:
        """Ask, where there is something to ask for."""
        go_back = self._hold_place()
        applicant, missing = self._draft.applicant, self._draft.missing_traits()
        if applicant is None or not missing or self._draft.read_only():
            return
        words = self._draft.policy.vocabulary
        asked = TraitDialog(applicant.name, missing, words, self._desk.today, self._parent)
        if asked.exec():
            self._register(applicant, asked.periods(), go_back)
        else:
            go_back()
        asked.deleteLater()

    def _register(
        self, applicant: ApplicantRecord, periods: tuple[TraitPeriod, ...], go_back: Callable[[], None]
    ) -> None:
        def done(_: object) -> None:
            self._take(applicant.id)
            go_back()

        self._desk.run_later(self, self._command(applicant, periods), done, self.failed.emit)

    def _command(self, applicant: ApplicantRecord, periods: tuple[TraitPeriod, ...]) -> ChangeApplicant:
        given = {field.name: getattr(applicant, field.name) for field in fields(ApplicantDetails)}
        return ChangeApplicant(
            applicant=applicant.id,
            revision=applicant.revision,
            details=replace(ApplicantDetails(**given), traits=(*applicant.traits, *periods)),
            own_traits=self._desk.policies.own_traits(),
        )

    def _take(self, applicant: int) -> None:
        """Compute with what was registered, where the same applicant is still on the counter."""
        try:
            found = self._desk.read(queries.applicant, applicant)
        except DeskError as error:
            self.failed.emit(error)
            return
        if self._draft.applicant is not None and self._draft.applicant.id == applicant:
            self._draft.set_applicant(found, keep=True)
