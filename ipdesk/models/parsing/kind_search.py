"""Finding a kind of achievement by any of its names, by pinyin, or by an answer to one of its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.pinyin import has_letters
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactType, FactWord, KindWord

_NONE_OF_THESE = "other"
_MOST_NEAR = 6
_YES = "是"


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind to choose, as it stands on the board.

    ``other_names`` are what it is called besides. ``facts`` are answers (texts of the form) that its choice
    brings: whoever asks for 驰名 has said already which recognition it is.
    """

    kind: str
    name: str
    other_names: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    facts_by_name: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By other name, the answers that it says: 发明授权 is an invention."""


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The kinds of one section, or some of them; a group of answers has no ``title``.

    ``answers`` are choices found only by what is typed.
    """

    title: str
    kinds: tuple[KindChoice, ...]
    answers: tuple[KindChoice, ...] = ()


def kind_groups(policy: Policy, *, others: bool) -> tuple[KindGroup, ...]:
    """Return the kinds that a policy speaks of, by section; with ``others`` those it does not speak of."""
    words, spoken = policy.vocabulary, frozenset(policy.kinds())
    made = []
    for section, title in words.sections.items():
        kinds = {
            kind: word
            for kind, word in words.kinds.items()
            if word.section == section and (kind in spoken) is not others
        }
        if kinds:
            made.append(_group(title, kinds))
    return tuple(made)


def _group(title: str, kinds: Mapping[str, KindWord]) -> KindGroup:
    choices = tuple(_choice(kind, word) for kind, word in kinds.items())
    answers = tuple(choice for kind, word in kinds.items() for choice in _answers(kind, word))
    return KindGroup(title, choices, answers)


def _choice(kind: str, word: KindWord) -> KindChoice:
    return KindChoice(
        kind, word.name, word.also, facts_by_name={name: _facts_named(name, word) for name in word.also}
    )


def _facts_named(name: str, word: KindWord) -> dict[str, str]:
    """Return the answers that another name says: choices whose word it has in it, or that alone have it."""
    found = {}
    for fact, asked in word.facts.items():
        choices = asked.choices if asked.type is FactType.CHOICE else {}
        named = [key for key, text in choices.items() if text in name]
        named = named or [key for key, text in choices.items() if name in text]
        if len(named) == 1:
            found[fact] = named[0]
    return found


def _answers(kind: str, word: KindWord) -> Iterator[KindChoice]:
    """Yield a kind once for each answer that a clerk may ask for by its own name: 金奖, 驰名, 高价值.

    What is none of the others has no name of its own.
    """
    for fact, asked in word.facts.items():
        for choice, name in asked.choices.items() if asked.type is FactType.CHOICE else ():
            if choice != _NONE_OF_THESE:
                yield KindChoice(kind, _answered(word, asked, name), (name,), {fact: choice})
        if asked.type is FactType.BOOLEAN:
            said = _answered(word, asked, _YES)
            yield KindChoice(kind, said, (asked.name,), {fact: "true"})


def _answered(word: KindWord, asked: FactWord, answer: str) -> str:
    """Return a kind with the answer that its choice brings, the two told apart."""
    return f"{word.name}（{asked.name}：{answer}）"


def matches(name: str, text: str) -> bool:
    """Say whether a name is meant by what was typed: part of it, or letters of its pinyin."""
    wanted = compared_name(text)
    if wanted in compared_name(name):
        return True
    return wanted.isascii() and has_letters(name, wanted)


def matching(groups: Sequence[KindGroup], text: str) -> tuple[KindGroup, ...]:
    """Return the groups with only the kinds that match; empty groups go.

    A kind is found by its name or by another name it has, which then stands beside it. The answers to its
    questions follow as a group of their own, but not for a few letters that already mean a kind: they
    would bury it.
    """
    by_name = _narrowed(groups, text, lambda group: group.kinds, _meant)
    wanted = "".join(text.split())
    if not wanted or (by_name and (wanted.isascii() or len(wanted) < 2)):
        return by_name
    found = tuple(choice for group in groups for choice in group.answers if _asked_for(choice, text))
    if not by_name and not found:
        return _narrowed(groups, text, lambda group: group.kinds, _within)
    known = [(choice.kind, choice.facts) for group in by_name for choice in group.kinds if choice.facts]
    found = tuple(choice for choice in found if (choice.kind, choice.facts) not in known)
    return (*by_name, KindGroup("", found)) if found else by_name


def _narrowed(
    groups: Sequence[KindGroup],
    text: str,
    choices: Callable[[KindGroup], tuple[KindChoice, ...]],
    meant: Callable[[KindChoice, str], KindChoice | None],
) -> tuple[KindGroup, ...]:
    made = []
    for group in groups:
        found = tuple(choice for each in choices(group) if (choice := meant(each, text)) is not None)
        if found:
            made.append(KindGroup(group.title, found))
    return tuple(made)


def _asked_for(choice: KindChoice, text: str) -> bool:
    """Say whether an answer is meant: by its own name, for the kind's would bring all its answers."""
    return any(matches(name, text) for name in choice.other_names)


def _meant(choice: KindChoice, text: str) -> KindChoice | None:
    """Return a choice as it answers to what was typed, None where it does not."""
    if matches(choice.name, text):
        return choice
    called = next((name for name in choice.other_names if matches(name, text)), "")
    return _called(choice, called) if called else None


def _within(choice: KindChoice, text: str) -> KindChoice | None:
    """Return a choice one of whose names stands in what was typed: 软著登记, 马德里商标."""
    wanted = compared_name(text)
    called = next((name for name in choice.other_names if compared_name(name) in wanted), "")
    return _called(choice, called) if called else None


def _called(choice: KindChoice, called: str) -> KindChoice:
    return replace(choice, name=f"{choice.name}（{called}）", facts=choice.facts_by_name.get(called, {}))


def nearest(groups: Sequence[KindGroup], text: str) -> tuple[KindChoice, ...]:
    """Return the kinds that have most of their words in common with what was typed, the nearest first.

    A word that few kinds have tells more than 知识产权, which half of them have.
    """
    choices = [choice for group in groups for choice in group.kinds]
    words = [_pairs("\n".join((choice.name, *choice.other_names))) for choice in choices]
    shared = Counter(pair for own in words for pair in own)
    wanted = _pairs(text)
    near = [sum(1 / shared[pair] for pair in wanted & own) for own in words]
    order = sorted(range(len(choices)), key=lambda at: -near[at])
    return tuple(choices[at] for at in order[:_MOST_NEAR] if near[at])


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of Chinese characters that stand side by side, which most words are made of."""
    parts = (compared_name(part) for part in text.splitlines())
    pairs = (part[at : at + 2] for part in parts for at in range(len(part) - 1))
    return frozenset(pair for pair in pairs if not pair.isascii())
