"""Checking splits: each is for somebody, and together they are for everybody whom their rules pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.rules.checking.applicants import ApplicantProfile, applicants_of, is_for
from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.domains import satisfiable
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position


def check_splits(notes: Notes) -> None:
    """Remark on splits that fit nobody, and on rules some of whose awards no split fits.

    Nothing is said while a split names what there is not: it cannot be told then for whom it is.
    """
    if not notes.wrong("splits"):
        _check_for_somebody(notes)
        _check_for_everybody(notes)


def _check_for_somebody(notes: Notes) -> None:
    for number, split in enumerate(notes.form.splits):
        rules = [rule for rule in _paying(notes) if not split.rules or rule.id in split.rules]
        if rules and not any(_meets(notes, split, rule) for rule in rules):
            message = "没有一项资助适用这一种分担，请核对 rules、who 和 when。"
            notes.warn(("splits", number), "split_of_nobody", message)


def _check_for_everybody(notes: Notes) -> None:
    for at, who, rules in _gaps(notes):
        titles = "、".join(f"“{rule.title}”" for rule in rules)
        message = (
            f"{titles}的资助，{who}没有一种分担适用，各级承担多少没有着落；"
            "请补上这种情形，或者在最后补一项不写 who、when 的。"
        )
        notes.warn(at, "split_gap", message)


def _paying(notes: Notes) -> list[pack.Rule]:
    return [rule for rule in notes.form.rules if rule.refer is None and notes.in_order(rule)]


def _meets(notes: Notes, split: pack.Split, rule: pack.Rule) -> bool:
    fits = [who for who in applicants_of(notes, rule, split.who or ()) if is_for(notes, split.who, who)]
    conditions = (*rule.about.where, *rule.requires, *split.when)
    return bool(fits) and any(satisfiable(conditions, lexicon) for lexicon in notes.lexicons(rule))


def _gaps(notes: Notes) -> Iterator[tuple[Position, str, list[pack.Rule]]]:
    """Yield what no split is for: the place of the last that could be, whom in words, under which rules."""
    found: dict[tuple[int, str], list[pack.Rule]] = {}
    for rule in _paying(notes):
        own = [
            number
            for number, split in enumerate(notes.form.splits)
            if not split.rules or rule.id in split.rules
        ]
        who = _uncovered(notes, rule, [notes.form.splits[number] for number in own]) if own else None
        if who is not None:
            found.setdefault((own[-1], who), []).append(rule)
    for (number, who), rules in found.items():
        yield ("splits", number), who, rules


def _uncovered(notes: Notes, rule: pack.Rule, splits: Sequence[pack.Split]) -> str | None:
    """Say whose awards, and which, no split is for; None where there are none."""
    tried: dict[tuple[bool, ...], bool] = {}
    for who in applicants_of(notes, rule, [who for split in splits for who in split.who or ()]):
        fitting = tuple(is_for(notes, split.who, who) for split in splits)
        if fitting not in tried:
            tried[fitting] = _open(
                notes, rule, [split for split, fits in zip(splits, fitting, strict=True) if fits]
            )
        if tried[fitting]:
            return _told(notes, who, any(fitting))
    return None


def _open(notes: Notes, rule: pack.Rule, splits: Sequence[pack.Split]) -> bool:
    """Say whether some facts meet the rule and the conditions of none of ``splits``."""
    if any(not split.when for split in splits):
        return False
    outside = [_opposite(split.when) for split in splits]
    conditions = (*rule.about.where, *rule.requires, *outside)
    return any(satisfiable(conditions, lexicon) for lexicon in notes.lexicons(rule))


def _opposite(conditions: tuple[pack.Condition, ...]) -> pack.Condition:
    return pack.Condition.model_validate({"not": pack.Condition(all=conditions)})


def _told(notes: Notes, who: ApplicantProfile, by_facts: bool) -> str:
    traits = "、".join(name for trait, name in notes.words.traits.items() if trait in who.traits)
    kind = notes.words.applicant_kinds[who.kind].name
    other = "，事实不属于各种情形" if by_facts else ""
    return f"申请人为{kind}{f'（{traits}）' if traits else ''}{other}的"
