"""An evaluation's answer in the public form: a line of JSON, money in yuan, the trace as sentences.

It is written as it is read off the result, without a tree of objects between: most of its texts are those of
the line before, and what was quoted once is kept. Chinese stays readable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from ipdesk.rules.core.money import format_yuan
from ipdesk.rules.core.result import COUNTED, Line, Notice, Result, TraceStep, Warning

_KEPT = 4096


def result_text(result: Result) -> str:
    """Return the whole answer."""
    notices = _list(map(_notice, result.notices))
    lines = _list(map(_line, result.lines))
    return (
        f'{{"case": {quoted(result.case)}, "policy": {quoted(result.policy)}, '
        f'"total": "{format_yuan(result.total)}", "notices": {notices}, "lines": {lines}}}'
    )


def error_text(case: str | None, code: str, path: str, message: str) -> str:
    """Return the answer to a case that cannot be read."""
    name = "null" if case is None else quoted(case)
    error = f'{{"code": {quoted(code)}, "path": {quoted(path)}, "message": {quoted(message)}}}'
    return f'{{"case": {name}, "error": {error}}}'


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _notice(notice: Notice) -> str:
    about = "" if notice.achievement is None else f', "achievement": {quoted(notice.achievement)}'
    more = "".join(f", {quoted(name)}: {_plain(value)}" for name, value in notice.values.items())
    return f'{{"code": {quoted(notice.code)}{about}{more}}}'


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(line: Line) -> str:
    warnings = _list(map(_warning, line.warnings)) if line.warnings else "[]"
    return (
        f'{{"achievement": {quoted(line.achievement)}, {_rule(line.rule, line.article)}, '
        f'"status": {quoted(line.status)}, "computed": "{format_yuan(line.computed)}", '
        f'"amount": "{format_yuan(line.amount)}"{_paid(line)}, '
        f'"warnings": {warnings}, "trace": {_list(map(_step, line.trace))}}}'
    )


@lru_cache(_KEPT)
def _rule(rule: str, article: str) -> str:
    return f'"rule": {quoted(rule)}, "article": {quoted(article)}'


@lru_cache(_KEPT)
def _step(step: TraceStep) -> str:
    return quoted(step.spoken())


def _paid(line: Line) -> str:
    """Return who is paid and who bears which part; they stand there only where the pack says so."""
    payee = f', "payee": {quoted(line.payee)}' if line.payee else ""
    return f'{payee}, "shares": {_shares(line.shares)}' if line.shares else payee


def _shares(shares: Mapping[str, int]) -> str:
    items = (f'{quoted(name)}: "{format_yuan(part)}"' for name, part in shares.items())
    return f"{{{', '.join(items)}}}"


def _warning(warning: Warning) -> str:
    counted = warning.code in COUNTED
    values = "".join(f", {quoted(name)}: {_value(value, counted)}" for name, value in warning.values.items())
    return f'{{"code": {quoted(warning.code)}{values}, "text": {quoted(warning.text)}}}'


def _value(value: int | str | tuple[str, ...], counted: bool) -> str:
    if isinstance(value, int):
        return str(value) if counted else f'"{format_yuan(value)}"'
    return _list(map(quoted, value)) if isinstance(value, tuple) else quoted(value)
