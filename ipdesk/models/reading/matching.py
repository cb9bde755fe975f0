"""Searching by whatever a clerk types: conditions that look for text inside columns."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from ipdesk.models.parsing.identifiers.same_holder import numbers_of_holder, organisation_code
from ipdesk.models.parsing.names.search_text import BEGINNING, NOWHERE, search_alternatives, search_fault
from ipdesk.models.parsing.number_search import number_search_words
from ipdesk.models.tables import Application, DraftText, IssuedLetterEntry, RegisteredApplicant
from ipdesk.models.tables.dialect import contains
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.numbers.text import base_form

_IS_UNIT = RegisteredApplicant.kind != "individual"  # the numbers of persons hold no code of a unit


def wanted_text(text: str) -> str:
    """Return what is looked for: plain width, no spaces, small letters; too long a text is found nowhere."""
    return NOWHERE if search_fault(text) else compact(text).lower()


def number_matches(column: InstrumentedAttribute[str], typed: str) -> ColumnElement[bool]:
    """Say that the search text of a number holds what was typed, in any writing."""
    return or_(*(contains(column, word) for word in number_search_words(typed)), false())


@lru_cache(maxsize=16)
def letter_matches(text: str) -> ColumnElement[bool]:
    """Say that the number of a letter holds the text, whatever brackets were typed."""
    number = func.replace(func.replace(func.lower(IssuedLetterEntry.number), "〔", "("), "〕", ")")
    return contains(number, base_form(text).lower())


@lru_cache(maxsize=16)
def applicant_matches(text: str) -> ColumnElement[bool]:
    """Say that an applicant is found by what was typed, which is not blank: it has every word of it."""
    return _has_words(RegisteredApplicant.search_text, text)


@lru_cache(maxsize=16)
def name_matches(text: str) -> ColumnElement[bool]:
    """Say that the names of things typed into an application hold what was typed, or its initials."""
    return _has_words(DraftText.search_text, text)


def _has_words(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    found = search_alternatives(text)
    return or_(*(and_(*(contains(column, word) for word in words)) for words in found))


@lru_cache(maxsize=16)
def application_matches(text: str) -> ColumnElement[bool]:
    """Say that the number of an application holds the text."""
    return contains(func.lower(Application.number), text)


def applicant_holds(identity: str) -> ColumnElement[bool]:
    """Say that an applicant is the holder of a bare number, in whichever of its forms it is registered."""
    column, code = RegisteredApplicant.identity, organisation_code(identity)
    holds_code = and_(func.length(column) == 18, func.substr(column, 9, 9) == code, _IS_UNIT)
    return or_(column.in_(numbers_of_holder(identity)), holds_code if code else false())


@lru_cache(maxsize=16)
def applicant_begins(text: str) -> ColumnElement[bool]:
    """Say that a name, the pinyin or a number of an applicant begins with what was typed."""
    column, found = RegisteredApplicant.search_text, search_alternatives(text)
    return or_(*(contains(column, BEGINNING + words[0]) for words in found))
