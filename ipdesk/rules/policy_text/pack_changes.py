"""What a newer file of a policy says otherwise than the former: rule by rule, limit by limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.policy_text.limits import LimitText
from ipdesk.rules.policy_text.policy import RuleText, policy_text


class ChangeKind(StrEnum):
    """What became of a part of a pack."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class PartKind(StrEnum):
    """Which part of a policy a change is in: its head, a clause, a limit or the rest."""

    HEAD = "head"
    RULE = "rule"
    LIMIT = "limit"
    REST = "rest"


class PolicyPartChange(NamedTuple):
    """One change: the part (a rule by article and title, a limit by its name), and how it read and reads.

    ``before`` and ``after`` are empty where only what is not read out has changed.
    """

    what: PartKind
    how: ChangeKind
    name: str
    before: str = ""
    after: str = ""


_HEAD = ("title", "short_title", "document", "issuer", "issued", "level", "term")


def pack_changes(old: Policy, new: Policy) -> tuple[PolicyPartChange, ...]:
    """Return every change, in the order of the document; rules and limits are known by their ids."""
    before, after = policy_text(old), policy_text(new)
    found = [*_head(old, new, before.term, after.term)]
    found += _parts(PartKind.RULE, _rules(old.pack, before.rules), _rules(new.pack, after.rules))
    found += _parts(PartKind.LIMIT, _limits(old.pack, before.limits), _limits(new.pack, after.limits))
    if not found and old.pack != new.pack:
        found.append(PolicyPartChange(PartKind.REST, ChangeKind.CHANGED, ""))
    return tuple(found)


def _head(old: Policy, new: Policy, term_before: str, term_after: str) -> Iterator[PolicyPartChange]:
    for name in _HEAD:
        was, now = getattr(old.pack, name), getattr(new.pack, name)
        if was != now:
            terms = (term_before, term_after) if name == "term" else (str(was or ""), str(now or ""))
            yield PolicyPartChange(PartKind.HEAD, ChangeKind.CHANGED, name, *terms)


class _Part(NamedTuple):
    form: object
    name: str
    said: str


def _rules(form: Pack, texts: Iterable[RuleText]) -> dict[str, _Part]:
    return {
        rule.id: _Part(rule, f"{text.article} {text.title}", "；".join(text.sums))
        for rule, text in zip(form.rules, texts, strict=True)
    }


def _limits(form: Pack, texts: Iterable[LimitText]) -> dict[str, _Part]:
    pairs = zip(form.limits, texts, strict=True)
    return {limit.id: _Part(limit, text.name, text.allows) for limit, text in pairs}


def _parts(what: PartKind, old: dict[str, _Part], new: dict[str, _Part]) -> Iterator[PolicyPartChange]:
    for key, part in new.items():
        former = old.get(key)
        if former is None:
            yield PolicyPartChange(what, ChangeKind.ADDED, part.name, "", part.said)
        elif former.form != part.form:
            differs = former.said != part.said
            yield PolicyPartChange(
                what, ChangeKind.CHANGED, part.name, *((former.said, part.said) if differs else ("", ""))
            )
    for key, part in old.items():
        if key not in new:
            yield PolicyPartChange(what, ChangeKind.REMOVED, part.name, part.said)
