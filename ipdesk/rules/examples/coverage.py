"""What the examples of a pack do not show: what could be left out of it and none would come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.limits import example_for
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.examples.evidence import BudgetExhausted, Evidence, ExampleAchievement, assessed
from ipdesk.rules.examples.reach import check_amounts_shown
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import parameters_in
from ipdesk.rules.source.yaml_source import Position

T = TypeVar("T")
_ANY_SUM = pack.AmountForm.model_validate({"fixed": "1"})


def check_parts_shown(notes: Notes, evidence: Evidence) -> None:
    """Remark on whatever of a pack no example shows: each part is left out or changed, one at a time.

    Where that is too much, it ends with a remark that the rest was not looked at.
    """
    try:
        _parts_shown(notes, evidence)
    except BudgetExhausted:
        message = "规定、上限和算例太多，没有逐一核对是不是每一处写法都有算例；删去重复的算例可以核对得更全。"
        notes.warn(("examples",), "not_all_shown", message)


def _parts_shown(notes: Notes, evidence: Evidence) -> None:
    _limits(notes, evidence)
    _bars(notes, evidence)
    for number, rule in enumerate(notes.form.rules):
        _requirements(notes, evidence, rule, number)
        if rule.id in _paying(notes.form):
            _once(notes, evidence, rule, number)
            _milestone(notes, evidence, rule, number)
    check_amounts_shown(notes, evidence)
    _parameters(notes, evidence)
    _splits(notes, evidence)


def check_examples_expect(notes: Notes) -> None:
    """Check that the examples together expect something: what nothing tests looks as if it had passed."""
    examples = notes.form.examples
    if examples and not any(example.expect for example in examples):
        message = "所有算例的 expect 都是空的，等于没有算例，请写上各项应得的结果。"
        notes.note(("examples", 0, "expect"), "example_empty", message)


# ------------------------------------------------------------ what the examples say


def check_rules_shown(notes: Notes) -> None:
    """Remark on every rule of which no example shows that it pays, whom, or that it refers elsewhere."""
    lines = [line for example in notes.form.examples for line in example.expect]
    paying, named = _paying(notes.form), {line.rule for line in lines if line.payee is not None}
    referred = {line.rule for line in lines if line.status == Status.REFERRED}
    for number, rule in enumerate(notes.form.rules if lines else ()):
        at: Position = ("rules", number)
        if rule.refer is None and rule.id not in paying:
            message = f"没有一个算例得到“{rule.title}”的资助，请照原文补一个金额大于 0 的算例。"
            notes.warn(at, "rule_not_shown", message)
        elif rule.refer is not None and rule.id not in referred:
            message = f"没有一个算例说明“{rule.title}”另按规定，请补一个 status: referred 的算例。"
            notes.warn(at, "rule_not_shown", message)
        elif rule.payee is not None and rule.id not in named:
            message = f"没有一个算例写明“{rule.title}”付给谁，请在得到资助的结果行里补上 payee。"
            notes.warn((*at, "payee"), "payee_not_shown", message)


def _paying(form: pack.Pack) -> set[str]:
    """Return the rules of which an example expects that they pay."""
    return {line.rule for example in form.examples for line in example.expect if line.amount}


def check_clawbacks_shown(notes: Notes) -> None:
    """Remark on every clawback that no example of its own shows."""
    shown = set(_clawbacks_shown(notes))
    for number, clause in enumerate(notes.form.clawbacks):
        if clause.id not in shown:
            message = f"没有一个收回的算例（clawback_examples）说明“{clause.title}”收回多少，请补一个。"
            notes.warn(("clawbacks", number), "clawback_not_shown", message)


def _clawbacks_shown(notes: Notes) -> Iterator[str]:
    """Yield the clawbacks under which an example pays back: those it names, or those of its event."""
    for example in notes.form.clawback_examples:
        for award in example.awards:
            if award.back and award.clause is not None:
                yield award.clause
            elif award.back:
                yield from (
                    clause.id for clause in notes.form.clawbacks if example.event.name in clause.events
                )


# ------------------------------------------------------------ what is left out


def _limits(notes: Notes, evidence: Evidence) -> None:
    for number, limit in enumerate(notes.form.limits):
        concerned = (*limit.rules, *limit.watched())
        if not evidence.changes(_form_without(notes.form, "limits", number), rules=concerned):
            message = f"没有一个算例碰到“{limit.name}”，请补一个{example_for(limit)}的算例。"
            notes.warn(("limits", number), "limit_not_shown", message)


def _bars(notes: Notes, evidence: Evidence) -> None:
    form = notes.form
    barring = [] if form.bar is None else [(("bar",), form.bar.text, form.model_copy(update={"bar": None}))]
    found: list[tuple[Position, str, pack.Pack]] = [*barring]
    for number, bar in enumerate(form.bars):
        found.append((("bars", number), bar.text, _form_without(form, "bars", number)))
    for at, text, without in found:
        if not evidence.changes(without, _outcome):
            notes.warn(at, "bar_not_shown", f"没有一个算例因“{text}”不予资助，请补一个算例。")


def _requirements(notes: Notes, evidence: Evidence, rule: pack.Rule, place: int) -> None:
    """Remark on every requirement that is in no example the one thing that is not met.

    A fact that must be given, and without which nothing could be computed either, needs no example.
    """
    brought = [(kind, found) for kind in rule.about.kind for found in evidence.brought(rule, kind)]
    known: list[tuple[object, ...]] | None = None
    for number, condition in enumerate(rule.requires if brought and rule.amount else ()):
        rest = rule.model_copy(update={"requires": _without(rule.requires, number)})
        needed = evidence.needed(_with_rule(notes.form, place, rest), rule) if condition.given else ()
        if condition.given in needed:
            continue
        known = known or _ends(evidence, rule, brought)
        if _ends(evidence, rest, brought) == known:
            text = Scope(None, (condition,), notes.lexicon(rule.about.kind[0])).text
            message = f"没有一个算例只有“{text}”这一项条件不成立，请补一个算例。"
            notes.warn(("rules", place, "requires", number), "requirement_not_shown", message)


def _ends(
    evidence: Evidence, rule: pack.Rule, brought: Sequence[tuple[str, ExampleAchievement]]
) -> list[tuple[object, ...]]:
    """Return how all that was brought (by kind) ends under a rule by itself.

    What the rule pays is left aside: it may be wrong for what only the requirements keep away.
    """
    plain = rule.model_copy(update={"amount": _ANY_SUM})
    clauses = {kind: evidence.clause(plain, kind) for kind, _ in brought}
    return [_ended(assessed(clauses[kind], found)) for kind, found in brought]


def _ended(line: OpenLine) -> tuple[object, ...]:
    return line.status, {warning.code for warning in line.warnings}


def _once(notes: Notes, evidence: Evidence, rule: pack.Rule, number: int) -> None:
    without = _with_rule(notes.form, number, rule.model_copy(update={"once": ()}))
    if rule.once and not evidence.changes(without, rules=(rule.id,)):
        message = f"没有一个算例再次申报“{rule.title}”而不再资助（once），请补一个算例。"
        notes.warn(("rules", number, "once"), "once_not_shown", message)


def _milestone(notes: Notes, evidence: Evidence, rule: pack.Rule, number: int) -> None:
    amount, form = rule.amount, None if rule.amount is None else rule.amount.milestone
    if amount is None or form is None:
        return
    for place, step in enumerate(form.steps):
        steps = _with(form.steps, place, step.model_copy(update={"amount": step.amount + 1}))
        changed = amount.model_copy(update={"milestone": form.model_copy(update={"steps": steps})})
        more = _with_rule(notes.form, number, rule.model_copy(update={"amount": changed}))
        if not evidence.changes(more, rules=(rule.id,)):
            message = f"没有一个算例的累计数到“满 {step.at_least}”这一档，请补一个算例。"
            notes.warn(("rules", number, "amount", "milestone", "steps", place), "part_not_shown", message)


def _parameters(notes: Notes, evidence: Evidence) -> None:
    """Remark on every value of a parameter in use that no example tells of."""
    used = {use.name for use in parameters_in((notes.form.rules, notes.form.limits))}
    for name, parameter in notes.form.parameters.items():
        for number, step in enumerate(parameter.values if name in used else ()):
            values = _with(parameter.values, number, step.model_copy(update={"value": step.value + 1}))
            changed = parameter.model_copy(update={"values": values})
            form = notes.form.model_copy(update={"parameters": {**notes.form.parameters, name: changed}})
            if not evidence.changes(form, _explained):
                message = f"没有一个算例用到“{parameter.name}”自 {step.since} 起的数值，请补一个算例。"
                notes.warn(("parameters", name, "values", number), "value_not_shown", message)


def _splits(notes: Notes, evidence: Evidence) -> None:
    """Remark on every split that settles the shares of no line of which an example says them."""
    said = {
        (number, line.achievement, f"{notes.form.id}/{line.rule}")
        for number, example in enumerate(notes.form.examples)
        for line in example.expect
        if line.shares is not None
    }

    def shares(form: pack.Pack | None = None) -> list[object]:
        lines = evidence.lines(form)
        return [line.shares for number, line in lines if (number, line.achievement, line.rule) in said]

    known = shares()
    for number in range(len(notes.form.splits)):
        if shares(_form_without(notes.form, "splits", number)) == known:
            message = "没有一个算例说明这样分担的，各级各承担多少，请在得到资助的结果行里补上 shares。"
            notes.warn(("splits", number), "split_not_shown", message)


def _outcome(line: Line) -> object:
    return line.status, line.amount, {warning.code for warning in line.warnings}


def _explained(line: Line) -> object:
    return line.amount, line.trace


def _form_without(form: pack.Pack, section: str, number: int) -> pack.Pack:
    return form.model_copy(update={section: _without(getattr(form, section), number)})


def _with_rule(form: pack.Pack, number: int, rule: pack.Rule) -> pack.Pack:
    return form.model_copy(update={"rules": _with(form.rules, number, rule)})


def _without(items: tuple[T, ...], number: int) -> tuple[T, ...]:
    return items[:number] + items[number + 1 :]


def _with(items: tuple[T, ...], number: int, item: T) -> tuple[T, ...]:
    return (*items[:number], item, *items[number + 1 :])
