"""Remarks on what applicants will read: articles out of the document's order, days that nobody can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.evaluation.conditions.scope import Scope
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.value_hints import number_meant
from ipdesk.rules.source.yaml_source import Position

_FAR = 5


def check_readability(notes: Notes) -> None:
    """Check the articles of the rules, and the days in what they require."""
    _articles(notes)
    for number, rule in enumerate(notes.form.rules):
        if notes.in_order(rule):
            for place, condition in enumerate(rule.requires):
                _days(notes, rule, condition, ("rules", number, "requires", place))


# ------------------------------------------------------------ articles


def _articles(notes: Notes) -> None:
    """Remark on every article that lies far outside of those before and after it."""
    numbered = list(_numbered(notes.form.rules))
    kept = _rising([article for _, article in numbered])
    before: int | None = None
    for at, (number, article) in enumerate(numbered):
        if at in kept:
            before = article
            continue
        following = next((numbered[other][1] for other in range(at, len(numbered)) if other in kept), article)
        earlier = article if before is None else before
        if max(article - following, earlier - article) >= _FAR:
            written = notes.form.rules[number].article
            message = f"规定按原文的条次排列，这里的“{written}”与前后相差太远，请核对 article。"
            notes.warn(("rules", number, "article"), "article_order", message)


def _numbered(rules: Sequence[pack.Rule]) -> Iterator[tuple[int, int]]:
    """Yield the place of each rule with the number of its article, where it has one."""
    for number, rule in enumerate(rules):
        found = number_meant(rule.article.partition("（")[0].removeprefix("第").removesuffix("条"))
        if found is not None and found == int(found):
            yield number, int(found)


def _rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the places of the longest run through ``numbers`` that never falls; of equal ones the first."""
    longest: list[int] = []  # the length of the longest run that ends at each place
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        ends = (other for other in range(at) if numbers[other] <= number)
        last = max(ends, key=longest.__getitem__, default=None)
        longest.append(1 if last is None else longest[last] + 1)
        before.append(last)
    return _run_to(max(range(len(numbers)), key=longest.__getitem__, default=None), before)


def _run_to(place: int | None, before: Sequence[int | None]) -> frozenset[int]:
    kept = set()
    while place is not None:
        kept.add(place)
        place = before[place]
    return frozenset(kept)


# ------------------------------------------------------------ days


def _days(notes: Notes, rule: pack.Rule, condition: pack.Condition, at: Position) -> None:
    """Remark on days that are told as they are reckoned, because the pack has no words of its own."""
    if any(_reckoned(part) for part in _without_own_text(condition)):
        for lexicon in notes.lexicons(rule)[:1]:
            shown = Scope(None, (condition,), lexicon).text
            message = f"这一项没有写 text，申请人读到的是“{shown}”，不易看懂，请用自己的话写一句 text。"
            notes.warn(at, "days_without_text", message)


def _without_own_text(condition: pack.Condition) -> Iterator[pack.Condition]:
    """Yield the conditions that go without a text of the pack's own."""
    if not condition.text:
        yield condition
        for inner in condition.inner():
            yield from _without_own_text(inner)


def _reckoned(condition: pack.Condition) -> bool:
    days = [day for day in (condition.since, condition.until) if day is not None]
    return len(days) > 1 or any(day.of is not None and _moved(day) for day in days)


def _moved(day: pack.DateForm) -> bool:
    return bool(day.years or day.months or day.days or day.start_of)
