"""Windows: what a limit keeps apart.

A key tells in which window an award counts; None, in none of them. Numbers and texts are told apart by their
normal form, however they are written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.numbers.normal_form import BASE, NormalForm

Key = tuple[object, ...]
KeyOf = Callable[[str, int, str | None, Facts], Key | None]
"""(applicant, year, ref, facts) -> the window's key, or None where a part of it is unknown."""

APPLICANT, YEAR, ITEM = "applicant", "year", "item"
BUILT_IN = frozenset({APPLICANT, YEAR, ITEM})


class Sameness(NamedTuple):
    """When two things of a kind are the same: the form of their numbers, and how facts are compared.

    ``texts`` are the facts that are texts; ``default`` tells what stands in for an absent fact, or None.
    """

    numbers: NormalForm
    texts: frozenset[str]
    default: Callable[[str], FactValue | None]

    def part(self, name: str, facts: Facts) -> FactValue | None:
        """Return the value by which a fact keeps things apart, None where it is not known."""
        value = facts.get(name)
        if value is None:
            return self.default(name)
        return BASE.of(value) if name in self.texts and isinstance(value, str) else value


def key_of(per: tuple[str, ...], limit: int, sameness: Sameness) -> KeyOf:
    """Return the function that finds a line's window; common shapes are made for speed.

    ``limit`` is the number of the limit among those of its pack.
    """
    made = _COMMON.get(per)
    return made(limit, sameness) if made else _general(per, limit, sameness)


def _by_applicant(limit: int, sameness: Sameness) -> KeyOf:
    return lambda applicant, year, ref, facts: (limit, applicant)


def _by_applicant_and_year(limit: int, sameness: Sameness) -> KeyOf:
    return lambda applicant, year, ref, facts: (limit, applicant, year)


def _by_item(limit: int, sameness: Sameness) -> KeyOf:
    same, known = sameness.numbers.of, sameness.numbers.known
    if sameness.numbers.form.country:
        return lambda applicant, year, ref, facts: None if ref is None else (limit, same(ref, facts))
    return lambda applicant, year, ref, facts: None if ref is None else (limit, known[ref])


def _general(per: tuple[str, ...], limit: int, sameness: Sameness) -> KeyOf:
    parts_of = parts_by(per, sameness)

    def key(applicant: str, year: int, ref: str | None, facts: Facts) -> Key | None:
        parts = parts_of(applicant, year, ref, facts)
        return None if None in parts else (limit, *parts)

    return key


def parts_by(per: tuple[str, ...], sameness: Sameness) -> Callable[[str, int, str | None, Facts], Key]:
    """Return the function that finds the parts of a key behind its limit's number, None where unknown."""
    by_item, same, part = ITEM in per, sameness.numbers.of, sameness.part

    def parts(applicant: str, year: int, ref: str | None, facts: Facts) -> Key:
        item = same(ref, facts) if by_item and ref is not None else None
        built_in = {APPLICANT: applicant, YEAR: year, ITEM: item}
        return tuple(built_in[name] if name in built_in else part(name, facts) for name in per)

    return parts


_COMMON: dict[tuple[str, ...], Callable[[int, Sameness], KeyOf]] = {
    (APPLICANT,): _by_applicant,
    (APPLICANT, YEAR): _by_applicant_and_year,
    (ITEM,): _by_item,
}
