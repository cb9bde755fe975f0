"""A pack's examples of its clawbacks: worked out, and reported where another sum must be paid back."""

from __future__ import annotations

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.clawback import Event, GrantedAward, Reclaim, clawbacks
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.examples import ClawbackAward, ClawbackExample
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.yaml_source import Source


def check_clawback_examples(policy: Policy, source: Source) -> list[Finding]:
    """Work out every example of a clawback; returns a finding for each that comes out otherwise."""
    found = []
    for number, example in enumerate(policy.pack.clawback_examples):
        details, places = _differences(policy, example)
        if not details:
            continue
        line = source.line(("clawback_examples", number, "awards", places[0]))
        message = f"第 {number + 1} 个收回的算例有 {len(places)} 笔与核算不符：{example.why}"
        found.append(
            Finding(source.name, line, "", Severity.ERROR, "example_failed", message, tuple(details))
        )
    return found


def _differences(policy: Policy, example: ClawbackExample) -> tuple[list[str], list[int]]:
    event = Event(example.event.name, example.event.date, example.event.applicant, example.event.ref)
    details: list[str] = []
    places = []
    for number, award in enumerate(example.awards):
        granted = GrantedAward(_entry(policy, event, award), award.date, award.granted or award.date)
        reclaim = next(iter(clawbacks(policy, event, [granted])), None)
        if not _fits(award, reclaim):
            places.append(number)
            details += _wrong_award(policy, number, award, reclaim)
    return details, places


def _entry(policy: Policy, event: Event, award: ClawbackAward) -> HistoryEntry:
    applicant = award.applicant or event.applicant
    return HistoryEntry(f"{policy.id}/{award.rule}", applicant, award.date.year, award.amount, award.ref)


def _fits(award: ClawbackAward, reclaim: Reclaim | None) -> bool:
    if reclaim is None:
        return not award.back and award.clause is None
    return award.back == reclaim.amount and award.clause in (None, reclaim.clause)


def _wrong_award(policy: Policy, number: int, award: ClawbackAward, reclaim: Reclaim | None) -> list[str]:
    title = policy.rule(f"{policy.id}/{award.rule}").title
    wanted = f"（{award.clause}）" if award.clause else ""
    came = "不收回" if reclaim is None else f"收回 {grouped_yuan(reclaim.amount)} 元（{reclaim.clause}）"
    return [
        f"第 {number + 1} 笔，条款 {award.rule}“{title}”，已付 {grouped_yuan(award.amount)} 元",
        f"  应为：{f'收回 {grouped_yuan(award.back)} 元' if award.back else '不收回'}{wanted}",
        f"  实为：{came}",
        *([] if reclaim is None else [f"  {reclaim.text}"]),
    ]
