"""One rule of a policy, compiled: whether it speaks of an achievement, and what that is worth by itself."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.amounts import Account, Node, compile_amount
from ipdesk.rules.applicants import Audience
from ipdesk.rules.case import Facts
from ipdesk.rules.conditions import CompiledCondition, compile_condition
from ipdesk.rules.highest import Highest
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.limits import CountCap, Once, SumCap
from ipdesk.rules.money import grouped_yuan, round_half_up
from ipdesk.rules.open_line import OpenLine
from ipdesk.rules.phrases import Phrases, prefilled
from ipdesk.rules.result import Status, Step, Warning
from ipdesk.rules.vocabulary import Vocabulary
from ipdesk.rules.windows import BUILT_IN, ITEM


class Frame(NamedTuple):
    """What all clauses of a policy share."""

    policy: str
    document: str
    since: datetime.date
    until: datetime.date | None
    years: int | None
    bar: pack.Bar | None
    vocabulary: Vocabulary
    phrases: Phrases

    def term_text(self) -> str:
        """Return the term in words."""
        words = self.phrases.words
        if self.until is None and self.years is not None:
            return words["draft_term"](since=self.since, years=self.years)
        if self.until is None:
            return words["open_term"](since=self.since)
        return words["term"](since=self.since, until=self.until)


class Clause:
    """A rule compiled for one kind of achievement.

    Its limits are attached by the policy, sorted by how they bind.     ``facts`` are all that the rule
    names, ``needed`` those that must be present before anything is computed.
    """

    def __init__(
        self, rule: pack.Rule, kind: str, frame: Frame, number: int, limit_facts: tuple[str, ...]
    ) -> None:
        """Compile ``rule``; ``limit_facts`` are the facts by which limits keep its awards apart."""
        self.rule = rule
        self.frame = frame
        self.id = f"{frame.policy}/{rule.id}"
        self.kind = kind
        self.article = rule.article
        words = frame.vocabulary
        self.lexicon = Lexicon(words.kinds[kind], words.all_facts[kind], frame.phrases)
        self.where = tuple(compile_condition(condition, self.lexicon) for condition in rule.about.where)
        self.requires = tuple(compile_condition(condition, self.lexicon) for condition in rule.requires)
        self.audience = Audience(rule.who, frame.vocabulary, frame.phrases)
        self.once = Once(number, rule.once, self.lexicon) if rule.once else None
        self.highest: Highest | None = None
        self.counts: list[CountCap] = []
        self.sums: list[SumCap] = []
        self.takes: tuple[Once | CountCap | SumCap, ...] = ()
        self._compile_amount(rule)
        self.facts = self._named_facts(limit_facts)
        self._prepare_needs()
        self._prepare_words()

    def _compile_amount(self, rule: pack.Rule) -> None:
        decided = rule.amount.decided if rule.amount else None
        self.decides = decided is not None
        self._amount = compile_amount(rule.amount, self.lexicon) if rule.amount and not decided else None
        self._ceiling = compile_amount(decided.ceiling, self.lexicon) if decided and decided.ceiling else None
        self._floor = compile_amount(decided.floor, self.lexicon) if decided and decided.floor else None

    def _named_facts(self, limit_facts: tuple[str, ...]) -> tuple[str, ...]:
        named = [fact for condition in (*self.where, *self.requires) for fact in condition.facts]
        for node in (self._amount, self._ceiling, self._floor):
            named.extend(node.facts if node else ())
        named.extend(name for name in self.rule.once if name not in BUILT_IN)
        named.extend(limit_facts)
        return tuple(dict.fromkeys(named))

    def _prepare_needs(self) -> None:
        words, default = self.lexicon.facts, self.lexicon.default
        needed = [fact for fact, word in words.items() if word.needed]
        needed += [fact for fact in self.facts if default(fact) is None]
        needed += [fact for condition in self.requires for fact in condition.given]
        self.needed = tuple(dict.fromkeys(needed))
        self.needs_ref = ITEM in self.rule.once

    def _prepare_words(self) -> None:
        phrases, rule = self.frame.phrases, self.rule
        article = _article(rule.article, phrases)
        self.opening = Step(
            phrases.trace["basis"](document=self.frame.document, article=article, title=rule.title)
        )
        self._who = Step(phrases.trace["who_fits"](who=self.audience.text))
        conditions = [item.text for item in self.requires if not item.given]
        self._met = Step(phrases.trace["requirements_met"](requirements="；".join(conditions)))
        self._states = bool(conditions)
        self._term = self.frame.term_text()
        date_name = self.lexicon.kind.date
        self._in_term = prefilled(phrases.trace["in_term"], "date", date_name=date_name, term=self._term)
        self._worth = prefilled(phrases.trace["worth"], "amount")
        self._granted = phrases.trace["granted"]()
        self._granted_amount = prefilled(phrases.trace["amount"], "amount")
        self.basis = ""
        if rule.refer:
            self.basis = phrases.words["basis_referred"](document=rule.refer)

    def granted(self, amount: int) -> Step:
        """Return the step that ends the trace of a line with something granted."""
        return Step(self._granted, self._granted_amount(grouped_yuan(amount)))

    def matching(self, amount: int) -> int:
        """Return what the recipient of ``amount`` must put up itself, in fen; 0 where nothing."""
        return 0 if self.rule.matching is None else int(amount * self.rule.matching)

    def selects(self, facts: Facts) -> bool:
        """Say whether the clause is, or may yet be, about an achievement with these facts."""
        for condition in self.where:  # noqa: SIM110 - a generator would cost as much as the tests themselves
            if condition.test(facts) is False:
                return False
        return True

    def assess(self, line: OpenLine, decided: int | None) -> OpenLine:
        """Take every step up to the clause's own figure; the first that settles the line ends it."""
        facts, frame = line.achievement.facts, self.frame
        date = line.achievement.date
        if date < frame.since or (frame.until is not None and date > frame.until):
            return self._out_of_term(line)
        line.steps.append(Step(self._in_term(date.isoformat())))
        if frame.bar is not None and facts.get(frame.bar.fact):
            return self._barred(line, frame.bar)
        if not self.audience.fits(line.kind, line.traits):
            return self._wrong_applicant(line)
        line.steps.append(self._who)
        if self.rule.refer is not None:
            return self._referred(line, self.rule.refer)
        if self.requires:
            failed = [condition for condition in self.requires if condition.test(facts) is False]
            if failed:
                return self._failed(line, failed)
        missing = [fact for fact in self.needed if fact not in facts]
        if missing or (self.needs_ref and line.achievement.ref is None):
            return self._incomplete(line, missing)
        if self._states:
            line.steps.append(self._met)
        return self._decide(line, decided) if self.decides else self._compute(line)

    def _out_of_term(self, line: OpenLine) -> OpenLine:
        words = {"date_name": self.lexicon.kind.date, "date": line.achievement.date, "term": self._term}
        phrases = self.frame.phrases
        step = Step(phrases.trace["not_in_force"](**words), phrases.trace["not_granted"]())
        return line.close(
            Status.INELIGIBLE, Warning("not_in_force", {}, phrases.warning["not_in_force"](**words)), step
        )

    def _barred(self, line: OpenLine, bar: pack.Bar) -> OpenLine:
        phrases = self.frame.phrases
        step = Step(phrases.trace["barred"](text=bar.text), phrases.trace["not_granted"]())
        warning = Warning("supported_elsewhere", {}, phrases.warning["supported_elsewhere"](text=bar.text))
        return line.close(Status.INELIGIBLE, warning, step)

    def _wrong_applicant(self, line: OpenLine) -> OpenLine:
        return self._not_eligible(line, [self.frame.phrases.words["applicant"](who=self.audience.text)])

    def _failed(self, line: OpenLine, failed: list[CompiledCondition]) -> OpenLine:
        return self._not_eligible(line, [condition.text for condition in failed])

    def _not_eligible(self, line: OpenLine, requirements: list[str]) -> OpenLine:
        phrases = self.frame.phrases
        for text in requirements:
            words = phrases.warning["not_eligible"](requirement=text)
            line.warnings.append(Warning("not_eligible", {"requirement": text}, words))
        step = Step(
            phrases.trace["ineligible"](requirement="；".join(requirements)), phrases.trace["not_granted"]()
        )
        return line.close(Status.INELIGIBLE, None, step)

    def _referred(self, line: OpenLine, document: str) -> OpenLine:
        phrases = self.frame.phrases
        text = phrases.warning["refer_elsewhere"](document=document)
        step = Step(phrases.trace["referred"](document=document), phrases.trace["see_document"]())
        return line.close(Status.REFERRED, Warning("refer_elsewhere", {"document": document}, text), step)

    def _incomplete(self, line: OpenLine, missing: list[str]) -> OpenLine:
        phrases = self.frame.phrases
        names = [self.lexicon.name(fact) for fact in missing]
        if self.needs_ref and line.achievement.ref is None:
            missing = [*missing, "ref"]
            names.append(self.lexicon.kind.ref.name)
        shown = "、".join(names)
        warning = Warning(
            "missing_fact", {"facts": tuple(missing)}, phrases.warning["missing_fact"](facts=shown)
        )
        step = Step(phrases.trace["incomplete"](facts=shown), phrases.trace["complete_first"]())
        return line.close(Status.INCOMPLETE, warning, step)

    def _compute(self, line: OpenLine) -> OpenLine:
        node = self._amount
        assert node is not None
        account = Account(line.steps)
        scaled = node.value(line.achievement.facts, account)
        line.basis = account.basis
        if account.warnings:
            line.warnings.extend(account.warnings)
        line.computed = scaled if node.scale == 1 else self._rounded(line, scaled, node)
        line.amount = line.computed
        return line if line.computed else self._nothing(line)

    def _rounded(self, line: OpenLine, scaled: int, node: Node) -> int:
        fen = round_half_up(scaled, node.scale)
        if scaled % node.scale:
            line.steps.append(Step(self.frame.phrases.trace["rounded"](), self._worth(grouped_yuan(fen))))
        return fen

    def _nothing(self, line: OpenLine) -> OpenLine:
        trace = self.frame.phrases.trace
        return line.close(Status.EXCLUDED, None, Step(trace["nothing_left"](), trace["not_granted"]()))

    def _decide(self, line: OpenLine, decided: int | None) -> OpenLine:
        facts = line.achievement.facts
        ceiling = None if self._ceiling is None else self._whole(self._ceiling, facts)
        floor = None if self._floor is None else self._whole(self._floor, facts)
        line.basis = self.frame.phrases.words["basis_decided"](bounds=self._bounds(ceiling, floor))
        if decided is None:
            return self._undecided(line, ceiling, floor)
        trace = self.frame.phrases.trace
        line.steps.append(Step(trace["decided"](), trace["worth"](amount=grouped_yuan(decided))))
        line.computed = line.amount = decided
        if floor is not None and decided < floor:
            self._raise(line, floor)
        elif ceiling is not None and decided > ceiling:
            self._hold(line, ceiling)
        return line if line.computed else self._nothing(line)

    def _whole(self, node: Node, facts: Facts) -> int:
        return round_half_up(node.value(facts, Account([])), node.scale)

    def _bounds(self, ceiling: int | None, floor: int | None) -> str:
        words = self.frame.phrases.words
        parts = [] if ceiling is None else [words["ceiling"](amount=grouped_yuan(ceiling))]
        parts += [] if floor is None else [words["floor"](amount=grouped_yuan(floor))]
        return "，".join(parts) or words["no_bounds"]()

    def _undecided(self, line: OpenLine, ceiling: int | None, floor: int | None) -> OpenLine:
        phrases, bounds = self.frame.phrases, self._bounds(ceiling, floor)
        values = {name: fen for name, fen in (("ceiling", ceiling), ("floor", floor)) if fen is not None}
        warning = Warning("needs_decision", values, phrases.warning["needs_decision"](bounds=bounds))
        step = Step(phrases.trace["undecided"](bounds=bounds), phrases.trace["waiting"]())
        return line.close(Status.UNDECIDED, warning, step)

    def _raise(self, line: OpenLine, floor: int) -> None:
        phrases, shown = self.frame.phrases, grouped_yuan(floor)
        line.computed = line.amount = floor
        text = phrases.warning["decision_below_floor"](floor=shown)
        line.warnings.append(Warning("decision_below_floor", {"floor": floor}, text))
        worth = phrases.trace["worth"](amount=shown)
        line.steps.append(Step(phrases.trace["below_floor"](floor=shown), worth))

    def _hold(self, line: OpenLine, ceiling: int) -> None:
        phrases, shown = self.frame.phrases, grouped_yuan(ceiling)
        text = phrases.warning["decision_above_ceiling"](ceiling=shown)
        worth = phrases.trace["worth"](amount=shown)
        step = Step(phrases.trace["above_ceiling"](ceiling=shown), worth)
        line.lower(ceiling, Warning("decision_above_ceiling", {"ceiling": ceiling}, text), step)


def _article(written: str, phrases: Phrases) -> str:
    """Cite an article, and its item where it has one: ``一（二）`` is 第一条第（二）项."""
    article, bracket, item = written.partition("（")
    if bracket:
        return phrases.words["article_item"](article=article, item=bracket + item)
    return phrases.words["article"](article=article)
