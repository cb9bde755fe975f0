"""Checking a pack as a whole: unknown words, tables with gaps, limits over nothing, an inverted term."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ipdesk.rules import pack
from ipdesk.rules.findings import Finding, Severity
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.vocabulary import FactType, FactWord, Vocabulary
from ipdesk.rules.windows import APPLICANT, BUILT_IN
from ipdesk.rules.yaml_source import Position, Source


def check_pack(form: pack.Pack, source: Source, vocabulary: Vocabulary) -> list[Finding]:
    """Return every finding about a pack whose shape is already right, in the order of the file."""
    check = _Check(form, source, vocabulary)
    check.whole()
    return sorted(check.findings, key=lambda finding: finding.line)


class _Check:
    """One pass over a pack; each method checks one thing and notes what it finds."""

    def __init__(self, form: pack.Pack, source: Source, vocabulary: Vocabulary) -> None:
        self.form = form
        self.source = source
        self.words = vocabulary
        self.findings: list[Finding] = []

    def whole(self) -> None:
        """Check term, rules and limits."""
        term = self.form.term
        if term.years is not None and not term.draft:
            self.note(("term", "years"), "years_without_draft", "只有施行日未定（draft: true）时才写 years。")
        if term.until is not None and term.until < term.since:
            self.note(("term",), "term_inverted", "有效期的结束日早于开始日，请核对。")
        self.same_ids("rules", [rule.id for rule in self.form.rules])
        self.same_ids("limits", [limit.id for limit in self.form.limits])
        self.materials(self.form.materials, ("materials",))
        for number, rule in enumerate(self.form.rules):
            self.rule(rule, ("rules", number))
        for number, limit in enumerate(self.form.limits):
            self.limit(limit, ("limits", number))

    def note(self, position: Position, code: str, message: str) -> None:
        """Keep one error at ``position``."""
        clause = self.source.clause(position)
        line = self.source.line(position)
        self.findings.append(Finding(self.source.name, line, clause, Severity.ERROR, code, message))

    def known(self, position: Position, what: str, name: str, allowed: Iterable[str]) -> bool:
        """Note ``name`` unless it is one of ``allowed``, with the nearest right one."""
        allowed = list(allowed)
        if name in allowed:
            return True
        nearest = difflib.get_close_matches(name, allowed, n=1)
        cure = f"是否应为“{nearest[0]}”？" if nearest else f"可用：{'、'.join(allowed[:12])}。"
        self.note(position, f"unknown_{what}", f"没有名为“{name}”的{_WHAT[what]}，{cure}")
        return False

    def same_ids(self, section: str, ids: list[str]) -> None:
        """Note ids that occur twice."""
        twice = {name for name, count in Counter(ids).items() if count > 1}
        for number, name in enumerate(ids):
            if name in twice and name in ids[:number]:
                self.note((section, number, "id"), "duplicate_id", f"编号“{name}”已经用过，请换一个。")

    def rule(self, rule: pack.Rule, at: Position) -> None:
        """Check one rule for each kind that it is about."""
        self.who(rule.who, (*at, "who"))
        self.materials(rule.materials, (*at, "materials"))
        for number, kind in enumerate(rule.about.kind):
            if self.known((*at, "about", "kind", number), "kind", kind, self.words.kinds):
                self.about(rule, kind, at)

    def about(self, rule: pack.Rule, kind: str, at: Position) -> None:
        """Check what a rule says of one kind: its conditions, its amount, what it is once for."""
        facts = self.words.all_facts[kind]
        lexicon = Lexicon(kind, self.words, standard_phrases(), self.form.parameters)
        self.conditions(rule.about.where, (*at, "about", "where"), lexicon)
        self.conditions(rule.requires, (*at, "requires"), lexicon)
        for number, name in enumerate(rule.once):
            self.known((*at, "once", number), "window", name, (*BUILT_IN, *facts))
        if rule.amount is not None:
            self.amount(rule.amount, (*at, "amount"), lexicon, _selected(rule, lexicon))

    def materials(self, materials: tuple[str, ...], at: Position) -> None:
        """Check that every material is a word."""
        for number, material in enumerate(materials):
            self.known((*at, number), "material", material, self.words.materials)

    def who(self, who: tuple[pack.Who, ...], at: Position) -> None:
        """Check the groups and traits of an audience."""
        for part in who:
            self.known(at, "group", part.group, self.words.groups)
            for trait in (*part.traits, *part.any_trait, *part.without):
                self.known(at, "trait", trait, self.words.traits)

    def conditions(self, conditions: Iterable[pack.Condition], at: Position, lexicon: Lexicon) -> None:
        """Check every condition of a list."""
        for number, condition in enumerate(conditions):
            self.condition(condition, (*at, number), lexicon)

    def condition(self, condition: pack.Condition, at: Position, lexicon: Lexicon) -> None:
        """Check one condition and those inside it."""
        for key in ("any", "all"):
            self.conditions(getattr(condition, key) or (), (*at, key), lexicon)
        if condition.negate is not None:
            self.condition(condition.negate, (*at, "not"), lexicon)
        name = condition.fact or condition.given
        if name is None or not self.known((*at, "fact"), "fact", name, lexicon.facts):
            return
        for test in condition.tests():
            self.test(name, getattr(condition, test), (*at, test.rstrip("_")), lexicon)
        if condition.fact and not condition.tests() and lexicon.facts[name].type is not FactType.BOOLEAN:
            self.note(at, "no_test", f"“{name}”不是是否项，请写明 is、in、at_least 等判断。")

    def test(self, fact: str, written: object, at: Position, lexicon: Lexicon) -> None:
        """Check that the values of a test fit the fact."""
        for value in written if isinstance(written, tuple) else (written,):
            self.value(fact, value, at, lexicon)

    def value(self, fact: str, value: object, at: Position, lexicon: Lexicon) -> None:
        """Check that one value fits the fact."""
        word = lexicon.facts[fact]
        if word.type is FactType.CHOICE:
            if str(value) not in self.choices(fact, word):
                self.known(at, "value", str(value), word.choices)
            return
        try:
            lexicon.typed(fact, value if isinstance(value, Decimal) else str(value))
        except (ValueError, ArithmeticError):
            self.note(at, "bad_value", f"“{word.name}”不能与“{value}”比较，请核对写法。")

    def choices(self, fact: str, word: FactWord) -> list[str]:
        """Return the values that a choice may take under any kind that has the fact."""
        kinds = self.words.all_facts.values()
        return list(word.choices) + [
            value for facts in kinds if fact in facts for value in facts[fact].choices
        ]

    def amount(
        self, form: pack.AmountForm, at: Position, lexicon: Lexicon, selected: dict[str, set[str]]
    ) -> None:
        """Check an amount and the amounts inside it."""
        for position, name, kinds in _facts_named(form, at):
            if self.known(position, "fact", name, lexicon.facts) and lexicon.facts[name].type not in kinds:
                self.note(position, "wrong_type", f"“{name}”（{lexicon.name(name)}）不能用在这里，类型不对。")
        if form.table is not None:
            self.table(form.table, (*at, "table"), lexicon, selected)
        for place, inner in form.inner():
            self.amount(inner, (*at, *place), lexicon, selected)

    def table(self, table: pack.Table, at: Position, lexicon: Lexicon, selected: dict[str, set[str]]) -> None:
        """Check that a table has every value that can occur, and no other."""
        word = lexicon.facts.get(table.by)
        if word is None or word.type is not FactType.CHOICE:
            return
        possible = selected.get(table.by, set(word.choices))
        for value in table.values:
            self.known((*at, "values", value), "value", value, word.choices)
        missing = [value for value in word.choices if value in possible and value not in table.values]
        if missing:
            names = "、".join(f"{value}（{word.choices[value]}）" for value in missing)
            self.note((*at, "values"), "table_gap", f"金额表缺少“{word.name}”的取值：{names}，请补上。")

    def limit(self, limit: pack.Limit, at: Position) -> None:
        """Check that a limit is over rules and facts that exist."""
        ids = [rule.id for rule in self.form.rules]
        for number, name in enumerate(limit.rules):
            if self.known((*at, "rules", number), "rule", name, ids):
                self.bound(limit, self.form.rules[ids.index(name)], at)
        if limit.who is not None:
            self.who(limit.who, (*at, "who"))
        if limit.distinct is not None and limit.count is None:
            self.note((*at, "distinct"), "distinct_without_count", "写了 distinct 就要写 count（最多几个）。")

    def bound(self, limit: pack.Limit, rule: pack.Rule, at: Position) -> None:
        """Check a limit's facts against one rule that it is over."""
        for kind in (kind for kind in rule.about.kind if kind in self.words.kinds):
            facts = self.words.all_facts[kind]
            lexicon = Lexicon(kind, self.words, standard_phrases(), self.form.parameters)
            for number, name in enumerate(limit.per):
                self.known((*at, "per", number), "window", name, (*BUILT_IN, *facts))
            if limit.distinct is not None:
                self.known((*at, "distinct"), "window", limit.distinct, (APPLICANT, *facts))
            self.conditions(limit.where, (*at, "where"), lexicon)


