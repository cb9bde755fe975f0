"""Amounts that choose between amounts: tables, steps, bands, alternatives."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.core.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.core.result import TraceStep, remembered
from ipdesk.rules.evaluation.amounts.base import (
    AmountExpression,
    TraceContext,
    common_scale,
    compile_part,
    exactly,
    facts_of,
    makes,
)
from ipdesk.rules.evaluation.conditions.days import Date
from ipdesk.rules.evaluation.conditions.explain import quoted, with_facts
from ipdesk.rules.evaluation.conditions.quantities import Exact, exact, written
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.wording import Lexicon, after_han, before_han, with_unit
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.amounts import Band
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import prefilled


class _Row(NamedTuple):
    node: AmountExpression
    widen: int
    step: TraceStep
    basis: Callable[..., str]


@makes("table")
class TableNode(AmountExpression):
    """One amount for each value of a choice or region."""

    picks = keeps_whole = True

    def __init__(self, form: pack.Table, lexicon: Lexicon) -> None:
        """Prepare each value's row and its words."""
        self._by = form.by
        self._lexicon = lexicon
        nodes = {value: compile_part(amount, lexicon) for value, amount in form.values.items()}
        other = compile_part(form.otherwise, lexicon) if form.otherwise else None
        every = [*nodes.values(), *([other] if other else [])]
        self.inner = tuple(every)
        self.scale = common_scale(every)
        self.looked_up = all(node.looked_up for node in every)
        self.facts = (form.by, *facts_of(every))
        self._rows = {value: self._row(value, node) for value, node in nodes.items()}
        self._other = other

    def _row(self, value: str, node: AmountExpression, key: str = "table") -> _Row:
        shown, phrases = self._lexicon.shown(self._by, value), self._lexicon.phrases
        worth, words = node.worth, {"name": self._lexicon.name(self._by), "value": after_han(shown)}
        step = TraceStep(phrases.trace[f"{key}_fixed" if worth else key](**words), worth)
        basis = prefilled(phrases.words["basis_table"], "amount", value=before_han(shown))
        return _Row(node, self.scale // node.scale, step, basis)

    def _found(self, value: FactValue) -> _Row:
        if self._other is None or value in self._rows:
            return self._rows[str(value)]
        return self._row(str(value), self._other, "table_other")

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the amount of the fact's value."""
        node, widen, step, basis = self._found(facts[self._by])
        context.steps.append(step)
        found = node.in_row(facts, context) * widen
        context.basis = basis(context.basis)
        return found


class _Tier(NamedTuple):
    fits: Callable[[Any], bool]
    node: AmountExpression
    widen: int
    step: Callable[[Any], TraceStep]
    band: str


_BORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}
_FROM_BELOW = ("at_least", "above")


