"""What the examples of a pack bring to its rules, and whether they would notice that the pack is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.case import Achievement, Applicant, Case
from ipdesk.rules.clause import Clause, Frame
from ipdesk.rules.open_line import OpenLine
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Line, Result, Warning

Outcome = Callable[[Line], object]
"""What of a line is compared."""


class Brought(NamedTuple):
    """An achievement of an example of which a rule speaks, whose it is, and what was decided of it (fen)."""

    achievement: Achievement
    applicant: Applicant
    decided: int | None

    def traits(self) -> frozenset[str]:
        """Return what the applicant was on the achievement's day."""
        own = self.achievement.traits
        return self.applicant.traits if own is None else own


class Evidence:
    """All examples worked out once; ``changes`` works them out again with a changed pack."""

    def __init__(self, policy: Policy, cases: Sequence[Case]) -> None:
        """Work out every case."""
        self._policy = policy
        self._worked = [(case, policy.evaluate(case)) for case in cases]

    @property
    def form(self) -> pack.Pack:
        """The pack that the examples belong to."""
        return self._policy.pack

    def lines(self, form: pack.Pack | None = None) -> Iterator[tuple[int, Line]]:
        """Yield every line that comes out, of ``form`` where it is given, with the number of its example."""
        other = None if form is None else self._compiled(form)
        for number, (case, known) in enumerate(self._worked):
            result = known if other is None else other.evaluate(case)
            yield from ((number, line) for line in result.lines)

    def changes(self, form: pack.Pack, compared: Outcome | None = None, rules: Sequence[str] = ()) -> bool:
        """Say whether some example comes out otherwise with ``form``.

        Only examples with a line of one of ``rules`` (ids within the pack) are worked out, all where none is
        named. ``compared`` is what counts of a line: what examples compare, unless it is given.
        """
        other = self._compiled(form)
        wanted = {f"{self.form.id}/{rule}" for rule in rules}
        return any(
            _outcomes(other.evaluate(case), compared) != _outcomes(result, compared)
            for case, result in self._worked
            if not wanted or any(line.rule in wanted for line in result.lines)
        )

    def needed(self, form: pack.Pack, rule: pack.Rule) -> frozenset[str]:
        """Return the facts without which ``form`` computes nothing under ``rule``, whatever the kind."""
        clauses = [clause for clause in self._compiled(form).clauses if clause.rule.id == rule.id]
        return frozenset[str].intersection(*(frozenset(clause.needed) for clause in clauses))

    def _compiled(self, form: pack.Pack) -> Policy:
        return Policy(form, b"", "", self._policy.vocabulary, standard_phrases())

    def brought(self, rule: pack.Rule, kind: str) -> list[Brought]:
        """Return the achievements of ``kind`` of which the rule says something."""
        name = f"{self.form.id}/{rule.id}"
        return [
            Brought(found, case.applicant, _decided(case, found.id, name))
            for case, result in self._worked
            for found in case.achievements
            if found.kind == kind
            and any((line.achievement, line.rule) == (found.id, name) for line in result.lines)
        ]

    def clause(self, rule: pack.Rule, kind: str) -> Clause:
        """Compile a rule by itself, without the limits over it."""
        frame = Frame(self.form, self._policy.vocabulary, standard_phrases())
        clause = Clause(rule, kind, frame, 0)
        clause.complete((), (), ())
        return clause


def assessed(clause: Clause, found: Brought) -> OpenLine:
    """Return what a rule by itself makes of an achievement."""
    line = OpenLine(clause, found.achievement, found.applicant.id, found.applicant.kind, found.traits())
    return clause.assess(line, found.decided)


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
