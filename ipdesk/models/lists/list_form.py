"""What the columns of lists of achievements are called: ``resources/lists/columns.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pydantic import Field

from ipdesk.paths import resource
from ipdesk.rules.core.characters import one_writing
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_NOTE = "note"  # what lists have remarks on is not what a clerk remarks


class KindColumns(StrictModel):
    """The columns of lists of one kind.

    ``marks`` are heads by which the kind is known, ``needed`` the facts without which nothing can be read.
    ``columns`` names each fact's heads, the best first; ``values`` how lists write its choices, ``refused``
    what is none of the kind; ``said`` are the facts among them that certificates say, which is found out
    by the vocabulary. ``asked`` are facts of which another column says something else, so that a
    person chooses; ``several`` are facts of which a row may name several, each for a thing of its own;
    ``unsure`` are heads that say a fact only of what its publication number shows to be granted.
    """

    marks: tuple[str, ...]
    needed: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    said: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    unsure: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class ListForms(StrictModel):
    """The whole file: the columns by kind, and words that begin a row of sums."""

    kinds: dict[str, KindColumns]
    totals: tuple[str, ...]


@cache
def list_forms() -> ListForms:
    """Return what lists are known; facts go by their own names, too. Raises PackError for a faulty file."""
    forms = read_model(ListForms, Source.read(resource("lists", "columns.yaml")))
    kinds = {kind: _with_facts(kind, form) for kind, form in forms.kinds.items()}
    return forms.model_copy(update={"kinds": kinds})


def _with_facts(kind: str, form: KindColumns) -> KindColumns:
    facts = standard_vocabulary().all_facts.get(kind, {})
    named = {name: (word.name,) for name, word in facts.items() if name != _NOTE}
    columns = {name: tuple(dict.fromkeys((*form.columns.get(name, ()), *own))) for name, own in named.items()}
    said = tuple(name for name in form.columns if name in facts)
    return form.model_copy(update={"columns": {**form.columns, **columns}, "said": said})


@lru_cache(maxsize=4096)
def bare_head(text: str) -> str:
    """Return a head or word of a list without widths, blanks, brackets and traditional writing."""
    bare = one_writing(compact(text)).upper()
    return bare.translate(_MARKS)


@cache
def choices_of(kind: str, fact: str) -> Mapping[str, str]:
    """Return the choices of a fact by how lists write them, without what does not matter."""
    values = list_forms().kinds[kind].values.get(fact, {})
    return {bare_head(word): choice for choice, words in values.items() for word in words}


@cache
def refusals_of(kind: str) -> Mapping[str, frozenset[str]]:
    """Return what is none of a kind, by the fact that says so, without what does not matter."""
    refused = list_forms().kinds[kind].refused
    return {fact: frozenset(map(bare_head, words)) for fact, words in refused.items()}


_MARKS = str.maketrans("", "", "()[]{}〔〕【】:*\"'＊")
