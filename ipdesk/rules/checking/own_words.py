"""Checking the words that a pack brings itself: they extend what there is, and can be entered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.checking.ref_forms import check_ref_form
from ipdesk.rules.core.fact_types import TYPE_NAMES
from ipdesk.rules.core.roles import PATENT_TYPES, ROLE_NAMES, FactRole, KindRole
from ipdesk.rules.pack.vocabulary import FactType, FactWord, KindWord, standard_vocabulary
from ipdesk.rules.source.yaml_source import Position

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
        _kind(notes, word, ("words", "kinds", name))
    for kind, facts in own.facts.items():
        _facts(notes, facts, ("words", "facts", kind))
        _replaced(notes, facts, ("words", "facts", kind), kind)
    _facts(notes, own.common, ("words", "common"))
    _replaced(notes, own.common, ("words", "common"))


def _kind(notes: Notes, word: KindWord, at: Position) -> None:
    notes.known((*at, "section"), "section", word.section, notes.words.sections)
    check_ref_form(notes, word, (*at, "ref"))
    _grant_has_type(notes, word, at)
    _facts(notes, word.facts, (*at, "facts"))


def _grant_has_type(notes: Notes, word: KindWord, at: Position) -> None:
    """Remark on grants of which nobody is asked the type: only inventions may be supported."""
    if word.role is KindRole.GRANT and not any(
        fact.role is FactRole.PATENT_TYPE for fact in word.facts.values()
    ):
        choices = "{invention: 发明, utility_model: 实用新型, design: 外观设计}"
        message = (
            f"“{word.name}”是专利授权，没有问专利类型，国家“只资助发明专利”的提示用不上；"
            f"请加一个事实 {{name: 专利类型, type: choice, role: patent_type, choices: {choices}}}。"
        )
        notes.warn((*at, "role"), "role_without_type", message)


def _role(notes: Notes, word: FactWord, at: Position) -> None:
    """Check that a fact can have the role that it is said to have."""
    right = FactType.CHOICE if word.role is FactRole.PATENT_TYPE else FactType.AMOUNT
    if word.role is not None and word.type is not right:
        role = f"role: {word.role}（{ROLE_NAMES[word.role]}）"
        message = f"“{word.name}”写了 {role}，应为{TYPE_NAMES[right]}（type: {right}）；不是的，请删去 role。"
        notes.note((*at, "role"), "wrong_role", message)
    elif word.role is FactRole.PATENT_TYPE and not PATENT_TYPES & set(word.choices):
        written = "invention（发明）、utility_model（实用新型）、design（外观设计）"
        message = f"“{word.name}”写了 role: patent_type，选项的编号要用 {written}。"
        notes.note((*at, "role"), "wrong_role", message)


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
        _role(notes, word, place)
        if (word.type is FactType.CHOICE) is not bool(word.choices):
            message = f"“{word.name}”是选项（type: choice）才写 choices，并且要写出每个选项的编号和名称。"
            notes.note(place, "choices", message)
        if word.default is not None:
            _default(notes, word, (*place, "default"))


def _default(notes: Notes, word: FactWord, at: Position) -> None:
    if word.type not in _NUMBERS:
        message = (
            f"“{word.name}”不是数，不能有 default；是否项没有填写的算否，写了 needed: true 的算没有填写。"
        )
        notes.note(at, "default", message)
    elif not _fits(word):
        whole = (
            "是整数，default 也写整数" if word.type is FactType.INTEGER else "是金额，default 最多两位小数"
        )
        notes.note(at, "default", f"“{word.name}”{whole}，现为“{word.default}”。")


def _fits(word: FactWord) -> bool:
    """Say whether what stands in for an absent number has no finer parts than the number may have."""
    finest = {FactType.AMOUNT: Decimal("0.01"), FactType.INTEGER: Decimal(1)}.get(word.type)
    return word.default is None or finest is None or word.default % finest == 0
