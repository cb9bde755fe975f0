"""Reading cases from JSON: strictly, in one pass, the first fault named with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ipdesk.rules.cases.fact import BadValue, FactReader, Read, read_date, read_money, read_text, read_year
from ipdesk.rules.core.case import (
    NO_FACTS,
    Achievement,
    Applicant,
    Case,
    Decision,
    Facts,
    FactValue,
    HistoryEntry,
)
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactWord

Json = Mapping[str, Any]
T = TypeVar("T")


class CaseError(Exception):
    """A case that cannot be read: a code of the public contract, a JSON Pointer, and a Chinese sentence."""

    def __init__(self, code: str, path: str, message: str) -> None:
        """Keep what the answer must say."""
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message


_TOP = frozenset({"case", "policy", "applicant", "achievements", "decisions", "history"})
_APPLICANT = frozenset({"id", "kind", "traits"})
_ACHIEVEMENT = frozenset({"id", "kind", "date", "year", "ref", "facts"})
_DECISION = frozenset({"achievement", "rule", "amount"})
_HISTORY = frozenset({"rule", "applicant", "year", "ref", "amount", "facts"})
KEYS = {"applicant": _APPLICANT, "achievements": _ACHIEVEMENT, "decisions": _DECISION, "history": _HISTORY}
"""What each part of a case may say."""


class CaseReader:
    """Reads the cases of one policy; what it learns about the policy's words it keeps."""

    def __init__(self, policy: Policy) -> None:
        """Prepare the facts of every kind and those that each rule's history may hold."""
        self._policy = policy
        words = policy.vocabulary
        self._kinds = {kind: FactReader(facts) for kind, facts in words.all_facts.items()}
        self._history = {rule: self._of_rule(rule) for rule in policy.rule_ids()}
        self._applicant_kinds = frozenset(words.applicant_kinds)
        self._traits = frozenset(words.traits)

    def _of_rule(self, rule: str) -> FactReader:
        """Read what awards under a rule may hold: the facts of its kinds, shared ones with all choices."""
        kinds = self._policy.rule(rule).about.kind
        if len(kinds) == 1:
            return self._kinds[kinds[0]]
        words: dict[str, FactWord] = {}
        for kind in kinds:
            for name, word in self._policy.vocabulary.all_facts[kind].items():
                choices = {**words.get(name, word).choices, **word.choices}
                same = choices == word.choices
                words[name] = word if same else word.model_copy(update={"choices": choices})
        return FactReader(words)

    def read(self, data: Json) -> Case:
        """Return the typed case; raises CaseError for the first fault."""
        case = case_id(data)
        known_keys(data, _TOP, "")
        applicant = self._applicant(_object(data, "applicant", ""))
        achievements = self._achievements(_list(data, "achievements", required=True))
        decisions = self._decisions(_list(data, "decisions"), achievements)
        history = [self._entry(item, f"/history/{n}") for n, item in enumerate(_list(data, "history"))]
        return Case(case, self._policy.id, applicant, achievements, decisions, tuple(history))

    def _applicant(self, data: Json) -> Applicant:
        known_keys(data, _APPLICANT, "/applicant")
        name = _text(data, "id", "/applicant")
        kind = _text(data, "kind", "/applicant")
        if kind not in self._applicant_kinds:
            raise CaseError("bad_value", "/applicant/kind", f"没有“{kind}”这种申请人类型。")
        traits = _list(data, "traits", "/applicant")
        for number, trait in enumerate(traits):
            if not isinstance(trait, str) or trait not in self._traits:
                raise CaseError("bad_value", f"/applicant/traits/{number}", f"没有“{trait}”这种申请人特征。")
        return Applicant(name, kind, frozenset(traits))

    def _achievements(self, items: list[Any]) -> tuple[Achievement, ...]:
        found = tuple(
            [self._achievement(item, f"/achievements/{number}") for number, item in enumerate(items)]
        )
        if len({achievement.id for achievement in found}) < len(found):
            raise _id_twice([achievement.id for achievement in found])
        return found

    def _achievement(self, data: Json, path: str) -> Achievement:
        known_keys(data, _ACHIEVEMENT, path)
        name = _text(data, "id", path)
        kind = _text(data, "kind", path)
        reader = self._kinds.get(kind)
        if reader is None:
            raise CaseError("unknown_kind", f"{path}/kind", f"没有“{kind}”这种成果。")
        date = _scalar(data, "date", path, read_date)
        year = _optional(data, "year", path, read_year)
        ref = None if data.get("ref") is None else _text(data, "ref", path)
        facts = _facts(data, path, reader)
        return Achievement(name, kind, date, date.year if year is None else year, ref, facts)

    def _decisions(self, items: list[Any], found: tuple[Achievement, ...]) -> tuple[Decision, ...]:
        if not items:
            return ()
        known = frozenset(achievement.id for achievement in found)
        seen: set[tuple[str, str]] = set()
        decisions = []
        for number, item in enumerate(items):
            path = f"/decisions/{number}"
            decision = self._decision(item, path, known)
            if decision[:2] in seen:
                raise CaseError("bad_case", path, "同一成果和条款有两个审定金额。")
            seen.add(decision[:2])
            decisions.append(decision)
        return tuple(decisions)

    def _decision(self, data: Json, path: str, known: frozenset[str]) -> Decision:
        known_keys(data, _DECISION, path)
        achievement = _text(data, "achievement", path)
        rule = self._rule(data, path)
        amount = _scalar(data, "amount", path, read_money)
        if achievement not in known:
            raise CaseError("bad_case", f"{path}/achievement", f"本例没有编号为“{achievement}”的成果。")
        if not self._policy.may_decide(rule):
            raise CaseError("bad_case", f"{path}/rule", "该条款的金额不由审批决定。")
        return Decision(achievement, rule, amount)

    def _rule(self, data: Json, path: str) -> str:
        rule = _text(data, "rule", path)
        if rule not in self._history:
            raise CaseError("unknown_rule", f"{path}/rule", f"本政策没有条款“{rule}”。")
        return rule

    def _entry(self, data: Json, path: str) -> HistoryEntry:
        known_keys(data, _HISTORY, path)
        rule = self._rule(data, path)
        applicant = _text(data, "applicant", path)
        year = _scalar(data, "year", path, read_year)
        amount = _scalar(data, "amount", path, read_money)
        ref = _optional(data, "ref", path, read_text)
        return HistoryEntry(rule, applicant, year, amount, ref, _facts(data, path, self._history[rule]))


