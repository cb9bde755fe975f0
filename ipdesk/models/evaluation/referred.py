"""Sums of lines that another document governs: the office works them out by that, and says how.

The rules leave such a line at nothing. What is given for it stands in its place, as if the clause had
computed it; nothing of this enters the evaluation itself, whose limits know nothing of the other document.
"""

from __future__ import annotations

from collections.abc import Mapping

from ipdesk.rules.core.case import Case
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line, Result, Status, TraceStep
from ipdesk.rules.evaluation.policy import Policy

Pair = tuple[str, str]


def with_given_sums(result: Result, policy: Policy, case: Case, said: Mapping[Pair, str]) -> Result:
    """Return a result with the sums that the decisions of a case give for lines that are referred.

    ``said`` is by what each was worked out, the article and the figures, "" where that is not known.
    """
    given = {(one.achievement, one.rule): one.amount for one in case.decisions if policy.refers(one.rule)}
    if not any(given.values()):
        return result
    lines = tuple(_given(line, policy, given, said) for line in result.lines)
    return result._replace(lines=lines, total=sum(line.amount for line in lines))


def _given(line: Line, policy: Policy, given: Mapping[Pair, int], said: Mapping[Pair, str]) -> Line:
    pair = line.achievement, line.rule
    fen = given.get(pair, 0)
    if line.status is not Status.REFERRED or not fen:
        return line
    basis = referred_basis(policy, line.rule, said.get(pair, ""))
    step = TraceStep(f"按{basis}核定", f"{grouped_yuan(fen)} 元")
    return line._replace(
        status=Status.AWARDED,
        computed=fen,
        amount=fen,
        warnings=(),
        trace=(*line.trace[:-1], step),
        basis=basis,
    )


def referred_basis(policy: Policy, rule: str, said: str) -> str:
    """Return by what a sum was worked out, as a paper goes on with: 按……计算."""
    document = policy.rule(rule).refer or ""
    how = said.strip().rstrip("。；")
    apart = "" if not how or how.startswith("第") else "，"
    return f"{document}{apart}{how}"
