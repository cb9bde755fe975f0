"""Choosing policy and call of an application, and entering its particulars: the programme year."""

from __future__ import annotations

import datetime
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.call_check import NO_CALL, level_of, outside_reason_fault
from ipdesk.models.awards.programme_year import year_doubt
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.dates import read_year
from ipdesk.models.records import ApplicationParticulars, Call, CallState
from ipdesk.models.workflow import Level
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.office_calls import OfficeCalls
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, TextField
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField

Chosen = tuple[str, ApplicationParticulars]
"""A policy by its id, with the particulars."""


def ask_policy(desk: Desk, now: Chosen, calls: OfficeCalls, parent: QWidget) -> Chosen | None:
    """Ask for policy and particulars in place of those of ``now``; return the ones entered, None for none."""
    asked = PolicyDialog(desk.policies, *now, desk.today(), parent, calls)
    return (asked.policy, asked.particulars) if asked.ask() else None


class PolicyDialog(Dialog):
    """A policy and particulars. After acceptance ``policy`` and ``particulars`` are the ones entered.

    Where ``calls`` has some of the policy, one is chosen, with its year, and a reason may be given for an
    acceptance outside it. Outside any call it is said who decides.
    """

    def __init__(
        self,
        library: PolicyLibrary,
        policy: str,
        particulars: ApplicationParticulars,
        today: datetime.date,
        parent: QWidget,
        calls: OfficeCalls | None = None,
    ) -> None:
        tr = QCoreApplication.translate
        super().__init__(tr("PolicyDialog", "政策和申报年度"), tr("PolicyDialog", "确定"), parent=parent)
        self._library, self._before, self._today, self._calls = library, particulars, today, calls
        self._began, self._confirmed = policy, ("", 0)
        titles = [(one, library.policy(one).pack.short_title) for one in library.ids()]
        self._policy, self._call = ChoiceField(titles), ChoiceField()
        self._policy.set_key(policy)
        self._year, self._reason = TextField(str(particulars.year)), TextField(particulars.outside_reason)
        self._level = ChoiceField([(level.value, level.label) for level in Level])
        self._lay_out_fields()
        self._offer_calls()
        self._call.set_key(str(particulars.call))
        self._propose_level()
        self._listen()
        self._begin()

    def _lay_out_fields(self) -> None:
        counted = self.tr("年度上限按这一年计算；个别成果可以另填")
        self._year_field = DoubtField(self.tr("申报年度"), self._year, hint=counted)
        self._call_field = Field(self.tr("申报批次"), self._call)
        outside = self.tr("在批次的受理时间或者成果期间之外受理的，写明理由，会记入经过")
        self._reason_field = DoubtField(
            self.tr("批次外受理的理由"), self._reason, hint=outside, optional=True
        )
        told = self.tr("受理时定下，以后不变；批次里的按批次")
        self._level_field = Field(self.tr("由谁审定"), self._level, hint=told)
        policy = Field(self.tr("政策"), self._policy)
        for field in (policy, self._call_field, self._level_field, self._year_field, self._reason_field):
            self.body.addWidget(field)

    def _listen(self) -> None:
        self._policy.changed.connect(lambda _: self._propose_call())
        self._call.changed.connect(lambda _: self._take_call())
        self._year_field.confirmed.connect(self._confirm)

    def _begin(self) -> None:
        """Begin where there is something to decide: at the year, the call, or the reason."""
        call = self._chosen()
        late = call is not None and self._state(call) is not CallState.OPEN
        first = self._reason if late else self._call if self._offered() else self._year
        first.setFocus()
        if isinstance(first, TextField):
            first.selectAll()

    # --- calls ---

    def _offered(self) -> tuple[Call, ...]:
        return self._calls.of(self.policy) if self._calls is not None else ()

    def _state(self, call: Call) -> CallState:
        assert self._calls is not None, "where the call came from"
        return call.state_at(self._calls.now())

    def _chosen(self) -> Call | None:
        return next((call for call in self._offered() if str(call.id) == self._call.key()), None)

    def _offer_calls(self) -> None:
        """Offer the calls of the policy with how it stands with them; without any nothing is asked."""
        offered = self._offered()
        words = [(str(call.id), f"{call.title}（{self._state(call).label}）") for call in offered]
        self._call.set_choices((*words, (str(NO_CALL), self.tr("不属于任何批次"))))
        for field in (self._call_field, self._reason_field):
            field.setVisible(bool(offered))

    def _propose_call(self) -> None:
        """Choose of another policy the call that is open, where it is one alone."""
        self._offer_calls()
        found = self._calls.open(self.policy) if self._calls is not None else ()
        self._call.set_key(str(found[0].id if len(found) == 1 else NO_CALL))
        self._propose_level()

    def _take_call(self) -> None:
        call = self._chosen()
        if call is not None:
            self._year.setText(str(call.year))
        self._propose_level()

    def _propose_level(self) -> None:
        """Ask who decides of what belongs to no call; as was said before, or as its last call says."""
        outside = self._chosen() is None
        self._level_field.setVisible(outside)
        if outside:
            said = self._before if self.policy == self._began else replace(self._before, level="")
            self._level.set_key(level_of(self._offered(), replace(said, call=NO_CALL)).value)

    # --- what was entered ---

    @property
    def policy(self) -> str:
        """Return the id of the chosen policy."""
        return self._policy.key()

    @property
    def particulars(self) -> ApplicationParticulars:
        """Return what was entered; raises Unreadable while there is no year."""
        call, year = self._chosen(), read_year(self._year.text(), self._today)
        reason = self._reason.text().strip() if self._offered() else ""
        level = "" if call else self._level.key()
        number = call.id if call else NO_CALL
        return replace(self._before, year=year, call=number, outside_reason=reason, level=level)

    def _problem(self) -> Problem | None:
        """Return why the year cannot be taken, or not before it is confirmed."""
        try:
            year = self.particulars.year
        except Unreadable as wrong:
            return Problem("year", str(wrong))
        call = self._chosen()
        if call is not None and call.year != year:
            words = self.tr("所选批次是 {year} 年度的；不是这一年的，请另选批次。")
            return Problem("year", words.format(year=call.year))
        doubt = year_doubt(self._library.policy(self.policy), year, self._today) if call is None else ""
        return Problem("year", doubt, confirmable=True) if doubt else None

    def _choice(self) -> tuple[str, int]:
        return self.policy, self.particulars.year

    def _confirm(self) -> None:
        self._confirmed = self._choice()
        self.accept()

    def accept(self) -> None:
        """Close, unless the year is wrong or to be confirmed, or the reason says nothing: that is said."""
        problem = self._problem()
        if problem is not None and not (problem.confirmable and self._confirmed == self._choice()):
            self._point_at(self._year_field, problem)
        elif fault := outside_reason_fault(self.particulars.outside_reason):
            self._point_at(self._reason_field, Problem("outside_reason", fault))
        else:
            super().accept()

    def _point_at(self, field: DoubtField, problem: Problem) -> None:
        field.show_problem(problem)
        field.editor.setFocus()
