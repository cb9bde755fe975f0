"""What single fact stands between a line and its full amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.clause import Clause
from ipdesk.rules.evaluation.conditions.days import compile_day
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import standard_phrases

_STEPS = {FactType.AMOUNT: 1, FactType.INTEGER: 1}
_SMALL = Decimal("0.01")


class Obstacle(NamedTuple):
    """One thing that, were it otherwise, would give the line its full ``amount`` (fen).

    ``what`` is ``fact``, ``trait``, ``kind`` (of the applicant), ``limit``, or ``award`` (another one that
    stands in the way); ``name`` is its id, or the warning's code; ``text`` is a sentence.
    """

    what: str
    name: str
    amount: int
    text: str


def short(line: Line) -> bool:
    """Say whether a line comes to less than its full amount for a reason that ``obstacles`` can name."""
    return line.status in (Status.REDUCED, Status.EXCLUDED, Status.INELIGIBLE)


def best_first(found: Iterable[Obstacle]) -> tuple[str, ...]:
    """Return the sentences of obstacles, each once, the largest sum first; what nobody can put right last."""
    return tuple(dict.fromkeys(one.text for one in sorted(found, key=_rank)))


def _rank(obstacle: Obstacle) -> tuple[bool, int]:
    return obstacle.what == "kind", -obstacle.amount


def obstacles(policy: Policy, case: Case, achievement: str, rule: str) -> tuple[Obstacle, ...]:
    """Return every single thing that keeps a line (achievement's id, full rule id) from its full amount.

    For an ineligible line those are facts, traits or the kind of the applicant that alone would make it
    granted in full; for one that limits cut, those limits. Raises KeyError where the case has no such line.
    """
    line = _line(policy, case, achievement, rule)
    if line is None:
        raise KeyError((achievement, rule))
    if line.status in (Status.REDUCED, Status.EXCLUDED):
        return tuple(_limits(line))
    return tuple(_changes(policy, case, achievement, rule)) if line.status is Status.INELIGIBLE else ()


def _line(policy: Policy, case: Case, achievement: str, rule: str) -> Line | None:
    lines = policy.evaluate(case).lines
    return next((line for line in lines if (line.achievement, line.rule) == (achievement, rule)), None)


def _limits(line: Line) -> Iterator[Obstacle]:
    say = standard_phrases().notice["obstacle_limit"]
    for use in line.limits:
        if use.cut:
            text = say(name=use.name, amount=grouped_yuan(line.computed))
            yield Obstacle("limit", use.limit, line.computed, text)
    for warning in line.warnings:
        if warning.code in ("already_awarded", "highest_only") and not line.limits:
            yield Obstacle("award", warning.code, line.computed, warning.text)


# ------------------------------------------------------------ changes that are tried


def _changes(policy: Policy, case: Case, achievement: str, rule: str) -> Iterator[Obstacle]:
    found = next(item for item in case.achievements if item.id == achievement)
    clause = next(item for item in policy.clauses if item.id == rule and item.kind == found.kind)
    tried = (*_other_facts(clause, found), *_other_applicants(policy, clause, case.applicant, found))
    for what, name, words, applicant, other in tried:
        changed = tuple(other if item is found else item for item in case.achievements)
        whole = case._replace(applicant=applicant or case.applicant, achievements=changed)
        line = _line(policy, whole, achievement, rule)
        if line is not None and line.status is Status.AWARDED:
            text = standard_phrases().notice[f"obstacle_{what}"](**words, amount=grouped_yuan(line.amount))
            yield Obstacle(what.partition("_")[0], name, line.amount, text)


_Tried = tuple[str, str, dict[str, str], Applicant | None, Achievement]


def _other_facts(clause: Clause, found: Achievement) -> Iterator[_Tried]:
    lexicon = clause.lexicon
    conditions = [*clause.rule.about.where, *clause.rule.requires]
    conditions += [condition for bar in clause.context.form.bars for condition in bar.when]
    for name, value in _values(conditions, lexicon, found):
        now = found.facts.get(name, lexicon.default(name))
        if now == value:
            continue
        shown = "" if now is None else lexicon.shown(name, now)
        words = {
            "name": lexicon.name(name),
            "now": _in_words(shown),
            "then": _in_words(lexicon.shown(name, value)),
        }
        yield "fact", name, words, None, found._replace(facts={**found.facts, name: value})


def _in_words(shown: str) -> str:
    return {"True": "是", "False": "否", "": "空"}.get(shown, shown)


def _values(
    conditions: Iterable[pack.Condition], lexicon: Lexicon, found: Achievement
) -> Iterator[tuple[str, FactValue]]:
    """Yield the values of facts at which the conditions may change their answer, each once."""
    seen: set[tuple[str, FactValue]] = set()
    for condition in _leaves(conditions):
        name = condition.fact
        if name is None or name not in lexicon.facts:
            continue
        for value in _beyond(condition, name, lexicon, found):
            if (name, value) not in seen:
                seen.add((name, value))
                yield name, value


def _leaves(conditions: Iterable[pack.Condition]) -> Iterator[pack.Condition]:
    for condition in conditions:
        yield condition
        yield from _leaves(condition.inner())


def _beyond(
    condition: pack.Condition, name: str, lexicon: Lexicon, found: Achievement
) -> Iterator[FactValue]:
    word = lexicon.facts[name]
    if word.type is FactType.BOOLEAN:
        yield from (True, False)
    elif word.type is FactType.CHOICE:
        yield from word.choices
    elif word.type is FactType.DATE:
        yield from _days(condition, lexicon, found)
    else:
        yield from _borders(condition, name, lexicon)


def _days(condition: pack.Condition, lexicon: Lexicon, found: Achievement) -> Iterator[str]:
    for form in (condition.since, condition.until):
        day = None if form is None else compile_day(form, lexicon).find(found.facts, found.date)
        if day is not None:
            yield day.isoformat()


def _borders(condition: pack.Condition, name: str, lexicon: Lexicon) -> Iterator[FactValue]:
    """Yield the first value on the other side of each border, and on it."""
    step = _STEPS.get(lexicon.facts[name].type, _SMALL)
    for test, move in (("at_least", 0), ("above", step), ("at_most", 0), ("below", -step)):
        border = getattr(condition, test)
        if border is not None:
            value = lexicon.typed(name, border)
            if isinstance(value, int | Decimal):
                yield value + move
    for text in (condition.is_, *(condition.in_ or ())):
        if text is not None:
            yield lexicon.typed(name, text)


def _traits_named(policy: Policy, clause: Clause) -> Iterable[str]:
    """Return the traits by which a rule or a bar takes or refuses applicants, each once."""
    bars = [who for bar in policy.pack.bars for who in bar.who or ()]
    traits = [
        name for who in (*clause.rule.who, *bars) for name in (*who.traits, *who.any_trait, *who.without)
    ]
    groups = [policy.vocabulary.groups[who.group] for who in clause.rule.who]
    grouped = [name for group in groups for part in group.alternatives for name in part.traits]
    return dict.fromkeys((*traits, *grouped))


def _other_applicants(
    policy: Policy, clause: Clause, applicant: Applicant, found: Achievement
) -> Iterator[_Tried]:
    words, held = policy.vocabulary, applicant.traits if found.traits is None else found.traits
    for name in _traits_named(policy, clause):
        what = "trait_lost" if name in held else "trait_held"
        other = found._replace(traits=held ^ {name})
        yield what, name, {"name": words.traits[name]}, None, other
    for kind, word in words.applicant_kinds.items():
        if kind != applicant.kind:
            yield "kind", kind, {"name": word.name}, applicant._replace(kind=kind), found
