"""A pack's examples as public cases, and where in the pack each part of such a case stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ipdesk.rules.core.fact_types import sensible
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.examples import Example, times
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from ipdesk.rules.source.yaml_source import Position

_WRITTEN_AS_NUMBER = (FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_PARTS = {"achievements": "项成果", "decisions": "项审定金额", "history": "项以往资助"}


class ExampleCase(NamedTuple):
    """An example as a public case; ``history`` tells of which of its entries each one of the case is made."""

    data: dict[str, Any]
    history: tuple[int, ...]

    def place(self, pointer: str) -> Position:
        """Return where in the example the value stands that a JSON Pointer into the case means."""
        parts: list[str | int] = []
        for part in pointer.split("/")[1:]:
            in_list = bool(parts) and parts[-1] in (*_PARTS, "traits")
            parts.append(int(part) if in_list else part.replace("~1", "/").replace("~0", "~"))
        if len(parts) > 1 and parts[0] == "history" and isinstance(parts[1], int):
            parts[1] = self.history[parts[1]]
        return tuple(parts)


def place_text(place: Position) -> str:
    """Return a place inside an example in words, such as ``第 2 项成果，facts 的 premium``."""
    if place and place[0] in _PARTS and len(place) > 1 and isinstance(place[1], int):
        head, rest = f"第 {place[1] + 1} {_PARTS[str(place[0])]}", place[2:]
    elif place and place[0] == "applicant":
        head, rest = "申请人", place[1:]
    else:
        head, rest = "", place
    tail = " 的".join(f"第 {part + 1} 项" if isinstance(part, int) else f" {part}" for part in rest).lstrip()
    return "，".join(part for part in (head, tail) if part)


def example_case(policy: Policy, example: Example) -> ExampleCase:
    """Return an example as a public case: full rule ids, facts and years typed, repetitions written out."""
    history = [
        (number, entry) for number, item in enumerate(example.history) for entry in _entries(policy, item)
    ]
    data = {
        "case": example.why,
        "policy": policy.id,
        "applicant": example.applicant,
        "achievements": [_achievement(policy, item) for item in example.achievements],
        "decisions": [_with_rule(policy, item) for item in example.decisions],
        "history": [entry for _, entry in history],
    }
    return ExampleCase(data, tuple(number for number, _ in history))


def _achievement(policy: Policy, item: Mapping[str, Any]) -> dict[str, Any]:
    words = policy.vocabulary.all_facts.get(str(item.get("kind")), {})
    return _typed(item, words)


def _with_rule(policy: Policy, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with the full id of its rule; what is no text is left for the reader to refuse."""
    rule = item.get("rule")
    return {**item, "rule": f"{policy.id}/{rule}"} if isinstance(rule, str) else dict(item)


def _entries(policy: Policy, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    entry = _with_rule(policy, {name: value for name, value in item.items() if name != "times"})
    rule = str(entry.get("rule"))
    kinds = policy.rule(rule).about.kind if rule in policy.rule_ids() else ()
    words = {name: word for kind in kinds for name, word in policy.vocabulary.all_facts[kind].items()}
    for number in range(times(item) or 1):
        one = _typed(entry, words)
        if number and one.get("ref") is not None:
            one["ref"] = f"{one['ref']}-{number}"
        yield one


def _typed(item: Mapping[str, Any], words: Mapping[str, FactWord]) -> dict[str, Any]:
    """Turn the text that YAML gives into what JSON would have: numbers and yes or no."""
    found = dict(item)
    year = _number(str(found.get("year", "")))
    if isinstance(year, int):
        found["year"] = year
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
    return _number(value)


def _number(written: str) -> int | Decimal | str:
    """Return the number that a text is, whole where no point is written; the text where it is none."""
    try:
        number = Decimal(written)
    except ArithmeticError:
        return written
    return int(number) if sensible(number) and written.lstrip("-").isdecimal() else number
