"""Limits meet the clauses they bind: each limit is compiled once for every clause it is over.

Each module of the folder ``limits`` is imported here, which is what makes its form known: a form of limit
needs no line in a list of forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from ipdesk.rules.evaluation import limits as forms_of_limit
from ipdesk.rules.evaluation.clause import Clause
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import compile_selection
from ipdesk.rules.evaluation.conditions.explain import quoted
from ipdesk.rules.evaluation.limits.base import Binding, LineLimit, Precondition, Recorder, compile_limit
from ipdesk.rules.evaluation.limits.milestone import Milestone, Tally
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.evaluation.windows import BUILT_IN
from ipdesk.rules.pack import model as pack

for _module in iter_modules(forms_of_limit.__path__):
    import_module(f"{forms_of_limit.__name__}.{_module.name}")


class Window(NamedTuple):
    """What keeps awards apart, which rules look into it, and whose awards it holds (ids in the pack)."""

    per: tuple[str, ...]
    rules: tuple[str, ...]
    counted: tuple[str, ...]


def limits_of(form: pack.Pack) -> tuple[pack.Limit, ...]:
    """Return a pack's limits with those that its milestones imply: what they paid before is taken off."""
    return (*form.limits, *(_paid_before(rule) for rule in form.rules if _milestone(rule)))


def _kept_apart(form: pack.Pack) -> Mapping[str, tuple[str, ...]]:
    """Return, by rule, the facts by which what only looks at a rule's awards keeps them apart."""
    names: dict[str, dict[str, None]] = {}
    looking = [(limit.watched(), limit.per) for limit in form.limits]
    for rule in form.rules:
        milestone = _milestone(rule)
        if milestone:
            looking.append(((rule.id, *milestone.rules), milestone.per))
    for rules, per in looking:
        for found in rules:
            names.setdefault(found, {}).update(dict.fromkeys(per))
    return {rule: tuple(name for name in found if name not in BUILT_IN) for rule, found in names.items()}


def attach_limits(context: PolicyContext, clauses: Sequence[Clause]) -> tuple[Window, ...]:
    """Give every clause its limits, in the order that they bind; returns the windows that awards share.

    Raises TypeError for a limit that neither refuses a line nor cuts it.
    """
    limits = limits_of(context.form)
    first = len(context.form.rules)
    concerned = _by_rule(limits, first)
    milestones = [
        (number, rule, form)
        for number, rule in enumerate(context.form.rules, start=first + len(limits))
        if (form := _milestone(rule)) is not None
    ]
    kept_apart = _kept_apart(context.form)
    for clause in clauses:
        found = concerned.get(clause.rule.id, ())
        watching = [seen for number, form in found for seen in _attach(form, number, clause, context)]
        recorders: tuple[Recorder, ...] = (*watching, *_milestones(clause, context, milestones))
        over = [limit for _, limit in found if clause.rule.id in limit.rules and not limit.scaled]
        clause.complete(over, kept_apart.get(clause.rule.id, ()), recorders)
    return tuple(_windows(context.form, limits))


def _by_rule(limits: Iterable[pack.Limit], first: int) -> Mapping[str, Sequence[tuple[int, pack.Limit]]]:
    """Return, by rule, the limits that are over it or go by whether it has paid, with their numbers."""
    found: dict[str, list[tuple[int, pack.Limit]]] = {}
    for number, limit in enumerate(limits, start=first):
        for rule in dict.fromkeys((*limit.rules, *limit.watched())):
            found.setdefault(rule, []).append((number, limit))
    return found


def _windows(form: pack.Pack, limits: Sequence[pack.Limit]) -> list[Window]:
    found = [
        Window(limit.per, limit.rules, limit.watched() or limit.rules) for limit in limits if not limit.scaled
    ]
    for rule in form.rules:
        milestone = _milestone(rule)
        if milestone:
            found.append(Window(milestone.per, (rule.id,), milestone.rules))
    return found


def _milestone(rule: pack.Rule) -> pack.Milestone | None:
    return rule.amount.milestone if rule.amount else None


def _paid_before(rule: pack.Rule) -> pack.Limit:
    milestone = _milestone(rule)
    assert milestone is not None
    return pack.Limit(id=f"{rule.id}-paid", name=rule.title, rules=(rule.id,), per=milestone.per, top_up=True)


def _binding(form: pack.Limit, number: int, clause: Clause, context: PolicyContext) -> Binding:
    audience = Audience(form.who, context.vocabulary, context.phrases) if form.who else None
    where = tuple(compile_selection(condition, clause.lexicon) for condition in form.where)
    return Binding(number, form, audience, where, clause.lexicon, context)


def _attach(form: pack.Limit, number: int, clause: Clause, context: PolicyContext) -> Iterator[Recorder]:
    """Attach one limit to a clause that it is over; yields what only takes note of the clause's awards.

    Of a rule that a limit watches every award counts, whomever and whatever the limit binds.
    """
    if clause.rule.id in form.rules:
        clause.attach(compile_limit(_binding(form, number, clause, context)))
    if clause.rule.id in form.watched():
        whole = form.model_copy(update={"who": None, "where": ()})
        seen = compile_limit(_binding(whole, number, clause, context))
        if not isinstance(seen, Precondition | LineLimit):
            raise TypeError(type(seen).__name__)
        yield seen


def _milestones(
    clause: Clause, context: PolicyContext, milestones: Iterable[tuple[int, pack.Rule, pack.Milestone]]
) -> list[Tally]:
    """Give a milestone rule its tally; returns the tallies that count the clause's own awards."""
    found: list[Tally] = []
    for number, rule, form in milestones:
        own = rule.id == clause.rule.id
        if not own and clause.rule.id not in form.rules:
            continue
        counted = _binding(_counted(rule, form, context), number, clause, context)
        if own:
            clause.milestone = Milestone(form, counted)
        else:
            found.append(Tally(counted))
    return found


def _counted(rule: pack.Rule, form: pack.Milestone, context: PolicyContext) -> pack.Limit:
    """Return what a milestone counts, written as a limit: named by the rules' titles, in their measure."""
    counted = [other for other in context.form.rules if other.id in form.rules]
    name = "、".join(quoted(other.title, context.phrases) for other in counted)
    measure = context.vocabulary.kinds[counted[0].about.kind[0]].measure
    return pack.Limit(id=rule.id, name=name, measure=measure, rules=form.rules, per=form.per, count=1)
