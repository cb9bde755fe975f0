"""How the numbers of one sort may be written, as data: what may be left out, what stands for what.

A closed set of elements. Whatever they leave out says nothing of which thing is meant, so that two different
things never come to be one; ``normal_form`` computes what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ipdesk.rules.numbers.shapes import Shape
from ipdesk.rules.source.strict_model import StrictModel, Words, YesNo

Shapes = Annotated[
    tuple[Shape, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
]


class RefForm(StrictModel):
    """The writings of a number that mean the same thing, beside widths, blanks, cases, brackets and dashes.

    ``like`` names a form of the vocabulary to which the other elements are added. ``labels`` may stand
    before a number and ``endings`` behind it; ``equal`` maps words to what they stand for. Characters of
    ``marks`` do not count, but between two digits they part them; those of ``grouping`` count nowhere, not
    between digits either. ``zeros`` may begin a run of digits; ``numerals`` of years and before 号 may be
    Chinese.
    ``named`` allows words that name a number (托管合同编号) before it, ``shapes`` any words around one that
    is told by its shape (a case number), ``latin_only`` any in other letters than Latin ones.

    Of patents: ``cn_patent`` says that ZL, CN and the check digit may be left out, ``marked`` that a number
    is taken for a Chinese patent's only where one of them or the point is there. ``country`` is the fact
    that names the country where the number itself does not. ``kind_codes`` says that codes of publications
    (B1, S) may be left out, but for letters that tell series ``apart`` in a country (JP: U, S).
    """

    name: str = ""
    like: str = ""
    labels: Words = ()
    endings: Words = ()
    equal: dict[str, str] = Field(default_factory=dict)
    marks: str = ""
    grouping: str = ""
    zeros: YesNo = False
    numerals: YesNo = False
    named: YesNo = False
    shapes: Shapes = ()
    latin_only: YesNo = False
    cn_patent: Literal["always", "marked"] | None = None
    country: str = ""
    kind_codes: YesNo = False
    apart: dict[str, Words] = Field(default_factory=dict)


def _read_form(value: object) -> object:
    return {"like": value} if isinstance(value, str) else value


RefFormOrName = Annotated[RefForm, BeforeValidator(_read_form)]
"""The bare name of a form of the vocabulary, or a ``RefForm``."""


def merged(first: RefForm, second: RefForm) -> RefForm:
    """Return the form that allows what either allows."""
    return RefForm(
        name=second.name or first.name,
        labels=(*first.labels, *second.labels),
        endings=(*first.endings, *second.endings),
        equal={**first.equal, **second.equal},
        marks=first.marks + second.marks,
        grouping=first.grouping + second.grouping,
        zeros=first.zeros or second.zeros,
        numerals=first.numerals or second.numerals,
        named=first.named or second.named,
        shapes=tuple(dict.fromkeys((*first.shapes, *second.shapes))),
        latin_only=first.latin_only and second.latin_only,
        cn_patent=_stricter(first, second),
        country=first.country or second.country,
        kind_codes=first.kind_codes or second.kind_codes,
        apart={**first.apart, **second.apart},
    )


def _stricter(first: RefForm, second: RefForm) -> Literal["always", "marked"] | None:
    return (
        "marked" if "marked" in (first.cn_patent, second.cn_patent) else first.cn_patent or second.cn_patent
    )


def resolved(form: RefForm, known: Mapping[str, RefForm]) -> RefForm:
    """Return the form with the elements of the one that it is like; raises KeyError for an unknown name."""
    if not form.like:
        return form
    like = resolved(known[form.like], known)
    # Added to a form, unlike beside another: what is like numbers of Latin letters is one of them.
    return merged(like, form).model_copy(update={"latin_only": like.latin_only or form.latin_only})
