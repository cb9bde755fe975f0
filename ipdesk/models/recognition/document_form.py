"""What a kind of paper looks like: how it is recognised, and which words stand before which value.

Each is one file of ``resources/certificates/``; an office adds its own, or others of the same id, in the
folder ``certificates`` beside its database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.paths import resource
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

FOLDER = "certificates"
"""Where the forms lie: below the program's resources, and below the data folder of an office."""

OF_ROWS = frozenset({
    "ref", "date", "name", "owners", "filing_date", "rights", "contract", "contract_date",
})  # fmt: skip
"""What every achievement takes beside its facts, as its row calls it."""
OF_APPLICANTS = frozenset({"identity", "name", "legal_representative", "address"})
"""What an applicant is registered with, as the form of registration calls it."""


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("said", "{said}", {"said": sentence})


class Recognised(StrictModel):
    """Words by which a page is known, blanks and widths aside: all, any and none of them."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.all or self.any):
            raise _fault("recognised 里要写 all 或者 any：没有识别的词，就认不出这种证照。")
        return self


class ValueForm(StrictModel):
    """One value of a paper, and where it stands.

    ``fact`` is what it fills: a field of the achievement or one of its facts, or a field of the applicant. It
    stands behind one of some ``labels`` (in up to so many ``lines``), or where a ``pattern`` (a regular
    expression, blanks and widths aside) has its first group, or it is what is meant by ``words`` of the page;
    ``otherwise`` is proposed, in doubt, where none of the words is there. Beside a label, ``code`` (a
    regular expression with one group) finds it in what a code of two dimensions on a picture says.
    """

    fact: str
    labels: tuple[str, ...] = ()
    lines: int = Field(default=1, ge=1, le=6)
    pattern: str = ""
    words: dict[str, str] = Field(default_factory=dict)
    otherwise: str = ""
    code: str = ""

    @field_validator("pattern", "code")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise _fault("pattern 不是正确的正则表达式，请核对括号。") from error
        if pattern and not groups:
            raise _fault("pattern 里要用一对括号括出要取的值。")
        return pattern

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(map(bool, (self.labels, self.pattern, self.words))) != 1:
            raise _fault("一个值只能写 labels、pattern、words 中的一种。")
        return self


class DocumentForm(StrictModel):
    """One kind of paper.

    ``kind`` is that of the achievement whose row it fills; with ``joins`` it fills only one that has its
    number already. "" is a paper of the applicant itself. ``facts`` are said by the paper as such.
    ``material`` is which of the materials it is. ``other_labels`` are labels of what is not read: values end
    before them.
    """

    id: str = Field(pattern="^[a-z_]+$")
    name: str
    kind: str = ""
    joins: bool = False
    material: str = ""
    recognised: Recognised
    values: tuple[ValueForm, ...]
    facts: dict[str, str] = Field(default_factory=dict)
    other_labels: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        """Refuse kinds, facts and materials that the vocabulary does not have."""
        words = standard_vocabulary()
        if self.kind and self.kind not in words.kinds:
            raise _fault(f"kind 不能写“{self.kind}”：词汇表里没有这种成果。")
        known = OF_ROWS | words.all_facts[self.kind].keys() if self.kind else OF_APPLICANTS
        if unknown := ({value.fact for value in self.values} | self.facts.keys()) - known:
            raise _fault(f"fact 不能写“{min(unknown)}”：这种成果（申请人）没有这一项。")
        if self.material and self.material not in words.materials:
            raise _fault(f"material 不能写“{self.material}”：词汇表里没有这种材料。")
        return self

    @property
    def labels(self) -> tuple[str, ...]:
        """Return every label of the paper, the longest first."""
        read = (label for value in self.values for label in value.labels)
        return tuple(sorted({*read, *self.other_labels}, key=lambda label: (-len(label), label)))


def document_forms(own: Path | None = None) -> tuple[DocumentForm, ...]:
    """Return the forms of the program and, in their place or behind them, those of an office's folder.

    Raises PackError for a file that cannot be read.
    """
    found: dict[str, DocumentForm] = dict(_bundled())
    if own is not None:
        found |= _forms_in(own)
    return tuple(found.values())


@cache
def _bundled() -> Mapping[str, DocumentForm]:
    return _forms_in(resource(FOLDER))


def _forms_in(folder: Path) -> dict[str, DocumentForm]:
    forms = (read_model(DocumentForm, Source.read(path)) for path in sorted(folder.glob("*.yaml")))
    return {form.id: form for form in forms}
