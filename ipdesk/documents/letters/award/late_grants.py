"""Which rows of an approval aid granted patents after the day on which the state ends that aid.

国知发保字〔2021〕1号 has it ended before 2025: whether it is still given for a patent that was granted before
is for who signs to say.
"""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.award.assemble import item_lines
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.models.workflow import Step
from ipdesk.rules.core.roles import KindRole
from ipdesk.rules.evaluation.policy import Policy

ENDED = datetime.date(2025, 1, 1)
"""From which day on no public money aids the grant of a patent."""


def late_grants(detail: ApplicationDetail, policy: Policy, day: datetime.date) -> tuple[int, ...]:
    """Return the rows, counted from 1, of a form of a ``day``; none of what was decided in time."""
    decided = next((one.at.date() for one in reversed(detail.steps) if one.step is Step.CONFIRM), day)
    if decided < ENDED:
        return ()
    days = {stored.key: stored.achievement.date for stored in detail.achievements}
    items = enumerate(item_lines(detail, policy), start=1)
    return tuple(row for row, lines in items if any(_is_late(one, days, policy) for one in lines))


def _is_late(line: AwardLine, days: dict[str, datetime.date], policy: Policy) -> bool:
    given = line.line.amount if line.granted is None else line.granted
    aided = policy.vocabulary.kinds[line.kind].role is KindRole.GRANT
    return bool(given) and aided and days[line.line.achievement] < ENDED
