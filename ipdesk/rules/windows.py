"""Windows: what a limit keeps apart.

A key tells in which window an award counts; None, in none of them.
"""

from __future__ import annotations

from collections.abc import Callable

from ipdesk.rules.case import Facts, FactValue

Key = tuple[object, ...]
KeyOf = Callable[[str, int, str | None, Facts], Key | None]
"""(applicant, year, ref, facts) -> the window's key, or None where a part of it is unknown."""
Default = Callable[[str], FactValue | None]
"""What stands in for an absent fact, or None."""

APPLICANT, YEAR, ITEM = "applicant", "year", "item"
BUILT_IN = frozenset({APPLICANT, YEAR, ITEM})


def key_of(per: tuple[str, ...], limit: int, default: Default) -> KeyOf:
    """Return the function that finds a line's window; common shapes are made for speed."""
    made = _COMMON.get(per)
    return made(limit) if made else _general(per, limit, default)


def _by_applicant(limit: int) -> KeyOf:
    return lambda applicant, year, ref, facts: (limit, applicant)


def _by_applicant_and_year(limit: int) -> KeyOf:
    return lambda applicant, year, ref, facts: (limit, applicant, year)


def _by_item(limit: int) -> KeyOf:
    return lambda applicant, year, ref, facts: None if ref is None else (limit, ref)


def _general(per: tuple[str, ...], limit: int, default: Default) -> KeyOf:
    absent = {name: default(name) for name in per if name not in BUILT_IN}

    def key(applicant: str, year: int, ref: str | None, facts: Facts) -> Key | None:
        built_in = {APPLICANT: applicant, YEAR: year, ITEM: ref}
        parts = tuple(built_in[name] if name in built_in else facts.get(name, absent[name]) for name in per)
        return None if None in parts else (limit, *parts)

    return key


_COMMON: dict[tuple[str, ...], Callable[[int], KeyOf]] = {
    (APPLICANT,): _by_applicant,
    (APPLICANT, YEAR): _by_applicant_and_year,
    (ITEM,): _by_item,
}
