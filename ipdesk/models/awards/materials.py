"""Materials that the lines of an application need, which came in, and how a correction asks for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipdesk.models.applications.asked_materials import SEALED, bare_name, rows_named
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.models.records import ApplicantDetails, CallMaterial, MissingItem, RawAchievement
from ipdesk.models.records.forms import MaterialForm
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import standard_vocabulary

_IDENTITY = "applicant_identity"
_IDENTITIES = {True: "身份证明复印件", False: "主体资格证明复印件"}
_SIGNED = "（签字）"
_WORTHLESS = frozenset({Status.INELIGIBLE, Status.REFERRED})


class Material(NamedTuple):
    """One paper: its id and name, the row it belongs to, the row's number (0: the whole application).

    ``form`` is that in which it came, None where nobody said. What a call asks for says in how many
    ``copies``, 0 of any other, and by which ``article`` of its notice.
    """

    id: str
    name: str
    row: str
    number: int
    kind: str
    received: bool
    form: MaterialForm | None = None
    copies: int = 0
    article: str = ""


def name_of_received(material: Material, applicant: ApplicantDetails) -> str:
    """Return what a paper that was handed in is called by a person, who has no seal, or a unit."""
    kind = standard_vocabulary().applicant_kinds.get(applicant.kind)
    person = kind is not None and kind.identity == "resident_id"
    if material.id == _IDENTITY:
        return _IDENTITIES[person]
    return material.name.replace(SEALED, _SIGNED) if person else material.name


def copies_of(material: Material, counts: Mapping[str, int]) -> int:
    """Return how many there are of a paper that is handed in, by how many achievements each row declares.

    Of each certificate there is a copy; what is written or signed for all of them is one.
    """
    if material.copies:
        return material.copies
    of_each = material.number and MaterialForm.COPY.label in material.name
    return counts[material.row] if of_each else 1


def needs_any(line: Line) -> bool:
    """Say whether a line may be granted."""
    return line.status not in _WORTHLESS


def asking(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines whose materials are asked for: those that may be granted.

    Of a row without any they are those that were refused: a refusal rests on what was handed in.
    """
    judged = tuple(lines)
    worth = {row_of(line.achievement) for line in judged if needs_any(line)}
    return tuple(
        line
        for line in judged
        if needs_any(line) or (line.status is Status.INELIGIBLE and row_of(line.achievement) not in worth)
    )


def materials_needed(
    lines: Iterable[Line],
    rows: Sequence[RawAchievement],
    policy: Policy,
    applicants: Sequence[str] = (),
    calls: Sequence[CallMaterial] = (),
) -> tuple[Material, ...]:
    """Return the materials of an application: the policy's own once, those of its clauses row by row.

    They are handed in for what is refused, too, but not for what cannot be read yet.

    ``applicants`` are those that its applicant needs whatever it applies for, by their ids; ``calls`` those
    that its call asks for beside the policy.
    """
    judged = tuple(lines)
    shared = (*(policy.pack.materials if judged and rows else ()), *(applicants if rows else ()))
    rules: dict[str, dict[str, None]] = {}
    for line in asking(judged):
        rules.setdefault(row_of(line.achievement), {})[line.rule] = None
    own = {row: _own_names(wanted, policy, shared) for row, wanted in rules.items()}
    asked = {row: [one for one in calls if one.rule in wanted] for row, wanted in rules.items()}
    beside = _called_materials(asked, rows, policy)
    return (*_shared_materials(shared, rows, policy), *_own_materials(own, rows, policy), *beside)


def _own_names(rules: Iterable[str], policy: Policy, shared: Sequence[str]) -> tuple[str, ...]:
    names = dict.fromkeys(name for rule in rules for name in policy.rule(rule).materials)
    return tuple(name for name in names if name not in shared)


def _shared_materials(
    names: Sequence[str], rows: Sequence[RawAchievement], policy: Policy
) -> Iterable[Material]:
    """Yield what belongs to the whole application; it is ticked in the first row."""
    words = policy.vocabulary.materials
    for name in names:
        received = any(name in raw.received for raw in rows)
        form = next(filter(None, (raw.form(name) for raw in rows)), None)
        yield Material(name, words[name], rows[0].id, 0, "", received, form)


def _own_materials(
    own: Mapping[str, Sequence[str]], rows: Sequence[RawAchievement], policy: Policy
) -> Iterable[Material]:
    words = policy.vocabulary
    for number, raw in enumerate(rows, start=1):
        for name in own.get(raw.id, ()):
            kind = words.kinds[raw.kind].name
            said = name in raw.received, raw.form(name)
            yield Material(name, words.materials[name], raw.id, number, kind, *said)


def _called_materials(
    asked: Mapping[str, Sequence[CallMaterial]], rows: Sequence[RawAchievement], policy: Policy
) -> Iterable[Material]:
    """Yield what the call asks for beside the policy, each once for a row."""
    for number, raw in enumerate(rows, start=1):
        for one in {each.id: each for each in asked.get(raw.id, ())}.values():
            received = one.id in raw.received  # in the form that is asked for, where nobody said another
            form = raw.form(one.id) or (one.form if received else None)
            kind, said = policy.vocabulary.kinds[raw.kind].name, (received, form)
            yield Material(one.id, one.called, raw.id, number, kind, *said, one.copies, one.article)


def missing_material(material: Material) -> MissingItem:
    """Return how a request for correction asks for a material."""
    place = f"（第{material.number}行{material.kind}）" if material.number else ""
    checked = "，带原件核对" if "复印件" in material.name else ""
    basis = f"申报通知{material.article}" if material.article else ""
    return MissingItem(f"缺少{material.name}{place}", f"补交{material.name}{checked}", basis)


def asks_for(missing: str, material: Material) -> bool:
    """Say whether a request for correction is about a material: that lacks, or something on it is wrong."""
    rows = rows_named(missing)
    return bare_name(material.name) in compact(missing) and (not rows or material.number in (0, *rows))


def unanswered(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are materials that have still not been received."""
    waited = {missing_material(one).missing for one in materials if not one.received}
    return tuple(item for item in items if item.missing in waited)


def beside_materials(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are no materials of the list: only a clerk can tell of them."""
    known = {missing_material(one).missing for one in materials}
    return tuple(item for item in items if item.missing not in known)


def file_place(material: Material) -> tuple[str, str]:
    """Return row and material of a material's files: row "" for what the whole application needs."""
    return material.row if material.number else "", material.id
