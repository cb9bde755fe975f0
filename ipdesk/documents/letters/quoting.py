"""How a paper quotes the rules that it rests on, and names them once they are quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.quoted_rules import Quote, rests_on_quotes

QUOTED_BEFORE = "上述规定"
"""What rules are called whose words stand in the sentence before."""
_QUOTED = "{cited}规定：“{words}”"
_INNER = str.maketrans("“”", "‘’")


def quoted_text(quotes: Sequence[Quote]) -> str:
    """Return what rules say, without an end mark: 《…办法》（…）第十九条规定：“……”; "" for none."""
    return "；".join(_quoted(quotes, ""))


def quoted_sentences(quotes: Sequence[Quote]) -> str:
    """Return what rules say as sentences: 《…办法》（…）第十九条规定：“……。”; "" for none."""
    return "".join(_quoted(quotes, "。"))


def _quoted(quotes: Sequence[Quote], end: str) -> Iterator[str]:
    for cited, words in quotes:
        yield _QUOTED.format(cited=cited, words=sentence(words).translate(_INNER) + end)


def rests_on(basis: str, quotes: Sequence[Quote]) -> str:
    """Return how a paper names the rules that it rests on: those that it has quoted are the above."""
    return QUOTED_BEFORE if rests_on_quotes(basis, (*quotes,)) else sentence(basis)


def quoted_values(basis: str, quotes: Sequence[Quote]) -> dict[str, str]:
    """Return what fills ``quoted`` and ``rule`` of a template."""
    return {"quoted": quoted_sentences(quotes), "rule": rests_on(basis, quotes)}


QUOTED_NAMES = {
    "quoted": "依据的条款原文，没有写明条款的为空",
    "rule": "引用原文以后怎样称呼依据",
}
"""What the template of such a paper may name, and what a clerk calls it."""
