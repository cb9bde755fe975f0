"""``ipdesk evaluate``: JSON Lines in, JSON Lines out, in order and in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from ipdesk.rules.analysis.national_guards import Guard, guarded
from ipdesk.rules.cases.case import CaseError, CaseReader, case_id
from ipdesk.rules.cases.fact import BadValue, read_text
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.policy_text.answer import error_text, result_text
from ipdesk.rules.source.findings import PackError


class Answer(NamedTuple):
    """One answered line: the JSON text, and whether it is an error."""

    text: str
    failed: bool


def evaluate_lines(
    lines: Iterable[bytes], library: PolicyLibrary, guards: Sequence[Guard] = ()
) -> Iterator[Answer]:
    """Answer every line that is not blank; a faulty one gets its error in its place, then the next.

    ``guards`` add their notices where an office wants them.
    """
    desk = _Desk(library, guards)
    for number, line in enumerate(lines):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
        if text.strip():
            yield desk.answer(text)


class _Desk:
    def __init__(self, library: PolicyLibrary, guards: Sequence[Guard]) -> None:
        self._library = library
        self._guards = guards
        self._ready: dict[str, tuple[Policy, CaseReader]] = {}

    def answer(self, line: bytes) -> Answer:
        data: object = None
        try:
            data = _parse(line)
            return self._evaluate(data)
        except CaseError as error:
            text = error_text(_readable_id(data), error.code, error.path, error.message)
            return Answer(text, failed=True)

    def _evaluate(self, data: object) -> Answer:
        if not isinstance(data, dict):
            raise CaseError("bad_case", "", "每行应为一个 JSON 对象。")
        policy, reader = self._asked(data)
        case = reader.read(data)
        result = policy.evaluate(case)
        if self._guards:
            result = guarded(self._guards, policy, case, result)
        return Answer(result_text(result), failed=False)

    def _asked(self, data: dict[str, Any]) -> tuple[Policy, CaseReader]:
        """Return the policy that a case is for; what is wrong with its id comes first."""
        written = data.get("policy")
        ready = self._ready.get(written) if isinstance(written, str) else None
        if ready is None:
            case_id(data)
            name = _policy_id(written)
            policy = self._loaded(name)
            ready = self._ready[name] = (policy, CaseReader(policy))
        return ready

    def _loaded(self, name: str) -> Policy:
        """Return a policy; one whose pack is not in order is as good as unknown, and it is said why."""
        if name not in self._library.ids():
            raise CaseError("unknown_policy", "/policy", f"没有编号为“{name}”的政策。")
        try:
            return self._library.policy(name)
        except PackError as error:
            message = f"政策“{name}”的文件有错误，不能使用：{error.findings[0].message}"
            raise CaseError("unknown_policy", "/policy", message) from None


def _policy_id(written: object) -> str:
    if written is None:
        raise CaseError("bad_case", "/policy", "缺少“policy”。")
    try:
        return read_text(written)
    except BadValue as error:
        raise CaseError("bad_value", "/policy", error.message) from None


def _parse(line: bytes) -> object:
    try:
        return _decoded(line.decode("utf-8"))
    except json.JSONDecodeError as error:
        message = f"这一行不是完整的 JSON，第 {error.pos + 1} 个字符起读不下去。"
    except UnicodeDecodeError as error:
        message = f"这一行不是 UTF-8 编码，第 {error.start + 1} 个字节起读不下去。"
    except _KeyTwice as error:
        message = f"“{error.args[0]}”在同一个对象里写了两次，不知道以哪一个为准。"
    except RecursionError:
        message = "这一行的括号嵌套太深。"
    except (ValueError, ArithmeticError):
        message = "这一行里有 JSON 不允许的数，或者位数过多的数。"
    raise CaseError("bad_json", "", message)


def _decoded(text: str) -> object:
    """Return what a line says; one that is nothing but an object is spared a search for blanks around it."""
    if text[:1] == "{":
        found, end = _DECODER.raw_decode(text)
        if text[end:] in ("", "\n"):
            return found
    return _DECODER.decode(text)


class _KeyTwice(ValueError):
    """An object names one key twice; ``args[0]`` is the key."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its members; raises _KeyTwice, where JSON itself would let the last one count."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _KeyTwice(next(name for name in names if names.count(name) > 1))
    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(object_pairs_hook=_once_each, parse_float=Decimal, parse_constant=_refuse)


def _readable_id(data: object) -> str | None:
    found = data.get("case") if isinstance(data, dict) else None
    return found if isinstance(found, str) and found.strip() else None
