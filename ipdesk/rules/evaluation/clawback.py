"""What must be paid back after an event: a transfer, a false statement, a lapsed right."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan, round_half_up
from ipdesk.rules.evaluation.conditions.days import later
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.sentences import standard_phrases


class GrantedAward(NamedTuple):
    """An award, the day of the achievement that it was for, and the day on which it was granted."""

    award: HistoryEntry
    date: datetime.date
    granted: datetime.date


class Event(NamedTuple):
    """What happened: one of the events that a pack's clawbacks name, when, to whom, and to which thing."""

    name: str
    date: datetime.date
    applicant: str
    ref: str | None = None


class Reclaim(NamedTuple):
    """One award to be paid back: under which clause, how much of it (fen), and why in words."""

    clause: str
    article: str
    award: HistoryEntry
    amount: int
    text: str


def clawbacks(policy: Policy, event: Event, granted: Iterable[GrantedAward]) -> tuple[Reclaim, ...]:
    """Return what an event makes the applicant pay back, award by award.

    Where several clauses reach the same award the one that asks for most counts, the first among equal ones.
    """
    found = []
    for item in granted:
        clauses = [clause for clause in policy.pack.clawbacks if _reaches(policy, clause, event, item)]
        if clauses:
            clause = max(clauses, key=lambda clause: clause.rate)
            found.append(_reclaim(clause, event, item.award))
    return tuple(found)


def _reaches(policy: Policy, clause: pack.Clawback, event: Event, item: GrantedAward) -> bool:
    award = item.award
    if event.name not in clause.events or event.applicant != award.applicant or not award.amount:
        return False
    if clause.rules and award.rule not in [f"{policy.id}/{rule}" for rule in clause.rules]:
        return False
    if clause.item and not _about_the_same(policy, event, award):
        return False
    first = item.date if clause.since == "achievement" else item.granted
    last = datetime.date.max if clause.within is None else later(first, clause.within)
    return first <= event.date <= last


def _about_the_same(policy: Policy, event: Event, award: HistoryEntry) -> bool:
    if event.ref is None or award.ref is None:
        return False
    form = policy.vocabulary.normal_form(policy.rule(award.rule).about.kind)
    return form.of(event.ref, award.facts) == form.of(award.ref, award.facts)


def _reclaim(clause: pack.Clawback, event: Event, award: HistoryEntry) -> Reclaim:
    amount = round_half_up(award.amount * int(clause.rate * 10_000), 1_000_000)
    say = standard_phrases().notice["clawback"]
    text = say(
        event=event.name,
        date=event.date,
        title=clause.title,
        rate=f"{clause.rate.normalize():f}",
        amount=grouped_yuan(amount),
    )
    return Reclaim(clause.id, clause.article, award, amount, text)
