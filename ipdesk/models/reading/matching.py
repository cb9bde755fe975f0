"""Searching by whatever a clerk types: conditions that look for text inside columns."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from ipdesk.models.tables import RegisteredApplicant
from ipdesk.rules.plain_text import compact


def wanted_text(text: str) -> str:
    """Return what is looked for: plain width, no spaces, small letters."""
    return compact(text).lower()


def contains(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Say that a column holds the text somewhere; percent signs mean nothing special."""
    return func.instr(func.lower(column), text) > 0


def begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Say that a column begins with the text."""
    return func.instr(func.lower(column), text) == 1


def applicant_matches(text: str) -> ColumnElement[bool]:
    """Say that an applicant is found by a text, which ``wanted_text`` has prepared."""
    table = RegisteredApplicant
    columns = [table.name, table.identity, table.legal_representative, table.contact]
    if text.isascii():
        columns += [table.initials, table.pinyin]
    digits = text.replace("-", "")
    telephone = [func.instr(func.replace(table.telephone, "-", ""), digits) > 0] if digits.isdigit() else []
    return or_(*(contains(column, text) for column in columns), *telephone)
