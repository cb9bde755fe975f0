"""A pack's own examples: run, and reported with what was expected, what came out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ipdesk.rules.case_reader import CaseError, CaseReader
from ipdesk.rules.findings import Finding, Severity
from ipdesk.rules.money import format_yuan
from ipdesk.rules.pack import Example
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Line
from ipdesk.rules.vocabulary import FactType, FactWord
from ipdesk.rules.yaml_source import Source

_WRITTEN_AS_NUMBER = (FactType.INTEGER, FactType.NUMBER, FactType.RATIO)


def check_examples(policy: Policy, source: Source) -> list[Finding]:
    """Run every example of the policy; returns a finding for each that does not come out as it says."""
    reader = CaseReader(policy)
    findings = []
    for number, example in enumerate(policy.pack.examples):
        message = _difference(policy, reader, example)
        if message:
            line = source.line(("examples", number))
            finding = Finding(
                source.name, line, "", Severity.ERROR, "example_failed", f"{example.why}——{message}"
            )
            findings.append(finding)
    return findings


def _difference(policy: Policy, reader: CaseReader, example: Example) -> str:
    try:
        lines = policy.evaluate(reader.read(example_case(policy, example))).lines
    except CaseError as error:
        return f"例子写法不对（{error.path}）：{error.message}"
    expected = [
        (item.achievement, f"{policy.id}/{item.rule}", item.status, item.amount, frozenset(item.warnings))
        for item in example.expect
    ]
    found = [_outcome(line) for line in lines]
    if found == expected:
        return ""
    wrong = [line for line, outcome in zip(lines, found, strict=True) if outcome not in expected] or lines
    trace = "".join(step.spoken() for step in wrong[0].trace) if wrong else "没有任何条款适用。"
    return f"应为 {_shown(expected)}，实为 {_shown(found)}。{trace}"


def _outcome(line: Line) -> tuple[str, str, str, int, frozenset[str]]:
    codes = frozenset(warning.code for warning in line.warnings)
    return line.achievement, line.rule, line.status.value, line.amount, codes


def _shown(outcomes: Iterable[tuple[str, str, str, int, frozenset[str]]]) -> str:
    shown = [
        " ".join((achievement, rule.split("/")[1], status, format_yuan(amount), *sorted(codes)))
        for achievement, rule, status, amount, codes in outcomes
    ]
    return "；".join(shown) or "没有结果行"


def example_case(policy: Policy, example: Example) -> dict[str, Any]:
    """Return an example as a public case: full rule ids, facts and years typed, repetitions written out."""
    return {
        "case": example.why,
        "policy": policy.id,
        "applicant": example.applicant,
        "achievements": [_achievement(policy, item) for item in example.achievements],
        "decisions": [{**item, "rule": f"{policy.id}/{item.get('rule')}"} for item in example.decisions],
        "history": [entry for item in example.history for entry in _entries(policy, item)],
    }


def _achievement(policy: Policy, item: Mapping[str, Any]) -> dict[str, Any]:
    words = policy.vocabulary.all_facts.get(str(item.get("kind")), {})
    return _typed(item, words)


def _entries(policy: Policy, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    entry = {name: value for name, value in item.items() if name != "times"}
    rule = f"{policy.id}/{entry.get('rule')}"
    kinds = policy.rule(rule).about.kind if rule in policy.rule_ids() else ()
    words = {name: word for kind in kinds for name, word in policy.vocabulary.all_facts[kind].items()}
    for number in range(int(item.get("times", 1))):
        one = {**_typed(entry, words), "rule": rule}
        if number and one.get("ref") is not None:
            one["ref"] = f"{one['ref']}-{number}"
        yield one


def _typed(item: Mapping[str, Any], words: Mapping[str, FactWord]) -> dict[str, Any]:
    """Turn the text that YAML gives into what JSON would have: numbers and yes or no."""
    found = dict(item)
    if str(found.get("year", "")).isdigit():
        found["year"] = int(found["year"])
    facts = found.get("facts")
    if isinstance(facts, Mapping):
        found["facts"] = {name: _value(words.get(name), value) for name, value in facts.items()}
    return found


def _value(word: FactWord | None, value: object) -> object:
    if word is None or not isinstance(value, str):
        return value
    if word.type is FactType.BOOLEAN:
        return {"true": True, "false": False}.get(value, value)
    if word.type not in _WRITTEN_AS_NUMBER:
        return value
    try:
        return int(value) if value.lstrip("-").isdigit() else Decimal(value)
    except ArithmeticError:
        return value
