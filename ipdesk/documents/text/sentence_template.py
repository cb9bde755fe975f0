"""Sentences with placeholders: ``{name}`` is filled in, ``[...]`` falls away when a name in it is empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_PART = re.compile(r"\[(?P<option>[^\[\]]*)\]|\{(?P<name>\w+)\}")
_STRAY = re.compile(r"[\[\]{}]")


class EmptyPlaceholderError(Exception):
    """A placeholder outside brackets has nothing to put in its place; ``args[0]`` is its name."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The place in a template where the value of a given name goes."""

    name: str

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the value; raises EmptyPlaceholderError, and KeyError for an unknown name."""
        if value := values[self.name]:
            return value
        raise EmptyPlaceholderError(self.name)


@dataclass(frozen=True, slots=True)
class Option:
    """Words that fall away when a placeholder among them is empty."""

    inner: SentenceTemplate

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the words, or "" for an empty placeholder; raises KeyError for an unknown name."""
        try:
            return self.inner.fill(values)
        except EmptyPlaceholderError:
            return ""


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    """A sentence cut into literal text, placeholders and options."""

    parts: tuple[str | Placeholder | Option, ...]
    names: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> SentenceTemplate:
        """Cut a sentence; raises ValueError for a bracket or brace without its partner."""
        parts: list[str | Placeholder | Option] = []
        end = 0
        for found in _PART.finditer(text):
            parts += [_literal(text[end : found.start()]), _part(found)]
            end = found.end()
        parts.append(_literal(text[end:]))
        return cls(tuple(part for part in parts if part), frozenset(_names(parts)))

    def fill(self, values: Mapping[str, str], dropped: Collection[str] = ()) -> str:
        """Return the sentence, without the options that name one of ``dropped``.

        Raises EmptyPlaceholderError, and KeyError for an unknown name.
        """
        return "".join([_filled(part, values, dropped) for part in self.parts])


def _filled(part: str | Placeholder | Option, values: Mapping[str, str], dropped: Collection[str]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Option) and not part.inner.names.isdisjoint(dropped):
        return ""
    return part.fill(values)


def _literal(text: str) -> str:
    if _STRAY.search(text):
        raise ValueError(text)
    return text


def _part(found: re.Match[str]) -> Placeholder | Option:
    name = found["name"]
    return Placeholder(name) if name else Option(SentenceTemplate.parse(found["option"]))


def _names(parts: Iterable[str | Placeholder | Option]) -> set[str]:
    slots = {part.name for part in parts if isinstance(part, Placeholder)}
    return slots.union(*(part.inner.names for part in parts if isinstance(part, Option)))
