"""Checking that every rule can be reached: its selection fits something, no other rule silences it whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.domains import Interval, satisfiable, spans_by_fact, touch
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position

_MOST_ALIKE = 100  # rules alike but for one number; no policy has as many


def check_reach(notes: Notes) -> None:
    """Check every rule by itself, then those that give way to others, then neighbours.

    Rules that are wrong in themselves are left out, and all of them where the term is.
    """
    term = notes.form.term
    if term.until is not None and term.until < term.since:
        return
    whole = [(number, rule) for number, rule in enumerate(notes.form.rules) if notes.in_order(rule)]
    for number, rule in whole:
        notes.pause()
        at: Position = ("rules", number)
        for lexicon in notes.lexicons(rule):
            _selection(notes, rule, at, lexicon)
        _over(notes, rule, (*at, "over"))
    _neighbours(notes, whole)


def _selection(notes: Notes, rule: pack.Rule, at: Position, lexicon: Lexicon) -> None:
    term = _term_condition(notes.form.term)
    if not satisfiable((*rule.about.where, term), lexicon):
        notes.note(
            (*at, "about"), "unreachable", "没有任何成果能同时符合 where 的各项条件，这一条用不到，请核对。"
        )
    elif not satisfiable((*rule.about.where, *rule.requires, term), lexicon):
        notes.note(
            (*at, "requires"), "unreachable", "requires 与 where 的条件互相矛盾，这一条永远不符合，请核对。"
        )


def _term_condition(term: pack.Term) -> pack.Condition:
    until = None if term.until is None else pack.DateForm(day=term.until)
    return pack.Condition(fact="date", since=pack.DateForm(day=term.since), until=until)


_OVER_ITSELF = "“{special}”与“{general}”互相优先，两条都用不到，请删去一个。"
_OVER_NOTHING = "“{general}”说的是另一种成果，不会与本条重合，请从 over 里删去。"
_SHADOWED = "“{special}”适用于“{general}”的全部情形并且优先，这一条用不到，请核对 over 和 where。"


def _over(notes: Notes, special: pack.Rule, at: Position) -> None:
    for number, general in enumerate(notes.known_rules(at, special.over)):
        place = (*at, number)
        named = {"special": special.id, "general": general.id}
        if general is special or special.id in general.over:
            notes.note(place, "over_itself", _OVER_ITSELF.format(**named))
        elif not set(special.about.kind) & set(general.about.kind):
            notes.note(place, "over_nothing", _OVER_NOTHING.format(**named))
        elif _silences(special, general):
            notes.note(("rules", notes.place(general.id)), "shadowed", _SHADOWED.format(**named))


def _silences(special: pack.Rule, general: pack.Rule) -> bool:
    everyone = any(who == pack.Who(group="any") for who in special.who)
    return (
        not special.requires
        and (everyone or set(special.who) >= set(general.who))
        and set(special.about.kind) >= set(general.about.kind)
        and all(condition in general.about.where for condition in special.about.where)
    )


# ------------------------------------------------------------ neighbours


class _Bordered(NamedTuple):
    """A rule with its place, and where its conditions leave one number or day."""

    number: int
    rule: pack.Rule
    span: Interval


def _neighbours(notes: Notes, rules: Sequence[tuple[int, pack.Rule]]) -> None:
    """Remark on two rules alike but for one number, where its border lies in both or in neither."""
    alike: dict[tuple[Lexicon, str, object], list[_Bordered]] = {}
    for number, rule in rules:
        for lexicon in notes.lexicons(rule):
            spans = dict(spans_by_fact((*rule.about.where, *rule.requires), lexicon))
            for fact in spans if len(spans) == 1 else ():
                key = (lexicon, fact, (rule.who, rule.about.kind, _others(rule, fact)))
                alike.setdefault(key, []).append(_Bordered(number, rule, spans[fact]))
    for (lexicon, fact, _), found in alike.items():
        notes.pause()
        for first, second in _pairs(found):
            _border(notes, first, second, lexicon.name(fact))


def _pairs(found: list[_Bordered]) -> Iterator[tuple[_Bordered, _Bordered]]:
    """Yield the pairs to compare: of very many, those that lie side by side."""
    if len(found) <= _MOST_ALIKE:
        yield from combinations(found, 2)
        return
    for one, other in pairwise(sorted(found, key=lambda bordered: bordered.span.low_key())):
        yield (one, other) if one.number < other.number else (other, one)


def _border(notes: Notes, first: _Bordered, second: _Bordered, name: str) -> None:
    found, pair = touch(first.span, second.span), f"“{first.rule.id}”与“{second.rule.id}”之间"
    if found == "gap":
        message = f"“{name}”恰在{pair}界限上的，两条都不适用，请写明归哪一条。"
        notes.warn(("rules", second.number), "border_gap", message)
    elif found == "twice":
        message = f"“{name}”在{pair}有重叠，重叠部分两条都适用，请核对界限。"
        notes.warn(("rules", second.number), "border_twice", message)


def _others(rule: pack.Rule, fact: str) -> tuple[pack.Condition, ...]:
    return tuple(item for item in (*rule.about.where, *rule.requires) if item.fact != fact)