_WHAT = {
    "kind": "成果种类",
    "fact": "事实字段",
    "group": "申请对象",
    "trait": "申请人特征",
    "material": "材料",
    "value": "取值",
    "rule": "条款",
    "window": "范围（per/once/distinct）",
}


def _selected(rule: pack.Rule, lexicon: Lexicon) -> dict[str, set[str]]:
    """Return, for each choice that the rule's selection or requirements narrow, the values that remain."""
    found: dict[str, set[str]] = {}
    for condition in (*rule.about.where, *rule.requires):
        word = lexicon.facts.get(condition.fact or "")
        if condition.fact is None or word is None or word.type is not FactType.CHOICE:
            continue
        left = found.get(condition.fact, set(word.choices))
        if condition.is_ is not None:
            left = left & {condition.is_}
        if condition.in_ is not None:
            left = left & set(condition.in_)
        if condition.not_in is not None:
            left = left - set(condition.not_in)
        found[condition.fact] = left
    return found


_MONEY = (FactType.AMOUNT,)
_NUMBERS = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)


def _facts_named(form: pack.AmountForm, at: Position) -> Iterator[tuple[Position, str, tuple[FactType, ...]]]:
    """Yield the facts that an amount itself names, with the types that they may have."""
    if form.fact is not None:
        yield (*at, "fact"), form.fact, _MONEY
    if form.table is not None:
        yield (*at, "table", "by"), form.table.by, (FactType.CHOICE, FactType.REGION)
    if form.tiers is not None:
        yield (*at, "tiers", "by"), form.tiers.by, _NUMBERS
    if form.less is not None:
        yield (*at, "less", "deduct"), form.less.deduct, _MONEY
    for number, unit in enumerate(form.units or ()):
        yield (*at, "units", number, "count"), unit.count, (FactType.INTEGER,)