def _id_twice(names: list[str]) -> CaseError:
    """Return the fault of the first achievement that has the id of an earlier one."""
    number = next(number for number, name in enumerate(names) if name in names[:number])
    return CaseError("duplicate_id", f"/achievements/{number}/id", f"成果编号“{names[number]}”重复。")


def case_id(data: Json) -> str:
    """Return the id of a case; raises CaseError when there is none."""
    return _text(data, "case", "")


def known_keys(data: object, keys: frozenset[str], path: str) -> None:
    """Raise CaseError unless ``data`` is an object with no other keys than ``keys``."""
    if not isinstance(data, dict):
        raise CaseError("bad_case", path, "此处应为一个对象。")
    if not data.keys() <= keys:
        unknown = next(key for key in data if key not in keys)
        raise CaseError("bad_case", f"{path}/{pointer(unknown)}", f"不认识“{unknown}”。")


def pointer(key: str) -> str:
    """Return a key as a part of a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def _object(data: Json, key: str, path: str) -> Json:
    value = data.get(key)
    if not isinstance(value, dict):
        reason = "缺少" if value is None else "应为一个对象："
        raise CaseError("bad_case", f"{path}/{key}", f"{reason}“{key}”。")
    return value


def _list(data: Json, key: str, path: str = "", *, required: bool = False) -> list[Any]:
    value = data.get(key)
    if value is None and not required:
        return []
    if not isinstance(value, list):
        reason = "缺少" if value is None else "应为一个列表："
        raise CaseError("bad_case", f"{path}/{key}", f"{reason}“{key}”。")
    return value


def _scalar(data: Json, key: str, path: str, read: Callable[[Any], T]) -> T:
    """Read what must be there; no reader takes None, which is as good as absent."""
    try:
        return read(data.get(key))
    except BadValue as error:
        raise _fault(data.get(key), key, path, error) from None


def _text(data: Json, key: str, path: str) -> str:
    """Read a text that must be there; the usual one is spared a call."""
    value = data.get(key)
    return value if isinstance(value, str) and value.strip() else _scalar(data, key, path, read_text)


def _fault(value: object, key: str, path: str, error: BadValue) -> CaseError:
    if value is None:
        return CaseError("bad_case", f"{path}/{key}", f"缺少“{key}”。")
    code = "bad_case" if isinstance(value, dict | list) else "bad_value"
    return CaseError(code, f"{path}/{key}", error.message)


def _optional(data: Json, key: str, path: str, read: Callable[[Any], T]) -> T | None:
    return None if data.get(key) is None else _scalar(data, key, path, read)


def _facts(data: Json, path: str, reader: FactReader) -> Facts:
    written = data.get("facts")
    if written is None:
        return NO_FACTS
    if not isinstance(written, dict):
        raise CaseError("bad_case", f"{path}/facts", "“facts”应为一个对象。")
    facts: dict[str, FactValue] = {}
    for name, value in written.items():
        read = reader.get(name)
        if read is None:
            raise CaseError(
                "unknown_fact", f"{path}/facts/{pointer(name)}", f"这种成果没有名为“{name}”的事实。"
            )
        if value is not None:
            facts[name] = _fact(read, value, path, name)
    return facts


def _fact(read: Read, value: object, path: str, name: str) -> FactValue:
    try:
        return read(value)
    except BadValue as error:
        raise CaseError("bad_value", f"{path}/facts/{pointer(name)}", error.message) from None
