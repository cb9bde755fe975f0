"""What a line is called where another line speaks of it: its rule's title, and the row that it took."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.core.result import remembered
from ipdesk.rules.evaluation.conditions.explain import quoted
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack


class LineTitle:
    """Names lines of one rule about one kind, in quotes."""

    def __init__(self, rule: pack.Rule, lexicon: Lexicon) -> None:
        """Find the facts whose values choose a row of the rule's tables."""
        self._lexicon = lexicon
        self._title = rule.title
        tables = _tables(rule.amount) if rule.amount else ()
        self._by = tuple(dict.fromkeys(table.by for table in tables))
        self._text = remembered(self._compose)

    def text(self, facts: Facts) -> str:
        """Return the title, with the values that chose the sum where there are such."""
        return self._text(*[facts.get(name) for name in self._by])

    def _compose(self, *chosen: FactValue | None) -> str:
        words, named = self._lexicon.phrases.words, zip(self._by, chosen, strict=True)
        values = [self._lexicon.shown(name, value) for name, value in named if value is not None]
        text = words["standing"](text=self._title, facts="、".join(values)) if values else self._title
        return quoted(text, self._lexicon.phrases)


def _tables(form: pack.AmountForm) -> Iterator[pack.Table]:
    if form.table is not None:
        yield form.table
    for _, inner in form.inner():
        yield from _tables(inner)
