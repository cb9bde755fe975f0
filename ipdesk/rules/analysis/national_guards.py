"""National rules beside a policy: they point things out in any policy's lines and never change a sum."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from ipdesk.paths import resource
from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.names import check_conditions
from ipdesk.rules.core.case import Achievement, Case
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Notice, Result
from ipdesk.rules.core.roles import FactRole, KindRole
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.guards import GuardPack, GuardRule, Share
from ipdesk.rules.pack.vocabulary import FactWord, Vocabulary, standard_vocabulary
from ipdesk.rules.source.findings import PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Position, Source

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
        paid = _concerned(rule.about.role, policy, found.kind, paid)
        traits = case.applicant.traits if found.traits is None else found.traits
        total = sum(amount for _, amount in paid)
        watch = self._watch(rule, policy, found.kind)
        text = watch.text(found, case.applicant.kind, traits, total) if paid else None
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


def _concerned(
    role: KindRole | FactRole, policy: Policy, kind: str, paid: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return the paid lines that a role speaks of: all of a kind with it, else those paid by such a fact."""
    if policy.vocabulary.kinds[kind].role == role:
        return paid
    facts = set(_with_role(role, policy.vocabulary.all_facts[kind]))
    return [(name, fen) for name, fen in paid if facts & policy.computed_from(name, kind)]


def _with_role(role: KindRole | FactRole | None, facts: Mapping[str, FactWord]) -> tuple[str, ...]:
    return tuple(name for name, word in facts.items() if word.role is not None and word.role == role)


class _Watch:
    """One guard rule compiled for one kind under one policy."""

    def __init__(self, rule: GuardRule, lexicon: Lexicon) -> None:
        self._scope = Scope(None, rule.about.where, lexicon)
        self._types = frozenset(rule.about.types)
        self._type_facts = _with_role(FactRole.PATENT_TYPE, lexicon.facts)
        self._share = rule.exceeds
        self._of = _with_role(rule.exceeds.of if rule.exceeds else None, lexicon.facts)
        self._with = _with_role(rule.together_with, lexicon.facts)
        self._text = rule.text

    def text(self, found: Achievement, applicant: str, traits: frozenset[str], paid: int) -> str | None:
        """Return the notice, or None where there is nothing to point out."""
        if not self._scope.fits(applicant, traits, found.facts, found.date):
            return None
        if self._types and not any(found.facts.get(fact) in self._types for fact in self._type_facts):
            return None
        return self._text if self._share is None else self._over(self._share, found, paid)

    def _over(self, share: Share, found: Achievement, paid: int) -> str | None:
        stated = [found.facts[fact] for fact in self._of if fact in found.facts]
        limit = sum(fen for fen in stated if isinstance(fen, int)) * share.rate / 100
        others = (found.facts.get(fact, 0) for fact in self._with)
        total = paid + sum(fen for fen in others if isinstance(fen, int))
        if not stated or total <= limit:
            return None
        return self._text.format(total=grouped_yuan(total), limit=grouped_yuan(int(limit)))


def load_guard(path: Path) -> Guard:
    """Read and check a guard file; raises PackError with everything that is wrong with it."""
    source = Source.read(path)
    form = read_model(GuardPack, source)
    findings = _check(form, source, standard_vocabulary()).findings
    if findings:
        raise PackError(findings)
    return Guard(form)


def _check(form: GuardPack, source: Source, words: Vocabulary) -> Notes:
    """Check the days that a guard asks for; roles are held to be such when they are read."""
    notes = Notes(_empty_pack(form), source, words)
    for number, rule in enumerate(form.rules):
        for kind in words.kinds:
            place: Position = ("rules", number, "about", "where")
            check_conditions(notes, rule.about.where, place, notes.lexicon(kind))
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
