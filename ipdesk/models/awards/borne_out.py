"""Sums that were borne out at the review 初审, while less is granted for them because of what they are."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.evaluation.condition_subjects import BORNE_OUT
from ipdesk.models.records import CheckRecord, CheckResult, LoweredAmount
from ipdesk.models.records.checks import CONDITION, CheckStage
from ipdesk.models.records.decisions import LoweredGround

_ELSEWHERE = (LoweredGround.EXPERTS, LoweredGround.BUDGET)
"""Grounds that say nothing of the sums declared."""


def borne_out_yet_lowered(checks: Iterable[CheckRecord], lowered: Iterable[LoweredAmount]) -> tuple[str, ...]:
    """Return the names of look-ups that a lowered line contradicts; none where a later one explains it.

    ``checks`` are those of a file, the newest last.
    """
    newest = {one.about: one for one in checks}.values()
    if any(one.stage is not CheckStage.REVIEW and one.check.result is CheckResult.BAD for one in newest):
        return ()
    rules = tuple(f"{CONDITION}{one.rule}:" for one in lowered if one.ground not in _ELSEWHERE)
    found = (one.check for one in newest if one.check.result is CheckResult.FINE)
    return tuple(one.name for one in found if one.name.endswith(BORNE_OUT) and one.subject.startswith(rules))
