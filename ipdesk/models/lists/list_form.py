"""What the columns of lists of achievements are called: ``resources/lists/columns.yaml``."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from ipdesk.paths import resource
from ipdesk.rules.core.characters import one_writing
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class KindColumns(StrictModel):
    """The columns of lists of one kind.

    ``marks`` are heads by which the kind is known, ``needed`` the facts without which nothing can be read.
    ``columns`` names each fact's heads, the best first; ``values`` how lists write its choices, ``refused``
    what is none of the kind; ``asked`` are facts of which another column says something else, so that a
    person chooses; ``several`` are facts of which a row may name several, each for a thing of its own.
    """

    marks: tuple[str, ...]
    needed: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    asked: tuple[str, ...] = ()
    several: tuple[str, ...] = ()


class ListForms(StrictModel):
    """The whole file: the columns by kind, and words that begin a row of sums."""

    kinds: dict[str, KindColumns]
    totals: tuple[str, ...]


@cache
def list_forms() -> ListForms:
    """Return what lists are known. Raises PackError for a file that cannot be read."""
    return read_model(ListForms, Source.read(resource("lists", "columns.yaml")))


def bare_head(text: str) -> str:
    """Return a head or word of a list without widths, blanks, brackets and traditional writing."""
    bare = one_writing(compact(text)).upper()
    return bare.translate(_MARKS)


_MARKS = str.maketrans("", "", "()[]{}〔〕【】:*\"'＊")
