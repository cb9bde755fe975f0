"""What the counter begins the next application with: policy, call and programme year."""

from __future__ import annotations

from ipdesk.models.awards.programme_year import usual_year, year_after
from ipdesk.models.core.errors import NotFound
from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.counter.particulars.in_force import usual_policy
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.office_calls import OfficeCalls


class Beginning:
    """Proposes the call that is open, with its year; without one the year goes by the calendar."""

    def __init__(self, desk: Desk, calls: OfficeCalls) -> None:
        self._desk, self._calls = desk, calls
        self._settled = desk.today()  # the day that the year was last settled on

    def policy(self) -> tuple[Policy, str]:
        """Return the policy to begin with, and why that one: where one call alone is open, it is its own."""
        alone = self._alone()
        return (alone, "") if alone is not None else usual_policy(self._desk)

    def renewed(self, policy: Policy, why: str) -> tuple[Policy, str]:
        """Return the policy that an empty counter goes on with where calls came or went, and why that one."""
        return (policy, why) if self._calls.open(policy.id) or not self._alone() else self.policy()

    def _alone(self) -> Policy | None:
        """Return the policy of the only call that is open."""
        found = self._calls.open()
        if len(found) != 1:
            return None
        try:
            return self._desk.policy(found[0].policy)
        except NotFound:
            return None

    def first(self, policy: Policy) -> ApplicationParticulars:
        """Return what an application under a policy begins with that nobody has entered anything for."""
        return self._by_call(policy, usual_year(policy, self._desk.today().year))

    def after(self, policy: Policy, before: ApplicationParticulars) -> ApplicationParticulars:
        """Return what goes on after an application: its call while that is open, the year that was chosen."""
        settled, self._settled = self._settled, self._desk.today()
        for call in self._calls.open(policy.id):
            if call.id == before.call:
                return ApplicationParticulars(year=call.year, call=call.id)
        year = year_after(policy, before.year, settled, self._settled)
        return self._by_call(policy, year, "" if before.call else before.level)

    def _by_call(self, policy: Policy, year: int, level: str = "") -> ApplicationParticulars:
        """Return what begins by the call that is open; without one it is decided by whom the last was."""
        found = self._calls.open(policy.id)
        if len(found) != 1:
            return ApplicationParticulars(year=year, level=level)
        return ApplicationParticulars(year=found[0].year, call=found[0].id)
