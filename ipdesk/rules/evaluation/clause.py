"""One rule of a policy, compiled: whether it speaks of an achievement, and what that is worth by itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import grouped_yuan, round_half_up
from ipdesk.rules.core.result import Status, TraceStep, remembered
from ipdesk.rules.evaluation import refusals
from ipdesk.rules.evaluation.amounts.decided import DecidedNode
from ipdesk.rules.evaluation.amounts.forms import AmountExpression, TraceContext, compile_amount
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import CompiledCondition, compile_condition, compile_selection
from ipdesk.rules.evaluation.conditions.explain import formal_reason, unended, with_facts
from ipdesk.rules.evaluation.conditions.quantities import Exact
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.deciding_cuts import decisive, may_hide
from ipdesk.rules.evaluation.limits.base import REF, Cap, CompetingLimit, LineLimit, Precondition, Recorder
from ipdesk.rules.evaluation.limits.highest import Highest
from ipdesk.rules.evaluation.limits.milestone import Milestone
from ipdesk.rules.evaluation.limits.once import Once
from ipdesk.rules.evaluation.limits.scaled_pool import Pool
from ipdesk.rules.evaluation.line_title import LineTitle
from ipdesk.rules.evaluation.met_conditions import MetConditions
from ipdesk.rules.evaluation.open_line import ClauseHead, OpenLine
from ipdesk.rules.evaluation.parameter_days import ParameterDays
from ipdesk.rules.evaluation.payment import Payment
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.evaluation.refusals import Refusal
from ipdesk.rules.evaluation.required_facts import RequiredFacts
from ipdesk.rules.evaluation.windows import BUILT_IN, ITEM
from ipdesk.rules.evaluation.wording import Lexicon, cited
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in, parameters_in
from ipdesk.rules.source.sentences import prefilled


class Clause(ClauseHead):
    """A rule compiled for one kind of achievement.

    Its limits are attached by the policy, by the part that they take; ``recorders`` only remember its awards.
    ``facts`` are all that the rule names, ``needed`` those that must be there before anything is computed.
    """

    def __init__(self, rule: pack.Rule, kind: str, context: PolicyContext, number: int) -> None:
        """Compile ``rule``; it can be asked once its limits are attached and ``complete`` was called."""
        self.rule = rule
        self.context = context
        self.id = f"{context.form.id}/{rule.id}"
        self.kind = kind
        self.article = rule.article
        self.title = rule.title
        words, parameters = context.vocabulary, context.form.parameters
        self.lexicon = Lexicon(kind, words, context.phrases, parameters, rule.about.kind)
        self._compile_conditions(rule)
        self.once = Once(number, rule.once, self.lexicon) if rule.once else None
        self._begin_attaching()
        self.label = LineTitle(rule, self.lexicon)
        self.payment = Payment(rule, context.form.splits, self.lexicon)
        self._compile_bars(context.form)
        self._compile_amount(rule)
        self._prepare_words()

    def _begin_attaching(self) -> None:
        """Have no limits, and need nothing, before the policy attaches what is over the rule."""
        self.highest: Highest | None = None
        self.milestone: Milestone | None = None
        self.preconditions: tuple[Precondition, ...] = ()
        self.limits: tuple[LineLimit, ...] = ()
        self._binding: dict[tuple[str, frozenset[str]], tuple[LineLimit, ...]] = {}
        self.recorders: tuple[Recorder, ...] = ()
        self.facts: tuple[str, ...] = ()
        self.needed: tuple[str, ...] = ()
        self.needs_ref = False

    def attach(self, limit: Cap) -> None:
        """Take a limit over the rule, by the part that it takes; raises TypeError for one that takes none."""
        if isinstance(limit, Precondition):
            self.preconditions += (limit,)
        elif isinstance(limit, Highest):
            self.highest = limit
        elif isinstance(limit, Pool):
            self.payment.pools += (limit,)
        elif isinstance(limit, LineLimit):
            self.limits = tuple(sorted((*self.limits, limit), key=lambda one: one.order))
        else:
            raise TypeError(type(limit).__name__)

    def complete(
        self, limits: Sequence[pack.Limit], kept_apart: Sequence[str], recorders: Sequence[Recorder]
    ) -> None:
        """End attaching: the ``limits`` over the rule, and what counts its awards.

        ``kept_apart`` are the facts by which limits keep its awards apart.
        """
        self.recorders = tuple(recorders)
        self._prepare_needs(limits, kept_apart)

    def competing(self) -> Iterator[CompetingLimit]:
        """Yield all that may make what its lines are paid hang on lines before them."""
        single = (self.once, self.highest, self.milestone.tally if self.milestone else None)
        yield from (limit for limit in single if limit is not None)
        yield from (*self.limits, *self.preconditions, *self.recorders)

    def binding(self, kind: str, traits: frozenset[str]) -> tuple[LineLimit, ...]:
        """Return the limits for applicants of ``kind`` with ``traits``; remembered, since few occur."""
        found = self._binding.get((kind, traits))
        if found is None:
            found = tuple(limit for limit in self.limits if limit.concerns(kind, traits))
            self._binding[kind, traits] = found
        return found

    def _compile_conditions(self, rule: pack.Rule) -> None:
        self.where = tuple(compile_selection(form, self.lexicon) for form in rule.about.where)
        self._where = tuple(condition.test for condition in self.where)
        self.requires = tuple(compile_condition(form, self.lexicon) for form in rule.requires)
        self._required = tuple(condition.test for condition in self.requires)
        self.audience = Audience(rule.who, self.context.vocabulary, self.context.phrases)

    def _compile_bars(self, form: pack.Pack) -> None:
        self._since, self._until, self._bar = form.term.since, form.term.until, form.bar
        self._bars = [(Scope(bar.who, bar.when, self.lexicon), bar.text) for bar in form.bars]
        self.bar_facts = tuple(fact for scope, _ in self._bars for fact in scope.facts)

    def _compile_amount(self, rule: pack.Rule) -> None:
        form = rule.amount
        self._decided = DecidedNode(form.decided, self.lexicon) if form and form.decided else None
        self.decides = self._decided is not None
        whole = form is None or form.decided is not None or form.milestone is not None
        self._amount = None if whole or form is None else compile_amount(form, self.lexicon)
        self._may_hide = self._amount is not None and may_hide(self._amount)
        parts = (self._amount, self._decided)
        self.amount_facts = tuple(fact for part in parts if part for fact in part.facts)

    def _prepare_needs(self, limits: Sequence[pack.Limit], kept_apart: Sequence[str]) -> None:
        caps = (*self.limits, *([self.highest] if self.highest else []), *self.preconditions)
        whole = [cap for cap in caps if not cap.narrowed]
        parts = list(self._parts(kept_apart))
        named = [*(facts for facts, _ in parts), *(cap.facts for cap in caps)]
        self.facts = tuple(dict.fromkeys(fact for facts in named for fact in facts))
        needed = [fact for fact, word in self.lexicon.facts.items() if word.needed]
        asked = [fact for facts, spared in parts for fact in facts if fact not in spared]
        needed += [fact for fact in asked if self.lexicon.default(fact) is None]
        needed += [fact for condition in self.requires for fact in condition.given]
        needed += [fact for cap in whole for fact in cap.asked if fact != REF]
        ref = ITEM in self.rule.once or any(REF in cap.asked for cap in whole)
        self.needs_ref = ref or any(REF in cap.asked for cap in caps)
        days = ParameterDays(parameters_in((self.rule.amount, tuple(limits))), self.lexicon)
        self._required_facts = RequiredFacts(needed, ref, caps, days, self.lexicon)
        self.needed = self._required_facts.facts

    def _parts(self, kept_apart: Sequence[str]) -> Iterator[tuple[Sequence[str], frozenset[str]]]:
        """Yield the facts that each part of the rule names, with those that it can do without.

        A part can do without a fact of which it asks whether it is given.
        """
        yield _facts_of(self.where), given_in(self.rule.about.where)
        yield _facts_of(self.requires), frozenset()
        yield self.amount_facts, given_in(self.rule.amount)
        yield [name for name in (*self.rule.once, *kept_apart) if name not in BUILT_IN], frozenset()
        yield self.payment.facts, self.payment.given

    def _prepare_words(self) -> None:
        phrases, rule = self.context.phrases, self.rule
        self.cited = cited(rule.article, self.context.form.numbering)
        named = {"document": self.context.form.document, "article": self.cited, "title": rule.title}
        self.opening = TraceStep(phrases.trace["basis"](**named))
        self._who = TraceStep(phrases.trace["who_fits"](who=self.audience.text))
        self._met = MetConditions(self.requires, phrases, "requirements_met") if self.requires else None
        chosen = tuple(item for item in self.where if item.decisive)
        self._selected = MetConditions(chosen, phrases, "selected") if chosen else None
        self._term = self.context.term_text()
        date_name = self.lexicon.kind.date
        self._in_term = prefilled(phrases.trace["in_term"], "date", date_name=date_name, term=self._term)
        self._begun = remembered(self._steps_begun)
        worth, rounded = prefilled(phrases.trace["worth"], "amount"), phrases.trace["rounded"]()
        self._rounded_to = remembered(lambda fen: TraceStep(rounded, worth(grouped_yuan(fen))))
        self._refer = rule.refer
        self.basis = phrases.words["basis_referred"](document=rule.refer) if rule.refer else ""

    def selects(self, facts: Facts, date: datetime.date) -> bool:
        """Say whether the clause is, or may yet be, about an achievement with these facts."""
        for test in self._where:  # noqa: SIM110 - a generator would cost as much as the tests themselves
            if test(facts, date) is False:
                return False
        return True

    def prevails(self, line: OpenLine) -> bool:
        """Say whether the clause surely speaks of the achievement, and nothing can make its line ineligible.

        That is so while all it selects by and requires is known: an answer still open may turn it away.
        """
        if line.status is Status.INELIGIBLE:
            return False
        return all(test(line.facts, line.date) for test in (*self._where, *self._required))

    def assess(self, line: OpenLine, decided: int | None) -> OpenLine:
        """Take every step up to the clause's own figure; the first that settles the line ends it.

        ``decided`` is what the office has decided for the line, in fen, None without a decision.
        """
        date, facts = line.date, line.facts
        begun = self._begun(date, line.kind, line.traits)
        if not begun:
            return self._out_of_term(line)
        line.steps += begun
        if (self._bars or (self._bar is not None and facts.get(self._bar.fact))) and self._barred(line):
            return line
        if len(begun) == 1:
            return refusals.not_eligible(line, self.context.phrases, [self._wrong_applicant(line)])
        if self._selected is not None and all([test(facts, date) for test in self._where]):
            line.steps.append(self._selected.step(facts, date))
        if self._refer is not None:
            return refusals.referred(line, self.context.phrases, self._refer)
        return self._require(line, decided)

    def _steps_begun(self, date: datetime.date, kind: str, traits: frozenset[str]) -> tuple[TraceStep, ...]:
        """Return the first steps of a day and applicant: none out of term, one for whom the rule is not."""
        if date < self._since or (self._until is not None and date > self._until):
            return ()
        in_term = TraceStep(self._in_term(date))
        return (in_term, self._who) if self.audience.fits(kind, traits) else (in_term,)

    def _barred(self, line: OpenLine) -> bool:
        """Refuse a line that is barred, before it is told whom the rule is for; says whether it is."""
        phrases = self.context.phrases
        if self._bar is not None and line.facts.get(self._bar.fact):
            del line.steps[2:]
            refusals.barred(line, phrases, unended(self._bar.text))
            return True
        barring = [self._barring(line, scope, text) for scope, text in self._bars if line.is_within(scope)]
        if barring:
            del line.steps[2:]
            refusals.not_eligible(line, phrases, barring, "barred_for")
        return bool(barring)

    def _barring(self, line: OpenLine, scope: Scope, text: str) -> Refusal:
        explanations, phrases = tuple(scope.explanations(line.facts, line.date)), self.context.phrases
        formal = formal_reason("barred_for", unended(text), explanations, phrases)
        return Refusal(text, with_facts(unended(text), explanations, phrases, scope.of_one), formal)

    def _wrong_applicant(self, line: OpenLine) -> Refusal:
        words = self.context.phrases.words
        text = words["applicant"](who=self.audience.text)
        explained = words["but"](text=text, facts=self.audience.explain(line.kind, line.traits))
        return Refusal(text, explained, self.audience.refused(line.kind, line.traits))

    def _refuse(self, line: OpenLine) -> OpenLine:
        facts, date, phrases = line.facts, line.date, self.context.phrases
        failed = [item for item in self.requires if item.test(facts, date) is False]
        refused = [
            Refusal(item.text, item.unmet_text(facts, date, phrases), item.refused(facts, date, phrases))
            for item in failed
        ]
        return refusals.not_eligible(line, phrases, refused)

    def _require(self, line: OpenLine, decided: int | None) -> OpenLine:
        facts, date = line.facts, line.date
        for test in self._required:
            if test(facts, date) is False:
                return self._refuse(line)
        needs = self._required_facts
        known = facts.keys() >= needs.whole and (not needs.ref or line.achievement.ref is not None)
        if not known or needs.more:
            missing_facts = needs.missing_facts(line)
            if missing_facts:
                return refusals.incomplete(line, self.context.phrases, missing_facts)
        if self._met is not None:
            line.steps.append(self._met.step(facts, date))
        if self._amount is not None:
            return self._compute(line, self._amount)
        if self._decided is None:
            return line
        self._decided.settle(line, decided)
        return line if line.settled or line.computed else refusals.nothing(line, self.context.phrases)

    def _out_of_term(self, line: OpenLine) -> OpenLine:
        words = {"date_name": self.lexicon.kind.date, "date": line.date, "term": self._term}
        return refusals.out_of_term(line, self.context.phrases, words)

    def _compute(self, line: OpenLine, node: AmountExpression) -> OpenLine:
        if node.constant is not None:
            line.computed, step, line.basis = node.constant
            line.amount = line.computed
            line.steps.append(step)
            return line if line.computed else refusals.nothing(line, self.context.phrases)
        context = TraceContext(line.steps, line.date, line.kind, line.traits)
        scaled = node.value(line.facts, context)
        line.basis = context.basis
        if context.cuts:
            explained = decisive(node, scaled, line.facts, context) if self._may_hide else context.cuts
            line.warnings += tuple(cut.warning for cut in explained)
        whole = node.scale == 1 and isinstance(scaled, int)
        line.amount = line.computed = int(scaled) if whole else self._rounded(line, scaled, node)
        return line if line.computed else refusals.nothing(line, self.context.phrases)

    def _rounded(self, line: OpenLine, scaled: Exact, node: AmountExpression) -> int:
        fen = round_half_up(scaled, node.scale)
        if scaled % node.scale:
            line.steps.append(self._rounded_to(fen))
        return fen


class ClauseLine(OpenLine):
    """A line of which the whole clause is known, not only what the line says of it."""

    __slots__ = ()
    clause: Clause


def _facts_of(conditions: Sequence[CompiledCondition]) -> tuple[str, ...]:
    return tuple(fact for condition in conditions for fact in condition.facts)
