"""Which facts the clauses still lack, and which traits of the applicant, by row of entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry, row_of
from ipdesk.models.records import ApplicantRecord, RawAchievement
from ipdesk.rules.analysis.missing_traits import MissingTraits, missing_traits
from ipdesk.rules.core.result import Line, Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary


def missing_facts(result: Result | None) -> Mapping[str, list[str]]:
    """Return the facts that lines of a result lack, in their order, by row."""
    found: dict[str, dict[str, None]] = {}
    for line in result.lines if result else ():
        if line.status is Status.INCOMPLETE:
            for warning in line.warnings:
                names = warning.values.get("facts", ())
                if isinstance(names, tuple):
                    found.setdefault(row_of(line.achievement), {}).update(dict.fromkeys(names))
    return {row: list(names) for row, names in found.items()}


def missing_problems(
    rows: Iterable[RawAchievement], missing: Mapping[str, Iterable[str]], words: Vocabulary
) -> tuple[Problem, ...]:
    """Return the missing facts by row as problems that name them, in the order of the rows."""
    found = []
    for raw in rows:
        for name in missing.get(raw.id, ()):
            word = words.kinds[raw.kind].ref.name if name == "ref" else words.fact(raw.kind, name).name
            found.append(Problem(name, word, raw.id))
    return tuple(found)


def days_of(entries: Iterable[RowEntry]) -> Mapping[str, datetime.date]:
    """Return by row the day of its achievements, on which a trait is held or not."""
    return {entry.row: entry.achievements[0].date for entry in entries if entry.achievements}


def traits_by_line(
    lines: Iterable[Line], applicant: ApplicantRecord, policy: Policy, days: Mapping[str, datetime.date]
) -> Mapping[tuple[str, str], MissingTraits]:
    """Return by row and rule the traits whose absence alone refuses a line.

    ``days`` are those of the rows: a trait is held on a day.
    """
    found: dict[tuple[str, str], MissingTraits] = {}
    for line in lines:
        key = row_of(line.achievement), line.rule
        refused = line.warnings and any(warning.code == "not_eligible" for warning in line.warnings)
        if refused and key not in found and key[0] in days:
            held = applicant.traits_on(days[key[0]])
            who = policy.rule(line.rule).who
            found[key] = missing_traits(who, applicant.kind, held, policy.vocabulary)
    return found
