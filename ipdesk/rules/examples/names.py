"""Checking the words of examples before they are worked out: rules, outcomes, reasons, what is told twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.limits.base import apart_by
from ipdesk.rules.evaluation.windows import BUILT_IN
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.examples import MOST_TIMES, times
from ipdesk.rules.source.pack_reference import reference_text
from ipdesk.rules.source.suggestions import choices, guess
from ipdesk.rules.source.value_hints import written
from ipdesk.rules.source.yaml_source import Position


def check_example_words(notes: Notes) -> None:
    """Note what is wrong in the words of the examples and of the examples of clawbacks."""
    if not notes.form.examples:
        message = (
            "文件里没有算例（examples）。没有算例就看不出写得对不对，这样的文件不能使用："
            "请照原文手工算几个，每条规定至少一个。"
        )
        notes.note((), "no_examples", message)
    _duplicates(notes)
    for number, example in enumerate(notes.form.examples):
        _example(notes, example, ("examples", number))
    for number, reclaimed in enumerate(notes.form.clawback_examples):
        _clawback(notes, reclaimed, ("clawback_examples", number))


def _duplicates(notes: Notes) -> None:
    seen: dict[str, int] = {}
    for number, example in enumerate(notes.form.examples):
        if example.why in seen:
            message = (
                f"这句说明与第 {seen[example.why] + 1} 个算例相同，请改成本例自己的说明，或者删去重复的一个。"
            )
            notes.warn(("examples", number, "why"), "same_why", message)
        seen.setdefault(example.why, number)


def _expected(notes: Notes, example: pack.Example, at: Position) -> None:
    ids = [name for item in example.achievements if isinstance(name := item.get("id"), str)]
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(example.expect):
        place: Position = (*at, number)
        _line(notes, line, place)
        notes.known((*place, "achievement"), "achievement", line.achievement, ids)
        if (line.achievement, line.rule) in seen:
            message = f"成果“{line.achievement}”对条款“{line.rule}”的结果写了两行，请删去一行。"
            notes.note(place, "expected_twice", message)
        seen.add((line.achievement, line.rule))


def _example(notes: Notes, example: pack.Example, at: Position) -> None:
    for section in ("history", "decisions"):
        for number, item in enumerate(getattr(example, section)):
            _earlier(notes, item, (*at, section, number))
    for number, item in enumerate(example.history):
        _uncounted(notes, item, (*at, "history", number))
    _expected(notes, example, (*at, "expect"))
    for number, code in enumerate(example.notices or ()):
        _code(notes, (*at, "notices", number), "notice", code, reference_text().notices)


def _earlier(notes: Notes, item: Mapping[str, Any], at: Position) -> None:
    if isinstance(item.get("rule"), str):
        _rule(notes, item["rule"], at)
    if times(item) is None:
        message = f"times 是重复几次，应为 1 到 {MOST_TIMES} 的整数，现为“{written(item['times'])}”。"
        notes.note((*at, "times"), "bad_times", message)


def _uncounted(notes: Notes, item: Mapping[str, Any], at: Position) -> None:
    """Remark on an earlier award that lacks what a limit tells awards apart by: it counts nowhere there."""
    rule, facts = str(item.get("rule")), item.get("facts") or {}
    for name, limit in _windows_of(notes.form, rule):
        if name not in facts:
            message = f"这笔以往的资助没有写 {name}，计不进“{limit}”；不是有意的，请在它的 facts 里补上。"
            notes.warn(at, "history_uncounted", message)
            return


def _windows_of(form: pack.Pack, rule: str) -> Iterator[tuple[str, str]]:
    """Yield the facts by which once or a limit tells a rule's awards apart, with what each is called."""
    for found in form.rules:
        if found.id == rule:
            yield from ((name, found.title) for name in found.once if name not in BUILT_IN)
    for limit in form.limits:
        if rule in limit.rules and not limit.scaled:
            yield from ((name, limit.name) for name in apart_by(limit))


def _rule(notes: Notes, rule: str, at: Position) -> None:
    """Note a rule that there is not once for all examples: one that was renamed stands in many of them."""
    notes.known((*at, "rule"), "rule", rule, notes.rules, within=("examples",))


_STATUSES = {status.value: status.label for status in Status}


def _line(notes: Notes, line: pack.ExpectedLine, at: Position) -> None:
    text = reference_text()
    _rule(notes, line.rule, at)
    _code(notes, (*at, "status"), "status", line.status, _STATUSES)
    for warning in line.warnings:
        _code(notes, (*at, "warnings"), "warning", warning.code, text.warnings)
        facts = {name: word.name for kind in notes.words.all_facts.values() for name, word in kind.items()}
        for fact in warning.facts or ():
            if fact != "ref":
                notes.known((*at, "warnings"), "fact", fact, facts)


def _code(notes: Notes, at: Position, what: str, code: str, known: Mapping[str, str]) -> None:
    """Note a code of an outcome that is none, with the one that its word means and the list of all."""
    if code not in known:
        message = f"没有名为“{code}”的{_WHAT[what]}，{guess(code, known)}可以写的有：{choices(known)}。"
        notes.note(at, f"unknown_{what}", message)


_WHAT = {"status": "结论", "warning": "原因", "notice": "提示"}


def _clawback(notes: Notes, example: pack.ClawbackExample, at: Position) -> None:
    events = [event for clause in notes.form.clawbacks for event in clause.events]
    notes.known((*at, "event", "name"), "event", example.event.name, events)
    ids = {clause.id: clause.title for clause in notes.form.clawbacks}
    for number, award in enumerate(example.awards):
        place: Position = (*at, "awards", number)
        _rule(notes, award.rule, place)
        if award.clause is not None:
            notes.known((*place, "clause"), "clawback", award.clause, ids)
