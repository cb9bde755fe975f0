"""The Chinese sentences of an evaluation, kept as data and made ready to fill quickly."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial

from ipdesk.paths import resource
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.yaml_source import Source

Phrase = Callable[..., str]
"""Fills a sentence; takes its placeholders by name."""


class Phrases:
    """The sentences by section and key."""

    def __init__(self, source: Source) -> None:
        """Read every sentence; raises PackError where one is no text or its braces are wrong."""
        self._source = source
        data: Mapping[str, object] = source.data if isinstance(source.data, dict) else {}
        self.trace = self._section(data, "trace")
        self.warning = self._section(data, "warning")
        self.notice = self._section(data, "notice")
        self.letter = self._section(data, "letter")
        self.words = self._section(data, "words")

    def _section(self, data: Mapping[str, object], name: str) -> dict[str, Phrase]:
        section = data.get(name)
        if not isinstance(section, dict):
            raise self._error((name,), f"缺少“{name}”一节。")
        return {key: self._phrase((name, key), text) for key, text in section.items()}

    def _phrase(self, position: tuple[str, str], text: object) -> Phrase:
        try:
            list(string.Formatter().parse(str(text)))
        except ValueError:
            raise self._error(position, f"“{position[1]}”的花括号不成对。") from None
        return str(text).format

    def _error(self, position: tuple[str, ...], message: str) -> PackError:
        line = self._source.line(position)
        return PackError([Finding(self._source.name, line, "", Severity.ERROR, "bad_phrase", message)])


def prefilled(phrase: Phrase, *open_names: str, **known: object) -> Callable[..., str]:
    """Fill in what is known for good; the rest is then given by position, in the order of ``open_names``.

    Most of a sentence is the same for every line of a rule: filling only the rest halves its cost.
    """
    marks = _marks(open_names)
    text = phrase(**known, **marks)
    parts = text.split("\x000\x00")
    if len(open_names) == 1 and len(parts) == 2:
        return partial(_between, *parts)
    text = text.replace("{", "{{").replace("}", "}}")
    for number, mark in enumerate(marks.values()):
        text = text.replace(mark, f"{{{number}}}")
    return text.format


@cache
def _marks(names: tuple[str, ...]) -> Mapping[str, str]:
    return {name: f"\x00{number}\x00" for number, name in enumerate(names)}


def _between(before: str, after: str, value: object) -> str:
    return f"{before}{value}{after}"


@lru_cache(maxsize=1)
def standard_phrases() -> Phrases:
    """Return the built-in sentences."""
    return Phrases(Source.read(resource("phrases", "evaluation.yaml")))