@makes("tiers")
class TiersNode(AmountExpression):
    """The amount of the first step that fits; 0 where none does."""

    picks = keeps_whole = True

    def __init__(self, form: pack.Tiers, lexicon: Lexicon) -> None:
        """Prepare the steps in the order of the pack."""
        self._by = form.by
        self._lexicon = lexicon
        nodes = [compile_part(step.pays(), lexicon) for step in form.steps]
        self.inner = tuple(nodes)
        self.scale = common_scale(nodes)
        self.looked_up = all(node.looked_up for node in nodes)
        self.facts = (form.by, *facts_of(nodes))
        self._default = lexicon.default(form.by)
        *_, last = (step for step in form.steps if step.test() != "otherwise")
        self._beyond = self._bound(last, "beyond")
        before = [None, *form.steps]
        self._steps = [self._tier(*found) for found in zip(before, form.steps, nodes, strict=False)]
        say_none = prefilled(
            lexicon.phrases.trace["tier_none"], "value", name=lexicon.name(form.by), beyond=self._beyond
        )
        self._none = remembered(lambda reached: TraceStep(say_none(self._shown(reached))))
        self._none_basis = lexicon.phrases.words["basis_no_tier"](beyond=self._beyond)
        self._basis = remembered(self._basis_text)

    def _bound(self, step: pack.Step, word: str) -> str:
        """Return a step's border in words: what is within (``bound``, ``until``) or ``beyond`` it."""
        value = self._shown(self._lexicon.typed(self._by, step.bound()))
        words = self._lexicon.phrases.words[f"{word}_{step.test()}"]
        return words(value=before_han(value)).strip()

    def _band(self, before: pack.Step | None, step: pack.Step) -> str:
        """Return between which borders a step lies, the lower first; the step before it leaves the other."""
        if step.test() == "otherwise":
            return self._beyond
        own = self._bound(step, "bound")
        if before is None or (step.test() in _FROM_BELOW) != (before.test() in _FROM_BELOW):
            return own
        other = self._bound(before, "beyond")
        lower, upper = (own, other) if step.test() in _FROM_BELOW else (other, self._bound(step, "until"))
        return self._lexicon.phrases.words["band"](lower=lower, upper=upper)

    def _tier(self, before: pack.Step | None, step: pack.Step, node: AmountExpression) -> _Tier:
        trace, name, test = self._lexicon.phrases.trace, self._lexicon.name(self._by), step.test()
        worth, last = node.worth, test == "otherwise"
        key = "tier_otherwise" if last else "tier"
        bound = self._beyond if last else self._bound(step, "bound")
        words = {"name": name, "bound": before_han(after_han(bound)), "beyond": bound}
        say = prefilled(trace[f"{key}_fixed" if worth else key], "value", **words)
        step_of = remembered(lambda reached: TraceStep(say(self._shown(reached)), worth))
        return _Tier(self._fits(step), node, self.scale // node.scale, step_of, self._band(before, step))

    def _fits(self, step: pack.Step) -> Callable[[Any], bool]:
        test = step.test()
        if test == "otherwise":
            return _always
        return _against(_BORDERS[test], self._lexicon.typed(self._by, step.bound()))

    def _shown(self, value: FactValue) -> str:
        return self._lexicon.shown(self._by, value)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the amount of the step that the fact reaches."""
        reached: Any = facts.get(self._by, self._default)
        for fits, node, widen, step, band in self._steps:
            if fits(reached):
                context.steps.append(step(reached))
                found = node.in_row(facts, context) * widen
                context.basis = self._basis(band, context.basis)
                return found
        context.steps.append(self._none(reached))
        context.basis = self._none_basis
        return 0

    def _basis_text(self, band: str, amount: str) -> str:
        """Say in which band the number lies and what that pays: of a share of it, not its name again."""
        name, words = self._lexicon.name(self._by), self._lexicon.phrases.words
        share = amount.removeprefix(name) if amount.startswith(words["share"](name=name)) else amount
        return words["basis_tier"](name=name, band=after_han(before_han(band)), amount=share)


def _always(reached: object) -> bool:
    return True


def _against(holds: Callable[[Any, Any], bool], border: FactValue) -> Callable[[Any], bool]:
    return lambda reached: holds(reached, border)


@makes("bands")
class BandsNode(AmountExpression):
    """A sum that grows band by band of a number."""

    def __init__(self, form: pack.Bands, lexicon: Lexicon) -> None:
        """Type the borders; a rate divides by a hundred, which the scale holds."""
        self._by = form.by
        self._lexicon = lexicon
        self.facts = (form.by,)
        self.scale = 100
        self._default = lexicon.default(form.by)
        borders = [exact(lexicon.typed(form.by, step.above)) for step in form.steps]
        ends = [*borders[1:], None]
        self._bands = list(zip(form.steps, borders, ends, strict=True))
        self._per_fen = lexicon.facts[form.by].type is FactType.AMOUNT

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return what all bands come to together."""
        found = facts.get(self._by, self._default)
        assert found is not None, self._by
        reached, total, items = exact(found), exact(0), []
        for band, border, end in self._bands:
            part = max(0, (reached if end is None else min(reached, end)) - border)
            if part:
                total += part * self._price(band)
                items.append(self._step_text(band, part))
        trace, name = self._lexicon.phrases.trace, self._lexicon.name(self._by)
        shown = self._lexicon.shown(self._by, found)
        text = trace["bands" if items else "bands_none"](name=name, value=shown, items=" ＋ ".join(items))
        context.add_step(text, trace["worth"](amount=exactly(total, self.scale)))
        key = "basis_bands" if items else "basis_bands_none"
        context.basis = self._lexicon.phrases.words[key](name=name, items=" ＋ ".join(items))
        return total

    def _price(self, band: Band) -> Exact:
        """Return what one of the band is worth, in hundredths of a fen."""
        if band.each is not None:
            return band.each * 100
        rate = exact(band.rate or 0)
        return rate if self._per_fen else rate * FEN_PER_YUAN

    def _step_text(self, band: Band, part: Exact) -> str:
        words, unit = self._lexicon.phrases.words, self._lexicon.facts[self._by].unit
        shown = words["yuan"](amount=exactly(part, 1)) if self._per_fen else with_unit(written(part), unit)
        if band.each is not None:
            return self._lexicon.phrases.trace["band_each"](part=shown, price=grouped_yuan(band.each))
        return self._lexicon.phrases.trace["band_rate"](part=shown, rate=written(exact(band.rate or 0)))


class _Alternative(NamedTuple):
    scope: Scope
    node: AmountExpression
    widen: int
    step: Callable[[Facts, Date | None], TraceStep]
    basis: Callable[..., str]


@makes("choose")
class ChooseNode(AmountExpression):
    """The amount of the first alternative that fits; 0 where none does."""

    picks = keeps_whole = True

    def __init__(self, form: tuple[pack.Choice, ...], lexicon: Lexicon) -> None:
        """Compile every alternative with its audience and conditions."""
        self.phrases = lexicon.phrases
        nodes = [compile_part(choice.pays(), lexicon) for choice in form]
        self.inner = tuple(nodes)
        self.scale = common_scale(nodes)
        self.looked_up = all(node.looked_up for node in nodes)
        scopes = [Scope(choice.who, choice.when, lexicon) for choice in form]
        self._cases = "、".join(quoted(scope.text, lexicon.phrases) for scope in scopes if scope.text)
        self._choices = [self._alternative(scope, node) for scope, node in zip(scopes, nodes, strict=True)]
        self._none = TraceStep(lexicon.phrases.trace["choice_none"](cases=self._cases))
        self._none_basis = lexicon.phrases.words["basis_no_choice"]()
        self.facts = (*(fact for scope in scopes for fact in scope.facts), *facts_of(nodes))

    def _alternative(self, scope: Scope, node: AmountExpression) -> _Alternative:
        trace, words, worth = self.phrases.trace, self.phrases.words, node.worth
        key = "choice" if scope.text else "choice_otherwise"
        say = trace[f"{key}_fixed" if worth else key]
        text = quoted(scope.text, self.phrases)
        fixed = TraceStep(say(text=text, cases=self._cases), worth)

        def step(facts: Facts, date: Date | None) -> TraceStep:
            explanations = scope.explanations(facts, date)
            with_them = with_facts(text, explanations, self.phrases, scope.of_one) if explanations else ""
            return TraceStep(say(text=with_them), worth) if with_them else fixed

        basis = words["basis_choice" if scope.text else "basis_otherwise"]
        filled = prefilled(basis, "amount", text=text)
        return _Alternative(scope, node, self.scale // node.scale, step, filled)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the amount of the first alternative that fits."""
        for scope, node, widen, step, basis in self._choices:
            if scope.fits(context.kind, context.traits, facts, context.date):
                context.steps.append(step(facts, context.date))
                found = node.in_row(facts, context) * widen
                context.basis = basis(context.basis)
                return found
        context.steps.append(self._none)
        context.basis = self._none_basis
        return 0
