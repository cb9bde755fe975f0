"""Which of many applications have no earlier awards: nothing need be asked when each of them is evaluated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.steps.decisions import derive_again
from ipdesk.models.reading.after_award.reversals import still_counts
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.history import STANDING, history
from ipdesk.models.tables import AchievementEntry, Application, ApplicationAchievement, AwardEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.core.case import HistoryEntry
    from ipdesk.rules.evaluation.policy import HistoryNeed, Policy


def know_who_has_no_awards(
    work: Work, policies: Iterable[Policy], applications: Collection[Application]
) -> None:
    """Note of which applications the history is empty, and stays so whichever others of them are decided.

    That is where no award names the applicant or a number, no other of these applications does, and nothing
    is shared by several applicants. The others are asked about when it is their turn.
    """
    for policy in policies:
        own = [
            one for one in applications if one.policy == policy.id and work.ask(stored_achievements, one.id)
        ]
        nothing: dict[int, tuple[HistoryEntry, ...]] = {one: () for one in _without_awards(work, policy, own)}
        work.know(history, nothing)


def _without_awards(work: Work, policy: Policy, members: Collection[Application]) -> Iterator[int]:
    needs = {one.id: _need(work, policy, one.id) for one in members}
    holders = _holders(work, needs)
    files = Counter(one.applicant_id for one in members)
    awarded = _awarded_applicants(work, policy, files)
    taken = _awarded_items(work, policy, {item for need in needs.values() for item in need.items})
    for one in members:
        need = needs[one.id]
        shares = need.facts or need.rule_years or need.lacking or files[one.applicant_id] > 1
        held = any(item in taken or holders[item] - {one.id} for item in need.items)
        if not (shares or held or one.applicant_id in awarded):
            yield one.id


def _need(work: Work, policy: Policy, application: int) -> HistoryNeed:
    stored = work.ask(stored_achievements, application)
    derive_again(work, policy, stored)
    return policy.history_needed(item.achievement for item in stored)


def _holders(work: Work, applications: Iterable[int]) -> Mapping[str | None, set[int]]:
    """Return by number the applications, among these, that hold it."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    columns = select(entry.item, chosen.application_id).join(chosen, chosen.achievement_id == entry.id)
    found = defaultdict[str | None, set[int]](set)
    for some in in_parts(applications):
        for item, application in work.session.execute(columns.where(chosen.application_id.in_(some))):
            found[item].add(application)
    return found


def _awarded_applicants(work: Work, policy: Policy, applicants: Iterable[int]) -> set[int]:
    awards = select(AwardEntry.applicant_id).join(Application, Application.id == AwardEntry.application_id)
    stand = awards.where(AwardEntry.policy == policy.id, STANDING, still_counts())
    parts = (stand.where(AwardEntry.applicant_id.in_(some)) for some in in_parts(applicants))
    return {one for part in parts for one in work.session.scalars(part)}


def _awarded_items(work: Work, policy: Policy, items: Iterable[str]) -> set[str | None]:
    awards = select(AchievementEntry.item).join(AwardEntry, AwardEntry.achievement_id == AchievementEntry.id)
    files = awards.join(Application, Application.id == AwardEntry.application_id)
    stand = files.where(AwardEntry.policy == policy.id, STANDING, still_counts())
    parts = (stand.where(AchievementEntry.item.in_(some)) for some in in_parts(items))
    return {one for part in parts for one in work.session.scalars(part)}
