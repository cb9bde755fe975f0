"""What is told of things that are on file already: who has applied for them, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ipdesk.models.records.lists import OnFile
from ipdesk.rules.core.money import grouped_yuan

Told = Mapping[tuple[str, str], Sequence[str]]
"""Sentences by the kind and the normal form of the number of a thing."""

_ON_FILE = "这一项已在 {year} 年度的申请件 {number}（{name}）里"
_PAID = "这一项已在 {year} 年度的申请件 {number}（{name}）得到资助 {amount} 元"


def told_on_file(found: Iterable[OnFile]) -> Told:
    """Return what is told of things, in the order in which they were found."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in found:
        told.setdefault((one.kind, one.item), []).append(_text(one))
    return told


def _text(one: OnFile) -> str:
    words = _PAID if one.granted else _ON_FILE
    amount = grouped_yuan(one.granted)
    return words.format(year=one.year, number=one.number, name=one.applicant_name, amount=amount)
