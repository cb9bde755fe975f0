"""Checking that every rule can be reached: its selection fits something, no other rule silences it whole."""

from __future__ import annotations

from itertools import combinations

from ipdesk.rules import pack
from ipdesk.rules.check_notes import Notes
from ipdesk.rules.domains import Span, satisfiable, spans_by_fact, touch
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.yaml_source import Position


def check_reach(notes: Notes) -> None:
    """Check every rule by itself, then those that give way to others, then neighbours.

    Rules that are wrong in themselves are left out, and all of them where the term is.
    """
    term = notes.form.term
    if term.until is not None and term.until < term.since:
        return
    whole = [(number, rule) for number, rule in enumerate(notes.form.rules) if notes.in_order(rule)]
    for number, rule in whole:
        at: Position = ("rules", number)
        for lexicon in notes.lexicons(rule):
            _selection(notes, rule, at, lexicon)
        _over(notes, rule, (*at, "over"))
    for (_, first), (number, second) in combinations(whole, 2):
        _neighbours(notes, first, second, ("rules", number))


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


def _over(notes: Notes, special: pack.Rule, at: Position) -> None:
    for number, general in enumerate(notes.known_rules(at, special.over)):
        place = (*at, number)
        if general is special or special.id in general.over:
            notes.note(
                place, "over_itself", f"“{special.id}”与“{general.id}”互相优先，两条都用不到，请删去一个。"
            )
        elif not set(special.about.kind) & set(general.about.kind):
            notes.note(
                place, "over_nothing", f"“{general.id}”说的是另一种成果，不会与本条重合，请从 over 里删去。"
            )
        elif _silences(special, general):
            index = notes.form.rules.index(general)
            message = (
                f"“{special.id}”适用于“{general.id}”的全部情形并且优先，这一条用不到，请核对 over 和 where。"
            )
            notes.note(("rules", index), "shadowed", message)


def _silences(special: pack.Rule, general: pack.Rule) -> bool:
    everyone = any(who == pack.Who(group="any") for who in special.who)
    return (
        not special.requires
        and (everyone or set(special.who) >= set(general.who))
        and set(special.about.kind) >= set(general.about.kind)
        and all(condition in general.about.where for condition in special.about.where)
    )


# ------------------------------------------------------------ neighbours


def _neighbours(notes: Notes, first: pack.Rule, second: pack.Rule, at: Position) -> None:
    """Remark on two rules alike but for one number, where its border lies in both or in neither."""
    if first.who != second.who or first.about.kind != second.about.kind:
        return
    for lexicon in notes.lexicons(first):
        spans = _spans(first, lexicon), _spans(second, lexicon)
        if spans[0].keys() != spans[1].keys() or len(spans[0]) != 1:
            continue
        (fact,) = spans[0]
        if _others(first, fact) != _others(second, fact):
            continue
        found, pair = touch(spans[0][fact], spans[1][fact]), f"“{first.id}”与“{second.id}”之间"
        if found == "gap":
            message = f"“{lexicon.name(fact)}”恰在{pair}界限上的，两条都不适用，请写明归哪一条。"
            notes.warn(at, "border_gap", message)
        elif found == "twice":
            message = f"“{lexicon.name(fact)}”在{pair}有重叠，重叠部分两条都适用，请核对界限。"
            notes.warn(at, "border_twice", message)


def _spans(rule: pack.Rule, lexicon: Lexicon) -> dict[str, Span]:
    return dict(spans_by_fact((*rule.about.where, *rule.requires), lexicon))


def _others(rule: pack.Rule, fact: str) -> list[pack.Condition]:
    return [item for item in (*rule.about.where, *rule.requires) if item.fact != fact]
