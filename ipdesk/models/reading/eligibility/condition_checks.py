"""What clauses ask for and the office has to look up: a row of the review for each of their conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.check_subjects import BY_MATERIALS, CheckSubject
from ipdesk.models.reading.packs import stored_pack
from ipdesk.models.records.checks import CONDITION
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
_UNMET = "{article}：{text}（{about}）"
_OF_MANY, _NUMBERLESS, _AND_MORE = "{ref}等{count}项", "{count}项", "{some}等{count}种情况"
_FOUND = "经审核，"
"""Behind what a letter tells the facts."""
_MOST = 3
"""How many different facts a row names."""
_TERM, _ELSEWHERE = "成果的日期在政策有效期内", "没有享受其他政策的同类资助"
_ASKED = {"not_in_force": _TERM, "supported_elsewhere": _ELSEWHERE}
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


def unmet_conditions(session: Session, applications: tuple[int, ...]) -> tuple[CheckSubject, ...]:
    """Return the conditions for want of which clauses grant nothing in files, each once for a file.

    Their names say which achievements it is about, ``unmet`` what was declared instead.
    """
    found = defaultdict[tuple[int, str, str], list[tuple[AwardEntry, str]]](list)
    for some in in_parts(applications):
        for entry in session.scalars(_refused(some)):
            for text, fact in _lacking(exact_json.loads(entry.explanation)["warnings"]):
                found[entry.application_id, entry.rule, text].append((entry, fact))
    return tuple(_unmet(session, text, lines) for (_, _, text), lines in found.items())


def _refused(applications: Sequence[int]) -> Select[AwardEntry]:
    entry = AwardEntry
    own = entry.application_id.in_(applications), entry.status == Status.INELIGIBLE.value
    return select(entry).where(*own).order_by(entry.application_id, entry.position)


def _lacking(warnings: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what a refused line lacks, and what was declared instead."""
    for one in warnings:
        asked = one["values"].get("requirement") or _ASKED.get(one["code"], "")
        if asked:
            yield asked, (one.get("formal") or one["text"]).rpartition(_FOUND)[2].rstrip("。")


def _unmet(session: Session, text: str, lines: Sequence[tuple[AwardEntry, str]]) -> CheckSubject:
    """Return the row of a condition that the lines of one clause in one file lack."""
    first, count = lines[0][0], len(lines)
    policy = _compiled(stored_pack(session, first.pack), first.policy)
    rule = policy.rule(first.rule)
    many = _OF_MANY if count > 1 else "{ref}"
    about = (many if first.ref else _NUMBERLESS).format(ref=first.ref, count=count)
    facts = list(dict.fromkeys(fact for _, fact in lines))
    unmet = "；".join(facts[:_MOST])
    return CheckSubject(
        id=f"{CONDITION}{first.rule}:{first.achievement_id}:{text}",
        name=_UNMET.format(article=policy.cited(first.article), text=text, about=about),
        source=_source(text, [policy.vocabulary.materials[one] for one in rule.materials]),
        unpictured=BY_MATERIALS,
        unmet=unmet if len(facts) <= _MOST else _AND_MORE.format(some=unmet, count=len(facts)),
    )


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
