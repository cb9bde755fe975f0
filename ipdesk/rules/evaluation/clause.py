"""One rule of a policy, compiled: whether it speaks of an achievement, and what that is worth by itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ipdesk.rules.core.case import Facts, HistoryEntry
from ipdesk.rules.core.money import grouped_yuan, round_half_up
from ipdesk.rules.core.result import Status, Step, remembered
from ipdesk.rules.evaluation import refusals
from ipdesk.rules.evaluation.amounts.decided import DecidedAmount
from ipdesk.rules.evaluation.amounts.forms import Account, Node, compile_amount
from ipdesk.rules.evaluation.article import cited
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import CompiledCondition, compile_condition, compile_selection
from ipdesk.rules.evaluation.conditions.explain import said_formally, said_with, unended
from ipdesk.rules.evaluation.conditions.quantities import Exact
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.deciding_cuts import deciding, may_hide
from ipdesk.rules.evaluation.entangled import Competes
from ipdesk.rules.evaluation.kept import Kept
from ipdesk.rules.evaluation.limits.base import REF, Usage
from ipdesk.rules.evaluation.limits.count_cap import CountCap
from ipdesk.rules.evaluation.limits.highest import Highest
from ipdesk.rules.evaluation.limits.once import Once
from ipdesk.rules.evaluation.limits.sequences import After, Milestone
from ipdesk.rules.evaluation.limits.sum_cap import SumCap
from ipdesk.rules.evaluation.limits.top_up import TopUp
from ipdesk.rules.evaluation.line_title import LineTitle
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.parameter_days import ParameterDays
from ipdesk.rules.evaluation.payment import Payment
from ipdesk.rules.evaluation.refusals import Refusal
from ipdesk.rules.evaluation.required_facts import Needs
from ipdesk.rules.evaluation.windows import BUILT_IN, ITEM, Key
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in, parameters_in
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.rules.source.sentences import Phrases, prefilled

Limit = CountCap | SumCap | TopUp


class Frame(NamedTuple):
    """What all clauses of a policy share."""

    form: pack.Pack
    vocabulary: Vocabulary
    phrases: Phrases

    def term_text(self) -> str:
        """Say from when until when the policy holds, as the refusal of an earlier or later day quotes it."""
        words, term = self.phrases.words, self.form.term
        if term.until is None and term.years is not None:
            return words["draft_term"](since=term.since, years=term.years)
        if term.until is None:
            return words["open_term"](since=term.since)
        return words["term"](since=term.since, until=term.until)


class Notes(Competes, Protocol):
    """What takes note of awards without cutting them, earlier ones and lines alike."""

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Take note of an earlier award."""

    def window(self, line: OpenLine) -> Key | None:
        """Return where ``line`` is noted, or None where nowhere."""

    def take(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Take note of a line that was awarded."""


class Clause:
    """A rule compiled for one kind of achievement.

    Its limits are attached by the policy, sorted by how they bind; ``notes`` only remember its awards.
    ``facts`` are all that the rule names, ``needed`` those that must be there before anything is computed.
    """

    def __init__(self, rule: pack.Rule, kind: str, frame: Frame, number: int) -> None:
        """Compile ``rule``; it can be asked once its limits are attached and ``complete`` was called."""
        self.rule = rule
        self.frame = frame
        self.id = f"{frame.form.id}/{rule.id}"
        self.kind = kind
        self.article = rule.article
        words, parameters = frame.vocabulary, frame.form.parameters
        self.lexicon = Lexicon(kind, words, frame.phrases, parameters, rule.about.kind)
        self.where = tuple(compile_selection(form, self.lexicon) for form in rule.about.where)
        self._where = tuple(condition.test for condition in self.where)
        self.requires = tuple(compile_condition(form, self.lexicon) for form in rule.requires)
        self._required = tuple(condition.test for condition in self.requires)
        self.audience = Audience(rule.who, frame.vocabulary, frame.phrases)
        self.once = Once(number, rule.once, self.lexicon) if rule.once else None
        self.highest: Highest | None = None
        self.milestone: Milestone | None = None
        self.after: list[After] = []
        self.counts: list[CountCap] = []
        self.sums: list[SumCap | TopUp] = []
        self.limits: tuple[Limit, ...] = ()
        self._binding: dict[tuple[str, frozenset[str]], tuple[Limit, ...]] = {}
        self.notes: tuple[Notes, ...] = ()
        self.facts: tuple[str, ...] = ()
        self.needed: tuple[str, ...] = ()
        self.title = LineTitle(rule, self.lexicon)
        self.payment = Payment(rule, frame.form.splits, self.lexicon)
        self._compile_bars(frame.form)
        self._compile_amount(rule)
        self.needs_ref = False
        self._prepare_words()

    def complete(
        self, limits: Sequence[pack.Limit], kept_apart: Sequence[str], tallies: Sequence[Notes]
    ) -> None:
        """Take what attaching brought: the ``limits`` over the rule, and what counts its awards.

        ``kept_apart`` are the facts by which limits keep its awards apart.
        """
        self.limits = (*self.counts, *self.sums)
        self.notes = tuple(tallies)
        self._prepare_needs(limits, kept_apart)

    def competing(self) -> Iterator[Competes]:
        """Yield all that may make what its lines are paid hang on lines before them."""
        single = (self.once, self.highest, self.milestone.tally if self.milestone else None)
        yield from (limit for limit in single if limit is not None)
        yield from (*self.limits, *self.after, *self.notes)

    def binding(self, kind: str, traits: frozenset[str]) -> tuple[Limit, ...]:
        """Return the limits for applicants of ``kind`` with ``traits``; remembered, since few occur."""
        found = self._binding.get((kind, traits))
        if found is None:
            found = tuple(limit for limit in self.limits if limit.concerns(kind, traits))
            self._binding[kind, traits] = found
        return found

    def _compile_bars(self, form: pack.Pack) -> None:
        self._since, self._until, self._bar = form.term.since, form.term.until, form.bar
        self._bars = [(Scope(bar.who, bar.when, self.lexicon), bar.text) for bar in form.bars]
        self.bar_facts = tuple(fact for scope, _ in self._bars for fact in scope.facts)

    def _compile_amount(self, rule: pack.Rule) -> None:
        form = rule.amount
        self._decided = DecidedAmount(form.decided, self.lexicon) if form and form.decided else None
        self.decides = self._decided is not None
        whole = form is None or form.decided is not None or form.milestone is not None
        self._amount = None if whole or form is None else compile_amount(form, self.lexicon)
        self._may_hide = self._amount is not None and may_hide(self._amount)
        parts = (self._amount, self._decided)
        self.amount_facts = tuple(fact for part in parts if part for fact in part.facts)

    def _prepare_needs(self, limits: Sequence[pack.Limit], kept_apart: Sequence[str]) -> None:
        caps = (*self.counts, *self.sums, *([self.highest] if self.highest else []), *self.after)
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
        self._needs = Needs(needed, ref, caps, days, self.lexicon)
        self.needed = self._needs.facts

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
        phrases, rule = self.frame.phrases, self.rule
        self.cited = cited(rule.article, phrases)
        named = {"document": self.frame.form.document, "article": self.cited, "title": rule.title}
        self.opening = Step(phrases.trace["basis"](**named))
        self._who = Step(phrases.trace["who_fits"](who=self.audience.text))
        self._kept = Kept(self.requires, phrases, "requirements_met") if self.requires else None
        chosen = tuple(item for item in self.where if item.deciding)
        self._selected = Kept(chosen, phrases, "selected") if chosen else None
        self._term = self.frame.term_text()
        date_name = self.lexicon.kind.date
        self._in_term = prefilled(phrases.trace["in_term"], "date", date_name=date_name, term=self._term)
        self._begun = remembered(self._steps_begun)
        worth, rounded = prefilled(phrases.trace["worth"], "amount"), phrases.trace["rounded"]()
        self._rounded_to = remembered(lambda fen: Step(rounded, worth(grouped_yuan(fen))))
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
            return refusals.not_eligible(line, self.frame.phrases, [self._wrong_applicant(line)])
        if self._selected is not None and all([test(facts, date) for test in self._where]):
            line.steps.append(self._selected.step(facts, date))
        if self._refer is not None:
            return refusals.referred(line, self.frame.phrases, self._refer)
        return self._require(line, decided)

    def _steps_begun(self, date: datetime.date, kind: str, traits: frozenset[str]) -> tuple[Step, ...]:
        """Return the first steps of a day and applicant: none out of term, one for whom the rule is not."""
        if date < self._since or (self._until is not None and date > self._until):
            return ()
        in_term = Step(self._in_term(date))
        return (in_term, self._who) if self.audience.fits(kind, traits) else (in_term,)

    def _barred(self, line: OpenLine) -> bool:
        """Refuse a line that is barred, before it is told whom the rule is for; says whether it is."""
        phrases = self.frame.phrases
        if self._bar is not None and line.facts.get(self._bar.fact):
            del line.steps[2:]
            refusals.barred(line, phrases, unended(self._bar.text))
            return True
        barring = [self._barring(line, scope, text) for scope, text in self._bars if scope.holds(line)]
        if barring:
            del line.steps[2:]
            refusals.not_eligible(line, phrases, barring, "barred_for")
        return bool(barring)

    def _barring(self, line: OpenLine, scope: Scope, text: str) -> Refusal:
        standings, phrases = tuple(scope.standings(line.facts, line.date)), self.frame.phrases
        formal = said_formally("barred_for", unended(text), standings, phrases)
        return Refusal(text, said_with(unended(text), standings, phrases, scope.of_one), formal)

    def _wrong_applicant(self, line: OpenLine) -> Refusal:
        words = self.frame.phrases.words
        text = words["applicant"](who=self.audience.text)
        told = words["but"](text=text, facts=self.audience.told(line.kind, line.traits))
        return Refusal(text, told, self.audience.refused(line.kind, line.traits))

    def _refuse(self, line: OpenLine) -> OpenLine:
        facts, date, phrases = line.facts, line.date, self.frame.phrases
        failed = [item for item in self.requires if item.test(facts, date) is False]
        refused = [
            Refusal(item.text, item.demanded(facts, date, phrases), item.refused(facts, date, phrases))
            for item in failed
        ]
        return refusals.not_eligible(line, phrases, refused)

    def _require(self, line: OpenLine, decided: int | None) -> OpenLine:
        facts, date = line.facts, line.date
        for test in self._required:
            if test(facts, date) is False:
                return self._refuse(line)
        needs = self._needs
        known = facts.keys() >= needs.whole and (not needs.ref or line.achievement.ref is not None)
        if not known or needs.more:
            missing = needs.missing(line)
            if missing:
                return refusals.incomplete(line, self.frame.phrases, missing)
        if self._kept is not None:
            line.steps.append(self._kept.step(facts, date))
        if self._amount is not None:
            return self._compute(line, self._amount)
        if self._decided is None:
            return line
        self._decided.settle(line, decided)
        return line if line.settled or line.computed else refusals.nothing(line, self.frame.phrases)

    def _out_of_term(self, line: OpenLine) -> OpenLine:
        words = {"date_name": self.lexicon.kind.date, "date": line.date, "term": self._term}
        return refusals.out_of_term(line, self.frame.phrases, words)

    def _compute(self, line: OpenLine, node: Node) -> OpenLine:
        if node.always is not None:
            line.computed, step, line.basis = node.always
            line.amount = line.computed
            line.steps.append(step)
            return line if line.computed else refusals.nothing(line, self.frame.phrases)
        account = Account(line.steps, line.date, line.kind, line.traits)
        scaled = node.value(line.facts, account)
        line.basis = account.basis
        if account.cuts:
            told = deciding(node, scaled, line.facts, account) if self._may_hide else account.cuts
            line.warnings += tuple(cut.warning for cut in told)
        whole = node.scale == 1 and isinstance(scaled, int)
        line.amount = line.computed = int(scaled) if whole else self._rounded(line, scaled, node)
        return line if line.computed else refusals.nothing(line, self.frame.phrases)

    def _rounded(self, line: OpenLine, scaled: Exact, node: Node) -> int:
        fen = round_half_up(scaled, node.scale)
        if scaled % node.scale:
            line.steps.append(self._rounded_to(fen))
        return fen


def _facts_of(conditions: Sequence[CompiledCondition]) -> tuple[str, ...]:
    return tuple(fact for condition in conditions for fact in condition.facts)
