"""What would cure a refusal: a trait of the applicant that nobody has registered. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.condition_forms import Who
from ipdesk.rules.vocabulary import Vocabulary


def traits_lacking(who: Iterable[Who], kind: str, held: frozenset[str], words: Vocabulary) -> tuple[str, ...]:
    """Return the fewest traits that alone keep an applicant of a kind out, as their Chinese names.

    Empty where the applicant fits, and where the kind does not or a trait held forbids it.
    """
    ways = list(_ways(who, kind, held, words))
    return min(ways, key=len) if ways and all(ways) else ()


def _ways(
    who: Iterable[Who], kind: str, held: frozenset[str], words: Vocabulary
) -> Iterator[tuple[str, ...]]:
    for one in who:
        if not held.isdisjoint(one.without):
            continue
        for part in words.groups[one.group].alternatives:
            if kind in part.kinds:
                lacking = [name for name in (*part.traits, *one.traits) if name not in held]
                names = [words.traits[name] for name in dict.fromkeys(lacking)]
                if one.any_trait and held.isdisjoint(one.any_trait):
                    names.append("或".join(words.traits[name] for name in one.any_trait))
                yield tuple(names)


def cure(lacking: tuple[str, ...]) -> str:
    """Return the sentence that says what to do about traits that are lacking, nothing where none is."""
    words = QCoreApplication.translate(
        "Cures", "申请人在这一天未登记为{traits}；如属实，按 F2 到申请人，用“修改”补上资质特征。"
    )
    return words.format(traits="、".join(lacking)) if lacking else ""
