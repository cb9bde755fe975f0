"""What the examples of a pack bring to its rules, and whether they would notice that the pack is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ipdesk.rules.checking.size import LINE
from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Line, Result, Warning
from ipdesk.rules.evaluation.clause import Clause, ClauseLine
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import forms_in
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.strict_model import StrictModel

_WORK = 1_000_000
"""What may be spent in all, in limits that a line passes: some seconds, six times the longest pack so far."""
_PART = 10
"""What compiling one of the forms costs that a rule is made of."""

Outcome = Callable[[Line], object]
"""What of a line is compared."""


class ExampleAchievement(NamedTuple):
    """An achievement of an example of which a rule speaks, whose it is, and what was decided of it (fen)."""

    achievement: Achievement
    applicant: Applicant
    decided: int | None

    def traits(self) -> frozenset[str]:
        """Return what the applicant was on the achievement's day."""
        own = self.achievement.traits
        return self.applicant.traits if own is None else own


class BudgetExhausted(Exception):
    """There is more to work out than an answer is worth."""


class Evidence:
    """All examples worked out once; ``changes`` works them out again with a changed pack.

    Raises Exhausted from any of its methods once that has become too much: it grows with the parts of the
    pack times its examples.
    """

    def __init__(
        self, policy: Policy, cases: Sequence[Case], pause: Callable[[], None] = lambda: None
    ) -> None:
        """Work out every case; ``pause`` is called before each."""
        self._policy, self._pause, self._left = policy, pause, _WORK
        self._worked: list[tuple[Case, Result]] = []
        for case in cases:
            pause()
            self._worked.append((case, policy.evaluate(case)))
        limits = Counter(f"{policy.id}/{rule}" for limit in policy.pack.limits for rule in limit.rules)
        self._costs = [sum(LINE + limits[line.rule] for line in result.lines) for _, result in self._worked]
        self._met = [_met(case, result) for case, result in self._worked]
        self._brought: dict[tuple[str, str], list[ExampleAchievement]] | None = None

    @property
    def form(self) -> pack.Pack:
        """The pack that the examples belong to."""
        return self._policy.pack

    def lines(self, form: pack.Pack | None = None) -> Iterator[tuple[int, Line]]:
        """Yield every line that comes out, of ``form`` where it is given, with the number of its example."""
        other = None if form is None else self._compiled(form)
        for number, (_, known) in enumerate(self._worked):
            result = known if other is None else self._evaluated(other, number)
            yield from ((number, line) for line in result.lines)

    def changes(self, form: pack.Pack, compared: Outcome | None = None, rules: Sequence[str] = ()) -> bool:
        """Say whether some example comes out otherwise with ``form``.

        Only examples with a line of one of ``rules`` (ids within the pack) are worked out, all where none is
        named. ``compared`` is what counts of a line: what examples compare, unless it is given.
        """
        wanted = {f"{self.form.id}/{rule}" for rule in rules}
        alike: dict[frozenset[str], list[int]] = {}
        for number, (_, result) in enumerate(self._worked):
            if not wanted or any(line.rule in wanted for line in result.lines):
                alike.setdefault(self._met[number], []).append(number)
        # Those that rest on little first: they are there to show one thing, and the others wait for nothing.
        return any(self._differ(form, wanted | met, alike[met], compared) for met in sorted(alike, key=len))

    def _differ(
        self, form: pack.Pack, rules: AbstractSet[str], numbers: Sequence[int], compared: Outcome | None
    ) -> bool:
        """Say whether one of these examples, which meet these rules, comes out otherwise with ``form``."""
        other = self._compiled(narrowed(form, rules))
        return any(
            _outcomes(self._evaluated(other, number), compared)
            != _outcomes(self._worked[number][1], compared)
            for number in numbers
        )

    def needed(self, form: pack.Pack, rule: pack.Rule) -> frozenset[str]:
        """Return the facts without which ``form`` computes nothing under ``rule``, whatever the kind."""
        alone = self._compiled(narrowed(form, {f"{form.id}/{rule.id}"}))
        clauses = [clause for clause in alone.clauses if clause.rule.id == rule.id]
        return frozenset[str].intersection(*(frozenset(clause.needed) for clause in clauses))

    def _evaluated(self, policy: Policy, number: int) -> Result:
        self.spend(self._costs[number])
        return policy.evaluate(self._worked[number][0])

    def spend(self, cost: int) -> None:
        """Take what some work costs, in steps, off what is left, as methods do by themselves.

        Raises Exhausted.
        """
        self._pause()
        self._left -= cost
        if self._left < 0:
            raise BudgetExhausted

    def _compiled(self, form: pack.Pack) -> Policy:
        bound = sum(len(limit.rules) for limit in form.limits)
        self.spend(sum(map(size, form.rules)) + _PART * bound)
        return Policy(form, b"", "", self._policy.vocabulary, standard_phrases())

    def brought(self, rule: pack.Rule, kind: str) -> list[ExampleAchievement]:
        """Return the achievements of ``kind`` of which the rule says something."""
        if self._brought is None:
            self._brought = self._by_rule()
        return self._brought.get((f"{self.form.id}/{rule.id}", kind), [])

    def _by_rule(self) -> dict[tuple[str, str], list[ExampleAchievement]]:
        found: dict[tuple[str, str], list[ExampleAchievement]] = {}
        for case, result in self._worked:
            achievements = {item.id: item for item in case.achievements}
            for achievement, rule in dict.fromkeys((line.achievement, line.rule) for line in result.lines):
                item = achievements[achievement]
                brought = ExampleAchievement(item, case.applicant, _decided(case, item.id, rule))
                found.setdefault((rule, item.kind), []).append(brought)
        return found

    def clause(self, rule: pack.Rule, kind: str) -> Clause:
        """Compile a rule by itself, without the limits over it."""
        self.spend(size(rule))
        context = PolicyContext(self.form, self._policy.vocabulary, standard_phrases())
        clause = Clause(rule, kind, context, 0)
        clause.complete((), (), ())
        return clause


