"""What to write instead of a word that is not known: by its id, by its Chinese name, by likeness."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_MOST_NAMED = 8
_MOST_GUESSED = 3
_LIKE = 0.5
_SHORT, _LIKE_SHORT, _LIKE_LONG = 5, 0.6, 0.7


def cure(written: str, allowed: Mapping[str, str] | Iterable[str], most: int = _MOST_NAMED) -> str:
    """Return the end of a sentence that says which of ``allowed`` (ids, with their names) to write.

    A Chinese name is answered with its id; what is like nothing, with ``most`` of what there is.
    """
    names = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed, "")
    return guess(written, names) or _all(names, most)


def guess(written: str, names: Mapping[str, str]) -> str:
    """Return the end of a sentence that says which of ``names`` is meant; ``""`` where none is like it."""
    exact = [word for word, name in names.items() if name and name == written.strip()]
    if exact:
        return f"请写编号：{'、'.join(exact)}。"
    found = [f"“{word}”{_named(names[word])}" for word in _likely(written, names)]
    return f"是否应为{'或'.join(found)}？" if found else ""


def choices(allowed: Mapping[str, str]) -> str:
    """Return words with their names as a list in a sentence: ``a（甲）、b（乙）``."""
    return "、".join(f"{word}{_named(name)}" for word, name in allowed.items())


def _likely(written: str, names: Mapping[str, str]) -> list[str]:
    """Return the words that may be meant: by their spelling, or by what their names share with it."""
    folded = {_folded(word): word for word in names}
    cutoff = _LIKE_LONG if len(written) > _SHORT else _LIKE_SHORT
    near = difflib.get_close_matches(_folded(written), folded, n=1, cutoff=cutoff)
    if near:
        return [folded[near[0]]]
    spoken = {name: word for word, name in names.items() if name}
    like = difflib.get_close_matches(written, spoken, n=1, cutoff=_LIKE)
    return [spoken[like[0]]] if like else _sharing(written, names)


def _sharing(written: str, names: Mapping[str, str]) -> list[str]:
    """Return the words whose names share most pairs of characters with what is written."""
    pairs = {written[at : at + 2] for at in range(len(written) - 1)}
    shared = {word: sum(pair in name for pair in pairs) for word, name in names.items()}
    most = max(shared.values(), default=0)
    found = [word for word, count in shared.items() if count == most]
    return found if most and len(found) <= _MOST_GUESSED else []


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _named(name: str) -> str:
    return f"（{name}）" if name else ""


def _all(names: Mapping[str, str], most: int) -> str:
    if not names:
        return "这里没有可用的。"
    shown = choices(dict(list(names.items())[:most]))
    more = f" 等 {len(names)} 种" if len(names) > most else ""
    return f"可用：{shown}{more}。"
