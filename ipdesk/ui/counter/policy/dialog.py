"""Choosing the policy of an application, and entering its particulars: the programme year."""

from __future__ import annotations

import datetime
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.programme_year import year_doubt
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.dates import read_year
from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, TextField
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField


class PolicyDialog(Dialog):
    """A policy and particulars. After acceptance ``policy`` and ``particulars`` are the ones entered."""

    def __init__(
        self,
        library: PolicyLibrary,
        policy: str,
        particulars: ApplicationParticulars,
        today: datetime.date,
        parent: QWidget,
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("PolicyDialog", "政策和申报年度"), translate("PolicyDialog", "确定"), parent=parent
        )
        self._library, self._before, self._today = library, particulars, today
        self._confirmed = ("", 0)
        titles = [(one, library.policy(one).pack.short_title) for one in library.ids()]
        self._policy = ChoiceField(titles)
        self._policy.set_key(policy)
        self._year = TextField(str(particulars.year))
        self._year_field = DoubtField(
            self.tr("申报年度"), self._year, hint=self.tr("年度上限按这一年计算；个别成果可以另填")
        )
        self._year_field.confirmed.connect(self._confirm)
        self.body.addWidget(Field(self.tr("政策"), self._policy))
        self.body.addWidget(self._year_field)
        self._year.setFocus()
        self._year.selectAll()

    @property
    def policy(self) -> str:
        """Return the id of the chosen policy."""
        return self._policy.key()

    @property
    def particulars(self) -> ApplicationParticulars:
        """Return what was entered; raises Unreadable while there is no year."""
        return replace(self._before, year=read_year(self._year.text(), self._today))

    def _problem(self) -> Problem | None:
        """Return why the year cannot be taken, or not before it is confirmed."""
        try:
            year = self.particulars.year
        except Unreadable as wrong:
            return Problem("year", str(wrong))
        doubt = year_doubt(self._library.policy(self.policy), year, self._today)
        return Problem("year", doubt, confirmable=True) if doubt else None

    def _choice(self) -> tuple[str, int]:
        return self.policy, self.particulars.year

    def _confirm(self) -> None:
        self._confirmed = self._choice()
        self.accept()

    def accept(self) -> None:
        """Close, unless the year is wrong or has to be confirmed: that is said."""
        problem = self._problem()
        if problem is None or (problem.confirmable and self._confirmed == self._choice()):
            super().accept()
            return
        self._year_field.show_problem(problem)
        self._year.setFocus()
