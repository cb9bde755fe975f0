"""Earlier awards under rules that a policy's file no longer has: they use up nothing, and are told."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.rules.core.case import Case, HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Notice
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.source.sentences import standard_phrases

CODE = "retired_rule"


def without_retired(policy: Policy, case: Case) -> tuple[Case, tuple[Notice, ...]]:
    """Return the case with only the awards whose rules the policy has, and a notice for each other file.

    Which limits the others used up is not written anywhere any more: a person has to look.
    """
    standing, notices = standing_awards(policy, case.history)
    return (case._replace(history=standing), notices) if notices else (case, ())


def standing_awards(
    policy: Policy, history: Iterable[HistoryEntry]
) -> tuple[tuple[HistoryEntry, ...], tuple[Notice, ...]]:
    """Return the awards whose rules the policy has, and a notice for each other file."""
    awards = tuple(history)
    retired = [entry for entry in awards if entry.rule not in policy.bound]
    if not retired:
        return awards, ()
    return tuple(entry for entry in awards if entry.rule in policy.bound), _notices(retired)


def _notices(retired: Iterable[HistoryEntry]) -> tuple[Notice, ...]:
    sums: dict[tuple[str | None, int], int] = {}
    for entry in retired:
        key = entry.source, entry.year
        sums[key] = sums.get(key, 0) + entry.amount
    return tuple(Notice(CODE, _sentence(file, year, amount)) for (file, year), amount in sums.items())


def _sentence(file: str | None, year: int, amount: int) -> str:
    say = standard_phrases().notice
    if file is None:
        return say["retired_rule_unfiled"](year=year, amount=grouped_yuan(amount))
    return say[CODE](file=file, year=year, amount=grouped_yuan(amount))
