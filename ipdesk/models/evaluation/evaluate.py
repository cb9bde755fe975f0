"""From an application to a result: one way for the counter, for acceptance and for confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.models.evaluation.referred import with_given_sums
from ipdesk.models.evaluation.retired_rules import standing_awards
from ipdesk.models.records import (
    ApplicantDetails,
    ApplicantRecord,
    ApplicationDetail,
    DecidedAmount,
    LoweredAmount,
    Office,
)
from ipdesk.rules.analysis.national_guards import Guard, guarded, standard_guards
from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, HistoryEntry
from ipdesk.rules.core.result import Notice, Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.usage import Usage

if TYPE_CHECKING:
    pass

NOT_REGISTERED = "new"
NOTHING_SAID: Mapping[tuple[str, str], str] = {}


def applicant_key(applicant_id: int) -> str:
    """Return the id under which an applicant stands in cases and histories."""
    return str(applicant_id)


def build_case(
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    history: Iterable[HistoryEntry] = (),
    case_id: str = "",
) -> Case:
    """Return the case: each achievement carries the traits the applicant holds on its date.

    An applicant not registered yet takes part under an id of its own, which no history has.
    """
    key = applicant_key(applicant.id) if isinstance(applicant, ApplicantRecord) else NOT_REGISTERED
    held = cache(applicant.traits_on)
    return Case(
        id=case_id,
        policy=policy.id,
        applicant=Applicant(key, applicant.kind),
        achievements=tuple([_with_traits(item, held(item.date)) for item in achievements]),
        decisions=tuple(Decision(item.achievement, item.rule, item.amount) for item in decided),
        history=tuple(history),
    )


def _with_traits(item: Achievement, traits: frozenset[str]) -> Achievement:
    name, kind, date, year, ref, facts, _ = item
    return Achievement(name, kind, date, year, ref, facts, traits)


class PastAwards(NamedTuple):
    """Earlier awards under a policy and what they use up, for many evaluations after the same.

    ``notices`` tell of those whose rules the policy no longer has; they are not among the ``awards``.
    """

    awards: tuple[HistoryEntry, ...]
    notices: tuple[Notice, ...]
    used: Usage


def past_of(policy: Policy, history: Iterable[HistoryEntry]) -> PastAwards:
    """Return what a history means to evaluations under a policy."""
    awards, notices = standing_awards(policy, history)
    return PastAwards(awards, notices, policy.used_by(awards))


def evaluate(
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    history: Iterable[HistoryEntry] = (),
    lowered: Iterable[LoweredAmount] = (),
    case_id: str = "",
    guards: Iterable[Guard] = (),
) -> Result:
    """Evaluate with a history already fetched.

    With ``lowered`` amounts each line still says what the rules compute for it, but later lines meet limits
    that the lowered ones have used up only as far as they were granted. ``guards`` (see ``guards_of``) add
    their notices on what is granted and change nothing else.
    """
    past = past_of(policy, history)
    return evaluate_after(past, policy, applicant, achievements, decided, lowered, case_id, guards)


def evaluate_after(
    past: PastAwards,
    policy: Policy,
    applicant: ApplicantDetails,
    achievements: Iterable[Achievement],
    decided: Iterable[DecidedAmount] = (),
    lowered: Iterable[LoweredAmount] = (),
    case_id: str = "",
    guards: Iterable[Guard] = (),
) -> Result:
    """Evaluate as ``evaluate`` does, after a past worked out before: what the counter does at every key."""
    amounts, less = tuple(decided), tuple(lowered)
    case = build_case(policy, applicant, achievements, amounts, past.awards, case_id)
    said = {(one.achievement, one.rule): one.reason for one in amounts if one.reason}
    return _watched(guards, policy, case, _after(past, policy, case, less, said), less)


def _watched(
    guards: Iterable[Guard], policy: Policy, case: Case, result: Result, lowered: Iterable[LoweredAmount]
) -> Result:
    """Add what guards say of the amounts granted: a line that is lowered to nothing pays for nothing."""
    watching = tuple(guards)
    if not watching:
        return result
    notices = guarded(watching, policy, case, _as_granted(result, tuple(lowered))).notices
    return result._replace(notices=notices)


def _as_granted(result: Result, lowered: tuple[LoweredAmount, ...]) -> Result:
    if not lowered:
        return result
    granted = granted_amounts(result, lowered)
    lines = (line._replace(amount=granted[line.achievement, line.rule]) for line in result.lines)
    return result._replace(lines=tuple(lines))


def evaluate_case(
    policy: Policy,
    case: Case,
    lowered: Iterable[LoweredAmount] = (),
    said: Mapping[tuple[str, str], str] = NOTHING_SAID,
) -> Result:
    """Evaluate a case that is built already, with the amounts that were lowered.

    ``said`` is by what sums of another document were worked out, where that is known.
    Awards of the history under rules that the policy no longer has become notices (``retired_rule``).
    """
    past = past_of(policy, case.history)
    return _after(past, policy, case._replace(history=past.awards), lowered, said)


def _after(
    past: PastAwards,
    policy: Policy,
    case: Case,
    lowered: Iterable[LoweredAmount],
    said: Mapping[tuple[str, str], str] = NOTHING_SAID,
) -> Result:
    granted = {(item.achievement, item.rule): item.granted for item in lowered}
    result = policy.evaluate(case, granted, past.used)
    if case.decisions:
        result = with_given_sums(result, policy, case, said)
    return result._replace(notices=(*result.notices, *past.notices)) if past.notices else result


def guards_of(office: Office | None) -> tuple[Guard, ...]:
    """Return the guards whose notices the office wants to see: the program's own, or none."""
    return standard_guards() if office is not None and office.guards else ()


def stored_result(policy: Policy, detail: ApplicationDetail, guards: Iterable[Guard] = ()) -> Result:
    """Return the lines of an application as they are stored, with what national rules point out.

    That is what ``guards`` say now; from confirmation on, what was answered then.
    """
    lines = tuple(stored.line for stored in detail.lines)
    total = sum(line.amount for line in lines)
    answered = tuple(notice for record in detail.answers for notice in record.notices)
    result = Result(detail.application.number, policy.id, total, answered, lines)
    if detail.application.state.decided:
        return result
    chosen = (stored.achievement for stored in detail.achievements)
    return _watched(guards, policy, build_case(policy, detail.applicant, chosen), result, ())


def undecided(result: Result) -> int:
    """Return how many lines await a decision."""
    return sum(line.status is Status.UNDECIDED for line in result.lines)


def granted_amounts(result: Result, lowered: Iterable[LoweredAmount] = ()) -> Mapping[tuple[str, str], int]:
    """Return what each line (achievement, rule) comes to in fen once lowered amounts are taken off."""
    less = {(item.achievement, item.rule): item.granted for item in lowered}
    return {
        (line.achievement, line.rule): min(line.amount, less.get((line.achievement, line.rule), line.amount))
        for line in result.lines
    }
