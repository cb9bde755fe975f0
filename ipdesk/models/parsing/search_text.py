"""What an applicant is found by: one text of everything a clerk may type, and the words of what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.parsing.name_likeness import core
from ipdesk.models.parsing.names import compared_name
from ipdesk.models.parsing.pinyin import initials, spellings
from ipdesk.models.parsing.telephone_numbers import single_numbers
from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.plain_text import spaced

BEGINNING = "\n"
"""Stands before each part of a search text; no word that is looked for holds it."""


def search_columns(details: ApplicantDetails, *, personal: bool) -> dict[str, str]:
    """Return what the database keeps to sort and find an applicant by, of details as they are stored.

    ``pinyin`` sorts, ``search_text`` finds, ``core`` shows similar names.
    """
    pinyin = spellings(details.name, personal=personal)
    numbers = (details.identity, *single_numbers(details.telephone))
    others = (details.legal_representative, details.contact, *numbers)
    bare = core(details.name)
    parts = (details.name, bare, *initials(details.name), *pinyin, *others)
    return {"pinyin": pinyin[0], "search_text": _joined(map(compared_name, parts)), "core": bare}


def _joined(parts: Iterable[str]) -> str:
    return BEGINNING + BEGINNING.join(dict.fromkeys(filter(None, parts))) + BEGINNING


def search_words(text: str) -> tuple[str, ...]:
    """Return the words of a query as they occur in search texts; each must.

    What is nothing but marks stays as it was typed: it occurs nowhere.
    """
    typed = spaced(text).split(" ") if spaced(text) else []
    return tuple(filter(None, map(compared_name, typed))) or tuple(typed)
