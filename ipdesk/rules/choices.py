"""Amounts that choose between amounts: tables, steps, bands, alternatives."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.amount_forms import Band
from ipdesk.rules.case import Facts, FactValue
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.node import Account, Node, common_scale, compile_amount, exactly, facts_of, makes
from ipdesk.rules.phrases import prefilled
from ipdesk.rules.quantities import Exact, exact, written
from ipdesk.rules.result import Step, remembered
from ipdesk.rules.scope import Scope
from ipdesk.rules.vocabulary import FactType


class _Row(NamedTuple):
    node: Node
    widen: int
    step: Step
    shown: str


@makes("table")
class TableNode(Node):
    """One amount for each value of a choice or region."""

    def __init__(self, form: pack.Table, lexicon: Lexicon) -> None:
        """Prepare each value's row and its words."""
        self._by = form.by
        self._lexicon = lexicon
        nodes = {value: compile_amount(amount, lexicon) for value, amount in form.values.items()}
        other = compile_amount(form.otherwise, lexicon) if form.otherwise else None
        every = [*nodes.values(), *([other] if other else [])]
        self.scale = common_scale(every)
        self.facts = (form.by, *facts_of(every))
        self._rows = {value: self._row(value, node) for value, node in nodes.items()}
        self._other = other
        self._basis = lexicon.phrases.words["basis_table"]

    def _row(self, value: str, node: Node) -> _Row:
        shown = self._lexicon.shown(self._by, value)
        say = self._lexicon.phrases.trace["table"]
        return _Row(
            node, self.scale // node.scale, Step(say(name=self._lexicon.name(self._by), value=shown)), shown
        )

    def _found(self, value: FactValue) -> _Row:
        if self._other is None or value in self._rows:
            return self._rows[str(value)]
        return self._row(str(value), self._other)

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the amount of the fact's value."""
        node, widen, step, shown = self._found(facts[self._by])
        account.steps.append(step)
        found = node.value(facts, account) * widen
        account.basis = self._basis(value=shown, amount=account.basis)
        return found


class _Tier(NamedTuple):
    fits: Callable[[Any], bool]
    node: Node
    widen: int
    step: Callable[[Any], Step]


_BORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}


@makes("tiers")
class TiersNode(Node):
    """The amount of the first step that fits; 0 where none does."""

    def __init__(self, form: pack.Tiers, lexicon: Lexicon) -> None:
        """Prepare the steps in the order of the pack."""
        self._by = form.by
        self._lexicon = lexicon
        nodes = [compile_amount(step.pays(), lexicon) for step in form.steps]
        self.scale = common_scale(nodes)
        self.facts = (form.by, *facts_of(nodes))
        self._default = lexicon.default(form.by)
        self._steps = [self._tier(step, node) for step, node in zip(form.steps, nodes, strict=True)]
        ranks = form.steps[0].test() in ("at_most", "below")
        none = lexicon.phrases.trace["tier_beyond" if ranks else "tier_none"]
        say_none = prefilled(none, "value", name=lexicon.name(form.by))
        self._none = remembered(lambda reached: Step(say_none(self._shown(reached))))

    def _tier(self, step: pack.Step, node: Node) -> _Tier:
        trace, name, widen = (
            self._lexicon.phrases.trace,
            self._lexicon.name(self._by),
            self.scale // node.scale,
        )
        test = step.test()
        if test == "otherwise":
            return self._told(_always, node, widen, prefilled(trace["tier_otherwise"], "value", name=name))
        border = self._lexicon.typed(self._by, step.bound())
        words = self._lexicon.phrases.words[f"bound_{test}"](value=self._shown(border))
        say = prefilled(trace["tier"], "value", name=name, bound=words)
        return self._told(_against(_BORDERS[test], border), node, widen, say)

    def _told(self, fits: Callable[[Any], bool], node: Node, widen: int, say: Callable[..., str]) -> _Tier:
        return _Tier(fits, node, widen, remembered(lambda reached: Step(say(self._shown(reached)))))

    def _shown(self, value: FactValue) -> str:
        return self._lexicon.shown(self._by, value)

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the amount of the step that the fact reaches."""
        reached: Any = facts.get(self._by, self._default)
        for fits, node, widen, step in self._steps:
            if fits(reached):
                account.steps.append(step(reached))
                return node.value(facts, account) * widen
        account.steps.append(self._none(reached))
        return 0


def _always(reached: object) -> bool:
    return True


def _against(holds: Callable[[Any, Any], bool], border: FactValue) -> Callable[[Any], bool]:
    return lambda reached: holds(reached, border)


@makes("bands")
class BandsNode(Node):
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

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return what all bands come to together."""
        found = facts.get(self._by, self._default)
        assert found is not None, self._by
        reached, total, items = exact(found), exact(0), []
        for band, border, end in self._bands:
            part = max(0, (reached if end is None else min(reached, end)) - border)
            if part:
                total += part * self._price(band)
                items.append(self._told(band, part))
        trace, name = self._lexicon.phrases.trace, self._lexicon.name(self._by)
        shown = self._lexicon.shown(self._by, found)
        text = trace["bands"](name=name, value=shown, items=" ＋ ".join(items) or written(0))
        account.steps.append(Step(text, trace["worth"](amount=exactly(total, self.scale))))
        account.basis = self._lexicon.phrases.words["basis_bands"](name=name)
        return total

    def _price(self, band: Band) -> Exact:
        """Return what one of the band is worth, in hundredths of a fen."""
        if band.each is not None:
            return band.each * 100
        rate = exact(band.rate or 0)
        return rate if self._per_fen else rate * FEN_PER_YUAN

    def _told(self, band: Band, part: Exact) -> str:
        shown = exactly(part, 1) if self._per_fen else written(part)
        if band.each is not None:
            return self._lexicon.phrases.trace["band_each"](part=shown, price=grouped_yuan(band.each))
        return self._lexicon.phrases.trace["band_rate"](part=shown, rate=written(exact(band.rate or 0)))


class _Alternative(NamedTuple):
    scope: Scope
    node: Node
    widen: int


@makes("choose")
class ChooseNode(Node):
    """The amount of the first alternative that fits; 0 where none does."""

    def __init__(self, form: tuple[pack.Choice, ...], lexicon: Lexicon) -> None:
        """Compile every alternative with its audience and conditions."""
        self._phrases = lexicon.phrases
        nodes = [compile_amount(choice.pays(), lexicon) for choice in form]
        self.scale = common_scale(nodes)
        self._choices = [
            _Alternative(Scope(choice.who, choice.when, lexicon), node, self.scale // node.scale)
            for choice, node in zip(form, nodes, strict=True)
        ]
        named = (fact for choice in self._choices for fact in choice.scope.facts)
        self.facts = (*named, *facts_of(nodes))

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the amount of the first alternative that fits."""
        trace = self._phrases.trace
        for scope, node, widen in self._choices:
            if scope.fits(account.kind, account.traits, facts, account.date):
                say = trace["choice" if scope.text else "choice_otherwise"]
                account.steps.append(Step(say(text=scope.text)))
                found = node.value(facts, account) * widen
                self._note(account, scope.text)
                return found
        account.steps.append(Step(trace["choice_none"]()))
        return 0

    def _note(self, account: Account, text: str) -> None:
        if text:
            account.basis = self._phrases.words["basis_table"](value=text, amount=account.basis)
