"""A pack's own examples: worked out, and reported with what was expected, what came out, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ipdesk.rules.cases.case import CaseError, CaseReader
from ipdesk.rules.core.case import Case
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.case import example_case
from ipdesk.rules.examples.faults import fault_message
from ipdesk.rules.examples.report import difference
from ipdesk.rules.pack.examples import Example
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.yaml_source import Position, Source


class PreparedExample(NamedTuple):
    """One example read as a case, or what keeps it from being one."""

    number: int
    example: Example
    case: Case | None
    fault: Finding | None


def check_examples(policy: Policy, source: Source, pause: Callable[[], None] = lambda: None) -> list[Finding]:
    """Work out every example of the policy; returns a finding for each that does not come out as it says.

    The examples' words must have been checked, or be those of a pack that was.
    """
    return list(failed_examples(policy, source, pause))


def failed_examples(
    policy: Policy, source: Source, pause: Callable[[], None] = lambda: None
) -> Iterator[Finding]:
    """Yield what ``check_examples`` returns, each as soon as its example was worked out."""
    for worked in read_examples(policy, source):
        pause()
        finding = _failed(policy, source, worked)
        if finding is not None:
            yield finding


def read_examples(policy: Policy, source: Source) -> Iterator[PreparedExample]:
    """Read every example as a case."""
    reader = CaseReader(policy)
    for number, example in enumerate(policy.pack.examples):
        details = example_case(policy, example)
        try:
            yield PreparedExample(number, example, reader.read(details.data), None)
        except CaseError as error:
            place = details.place(error.path)
            message = fault_message(policy, number, example.model_dump(), place, error)
            finding = _finding(source, ("examples", number, *place), "", "example_fault", message)
            yield PreparedExample(number, example, None, finding)


def _failed(policy: Policy, source: Source, worked: PreparedExample) -> Finding | None:
    if worked.case is None:
        return worked.fault
    at: Position = ("examples", worked.number)
    found = difference(
        policy,
        worked.example,
        policy.evaluate(worked.case),
        lambda place: source.line((*at, "expect", place)),
    )
    if found is None:
        return None
    what = f"有 {found.lines} 行结果" if found.lines else "的提示"
    message = f"第 {worked.number + 1} 个算例{what}与核算不符：{worked.example.why}"
    place = at if found.place is None else (*at, "expect", found.place)
    return _finding(source, place, found.rule, "example_failed", message, found.details)


def _finding(
    source: Source, at: Position, clause: str, code: str, message: str, details: tuple[str, ...] = ()
) -> Finding:
    return Finding(source.name, source.line(at), clause, Severity.ERROR, code, message, details)
