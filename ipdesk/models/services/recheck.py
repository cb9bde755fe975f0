"""A year's applications evaluated again by the present packs: what that changes, and why. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.awards.line_groups import by_rule, runs
from ipdesk.models.awards.line_status import shown_status
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import evaluate_case
from ipdesk.models.evaluation.retired_rules import CODE
from ipdesk.models.records import ApplicationRow, RecheckCase
from ipdesk.models.services.policies_in_force import known_policy, policy_of
from ipdesk.models.store import Store
from ipdesk.rules.analysis.recheck import LineChange, compare, outcome
from ipdesk.rules.core.result import Line, Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary

GONE = "现行政策文件中，这项规定不再适用于本项。"
ONLY_SUM = "理由相同，只有金额不同。"


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Lines of one application that came out differently in the same way: a range of works is one.

    ``refs`` are the numbers of what they are about, ``before`` and ``after`` stand for each of them (None
    where there is no line), with their statuses as they are shown ("" for none). ``difference`` is fen in
    all. ``why`` says what has changed in the reasoning.
    """

    refs: tuple[str, ...]
    title: str
    before: Line | None
    after: Line | None
    status_before: str
    status_after: str
    difference: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecheckedApplication:
    """One application after its evaluation: what changed, nothing where it comes out the same.

    ``retired`` names earlier awards whose rule the policy's file no longer has.
    """

    application: ApplicationRow
    policy: Policy
    changes: tuple[ChangedLines, ...]
    retired: tuple[str, ...]

    @property
    def difference(self) -> int:
        """What the changes make, in fen."""
        return sum(change.difference for change in self.changes)


@dataclass
class RecheckTotals:
    """How many applications were evaluated again, changed, and have retired rules; the difference is fen."""

    done: int = 0
    changed: int = 0
    retired: int = 0
    difference: int = 0

    def count(self, item: RecheckedApplication) -> None:
        """Count one more application."""
        self.done += 1
        self.changed += bool(item.changes)
        self.retired += bool(item.retired)
        self.difference += item.difference


def recheck_application(store: Store, application: int, library: PolicyLibrary) -> RecheckedApplication:
    """Evaluate an application (its id) again, by the policy in force under its policy's id.

    Raises DeskError, and PackError for a pack that is not in order.
    """

    def present(policy_id: str) -> Policy:
        return known_policy(library, policy_id)

    with store.damaged_contents_reported():
        item = store.read(queries.recheck_case, application, present)
        result = evaluate_case(present(item.case.policy), item.case, item.lowered)
        return _rechecked(store, library, item, result)


def _rechecked(
    store: Store, library: PolicyLibrary, item: RecheckCase, result: Result
) -> RecheckedApplication:
    changes = compare(item.kept, result)
    policy = known_policy(library, item.application.policy)
    refs = {found.id: found.ref or found.id for found in item.case.achievements}
    knows = _policies(store, library, item, policy, changes)
    retired = tuple(notice.text for notice in result.notices if notice.code == CODE)
    lines = tuple(_changed(alike, refs, knows[alike[0].rule]) for alike in change_groups(changes))
    return RecheckedApplication(item.application, policy, lines, retired)


def change_groups(changes: Iterable[LineChange]) -> tuple[tuple[LineChange, ...], ...]:
    """Put together what changed in the same way, rule by rule.

    Rows of entry are not kept apart as a decision keeps them: what a policy's file changes has nothing to do
    with how the clerk typed it in.
    """
    return tuple(alike for _, found in by_rule(changes) for alike in runs(found, _likeness))


def _policies(
    store: Store, library: PolicyLibrary, item: RecheckCase, policy: Policy, changes: Sequence[LineChange]
) -> Mapping[str, Policy]:
    """Return by rule that changed the policy that knows it; of one no longer there the pack of that time."""
    rules = {change.rule for change in changes}
    known = frozenset(policy.rule_ids())
    former = store.read(_kept_policy, item.application.id, library) if rules - known else policy
    return {rule: policy if rule in known else former for rule in rules}


def _kept_policy(session: Session, application: int, library: PolicyLibrary) -> Policy:
    return policy_of(session, library, queries.application_detail(session, application))


def _likeness(change: LineChange) -> tuple[object, ...]:
    """Say what makes changes one: a range of works changes in one breath."""
    return outcome(change.before), outcome(change.after), change.why


def _changed(alike: Sequence[LineChange], refs: Mapping[str, str], policy: Policy) -> ChangedLines:
    first = alike[0]
    return ChangedLines(
        tuple(refs[change.achievement] for change in alike),
        policy.rule(first.rule).title,
        first.before,
        first.after,
        _status(first.before, policy),
        _status(first.after, policy),
        sum(change.difference for change in alike),
        (GONE,) if first.after is None else first.why or (ONLY_SUM,),
    )


def _status(line: Line | None, policy: Policy) -> str:
    return "" if line is None else shown_status(line, policy)
