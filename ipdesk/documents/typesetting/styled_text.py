"""A paragraph of several styles as one text, and where in it lines begin and end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ipdesk.documents.text.punctuation import SAVED, close_pairs

Style = TypeVar("Style")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where in its paragraph a line begins and ends, its natural width and its measure in em."""

    start: int
    end: int
    width: float
    room: float


class StyledText(Generic[Style]):
    """Styled text as one text: places count in it. ``only`` are the widths of one that has one style."""

    def __init__(
        self, spans: Sequence[tuple[Style, str]], widths: Callable[[Style], Mapping[str, float]]
    ) -> None:
        self.text = "".join([text for _, text in spans])
        self._widths = [widths(style) for style, _ in spans]
        self.only = self._widths[0] if len(spans) == 1 else None
        self._spans = spans

    def pieces(self, start: int, end: int) -> tuple[tuple[Style, str], ...]:
        """Return what stands between two places, by style."""
        if len(self._spans) == 1:
            return ((self._spans[0][0], self.text[start:end]),)
        return tuple((self._spans[number][0], text) for number, text in self._parts(start, end))

    def width(self, start: int, text: str) -> float:
        """Return the width of the text that begins at a place, in em."""
        if self.only is not None:
            return self.only[text]
        parts = self._parts(start, start + len(text))
        total = sum(self._widths[number][part] for number, part in parts)
        return total if len(parts) == 1 else total - SAVED * self._pairs_between([part for _, part in parts])

    def _parts(self, start: int, end: int) -> list[tuple[int, str]]:
        found, place = [], 0
        for number, (_, text) in enumerate(self._spans):
            if part := text[max(0, start - place) : max(0, end - place)]:
                found.append((number, part))
            place += len(text)
        return found

    @staticmethod
    def _pairs_between(parts: Sequence[str]) -> int:
        return close_pairs("".join(parts)) - sum(map(close_pairs, parts))
