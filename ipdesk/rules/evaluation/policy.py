"""A policy ready to evaluate: its pack compiled once, then asked many times."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, Facts, HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Notice, Result, remembered
from ipdesk.rules.evaluation.clause import Clause, ClauseLine
from ipdesk.rules.evaluation.garbage_collection import LARGE, without_garbage_collection
from ipdesk.rules.evaluation.limit_binding import attach_limits
from ipdesk.rules.evaluation.limits.count_cap import CountCap, QuotaPlace
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.evaluation.settlement.general_rules import GeneralRules
from ipdesk.rules.evaluation.settlement.incomplete_history import incomplete_history_notices
from ipdesk.rules.evaluation.settlement.order_dependence import order_dependent, reaches
from ipdesk.rules.evaluation.settlement.other_order import Order, contests, head_notice, order_notice
from ipdesk.rules.evaluation.settlement.settle import settle
from ipdesk.rules.evaluation.usage import CUT, UNPLACED, Bound, HistoryConsumer, Usage, usage_again, used_by
from ipdesk.rules.evaluation.windows import APPLICANT, BUILT_IN, ITEM
from ipdesk.rules.evaluation.wording import cited
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType, Vocabulary
from ipdesk.rules.source.sentences import Phrases

Granted = Mapping[tuple[str, str], int]
"""Fen granted by (achievement, full id of the rule), for the lines of which less was granted."""

AS_COMPUTED: Granted = {}


class HistoryNeed(NamedTuple):
    """Which awards of any applicant an evaluation needs, besides the applicant's own under the policy.

    ``items``: awards for one of these things (normal forms of numbers); ``facts``: awards whose facts hold
    this (name, value), texts in their normal form; ``rule_years``: every award of the rule (full id) in the
    year; ``lacking``: awards of the rule whose facts lack this name, which stands for the default that is
    asked for.
    """

    items: frozenset[str]
    facts: frozenset[tuple[str, str]]
    rule_years: frozenset[tuple[str, int]]
    lacking: frozenset[tuple[str, str]] = frozenset()


_NOTHING = HistoryNeed(frozenset(), frozenset(), frozenset())


def joint_need(needs: Iterable[HistoryNeed]) -> HistoryNeed:
    """Return what evaluations of several achievements need together, from what each of them needs."""
    items, facts, rule_years, lacking = zip(_NOTHING, *needs, strict=True)
    return HistoryNeed(
        _NOTHING.items.union(*items),
        _NOTHING.facts.union(*facts),
        _NOTHING.rule_years.union(*rule_years),
        _NOTHING.lacking.union(*lacking),
    )


def _places(line: ClauseLine, usage: Usage) -> tuple[QuotaPlace, ...]:
    """Return the places that a line takes of quotas."""
    caps = (limit for limit in line.clause.limits if isinstance(limit, CountCap))
    return tuple(place for cap in caps if (place := cap.quota_place(usage, line)) is not None)


class Policy:
    """One policy: what the pack says, and the evaluation of cases under it.

    Holds no state between evaluations.
    """

    def __init__(
        self, form: pack.Pack, source: bytes, sha256: str, vocabulary: Vocabulary, phrases: Phrases
    ) -> None:
        """Compile a checked pack; raises KeyError or ValueError for one that was not checked."""
        self.id = form.id
        self.pack = form
        self.source = source
        self.sha256 = sha256
        self.vocabulary = vocabulary
        self._phrases = phrases
        self._rules = {f"{form.id}/{rule.id}": rule for rule in form.rules}
        self._compile_clauses(PolicyContext(form, vocabulary, phrases))
        self._pools = {limit.id: limit.name for limit in form.limits if limit.scaled}
        self._notices = self._standing_notices()

    def _compile_clauses(self, context: PolicyContext) -> None:
        rules = context.form.rules
        self.clauses = tuple(
            Clause(rule, kind, context, number)
            for number, rule in enumerate(rules)
            for kind in rule.about.kind
        )
        self.windows = attach_limits(context, self.clauses)
        self._by_kind = _by_kind(self.clauses)
        reach = reaches(self.clauses)
        self._entangled = remembered(lambda numbers: order_dependent(numbers, reach))
        self._has_general = any(rule.over for rule in rules)
        self.bound: Bound = {clause.id: _entered(clause) for clause in self.clauses}

    def _standing_notices(self) -> tuple[Notice, ...]:
        if not self.pack.term.draft:
            return ()
        return (Notice("draft_policy", self._phrases.notice["draft_policy"]()),)

    def used_by(self, history: Iterable[HistoryEntry]) -> Usage:
        """Return what earlier awards use up of the policy's limits: once for many cases with the same."""
        return used_by(history, self.bound)

    def evaluate(self, case: Case, granted: Granted = AS_COMPUTED, used: Usage | None = None) -> Result:
        """Say of every achievement what each rule about it is worth, and why.

        The same case gives the same answer. Where a person ``granted`` less than the rules compute, a line
        still says what they compute for it in its turn, but uses limits up only as far as it was granted.
        ``used`` is what the case's history uses up, where ``used_by`` has said so before; it stays as it is.
        """
        if len(case.achievements) < LARGE:
            return self._evaluated(case, granted, used)
        with without_garbage_collection():
            return self._evaluated(case, granted, used)

    def _evaluated(self, case: Case, granted: Granted, used: Usage | None) -> Result:
        lines, notices, general = self._opened(case, granted)
        usage = self._used(case, used)
        waiting = [line for line in lines if not line.settled] if UNPLACED in usage else []
        lines = settle(lines, usage, self._phrases, general)
        finished = tuple([line.frozen() for line in lines])
        if self._pools:
            notices += self._pool_notices(lines)
        if waiting:
            notices += incomplete_history_notices(waiting, usage, self._rules)
        if CUT in usage:
            notices += self._order_notices(case, granted, used, lines, usage)
        return Result(case.id, self.id, sum([line.amount for line in finished]), tuple(notices), finished)

    def _used(self, case: Case, used: Usage | None) -> Usage:
        return self.used_by(case.history) if used is None else usage_again(used)

    def _opened(
        self, case: Case, granted: Granted
    ) -> tuple[list[ClauseLine], list[Notice], GeneralRules | None]:
        """Return the lines of a case before limits, its first notices, and which general rules are silent."""
        lines: list[ClauseLine] = []
        notices = list(self._notices)
        general = GeneralRules(self._phrases) if self._has_general else None
        decided = _decided(case.decisions) if case.decisions else {}
        for achievement in case.achievements:
            found = self._lines_of(achievement, case.applicant, decided)
            if general is not None:
                general.note(found)
            for line in found if granted else ():
                line.granted = granted.get((line.achievement.id, line.clause.id))
            if not found:
                notices.append(Notice("no_rule", self._phrases.notice["no_rule"](), achievement.id))
            lines += found
        return lines, notices, general

    def _order_notices(
        self, case: Case, granted: Granted, used: Usage | None, lines: list[ClauseLine], usage: Usage
    ) -> list[Notice]:
        """Say where a place went to less than it might have, and what another order would bring."""
        numbers = frozenset(key[0] for key in usage[CUT])
        mixed = len(case.achievements) > 1 and self._entangled(numbers)
        found = contests(lines, usage)
        if not (found or mixed):
            return []

        def worth(order: Order) -> int:
            again, _, general = self._opened(case, granted)
            settled = settle(again, self._used(case, used), self._phrases, general, order)
            return sum(line.amount for line in settled)

        advice = [order_notice(found, lines, worth, self._phrases)]
        if mixed:
            advice.append(head_notice(numbers, lines, worth, self._phrases))
        found_advice = [one for one in advice if one is not None]
        return [max(found_advice, key=lambda one: one.gain).notice] if found_advice else []

    def _lines_of(
        self, achievement: Achievement, applicant: Applicant, decided: Mapping[tuple[str, str], int]
    ) -> list[ClauseLine]:
        traits = applicant.traits if achievement.traits is None else achievement.traits
        lines = []
        for clause in self._by_kind.get(achievement.kind, ()):
            if clause.selects(achievement.facts, achievement.date):
                line = ClauseLine(clause, achievement, applicant.id, applicant.kind, traits)
                amount = decided.get((achievement.id, clause.id)) if decided else None
                clause.assess(line, amount)
                lines.append(line)
        return lines

    def _pool_notices(self, lines: Iterable[ClauseLine]) -> list[Notice]:
        """Say of every pool that what its lines come to is only a most: other claims are not known here."""
        held = dict.fromkeys(self._pools, 0)
        for line in lines if held else ():
            for pool in line.clause.payment.pools_of(line) if line.amount else ():
                held[pool.id] += line.amount
        say = self._phrases.notice["pool_scaled"]
        return [
            Notice("pool_scaled", say(name=self._pools[pool], amount=grouped_yuan(fen)))
            for pool, fen in held.items()
            if fen
        ]

    def pooled(self, case: Case) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the names of the pools that lines share, by achievement and full id of the rule.

        The sum of such a line is a most, until all claims on its pools have been settled together.
        """
        if not self._pools:
            return {}
        lines = [line for found in case.achievements for line in self._lines_of(found, case.applicant, {})]
        shared = {(line.achievement.id, line.clause.id): line.clause.payment.pools_of(line) for line in lines}
        return {key: tuple(pool.name for pool in pools) for key, pools in shared.items() if pools}

    def quota_places(self, case: Case) -> Mapping[tuple[str, str], tuple[QuotaPlace, ...]]:
        """Return the quotas of which lines take a place, by achievement and full id of the rule.

        A case knows earlier awards alone: who else claims a place is for who settles all claims together.
        """
        usage = self.used_by(case.history)
        lines = [line for found in case.achievements for line in self._lines_of(found, case.applicant, {})]
        taken = {(line.achievement.id, line.clause.id): _places(line, usage) for line in lines}
        return {pair: places for pair, places in taken.items() if places}

    def rule_ids(self) -> tuple[str, ...]:
        """Return the full ids of all rules in the order of the document."""
        return tuple(self._rules)

    def rule(self, rule_id: str) -> pack.Rule:
        """Return a rule by its full id; raises KeyError for another policy's."""
        return self._rules[rule_id]

    def cited(self, article: str) -> str:
        """Cite an article as the policy's document numbers it: 第四条, 第（四）项."""
        return cited(article, self.pack.numbering)

    def computed_from(self, rule_id: str, kind: str) -> frozenset[str]:
        """Return the facts of ``kind`` that a rule (full id) computes its sum from."""
        clauses = self._by_kind.get(kind, ())
        return frozenset(fact for clause in clauses if clause.id == rule_id for fact in clause.amount_facts)

    def may_decide(self, rule_id: str) -> bool:
        """Say whether the clause leaves its amount to a decision."""
        amount = self._rules[rule_id].amount
        return amount is not None and amount.decided is not None

    def refers(self, rule_id: str) -> bool:
        """Say whether another document governs what the clause pays."""
        return rule_id in self._rules and self._rules[rule_id].refer is not None

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that the rules speak of, in the vocabulary's order."""
        return tuple(kind for kind in self.vocabulary.kinds if kind in self._by_kind)

    def facts_of(self, kind: str) -> tuple[str, ...]:
        """Return the facts of ``kind`` that a form needs under this policy, in the vocabulary's order."""
        clauses = [clause for clause in self._by_kind.get(kind, ()) if clause.rule.refer is None]
        used = {fact for clause in clauses for fact in (*clause.needed, *clause.facts, *clause.bar_facts)}
        if self.pack.bar is not None:
            used.add(self.pack.bar.fact)
        return tuple(fact for fact in self.vocabulary.all_facts[kind] if fact in used)

    def asked_facts(
        self, kind: str, facts: Facts, date: datetime.date
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the facts that the clauses about a thing need, and all that they name.

        The clauses are those that are, or may yet be, about a thing of ``kind`` with these facts.
        """
        own = [clause for clause in self._by_kind.get(kind, ()) if clause.rule.refer is None]
        own = [clause for clause in own if clause.selects(facts, date)]
        needed = frozenset(fact for clause in own for fact in clause.needed)
        named = frozenset(fact for clause in own for fact in (*clause.facts, *clause.bar_facts))
        bar = frozenset([self.pack.bar.fact]) if own and self.pack.bar is not None else frozenset[str]()
        return needed, needed | named | bar

    def questions(self, kind: str) -> tuple[str, ...]:
        """Return the facts of ``kind`` that are a yes or no and must be answered."""
        words = self.vocabulary.all_facts.get(kind, {})
        return tuple(name for name, word in words.items() if word.needed and word.type is FactType.BOOLEAN)

    def speaks_of(self, achievement: Achievement) -> frozenset[str]:
        """Return the rules (full ids) that are, or may yet be, about an achievement."""
        clauses = self._by_kind.get(achievement.kind, ())
        facts, date = achievement.facts, achievement.date
        return frozenset(clause.id for clause in clauses if clause.selects(facts, date))

    def needs_ref(self, kind: str) -> bool:
        """Say whether some rule about ``kind`` is once per item."""
        return any(clause.needs_ref for clause in self._by_kind.get(kind, ()))

    def history_needed(self, achievements: Iterable[Achievement]) -> HistoryNeed:
        """Say which awards of other applicants an evaluation of ``achievements`` must be given."""
        items: set[str] = set()
        facts: set[tuple[str, str]] = set()
        rule_years: set[tuple[str, int]] = set()
        lacking: set[tuple[str, str]] = set()
        for achievement in achievements:
            if self.needs_ref(achievement.kind):
                items |= self._items(achievement)
            for per, rules in self._shared.get(achievement.kind, ()):
                same = self._by_kind[achievement.kind][0].lexicon.sameness
                default = same.default
                apart = {name: same.part(name, achievement.facts) for name in per - BUILT_IN}
                held = {name: value for name, value in apart.items() if value is not None}
                facts.update((name, str(value)) for name, value in held.items())
                lacking.update((rule, name) for name in held if held[name] == default(name) for rule in rules)
                if not held:
                    rule_years.update((rule, achievement.year) for rule in rules)
        return HistoryNeed(frozenset(items), frozenset(facts), frozenset(rule_years), frozenset(lacking))

    def _items(self, achievement: Achievement) -> set[str]:
        """Return the normal forms of a number, by each kind that a rule speaks of together with its own."""
        if achievement.ref is None:
            return set()
        clauses = self._by_kind[achievement.kind]
        kinds = {kind for clause in clauses for kind in clause.rule.about.kind}
        forms = (self.vocabulary.normal_forms[kind] for kind in kinds)
        return {form.of(achievement.ref, achievement.facts) for form in forms}

    @cached_property
    def _shared(self) -> Mapping[str, list[tuple[frozenset[str], list[str]]]]:
        """By kind, the windows that several applicants share, with the rules whose awards they hold."""
        shared: dict[str, list[tuple[frozenset[str], list[str]]]] = {}
        for per, bound, counted in self.windows:
            if APPLICANT in per or ITEM in per:
                continue
            rules = [f"{self.id}/{rule}" for rule in counted]
            for kind in {kind for rule in bound for kind in self._rules[f"{self.id}/{rule}"].about.kind}:
                shared.setdefault(kind, []).append((frozenset(per), rules))
        return shared


def _decided(decisions: Iterable[Decision]) -> Mapping[tuple[str, str], int]:
    return {(found.achievement, found.rule): found.amount for found in decisions}


def _entered(clause: Clause) -> tuple[HistoryConsumer, ...]:
    """Return what earlier awards under a clause use up or are noted in."""
    single = (part for part in (clause.once, clause.highest) if part is not None)
    return (*clause.limits, *clause.recorders, *single)


def _by_kind(clauses: tuple[Clause, ...]) -> dict[str, tuple[Clause, ...]]:
    found: dict[str, tuple[Clause, ...]] = {}
    for clause in clauses:
        found[clause.kind] = (*found.get(clause.kind, ()), clause)
    return found
