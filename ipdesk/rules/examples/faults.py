"""What is wrong with an example that cannot be worked out: where in words, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipdesk.rules.cases.case import KEYS, CaseError
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.case import place_text
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from ipdesk.rules.source.suggestions import cure
from ipdesk.rules.source.value_hints import day_meant, number_meant, plain, shortened, yes_meant
from ipdesk.rules.source.yaml_source import Position

_NOT_THERE = "没有这一项"
_SHAPES = {
    "应为一个列表": "请写在方括号里，如 [a, b]，或者每项一行、前加“- ”。",
    "应为一个对象": "请写成“名称: 值”，放在花括号里。",
}


def fault_message(
    policy: Policy, number: int, data: Mapping[str, Any], place: Position, error: CaseError
) -> str:
    """Return the sentence about a fault of an example.

    ``number`` (from 0) is the example's, ``data`` what it says, ``place`` where in it the fault stands.
    """
    where = place_text(place)
    return f"第 {number + 1} 个算例，{where}：{_sentence(policy, data, place, error)}"


def _sentence(policy: Policy, data: Mapping[str, Any], place: Position, error: CaseError) -> str:
    words, value = policy.vocabulary, _at(data, place)
    if error.code == "unknown_kind":
        return f"没有名为“{value}”的成果种类，{cure(str(value), _names(words.kinds))}"
    if error.code == "unknown_fact":
        facts = _facts(policy, data, place)
        return f"没有名为“{place[-1]}”的事实字段，{cure(str(place[-1]), _names(facts))}"
    if place == ("applicant", "kind") and value is not None:
        return f"没有名为“{value}”的申请人类型，{cure(str(value), _names(words.applicant_kinds))}"
    if place[:2] == ("applicant", "traits") and len(place) > 2:
        return f"没有名为“{value}”的申请人特征，{cure(str(value), words.traits)}"
    if error.code == "bad_case" and value is not _NOT_THERE and place[-1] not in KEYS.get(str(place[0]), ()):
        return f"不认识“{place[-1]}”，{cure(str(place[-1]), sorted(KEYS.get(str(place[0]), ())))}"
    if error.code == "bad_value":
        if isinstance(value, dict | list):
            return "这里只能写一个值，不能写列表，也不能写“名称: 值”。"
        return _wrong_value(_word(policy, data, place), str(value), error.message)
    shape = next((cure for said, cure in _SHAPES.items() if said in error.message), "")
    return f"{error.message}{shape}"


def _wrong_value(word: FactWord | None, value: str, otherwise: str) -> str:
    """Say of a value that does not fit what would."""
    if word is not None and word.type is FactType.CHOICE:
        return f"“{word.name}”没有名为“{value}”的取值，{cure(value, word.choices)}"
    meant = _meant(word, value)
    return f"{otherwise.rstrip('。')}，现为“{shortened(value)}”{f'，请写 {meant}' if meant else ''}。"


def _meant(word: FactWord | None, value: str) -> str:
    if word is not None and word.type is FactType.BOOLEAN:
        return yes_meant(value)
    day, number = day_meant(value), number_meant(value)
    if day is not None:
        return day.isoformat() if day.isoformat() != value else ""
    return plain(number) if number is not None and plain(number) != value else ""


def _names(words: Mapping[str, Any]) -> dict[str, str]:
    return {name: word.name for name, word in words.items()}


def _word(policy: Policy, data: Mapping[str, Any], place: Position) -> FactWord | None:
    return _facts(policy, data, place).get(str(place[-1])) if "facts" in place else None


def _facts(policy: Policy, data: Mapping[str, Any], place: Position) -> dict[str, FactWord]:
    """Return the facts that the achievement or award at ``place`` may have."""
    item = _at(data, place[:2])
    if not isinstance(item, Mapping):
        return {}
    rule, words = str(item.get("rule")), policy.vocabulary.all_facts
    kinds = [str(item.get("kind"))] if place[0] == "achievements" else []
    if place[0] == "history":
        kinds = [kind for form in policy.pack.rules if form.id == rule for kind in form.about.kind]
    return {name: word for kind in kinds for name, word in words.get(kind, {}).items()}


def _at(data: object, place: Position) -> object:
    """Return what stands at a place of an example, as it is written there."""
    found: Any = data
    for part in place:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            return _NOT_THERE
    return found
