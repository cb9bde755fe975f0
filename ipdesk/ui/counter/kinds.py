"""Finding a kind of achievement by a piece of its name or by the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.policy import Policy
from ipdesk.rules.vocabulary import KindWord, RefWord, Vocabulary


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The kinds of one section, as (id, name)."""

    title: str
    kinds: tuple[tuple[str, str], ...]


def kind_groups(policy: Policy, *, others: bool) -> tuple[KindGroup, ...]:
    """Return the kinds that a policy speaks of, by section; with ``others`` those it does not speak of."""
    words, spoken = policy.vocabulary, frozenset(policy.kinds())
    made = []
    for section, title in words.sections.items():
        kinds = tuple(
            (kind, word.name)
            for kind, word in words.kinds.items()
            if word.section == section and (kind in spoken) is not others
        )
        if kinds:
            made.append(KindGroup(title, kinds))
    return tuple(made)


def kind_word(words: Vocabulary, kind: str) -> KindWord:
    """Return the words of a kind; a stand-in for one that only another policy brings."""
    known = words.kinds.get(kind)
    if known is not None:
        return known
    translate = QCoreApplication.translate
    ref = RefWord(name=translate("Kinds", "编号"))
    return KindWord(
        name=translate("Kinds", "其他政策的成果"), section="", date=translate("Kinds", "日期"), ref=ref
    )


@cache
def initials(name: str) -> str:
    """Return the initials of a name's pinyin: ``zlzrxk`` for 专利转让许可."""
    from pypinyin import Style, lazy_pinyin  # large: only when somebody types letters

    return "".join(part[:1] for part in lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


@cache
def spelled(name: str) -> str:
    """Return the whole pinyin of a name without tones."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()


def matches(name: str, text: str) -> bool:
    """Say whether a name is meant by what was typed: part of it, or letters of its pinyin."""
    wanted = "".join(text.split()).lower()
    if not wanted or wanted in name.lower():
        return True
    return wanted.isascii() and (wanted in initials(name) or spelled(name).startswith(wanted))


def matching(groups: Sequence[KindGroup], text: str) -> tuple[KindGroup, ...]:
    """Return the groups with only the kinds that match; empty groups go."""
    made = []
    for group in groups:
        kinds = tuple(kind for kind in group.kinds if matches(kind[1], text))
        if kinds:
            made.append(KindGroup(group.title, kinds))
    return tuple(made)
