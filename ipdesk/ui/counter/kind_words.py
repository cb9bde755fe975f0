"""What kinds of achievements are called in the rows of the counter, known to the policy or not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.pack.vocabulary import KindWord, RefWord, Vocabulary


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


def counts_by_measure(words: Vocabulary, found: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how many things of some kinds there are, by the word that each kind is counted with."""
    counts: dict[str, int] = {}
    for kind, count in found:
        measure = kind_word(words, kind).measure
        counts[measure] = counts.get(measure, 0) + count
    return counts
