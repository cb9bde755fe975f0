"""What is about to be decided and differs from what was published, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ipdesk.models.records import LineKey, PublishedLine
from ipdesk.rules.core.money import grouped_yuan

NEEDS_REASON = "与公示的不一致：{changes}。请先重新公示；不重新公示的，请填写不重新公示的理由。"


def changes_since(
    published: Iterable[PublishedLine], decided: Mapping[LineKey, int], called: Sequence[str]
) -> Iterator[str]:
    """Yield in Chinese what differs between what was published and what is decided (fen, by line).

    ``called`` are the names by which the taker would be published today, the usual one first. A line of
    nothing that was never published is no difference.
    """
    known = {line.key: line for line in published}
    taker = next((line.recipient for line in known.values() if line.recipient not in called), "")
    if taker:
        yield f"公示的对象是“{taker}”，现在是“{called[0]}”"
    for key, line in known.items():
        amount = decided.get(key, 0)
        if amount != line.amount:
            yield f"{_title(line)}公示{grouped_yuan(line.amount)}元，现为{grouped_yuan(amount)}元"
    new = sum(amount for key, amount in decided.items() if key not in known)
    if new:
        count = sum(1 for key, amount in decided.items() if amount and key not in known)
        yield f"另有{count}项没有公示过，共{grouped_yuan(new)}元"


def _title(line: PublishedLine) -> str:
    return line_called(line.item, line.name)


def line_called(item: str, name: str) -> str:
    """Return what a line is called in a sentence: with its number in brackets, as an award names it.

    Of a name with what stands in brackets behind it the name alone stands in quotation marks; one that has
    other brackets stands there whole.
    """
    if not name:
        return item
    title, behind = _parted(name)
    if title and behind:
        return f"{item}“{title}”{behind}"
    return f"{item}“{name}”" if "（" in name else f"{item}（{name}）"


def _parted(name: str) -> tuple[str, str]:
    """Return a name without the brackets at its end, and those; nothing behind where it ends otherwise."""
    depth = 0
    for at in range(len(name) - 1, -1, -1):
        depth += {"）": 1, "（": -1}.get(name[at], 0)
        if depth == 0:
            return (name[:at], name[at:]) if name[at] == "（" else (name, "")
    return name, ""
