"""What clauses ask for and the office has to look up: a row of the review for each of their conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from ipdesk.models.parsing.check_subjects import BY_MATERIALS, CheckSubject
from ipdesk.models.records.checks import CONDITION
from ipdesk.rules.core.fact_types import FactType
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.model import Rule

_NAMED = "{article}：{text}"
_OF_SOME = "{name}（{about}）"
_OF_WHOM = "申请人属于{traits}"
BORNE_OUT = "与票据、凭证一致"
"""How the row of a sum ends from which a clause computes its own."""
_DECLARED, _MATCHED = "申报属实", "申请人已经承诺配套资金"
_ANY = "申报材料"
"""What is looked into where no material of the clause is called like its condition."""
_OF_MANY, _NUMBERLESS = "{ref}等{count}项", "{count}项"
_TERM, _ELSEWHERE = "成果的日期在政策有效期内", "没有享受其他政策的同类资助"
_ASKED = {"not_in_force": _TERM, "supported_elsewhere": _ELSEWHERE}


def asked_for(code: str, requirement: object) -> str:
    """Return the condition that a warning of a refused line tells of, "" for none."""
    return str(requirement or _ASKED.get(code, ""))


def about(refs: Collection[str | None]) -> str:
    """Return how a row names the achievements that it is about, by the numbers of those that have one."""
    first, count = next(iter(refs), None), len(refs)
    return (_OF_MANY if first and count > 1 else "{ref}" if first else _NUMBERLESS).format(
        ref=first, count=count
    )


def named(policy: Policy, article: str, text: str, of: str = "") -> str:
    """Return what the row of a condition is called, ``of`` some achievements only; "" for all."""
    name = _NAMED.format(article=policy.cited(article), text=text)
    return _OF_SOME.format(name=name, about=of) if of else name


def condition_subjects(
    policy: Policy, rule_id: str, apart: Collection[str] = (), of: str = ""
) -> Iterator[CheckSubject]:
    """Yield a row for each condition of a clause (full id); what is ``apart`` names those it is ``of``.

    That is what other achievements of the file lack.
    """
    rule = policy.rule(rule_id)
    for place, text in enumerate(_conditions(policy, rule_id)):
        name = named(policy, rule.article, text, of if text in apart else "")
        row, source = f"{CONDITION}{rule_id}:{place}", condition_source(policy, rule, text)
        yield CheckSubject(id=row, name=name, source=source, unpictured=BY_MATERIALS)


def condition_source(policy: Policy, rule: Rule, text: str) -> str:
    """Return where a condition is looked up: the material of its clause whose name is most like it."""
    return _source(text, [policy.vocabulary.materials[one] for one in rule.materials])


_Refs = dict[tuple[str, str], list[str | None]]


def due_conditions(policy: Policy, lines: Iterable[tuple[Line, str | None]]) -> tuple[str, ...]:
    """Return what rows are called that the lines of a file, each with the number of its thing, ask for."""
    given, lacked = defaultdict[str, list[str | None]](list), _Refs()
    for line, ref in lines:
        if line.amount or line.status is Status.UNDECIDED:
            given[line.rule].append(ref)
        for text in _lacked(line):
            lacked.setdefault((line.rule, text), []).append(ref)
    names = [one for rule, refs in given.items() for one in _met(policy, rule, refs, lacked)]
    unmet = (
        named(policy, policy.rule(one).article, text, about(refs)) for (one, text), refs in lacked.items()
    )
    return (*dict.fromkeys((*names, *unmet)),)


def _met(policy: Policy, rule: str, refs: list[str | None], lacked: _Refs) -> Iterator[str]:
    """Yield what the rows of a clause are called by which things with these numbers get something."""
    apart = [text for one, text in lacked if one == rule]
    yield from (one.name for one in condition_subjects(policy, rule, apart, about(refs)))


def _lacked(line: Line) -> Iterator[str]:
    """Yield the conditions that a refused line lacks."""
    if line.status is Status.INELIGIBLE:
        asked = (asked_for(one.code, one.values.get("requirement")) for one in line.warnings)
        yield from filter(None, asked)


def _source(text: str, materials: Iterable[str]) -> str:
    """Return the material of a clause whose name has most in common with a condition."""
    asked = {*pairwise(text)}
    alike = {one: len(asked & {*pairwise(one)}) for one in materials}
    best = max(alike, key=lambda one: alike[one], default="")
    return best if alike.get(best) else _ANY


def _conditions(policy: Policy, rule_id: str) -> Iterator[str]:
    """Yield what a clause asks of its applicant, and of what it pays for, as the pack says it."""
    rule = policy.rule(rule_id)
    if len(rule.who) == 1 and rule.who[0].traits:
        yield _OF_WHOM.format(traits="、".join(policy.vocabulary.traits[one] for one in rule.who[0].traits))
    yield from (one.text for one in rule.requires if one.text)
    yield from _sums(policy, rule_id)
    if rule.matching:
        yield _MATCHED


def _sums(policy: Policy, rule_id: str) -> Iterator[str]:
    """Yield that each sum of money from which a clause computes its own is borne out by papers."""
    for kind in policy.rule(rule_id).about.kind:
        rests = policy.computed_from(rule_id, kind)
        for name, fact in policy.vocabulary.kinds[kind].facts.items():
            if name in rests and fact.type is FactType.AMOUNT:
                yield fact.name + (BORNE_OUT if fact.default is None else _DECLARED)
