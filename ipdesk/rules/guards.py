"""National rules beside a policy: they point things out in any policy's lines and never change a sum."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ipdesk.paths import resource
from ipdesk.rules import pack
from ipdesk.rules.amounts import Account, Node, compile_amount
from ipdesk.rules.case import Achievement, Case
from ipdesk.rules.check_amounts import check_amount
from ipdesk.rules.check_notes import Notes
from ipdesk.rules.check_words import check_conditions, check_typed
from ipdesk.rules.findings import PackError
from ipdesk.rules.guard_forms import GuardPack, GuardRule
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.models_reading import read_model
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Notice, Result
from ipdesk.rules.scope import Scope
from ipdesk.rules.vocabulary import FactType, Vocabulary, standard_vocabulary
from ipdesk.rules.yaml_source import Position, Source

_MONEY = (FactType.AMOUNT,)
GUARD = "guard_"
"""What the codes of all guards' notices begin with."""


class Guard:
    """A guard file, ready to watch."""

    def __init__(self, form: GuardPack) -> None:
        """Keep the rules; they are compiled for each kind when it is first watched."""
        self.id = form.id
        self.form = form
        self._compiled: dict[tuple[str, str, str], _Watch] = {}

    def notices(self, policy: Policy, case: Case, result: Result) -> tuple[Notice, ...]:
        """Return what to point out about lines that pay something, by achievement and order of the rules."""
        paid: dict[str, list[tuple[str, int]]] = {}
        for line in result.lines:
            if line.amount:
                paid.setdefault(line.achievement, []).append((line.rule, line.amount))
        return tuple(
            notice
            for found in case.achievements
            if found.id in paid
            for rule in self.form.rules
            if (notice := self._notice(rule, policy, case, found, paid[found.id])) is not None
        )

    def _notice(
        self, rule: GuardRule, policy: Policy, case: Case, found: Achievement, paid: list[tuple[str, int]]
    ) -> Notice | None:
        if rule.about.kind and found.kind not in rule.about.kind:
            return None
        if rule.about.pays_for:
            wanted = set(rule.about.pays_for)
            paid = [
                (name, amount) for name, amount in paid if wanted & policy.computed_from(name, found.kind)
            ]
        traits = case.applicant.traits if found.traits is None else found.traits
        account = Account([], found.date, case.applicant.kind, traits)
        total = sum(amount for _, amount in paid)
        text = self._watch(rule, policy, found.kind).text(found, account, total) if paid else None
        if text is None:
            return None
        rules = tuple(name for name, _ in paid)
        return Notice(f"{GUARD}{rule.id}", text, found.id, rule.title, rules)

    def _watch(self, rule: GuardRule, policy: Policy, kind: str) -> _Watch:
        key = policy.sha256, rule.id, kind
        if key not in self._compiled:
            lexicon = Lexicon(kind, policy.vocabulary, standard_phrases())
            self._compiled[key] = _Watch(rule, lexicon)
        return self._compiled[key]


class _Watch:
    """One guard rule compiled for one kind under one policy."""

    def __init__(self, rule: GuardRule, lexicon: Lexicon) -> None:
        self._scope = Scope(None, rule.about.where, lexicon)
        self._limit: Node | None = compile_amount(rule.exceeds, lexicon) if rule.exceeds else None
        self._with = rule.together_with
        self._text = rule.text

    def text(self, found: Achievement, account: Account, paid: int) -> str | None:
        """Return the notice, or None where there is nothing to point out."""
        if not self._scope.fits(account.kind, account.traits, found.facts, found.date):
            return None
        if self._limit is None:
            return self._text
        if any(fact not in found.facts for fact in self._limit.facts):
            return None
        limit = self._limit.value(found.facts, account)
        others = (found.facts.get(fact, 0) for fact in self._with)
        total = paid + sum(amount for amount in others if isinstance(amount, int))
        if total * self._limit.scale <= limit:
            return None
        shown = grouped_yuan(int(limit // self._limit.scale))
        return self._text.format(total=grouped_yuan(total), limit=shown)


def load_guard(path: Path) -> Guard:
    """Read and check a guard file; raises PackError with everything that is wrong with it."""
    source = Source.read(path)
    form = read_model(GuardPack, source)
    findings = _check(form, source, standard_vocabulary()).findings
    if findings:
        raise PackError(findings)
    return Guard(form)


def _check(form: GuardPack, source: Source, words: Vocabulary) -> Notes:
    notes = Notes(_empty_pack(form), source, words)
    for number, rule in enumerate(form.rules):
        at: Position = ("rules", number)
        known = [
            kind
            for place, kind in enumerate(rule.about.kind)
            if notes.known((*at, "about", "kind", place), "kind", kind, words.kinds)
        ]
        for kind in known or ([] if rule.about.kind else words.kinds):
            _check_kind(notes, rule, notes.lexicon(kind), at)
    return notes


def _empty_pack(form: GuardPack) -> pack.Pack:
    """Return what a check of words needs to know beside them: a pack without rules or parameters."""
    return pack.Pack(
        format=form.format,
        id=form.id,
        title=form.title,
        short_title=form.title,
        document=form.document,
        issuer=form.issuer,
        level="superior",
        term=pack.Term.model_validate({"from": datetime.date.min}),
        rules=(),
    )


def _check_kind(notes: Notes, rule: GuardRule, lexicon: Lexicon, at: Position) -> None:
    check_conditions(notes, rule.about.where, (*at, "about", "where"), lexicon)
    for number, fact in enumerate(rule.about.pays_for):
        notes.known((*at, "about", "pays_for", number), "fact", fact, lexicon.facts)
    for number, fact in enumerate(rule.together_with):
        check_typed(notes, fact, _MONEY, (*at, "together_with", number), lexicon)
    if rule.exceeds is not None:
        check_amount(notes, rule.exceeds, (*at, "exceeds"), lexicon, {})


def national(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the notices that come from guards."""
    return tuple(notice for notice in notices if notice.code.startswith(GUARD))


def by_code(notices: Iterable[Notice]) -> dict[str, tuple[Notice, ...]]:
    """Return the notices that come from guards, by what they are about and as often as they are given."""
    found: dict[str, tuple[Notice, ...]] = {}
    for notice in national(notices):
        found[notice.code] = (*found.get(notice.code, ()), notice)
    return found


def guarded(guards: Iterable[Guard], policy: Policy, case: Case, result: Result) -> Result:
    """Return ``result`` with the notices of ``guards`` after its own."""
    found = [notice for guard in guards for notice in guard.notices(policy, case, result)]
    return result._replace(notices=(*result.notices, *found)) if found else result


@lru_cache(maxsize=1)
def standard_guards() -> tuple[Guard, ...]:
    """Return the guards that come with the program; an office has them on or off."""
    return tuple(load_guard(path) for path in sorted(resource("guards").glob("*.yaml")))
