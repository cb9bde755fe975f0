"""Whether a pack is of a size that a policy can have: what is checked pair by pair must not grow for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.examples import Example, times
from ipdesk.rules.source.findings import Finding, Severity
from ipdesk.rules.source.yaml_source import Source

MOST = {"rules": 1000, "limits": 1000, "clawbacks": 200, "bars": 200, "splits": 200, "examples": 2000}
"""Ten times what the longest pack so far has of each."""
_NAMES = {
    "rules": "规定",
    "limits": "上限",
    "clawbacks": "收回条款",
    "bars": "不予资助的情形",
    "splits": "分担",
    "examples": "算例",
}
_PAIRS = 100_000
"""Rules counted once for every limit over them."""
_WORK = 500_000
"""What examples may cost together, in limits that a line passes: some seconds."""
LINE = 4
"""What a line costs by itself, in limits that it passes."""
_EARLIER = 5
"""What an earlier award of an example counts: it is kept, and looked at by every limit."""


def check_size(form: pack.Pack, source: Source) -> list[Finding]:
    """Return what is too much to be checked; the rest of the checks need not begin then."""
    found = []
    for section, most in MOST.items():
        count = len(getattr(form, section))
        if count > most:
            what = f"{_NAMES[section]}（{section}）"
            message = f"共有 {count} 条{what}，超过 {most} 条，不像是一项政策，请核对。"
            found.append(_finding(source, section, message))
    if sum(len(limit.rules) for limit in form.limits) > _PAIRS:
        message = "上限管的规定合在一起太多，核对不完。请核对 limits 里的 rules，或者把文件分成几项政策。"
        found.append(_finding(source, "limits", message))
    if not found and _work(form) > _WORK:
        message = "规定、上限和算例合在一起太多，核算不完。请删去重复的算例，或者把文件分成几项政策。"
        found.append(_finding(source, "examples", message))
    return found


def _finding(source: Source, section: str, message: str) -> Finding:
    return Finding(source.name, source.line((section,)), "", Severity.ERROR, "too_many", message)


def _work(form: pack.Pack) -> int:
    """Return what the lines of all examples cost, at most."""
    limits = Counter(rule for limit in form.limits for rule in limit.rules)
    by_kind: Counter[str] = Counter()
    for rule in form.rules:
        for kind in rule.about.kind:
            by_kind[kind] += LINE + limits[rule.id]
    return sum(_lines(example, by_kind) for example in form.examples)


def _lines(example: Example, by_kind: Mapping[str, int]) -> int:
    earlier = sum(times(item) or 1 for item in example.history)
    return _EARLIER * earlier + sum(by_kind.get(str(item.get("kind")), 1) for item in example.achievements)
