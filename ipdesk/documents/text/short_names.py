"""A document that a paper names again has a short name: given where it is named first, used from there on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents.text.citations import short_title

NOTICE_CALLED = "《申报通知》"
"""What the notice of a call is called once it was named; its title ends like that of any other paper."""
_APART = "\x1f"
_NAMED = re.compile("《([^《》]+)》（([^（），]*号)(?:，以下简称(《[^《》]+》))?）")
"""A document: its title, its number, the short name that it was given already."""
_QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True, slots=True)
class _Document:
    """A document as a paper names it: title (bare), number, and the short name 《…》 that its title has."""

    title: str
    number: str
    short: str

    @property
    def plain(self) -> str:
        return f"《{self.title}》（{self.number}）"

    @property
    def introduced(self) -> str:
        return f"《{self.title}》（{self.number}，以下简称{self.short}）"


def named_once(texts: Sequence[str], tables: str = "") -> list[str]:
    """Return the texts of a paper, in the order they are read in, with each document named in full once.

    Its short name is introduced there where the paper uses it, and only there. What stands in quotation marks
    stays as it is, and so do its ``tables``, whose rows are read by themselves. Two documents with the same
    short name keep their titles.
    """
    text = _APART.join(texts)
    documents = _documents(text)
    shared = Counter(one.short for one in documents)
    for one in documents:
        if shared[one.short] == 1:
            text = _named(text, one, tables)
    return text.split(_APART)


def _documents(text: str) -> Sequence[_Document]:
    known = dict[tuple[str, str], _Document]()
    for found in _NAMED.finditer(text):
        title, number, given = found.groups()
        if short := given or _called(title):
            known.setdefault((title, number), _Document(title, number, short))
    return [*known.values()]


def _called(title: str) -> str:
    return NOTICE_CALLED if title.endswith("通知") and "申报" in title else short_title(title)


def _named(text: str, one: _Document, tables: str) -> str:
    if (first := _first(text, one)) is None:
        return text  # it is named in what is quoted alone
    before, after = text[: first.start()], _shortened(text[first.end() :], one)
    return before + (one.introduced if one.short in after + tables else one.plain) + after


def _first(text: str, one: _Document) -> re.Match[str] | None:
    """Return where a document is named first, be it by the short name that somebody typed."""
    forms = "|".join(map(re.escape, (one.introduced, one.plain, one.short)))
    names = (found for found in re.finditer(f"{_QUOTED.pattern}|{forms}", text) if found[0][0] != "“")
    return next(names, None)


def _shortened(text: str, one: _Document) -> str:
    """Return a text in which a document has its short name, but for what is quoted."""
    whole = re.compile(
        f"{_QUOTED.pattern}|" + "|".join(map(re.escape, (one.introduced, one.plain, f"《{one.title}》")))
    )
    return whole.sub(lambda found: found[0] if found[0].startswith("“") else one.short, text)
