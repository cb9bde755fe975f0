"""What to write instead of a word that is not known: by its id, by its Chinese name, by likeness."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_MOST_NAMED = 12
_LIKE = 0.5


def cure(written: str, allowed: Mapping[str, str] | Iterable[str]) -> str:
    """Return the end of a sentence that says which of ``allowed`` (ids, with their names) to write.

    A Chinese name is answered with its id; what is like nothing, with all that there are.
    """
    names = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed, "")
    return guess(written, names) or _all(names)


def guess(written: str, names: Mapping[str, str]) -> str:
    """Return the end of a sentence that says which of ``names`` is meant; ``""`` where none is like it."""
    exact = [word for word, name in names.items() if name and name == written.strip()]
    if exact:
        return f"请写编号：{'、'.join(exact)}。"
    found = _likely(written, names)
    return f"是否应为“{found}”{_named(names[found])}？" if found else ""


def choices(allowed: Mapping[str, str]) -> str:
    """Return words with their names as a list in a sentence: ``a（甲）、b（乙）``."""
    return "、".join(f"{word}{_named(name)}" for word, name in allowed.items())


def _likely(written: str, names: Mapping[str, str]) -> str:
    """Return the word that is meant most likely, by its spelling or by a part of its name; else ``""``."""
    folded = {_folded(word): word for word in names}
    near = difflib.get_close_matches(_folded(written), folded, n=1)
    if near:
        return folded[near[0]]
    spoken = {name: word for word, name in names.items() if name}
    like = difflib.get_close_matches(written, spoken, n=1, cutoff=_LIKE)
    return spoken[like[0]] if like else ""


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _named(name: str) -> str:
    return f"（{name}）" if name else ""


def _all(names: Mapping[str, str]) -> str:
    if not names:
        return "这里没有可用的。"
    shown = choices(dict(list(names.items())[:_MOST_NAMED]))
    more = f" 等 {len(names)} 种" if len(names) > _MOST_NAMED else ""
    return f"可用：{shown}{more}。"
