"""How an example differs from what comes out: line by line, in the words of the screen and of the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ipdesk.rules.core.money import FEN_PER_YUAN, format_yuan, grouped_yuan
from ipdesk.rules.core.result import COUNTED, Line, Result, Status, Warning
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.examples import FIGURES, Example, ExpectedLine, ExpectedWarning
from ipdesk.rules.source.pack_reference import reference_text

_INDENT, _TRACE = "  ", "核算过程："
_TEXTS = ("requirement", "document")
Pair = tuple[str, str]


class ExampleDifference(NamedTuple):
    """What differs, in ``details``, and how many ``lines`` do.

    ``rule`` and ``place`` are those of the first of them: its place in ``expect``, None where it has none.
    """

    rule: str
    place: int | None
    details: tuple[str, ...]
    lines: int


class _WrongLine(NamedTuple):
    """One line that differs: achievement and rule, its place in ``expect``, and how in words."""

    pair: Pair
    place: int | None
    details: Iterable[str]


def difference(
    policy: Policy, example: Example, result: Result, line_of: Callable[[int], int]
) -> ExampleDifference | None:
    """Return how ``result`` differs from what the example expects; None where it does not.

    ``line_of`` tells on which line of the file an entry of ``expect`` stands.
    """
    wrong = list(_wrong_lines(policy, example, result))
    details: list[str] = []
    for line in wrong:
        at = "" if line.place is None else f"（第 {line_of(line.place)} 行）"
        details += [f"{_head(policy, line.pair)}{at}", *(f"{_INDENT}{text}" for text in line.details)]
    details += _notices(example, result)
    if not details:
        return None
    first = wrong[0] if wrong else _WrongLine(("", ""), None, ())
    return ExampleDifference(first.pair[1], first.place, tuple(details), len(wrong))


def _wrong_lines(policy: Policy, example: Example, result: Result) -> Iterator[_WrongLine]:
    found = {(line.achievement, line.rule.removeprefix(f"{policy.id}/")): line for line in result.lines}
    expected = {(line.achievement, line.rule) for line in example.expect}
    for place, wanted in enumerate(example.expect):
        pair = (wanted.achievement, wanted.rule)
        line = found.get(pair)
        if line is None or not fits(wanted, line):
            yield _WrongLine(pair, place, _differences(policy, example, wanted, line))
    for pair, line in found.items():
        if pair not in expected:
            yield _WrongLine(pair, None, _surplus(line))


def _head(policy: Policy, pair: Pair) -> str:
    achievement, rule = pair
    title = policy.rule(f"{policy.id}/{rule}").title
    return f"成果 {achievement}，条款 {rule}“{title}”"


def _differences(policy: Policy, example: Example, wanted: ExpectedLine, line: Line | None) -> Iterator[str]:
    yield f"应为：{_outcome(wanted.status, wanted.amount)}"
    if line is None:
        yield f"实为：没有这一行，{_why_none(policy, example, wanted)}"
        return
    yield f"实为：{_outcome(line.status.value, line.amount)}"
    if not _warnings_fit(wanted.warnings, line.warnings):
        yield f"原因应为：{_reasons(_wanted(item) for item in wanted.warnings)}"
        yield f"原因实为：{_reasons((item.code, _written(item)) for item in line.warnings)}"
    yield from _paid(wanted, line)
    yield from _trace(line)


def _paid(wanted: ExpectedLine, line: Line) -> Iterator[str]:
    """Tell who is paid, and which level bears what, where either is not as expected."""
    if not _payee_fits(wanted, line):
        yield f"收款人应为：{wanted.payee}"
        yield f"收款人实为：{line.payee or '申请人本人'}"
    if not _shares_fit(wanted, line):
        yield f"分担应为：{_shares(wanted.shares or {})}"
        yield f"分担实为：{_shares(line.shares)}"


def _shares(shares: Mapping[str, int]) -> str:
    return "、".join(f"{name} {grouped_yuan(fen)} 元" for name, fen in shares.items()) or "不分担"


def _surplus(line: Line) -> Iterator[str]:
    yield "应为：没有这一行（expect 里没有写）"
    yield f"实为：{_outcome(line.status.value, line.amount)}"
    yield from _trace(line)


def without_traces(details: Iterable[str]) -> Iterator[str]:
    """Yield what is told of a failing example, but not how its sums came about."""
    inside: int | None = None
    for detail in details:
        indent = len(detail) - len(detail.lstrip())
        if detail.strip() == _TRACE:
            inside = indent
        elif inside is None or indent <= inside:
            inside = None
            yield detail


def _trace(line: Line) -> Iterator[str]:
    yield _TRACE
    for step in line.trace:
        yield f"{_INDENT}{step.spoken()}"


def _outcome(status: str, fen: int) -> str:
    return f"{Status(status).label}（{status}）{grouped_yuan(fen)} 元"


def _why_none(policy: Policy, example: Example, wanted: ExpectedLine) -> str:
    """Say why a rule says nothing of an achievement."""
    rule = policy.rule(f"{policy.id}/{wanted.rule}")
    kind = next(
        str(item.get("kind")) for item in example.achievements if item.get("id") == wanted.achievement
    )
    names = {name: word.name for name, word in policy.vocabulary.kinds.items()}
    if kind not in rule.about.kind:
        about = "、".join(names[name] for name in rule.about.kind)
        return f"这项成果是“{names[kind]}”，本条管的是“{about}”。"
    over = [other.id for other in policy.pack.rules if rule.id in other.over]
    prior = f"，或者优先的条款（{'、'.join(over)}）已经适用" if over else ""
    return f"这项成果不合本条 about 里的 where{prior}。"


def _notices(example: Example, result: Result) -> list[str]:
    found = [notice.code for notice in result.notices]
    if example.notices is None or set(example.notices) == set(found):
        return []
    names = reference_text().notices
    shown = [
        "、".join(f"{code}（{names[code]}）" for code in codes) or "无" for codes in (example.notices, found)
    ]
    return [f"提示应为：{shown[0]}", f"提示实为：{shown[1]}"]


# ------------------------------------------------------------ what fits


def fits(wanted: ExpectedLine, line: Line) -> bool:
    """Say whether a line is as an example wants it."""
    outcome = (line.status.value, line.amount)
    if outcome != (wanted.status, wanted.amount) or not _warnings_fit(wanted.warnings, line.warnings):
        return False
    return _payee_fits(wanted, line) and _shares_fit(wanted, line)


def _payee_fits(wanted: ExpectedLine, line: Line) -> bool:
    return wanted.payee in (None, line.payee)


def _shares_fit(wanted: ExpectedLine, line: Line) -> bool:
    return wanted.shares in (None, line.shares)


def _warnings_fit(wanted: tuple[ExpectedWarning, ...], found: tuple[Warning, ...]) -> bool:
    if {item.code for item in wanted} != {item.code for item in found}:
        return False
    return all(any(_is(item, warning) for warning in found) for item in wanted)


def _is(wanted: ExpectedWarning, found: Warning) -> bool:
    if wanted.code != found.code:
        return False
    values = _hundredths(found)
    figures = all(getattr(wanted, name) in (None, values.get(name)) for name in FIGURES)
    texts = all(getattr(wanted, name) in (None, found.values.get(name)) for name in _TEXTS)
    facts = found.values.get("facts")
    named = set(facts) if isinstance(facts, tuple) else set()
    return figures and texts and (wanted.facts is None or set(wanted.facts) == named)


def _hundredths(warning: Warning) -> Mapping[str, int]:
    """Return a warning's figures as examples hold them: fen, or hundredths of a count."""
    scale = FEN_PER_YUAN if warning.code in COUNTED else 1
    return {name: value * scale for name, value in warning.values.items() if isinstance(value, int)}


# ------------------------------------------------------------ reasons in words


def _reasons(items: Iterable[tuple[str, list[str]]]) -> str:
    names = reference_text().warnings
    return (
        "；".join(f"{code}（{names[code]}）{''.join('，' + text for text in said)}" for code, said in items)
        or "无"
    )


def _wanted(item: ExpectedWarning) -> tuple[str, list[str]]:
    figures = {name: getattr(item, name) for name in FIGURES if getattr(item, name) is not None}
    texts = [f"{name}: {getattr(item, name)}" for name in _TEXTS if getattr(item, name) is not None]
    facts = [] if item.facts is None else [f"facts: {'、'.join(item.facts)}"]
    return item.code, [*(f"{name}: {_plain(value)}" for name, value in figures.items()), *facts, *texts]


def _written(warning: Warning) -> list[str]:
    said = [f"{name}: {_plain(value)}" for name, value in _hundredths(warning).items()]
    for name, value in warning.values.items():
        if isinstance(value, tuple):
            said.append(f"{name}: {'、'.join(value)}")
        elif isinstance(value, str):
            said.append(f"{name}: {value}")
    return said


def _plain(hundredths: int) -> str:
    return format_yuan(hundredths).removesuffix(".00")
