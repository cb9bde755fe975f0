"""What clauses ask for and the office has to look up: a row of the review for each of their conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.evaluation.condition_subjects import (
    about,
    asked_for,
    condition_source,
    condition_subjects,
    named,
)
from ipdesk.models.parsing.check_subjects import BY_MATERIALS, CheckSubject
from ipdesk.models.reading.packs import stored_pack
from ipdesk.models.records.checks import CONDITION
from ipdesk.models.tables import AwardEntry
from ipdesk.models.tables.dialect import among
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import stored_policy

_AND_MORE = "{some}等{count}种情况"
_FOUND = "经审核，"
"""Behind what a letter tells the facts."""
_MOST = 3
"""How many different facts a row names."""
_OPEN = (Status.UNDECIDED.value, Status.REFERRED.value)


def condition_checks(session: Session, applications: tuple[int, ...]) -> tuple[CheckSubject, ...]:
    """Return the conditions of the clauses by which files may be granted something, each once.

    They are those of the packs that the files were computed by. Of one file a condition that some of its
    achievements lack names the others.
    """
    seen: dict[str, CheckSubject] = {}
    apart = _apart(session, applications) if len(applications) == 1 else {}
    for some in in_parts(applications):
        for policy_id, pack, rule in session.execute(_rules(some)):
            policy = _compiled(stored_pack(session, pack), policy_id)
            lacked = apart.get(rule, _Apart())
            found = condition_subjects(policy, rule, lacked.texts, about(lacked.refs))
            seen |= {one.id: one for one in found}
    return tuple(seen.values())


class _Apart(NamedTuple):
    """Of one clause in a file: what some achievements lack, and the numbers of those that get something."""

    texts: frozenset[str] = frozenset()
    refs: tuple[str | None, ...] = ()


def _apart(session: Session, applications: tuple[int, ...]) -> dict[str, _Apart]:
    """Return what the clauses of a file keep apart, by their full ids."""
    texts = defaultdict[str, set[str]](set)
    for entry in session.scalars(_refused(applications)):
        found = _lacking(exact_json.loads(entry.explanation)["warnings"])
        texts[entry.rule] |= {text for text, _ in found}
    refs = _numbers_given(session, applications, texts)
    return {rule: _Apart(frozenset(texts[rule]), tuple(found)) for rule, found in refs.items()}


def _numbers_given(
    session: Session, applications: tuple[int, ...], rules: Collection[str]
) -> dict[str, list[str | None]]:
    """Return the numbers of the things that get something by these clauses, by each of them."""
    entry, refs = AwardEntry, defaultdict[str, list[str | None]](list)
    own = entry.application_id.in_(applications), entry.rule.in_(rules), _given()
    for rule, ref in session.execute(select(entry.rule, entry.ref).where(*own).order_by(entry.position)):
        refs[rule].append(ref)
    return refs


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
        if asked := asked_for(one["code"], one["values"].get("requirement")):
            yield asked, (one.get("formal") or one["text"]).rpartition(_FOUND)[2].rstrip("。")


def _unmet(session: Session, text: str, lines: Sequence[tuple[AwardEntry, str]]) -> CheckSubject:
    """Return the row of a condition that the lines of one clause in one file lack."""
    first = lines[0][0]
    of = about([one.ref for one, _ in lines])
    policy = _compiled(stored_pack(session, first.pack), first.policy)
    rule = policy.rule(first.rule)
    facts = list(dict.fromkeys(fact for _, fact in lines))
    unmet = "；".join(facts[:_MOST])
    return CheckSubject(
        id=f"{CONDITION}{first.rule}:{first.achievement_id}:{text}",
        name=named(policy, first.article, text, of),
        source=condition_source(policy, rule, text),
        unpictured=BY_MATERIALS,
        unmet=unmet if len(facts) <= _MOST else _AND_MORE.format(some=unmet, count=len(facts)),
    )


def _rules(applications: Sequence[int]) -> Select[str, str, str]:
    entry = AwardEntry
    return (
        select(entry.policy, entry.pack, entry.rule)
        .where(entry.application_id.in_(applications), _given())
        .group_by(entry.policy, entry.pack, entry.rule)
        .order_by(entry.rule)
    )


def _given() -> ColumnElement[bool]:
    """Return that something is granted for a line, or may still be."""
    return or_(AwardEntry.amount > 0, among(AwardEntry.status, _OPEN))


@lru_cache(maxsize=4)  # to compile a pack takes a while
def _compiled(content: bytes, policy_id: str) -> Policy:
    return stored_policy(content, f"{policy_id}.yaml")