def narrowed(form: pack.Pack, rules: AbstractSet[str]) -> pack.Pack:
    """Leave of a pack some rules (whole ids), those of which one is over another, and the limits over them.

    To compile the others would take most of the time, and no example in which none of them says anything
    comes out otherwise without them.
    """
    over = {name for rule in form.rules for name in ((rule.id, *rule.over) if rule.over else ())}
    kept = tuple(rule for rule in form.rules if f"{form.id}/{rule.id}" in rules or rule.id in over)
    limits = _limits_over(form, {rule.id for rule in kept})
    return form.model_copy(update={"rules": kept, "limits": limits})


def _limits_over(form: pack.Pack, rules: AbstractSet[str]) -> tuple[pack.Limit, ...]:
    return tuple(
        limit.model_copy(update={"rules": tuple(rule for rule in limit.rules if rule in rules)})
        for limit in form.limits
        if rules & {*limit.rules}
    )


def _met(case: Case, result: Result) -> frozenset[str]:
    """Return the rules that say something of a case, or under which earlier awards were paid."""
    return frozenset({*(line.rule for line in result.lines), *(award.rule for award in case.history)})


def size(form: StrictModel) -> int:
    """Estimate what compiling a rule or an amount costs, in the steps that ``Evidence`` counts."""
    return _PART * sum(1 for _ in forms_in(form))


def assessed(clause: Clause, found: ExampleAchievement) -> ClauseLine:
    """Return what a rule by itself makes of an achievement."""
    line = ClauseLine(clause, found.achievement, found.applicant.id, found.applicant.kind, found.traits())
    clause.assess(line, found.decided)
    return line


def _decided(case: Case, achievement: str, rule: str) -> int | None:
    found = {(item.achievement, item.rule): item.amount for item in case.decisions}
    return found.get((achievement, rule))


def _outcomes(result: Result, compared: Outcome | None) -> tuple[object, ...]:
    """Return what an example compares: outcomes, reasons and notices, but not the explanation."""
    if compared is not None:
        return tuple(compared(line) for line in result.lines)
    lines = [
        (line.achievement, line.rule, line.status, line.amount, _reasons(line.warnings))
        for line in result.lines
    ]
    return lines, [notice.code for notice in result.notices]


def _reasons(warnings: Sequence[Warning]) -> list[tuple[str, Mapping[str, object]]]:
    return [(warning.code, dict(warning.values)) for warning in warnings]
