"""Checking the words that a pack brings itself: they extend what there is, and can be entered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ipdesk.rules.check_notes import Notes
from ipdesk.rules.check_ref_forms import check_ref_form
from ipdesk.rules.vocabulary import FactType, FactWord, standard_vocabulary
from ipdesk.rules.yaml_source import Position

_NUMBERS = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)


def check_own_words(notes: Notes) -> None:
    """Check a pack's own kinds, facts and days."""
    own = notes.form.words
    if own is None:
        return
    for key, kinds in (("facts", own.facts), ("dates", own.dates)):
        for kind in kinds:
            notes.known(("words", key, kind), "kind", kind, notes.words.kinds)
    for name, word in own.kinds.items():
        at: Position = ("words", "kinds", name)
        notes.known((*at, "section"), "section", word.section, notes.words.sections)
        check_ref_form(notes, word, (*at, "ref"))
        _facts(notes, word.facts, (*at, "facts"))
    for kind, facts in own.facts.items():
        _facts(notes, facts, ("words", "facts", kind))
        _replaced(notes, facts, ("words", "facts", kind), kind)
    _facts(notes, own.common, ("words", "common"))
    _replaced(notes, own.common, ("words", "common"))


def _replaced(notes: Notes, facts: Mapping[str, FactWord], at: Position, kind: str = "") -> None:
    """Remark on a built-in fact that is written anew: only what stands here can be answered then."""
    built_in = standard_vocabulary()
    words = built_in.all_facts.get(kind, {}) if kind else built_in.common_facts
    for name in facts:
        if name in words:
            said = f"“{name}”（{words[name].name}）是内置的事实"
            message = f"{said}，这里另写了一个，类型和选项都以这里为准，请核对。"
            notes.warn((*at, name), "redefined", message)


def _facts(notes: Notes, facts: Mapping[str, FactWord], at: Position) -> None:
    for name, word in facts.items():
        place: Position = (*at, name)
        if (word.type is FactType.CHOICE) is not bool(word.choices):
            message = f"“{word.name}”是选项（type: choice）才写 choices，并且要写出每个选项的编号和名称。"
            notes.note(place, "choices", message)
        if word.default is not None and word.type not in _NUMBERS:
            message = (
                f"“{word.name}”不是数，不能有 default；是否项没有填写的算否，写了 needed: true 的算没有填写。"
            )
            notes.note((*place, "default"), "default", message)
        elif word.default is not None and not _fits(word):
            whole = (
                "是整数，default 也写整数"
                if word.type is FactType.INTEGER
                else "是金额，default 最多两位小数"
            )
            notes.note((*place, "default"), "default", f"“{word.name}”{whole}，现为“{word.default}”。")


def _fits(word: FactWord) -> bool:
    """Say whether what stands in for an absent number has no finer parts than the number may have."""
    finest = {FactType.AMOUNT: Decimal("0.01"), FactType.INTEGER: Decimal(1)}.get(word.type)
    return word.default is None or finest is None or word.default % finest == 0
