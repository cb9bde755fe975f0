"""Holding what is granted, or published, against what bounds its call; see ``awards.call_bounds``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ipdesk.models.awards.call_bounds import (
    Bound,
    CallStanding,
    Pair,
    WantedLine,
    sum_faults,
    unsettled_faults,
)
from ipdesk.models.core.errors import Conflict
from ipdesk.models.evaluation.evaluate import build_case
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.call_claims import overruns
from ipdesk.models.reading.calls.bounds import (
    ProposedLine,
    budget_bound,
    call_standing,
    pool_bounds,
    proposed_lines,
    published_bound,
)
from ipdesk.models.reading.packs import stored_pack
from ipdesk.models.tables import Application, CallEntry
from ipdesk.models.workflow import Step
from ipdesk.rules.library.policy_library import stored_policy

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import LineToPublish
    from ipdesk.rules.core.result import Result
    from ipdesk.rules.evaluation.policy import Policy

_GRANTED, _PUBLISHED = "审定", "审定、公示"


def check_call(
    work: Work, application: Application, policy: Policy, result: Result, granted: Mapping[Pair, int]
) -> None:
    """Raise Conflict where what is granted (fen) is not settled over its call, or goes beyond a sum of it.

    What is granted counts at once, so that the next of many files meets it.
    """
    pools = any(limit.scaled for limit in policy.pack.limits)
    doing = Step.CONFIRM.label
    if not (application.call or pools):
        return
    lines = tuple(_wanted(work, application, policy, result, granted))
    standing = call_standing(work.session, application.call, application.id)
    _refuse(unsettled_faults(lines, standing, doing))
    _refuse(_overruns(work, standing, application.call, policy, doing))
    key = check_call, application.call, application.year
    bounds = work.once(key, lambda: list(_bounds(work, application, policy)))
    _refuse(sum_faults(bounds, lines, doing, _GRANTED))
    bounds[:] = [_with(bound, lines) for bound in bounds]


def check_list(work: Work, lines: Collection[LineToPublish]) -> None:
    """Raise Conflict where what a list would publish is not settled over its call, or goes beyond its budget.

    Whatever else of the call is before the public counts.
    """
    by_call: dict[int, list[WantedLine]] = {}
    titles = {(line.application, line.achievement, line.rule): line.item for line in lines}
    files = {line.application: work.one(Application, line.application, "") for line in lines}
    for file, proposed in proposed_lines(work.session, files).items():
        wanted = tuple(_proposed(work, files[file], proposed, titles))
        standing = call_standing(work.session, files[file].call, file)
        _refuse(unsettled_faults(wanted, standing, Step.PUBLISH.label), files[file])
        policy = _that_bounds(work, files[file].policy, proposed[0].pack)
        if policy is not None:
            _refuse(_overruns(work, standing, files[file].call, policy, Step.PUBLISH.label))
        by_call.setdefault(files[file].call, []).extend(wanted)
    for call, wanted_lines in by_call.items():
        bound = published_bound(work.session, call, files)
        _refuse(sum_faults([bound] if bound else (), wanted_lines, Step.PUBLISH.label, _PUBLISHED))


def _proposed(
    work: Work, file: Application, lines: Collection[ProposedLine], titles: Mapping[tuple[int, str, str], str]
) -> Iterator[WantedLine]:
    policy = _that_bounds(work, file.policy, next(iter(lines)).pack)
    pooled = _pooled(work, file, policy) if policy else {}
    for line in lines:
        title = titles.get((file.id, *line.pair), line.pair[1])
        yield WantedLine(line.pair, title, line.proposed, line.computed, pooled.get(line.pair, ()))


def _overruns(work: Work, standing: CallStanding, call: int, policy: Policy, doing: str) -> Iterator[str]:
    """Yield of which quotas more claim a place than there are, until that is settled over the call."""
    if standing.title and not standing.settled:
        found = work.once((overruns, call), lambda: overruns(work.session, call, policy))
        yield from (f"还没有汇总核定，不能{doing}：{said}" for said in found)


def _that_bounds(work: Work, policy: str, pack: str) -> Policy | None:
    """Return the policy that a proposal was made by, where it has pools or quotas that all claims share."""
    kept = stored_pack(work.session, pack)
    if b"scaled" not in kept and b"distinct" not in kept:  # to compile a pack takes a while
        return None
    return work.once((stored_policy, pack), lambda: stored_policy(kept, f"{policy}.yaml"))


def _refuse(faults: Iterable[str], file: Application | None = None) -> None:
    if said := "\n".join(faults):
        raise Conflict(f"申请件 {file.number}：{said}" if file else said)


def _wanted(
    work: Work, application: Application, policy: Policy, result: Result, granted: Mapping[Pair, int]
) -> Iterator[WantedLine]:
    pooled = _pooled(work, application, policy)
    for line in result.lines:
        pair = line.achievement, line.rule
        title = policy.rule(line.rule).title
        yield WantedLine(pair, title, granted[pair], line.amount, pooled.get(pair, ()))


def _pooled(work: Work, application: Application, policy: Policy) -> Mapping[Pair, tuple[str, ...]]:
    stored = work.ask(stored_achievements, application.id)
    who = work.ask(applicant, application.applicant_id)
    return policy.pooled(build_case(policy, who, (one.achievement for one in stored)))


def _bounds(work: Work, application: Application, policy: Policy) -> Iterator[Bound]:
    budget = budget_bound(work.session, application.call)
    if budget is not None:
        yield budget
    call = work.session.get(CallEntry, application.call) if application.call else None
    year = call.year if call else application.year
    yield from pool_bounds(work.session, policy, year, call.budget if call else None)


def _with(bound: Bound, lines: tuple[WantedLine, ...]) -> Bound:
    drawn = bound.drawn(lines)
    return bound._replace(taken=bound.taken + drawn, files=bound.files + bool(drawn))
