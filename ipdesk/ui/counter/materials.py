"""Which materials the lines of an application need, and which have been received."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipdesk.models.records import RawAchievement
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Line, Status
from ipdesk.ui.counter.award_groups import row_of
from ipdesk.ui.counter.rows import received_materials

_WORTHLESS = frozenset({Status.INELIGIBLE, Status.REFERRED})


@dataclass(frozen=True, slots=True)
class Material:
    """One paper: its id and name, the row it belongs to, the row's number (0: the whole application)."""

    id: str
    name: str
    row: str
    number: int
    kind: str
    received: bool


def materials_needed(
    lines: Iterable[Line], rows: Sequence[RawAchievement], policy: Policy
) -> tuple[Material, ...]:
    """Return the materials of an application: those common to all clauses once, the others row by row.

    Lines that cannot be granted need none.
    """
    wanted: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.status not in _WORTHLESS:
            wanted.setdefault(row_of(line.achievement), {}).update(
                dict.fromkeys(policy.rule(line.rule).materials)
            )
    common = _common(policy)
    own = {row: [name for name in names if name not in common] for row, names in wanted.items()}
    shared = [name for name in common if any(name in names for names in wanted.values())]
    return (*_shared_materials(shared, rows, policy), *_own_materials(own, rows, policy))


def _common(policy: Policy) -> tuple[str, ...]:
    """Return the materials that every clause with materials asks for."""
    listed = [rule.materials for rule in policy.pack.rules if rule.materials]
    if not listed:
        return ()
    return tuple(name for name in listed[0] if all(name in names for names in listed))


def _shared_materials(
    names: Sequence[str], rows: Sequence[RawAchievement], policy: Policy
) -> Iterable[Material]:
    """Yield what belongs to the whole application; it is ticked in the first row."""
    words = policy.vocabulary.materials
    for name in names:
        received = any(name in received_materials(raw) for raw in rows)
        yield Material(name, words[name], rows[0].id, 0, "", received)


def _own_materials(
    own: Mapping[str, Sequence[str]], rows: Sequence[RawAchievement], policy: Policy
) -> Iterable[Material]:
    words = policy.vocabulary
    for number, raw in enumerate(rows, start=1):
        received = received_materials(raw)
        for name in own.get(raw.id, ()):
            kind = words.kinds[raw.kind].name
            yield Material(name, words.materials[name], raw.id, number, kind, name in received)
