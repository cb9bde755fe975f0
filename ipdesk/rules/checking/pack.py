"""Checking a pack as a whole and at once: words, amounts, limits, reach, and what stands beside the rules."""

from __future__ import annotations

import re
from collections.abc import Callable

from ipdesk.rules.checking.amounts import check_amount, selected_by
from ipdesk.rules.checking.blank import check_blank
from ipdesk.rules.checking.collector import Notes, no_pause
from ipdesk.rules.checking.figures import check_figures
from ipdesk.rules.checking.limits import check_ceilings, check_limits
from ipdesk.rules.checking.names import check_conditions, check_materials, check_typed, check_who
from ipdesk.rules.checking.optional_facts import check_given
from ipdesk.rules.checking.own_words import check_own_words
from ipdesk.rules.checking.parameters import check_parameters
from ipdesk.rules.checking.reachability import check_reach
from ipdesk.rules.checking.readability import check_readability
from ipdesk.rules.checking.repeats import check_repeats
from ipdesk.rules.checking.splits import check_splits
from ipdesk.rules.evaluation.conditions.days import later
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.conditions import Span
from ipdesk.rules.pack.vocabulary import FactType, Vocabulary
from ipdesk.rules.source.findings import Finding
from ipdesk.rules.source.yaml_source import Position, Source


def check_pack(
    form: pack.Pack, source: Source, vocabulary: Vocabulary, pause: Callable[[], None] = no_pause
) -> list[Finding]:
    """Return every finding about a pack whose shape is already right, in the order of the file.

    ``pause`` is called between pieces of work; it may raise to end them.
    """
    notes = Notes(form, source, vocabulary, pause)
    _id(notes)
    _term(notes)
    check_own_words(notes)
    check_parameters(notes)
    for section in ("rules", "limits", "clawbacks"):
        _same_ids(notes, section, [item.id for item in getattr(form, section)])
    check_materials(notes, form.materials, ("materials",))
    if not form.rules:
        notes.note(("rules",), "no_rules", "rules 里一条规定也没有，请照原文逐条写上。")
    for number, rule in enumerate(form.rules):
        pause()
        _rule(notes, rule, ("rules", number))
    for check in _AFTER_THE_RULES:
        check(notes)
    return sorted(notes.findings, key=lambda finding: finding.line)


