"""What an applicant is found by: one text of everything a clerk may type, and what is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.identifiers.same_holder import numbers_of_holder
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone, single_numbers
from ipdesk.models.parsing.names.likeness import core
from ipdesk.models.parsing.names.names import HAN, folded_name, stored_name
from ipdesk.models.parsing.names.pinyin import initials, spellings, surname_and_initials
from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.core.plain_text import spaced

BEGINNING = "\n"
"""Stands before each part of a search text; no word that is looked for holds it."""

NOWHERE = "\ufffd"
"""What is looked for where nothing is to be found: a damaged character, which nothing stored holds."""

Words = tuple[str, ...]
_LONGEST, _MOST_WORDS = 200, 20
_APART = re.compile(rf"[^\w\s.·'’_-]+|(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")
# A shorter part of a number that is left of what was typed would be found everywhere.
_LEAST_NUMBER = 7


def search_columns(details: ApplicantDetails, *, personal: bool) -> dict[str, str]:
    """Return what the database keeps to sort and find an applicant by, of details as they are stored.

    ``pinyin`` sorts, ``search_text`` finds, ``core`` shows similar names.
    """
    bare = core(details.name)
    people = (details.legal_representative, details.contact, *([details.name] if personal else []))
    parts = (
        *(details.name, bare, *initials(details.name), *_pinyin(details.name, personal)),
        *(part for person in people if person for part in _parts_of_person(person)),
        *(details.identity, *single_numbers(details.telephone)),
    )
    pinyin = spellings(details.name, personal=personal)[0]
    return {"pinyin": pinyin, "search_text": _joined(map(folded_name, parts)), "core": bare}


def _parts_of_person(name: str) -> Iterator[str]:
    yield name
    yield from initials(name)
    yield from _pinyin(name, personal=True)
    yield from surname_and_initials(name)


def _pinyin(name: str, personal: bool) -> Iterator[str]:
    """Yield the spellings of a name; ü is typed as v, on passports it is u or yu."""
    for spelling in spellings(name, personal=personal):
        yield from dict.fromkeys(spelling.replace("v", letter) for letter in ("v", "u", "yu"))


def thing_search_text(names: Iterable[str]) -> str:
    """Return what an application is found by of the things in it: their names, and the initials of these."""
    parts = tuple(part for name in dict.fromkeys(names) if name for part in _parts_of_thing(name))
    return _joined(parts) if parts else ""


@lru_cache(maxsize=2048)
def _parts_of_thing(name: str) -> tuple[str, ...]:
    # At every save of a form all its names come again.
    return tuple(map(folded_name, (name, *initials(name))))


def _joined(parts: Iterable[str]) -> str:
    return BEGINNING + BEGINNING.join(dict.fromkeys(filter(None, parts))) + BEGINNING


def search_fault(text: str) -> str:
    """Say in a sentence why a text is no search: whole columns are pasted by mistake; nothing for others."""
    if len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS:
        return ""
    return f"要找的内容太长，请只写名称的几个字或一个编号，最多{_LONGEST}个字、{_MOST_WORDS}个词。"


def search_alternatives(text: str) -> tuple[Words, ...]:
    """Return what to look for in search texts: any of these, each with all its words; nothing for a blank.

    A text is looked for as it is, in the parts that its marks leave, and as the name or number that a pasted
    text is of. What is nothing but marks stays as it was typed: it occurs nowhere, and so does what is
    too long for a search.
    """
    if search_fault(text):
        return ((NOWHERE,),)
    typed = _words(spaced(text).split(" "))
    if not typed:
        return ((spaced(text),),) if spaced(text) else ()
    parts = _words(part for word in spaced(text).split(" ") for part in _APART.split(word))
    found = (typed, parts, _words([stored_name(text)]), *_numbers(text))
    return tuple(dict.fromkeys(filter(None, found)))


def _words(typed: Iterable[str]) -> Words:
    return tuple(filter(None, map(folded_name, typed)))


def _numbers(text: str) -> Iterator[Words]:
    """Yield the number that a text is: of a card, of a unit, of a telephone."""
    code = identity_code(text)
    if len(code) >= _LEAST_NUMBER and code.isascii() and any(map(str.isdigit, code)):
        yield from (_words([form]) for form in numbers_of_holder(code))
    telephone = check_telephone(text)
    if not telephone.problem:
        yield _words(single_numbers(telephone.value))
