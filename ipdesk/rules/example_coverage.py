"""What the examples of a pack do not show: rules that never pay, limits that never bind, clawbacks untold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.rules.case import Case
from ipdesk.rules.check_notes import Notes
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Result, Status, Warning
from ipdesk.rules.yaml_source import Position


def check_rules_shown(notes: Notes) -> None:
    """Remark on every rule of which no example shows that it pays, or that it refers elsewhere."""
    lines = [line for example in notes.form.examples for line in example.expect]
    paying = {line.rule for line in lines if line.amount}
    referred = {line.rule for line in lines if line.status == Status.REFERRED}
    for number, rule in enumerate(notes.form.rules if lines else ()):
        at: Position = ("rules", number)
        if rule.refer is None and rule.id not in paying:
            message = f"没有一个算例得到“{rule.title}”的资助，请照原文补一个金额大于 0 的算例。"
            notes.warn(at, "rule_not_shown", message)
        elif rule.refer is not None and rule.id not in referred:
            message = f"没有一个算例说明“{rule.title}”另按规定，请补一个 status: referred 的算例。"
            notes.warn(at, "rule_not_shown", message)


def check_limits_shown(notes: Notes, policy: Policy, cases: Sequence[Case]) -> None:
    """Remark on every limit without which all the examples would come out the same."""
    before = list(map(_outcomes, map(policy.evaluate, cases)))
    for number, limit in enumerate(notes.form.limits):
        others = (*notes.form.limits[:number], *notes.form.limits[number + 1 :])
        form = notes.form.model_copy(update={"limits": others})
        without = Policy(form, b"", "", policy.vocabulary, standard_phrases())
        after = (_outcomes(without.evaluate(case)) for case in cases)
        if all(found == known for found, known in zip(after, before, strict=True)):
            message = f"没有一个算例碰到“{limit.name}”，请补一个恰好用完、再多一点就受限的算例。"
            notes.warn(("limits", number), "limit_not_shown", message)


def _outcomes(result: Result) -> tuple[object, ...]:
    """Return what an example compares: outcomes, reasons and notices, but not the explanation."""
    lines = [
        (line.achievement, line.rule, line.status, line.amount, _reasons(line.warnings))
        for line in result.lines
    ]
    return lines, [notice.code for notice in result.notices]


def _reasons(warnings: Sequence[Warning]) -> list[object]:
    return [(warning.code, dict(warning.values)) for warning in warnings]


def check_clawbacks_shown(notes: Notes) -> None:
    """Remark on every clawback that no example of its own shows."""
    shown = set(_clawbacks_shown(notes))
    for number, clause in enumerate(notes.form.clawbacks):
        if clause.id not in shown:
            message = f"没有一个收回的算例（clawback_examples）说明“{clause.title}”收回多少，请补一个。"
            notes.warn(("clawbacks", number), "clawback_not_shown", message)


def _clawbacks_shown(notes: Notes) -> Iterator[str]:
    """Yield the clawbacks under which an example pays back: those it names, or those of its event."""
    for example in notes.form.clawback_examples:
        for award in example.awards:
            if award.back and award.clause is not None:
                yield award.clause
            elif award.back:
                yield from (
                    clause.id for clause in notes.form.clawbacks if example.event.name in clause.events
                )