_ID = re.compile(r"[^\W_][\w-]{0,79}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # no file names on Windows


def _id(notes: Notes) -> None:
    """Check that a policy's id can be the name of its file."""
    policy_id = notes.form.id
    if not _ID.fullmatch(policy_id) or _RESERVED.fullmatch(policy_id):
        message = f"编号“{policy_id}”不能用作文件名；请只用字母、数字和 -，如 qinghe-2023。"
        notes.note(("id",), "id_unusable", message)


def _term(notes: Notes) -> None:
    term = notes.form.term
    if term.years is not None and not term.draft:
        last = later(term.since, Span(years=term.years, days=-1))
        message = f"施行日未定（draft: true）时才写 years；{term.years} 年有效期请写 until: {last}。"
        notes.note(("term", "years"), "years_without_draft", message)
    if term.until is not None and term.until < term.since:
        notes.note(
            ("term",),
            "term_inverted",
            f"有效期的结束日早于开始日（{term.until} 早于 {term.since}），请核对。",
        )


def _same_ids(notes: Notes, section: str, ids: list[str]) -> None:
    places: dict[str, int] = {}
    for number, name in enumerate(ids):
        if places.setdefault(name, number) < number:
            first = notes.source.line((section, places[name], "id"))
            message = f"编号“{name}”在第 {first} 行已经用过，请换一个。"
            notes.note((section, number, "id"), "duplicate_id", message)


# ------------------------------------------------------------ rules


def _rule(notes: Notes, rule: pack.Rule, at: Position) -> None:
    """Check one rule for each kind that it is about."""
    if not rule.about.kind:
        notes.note((*at, "about"), "no_kind", "about 里没有写成果种类，请写上 kind。")
    if not rule.who:
        notes.note((*at, "who"), "no_who", "who 里没有写申请对象；不限对象的写 who: any。")
    check_who(notes, rule.who, (*at, "who"))
    check_materials(notes, rule.materials, (*at, "materials"))
    notes.known_rules((*at, "over"), rule.over)
    if rule.amount is not None and rule.amount.milestone is not None:
        _milestone(notes, rule, rule.amount.milestone, (*at, "amount", "milestone"))
    for number, kind in enumerate(rule.about.kind):
        if notes.known((*at, "about", "kind", number), "kind", kind, notes.words.kinds):
            _about(notes, rule, notes.lexicon(kind), at)


def _about(notes: Notes, rule: pack.Rule, lexicon: Lexicon, at: Position) -> None:
    """Check what a rule says of one kind: its conditions, its amount, what it is once for, who is paid."""
    check_conditions(notes, rule.about.where, (*at, "about", "where"), lexicon)
    check_conditions(notes, rule.requires, (*at, "requires"), lexicon)
    for number, name in enumerate(rule.once):
        notes.known_window((*at, "once", number), name, lexicon)
    if rule.amount is not None:
        check_amount(notes, rule.amount, (*at, "amount"), lexicon, selected_by(rule, lexicon))
        check_given(notes, rule.amount, (*at, "amount"))
    if rule.payee is not None and rule.payee.fact is not None:
        check_typed(notes, rule.payee.fact, (FactType.TEXT,), (*at, "payee", "fact"), lexicon)


def _milestone(notes: Notes, rule: pack.Rule, form: pack.Milestone, at: Position) -> None:
    """Check that a milestone counts earlier rules, in windows that both know."""
    for number, counted in enumerate(notes.known_rules((*at, "rules"), form.rules)):
        if notes.place(counted.id) >= notes.place(rule.id):
            message = "累计的条款要写在本条之前，这样本项成果自己也计算在内，请把本条移到它后面。"
            if counted is rule:
                message = "累计奖励不能数本条自己，请在 rules 里写被累计的条款（逐件资助的那一条）。"
            notes.note((*at, "rules", number), "milestone_order", message)
        for lexicon in (*notes.lexicons(counted), *notes.lexicons(rule)):
            for place, name in enumerate(form.per):
                notes.known_window((*at, "per", place), name, lexicon)


# ------------------------------------------------------------ beside the rules


def _check_bars(notes: Notes) -> None:
    every = [lexicon for rule in notes.form.rules for lexicon in notes.lexicons(rule)]
    if notes.form.bar is not None:
        for lexicon in every:
            check_typed(notes, notes.form.bar.fact, (FactType.BOOLEAN,), ("bar", "fact"), lexicon)
    for number, bar in enumerate(notes.form.bars):
        check_who(notes, bar.who or (), ("bars", number, "who"))
        for lexicon in every:
            check_conditions(notes, bar.when, ("bars", number, "when"), lexicon)


def _check_words_of_splits(notes: Notes) -> None:
    for number, split in enumerate(notes.form.splits):
        at: Position = ("splits", number)
        check_who(notes, split.who or (), (*at, "who"))
        named = notes.known_rules((*at, "rules"), split.rules) if split.rules else notes.form.rules
        for lexicon in [lexicon for rule in named for lexicon in notes.lexicons(rule)]:
            check_conditions(notes, split.when, (*at, "when"), lexicon)


def _check_clawbacks(notes: Notes) -> None:
    for number, clause in enumerate(notes.form.clawbacks):
        notes.known_rules(("clawbacks", number, "rules"), clause.rules)


_AFTER_THE_RULES = (
    check_limits,
    _check_bars,
    _check_words_of_splits,
    _check_clawbacks,
    check_splits,
    check_reach,
    check_ceilings,
    check_figures,
    check_repeats,
    check_readability,
    check_blank,
)
