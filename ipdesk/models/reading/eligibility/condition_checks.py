"""What clauses ask for and the office has to look up: a row of the review for each of their conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.check_subjects import BY_MATERIALS, CONDITION, CheckSubject
from ipdesk.models.reading.packs import stored_pack
from ipdesk.models.tables import AwardEntry
from ipdesk.models.tables.dialect import among
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import stored_policy
from ipdesk.rules.pack.model import Rule

_NAMED = "{article}：{text}"
_OF_WHOM = "申请人属于{traits}"
_ANY = "申报材料"
"""What is looked into where no material of the clause is called like its condition."""
_OPEN = (Status.UNDECIDED.value, Status.REFERRED.value)


def condition_checks(session: Session, applications: tuple[int, ...]) -> tuple[CheckSubject, ...]:
    """Return the conditions of the clauses by which files may be granted something, each once.

    They are those of the packs that the files were computed by.
    """
    seen: dict[str, CheckSubject] = {}
    for some in in_parts(applications):
        for policy_id, pack, rule in session.execute(_rules(some)):
            policy = _compiled(stored_pack(session, pack), policy_id)
            seen |= {one.id: one for one in _subjects(policy, rule)}
    return tuple(seen.values())


def _rules(applications: Sequence[int]) -> Select[str, str, str]:
    entry = AwardEntry
    return (
        select(entry.policy, entry.pack, entry.rule)
        .where(entry.application_id.in_(applications), or_(entry.amount > 0, among(entry.status, _OPEN)))
        .group_by(entry.policy, entry.pack, entry.rule)
        .order_by(entry.rule)
    )


@lru_cache(maxsize=4)  # to compile a pack takes a while
def _compiled(content: bytes, policy_id: str) -> Policy:
    return stored_policy(content, f"{policy_id}.yaml")


def _subjects(policy: Policy, rule_id: str) -> Iterator[CheckSubject]:
    rule = policy.rule(rule_id)
    materials = [policy.vocabulary.materials[one] for one in rule.materials]
    for place, text in enumerate(_conditions(policy, rule)):
        name = _NAMED.format(article=policy.cited(rule.article), text=text)
        of, source = f"{CONDITION}{rule_id}:{place}", _source(text, materials)
        yield CheckSubject(id=of, name=name, source=source, unpictured=BY_MATERIALS)


def _source(text: str, materials: Iterable[str]) -> str:
    """Return the material of a clause whose name has most in common with a condition."""
    asked = {*pairwise(text)}
    alike = {one: len(asked & {*pairwise(one)}) for one in materials}
    best = max(alike, key=lambda one: alike[one], default="")
    return best if alike.get(best) else _ANY


def _conditions(policy: Policy, rule: Rule) -> Iterator[str]:
    """Yield what a clause asks of its applicant, and of what it pays for, as the pack says it."""
    if len(rule.who) == 1 and rule.who[0].traits:
        yield _OF_WHOM.format(traits="、".join(policy.vocabulary.traits[one] for one in rule.who[0].traits))
    yield from (one.text for one in rule.requires if one.text)
