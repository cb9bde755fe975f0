"""Remarks on what is said twice: titles and names alike, materials asked for twice, limits over the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from ipdesk.rules import pack
from ipdesk.rules.check_notes import Notes
from ipdesk.rules.yaml_source import Position


def check_repeats(notes: Notes) -> None:
    """Check titles, names of limits, materials, and limits over the same awards."""
    form = notes.form
    _alike(notes, "rules", "title", [(rule.id, rule.title) for rule in form.rules])
    _alike(notes, "limits", "name", [(limit.id, _spoken(limit)) for limit in form.limits])
    _materials(notes, form.materials, ("materials",), ())
    for number, rule in enumerate(form.rules):
        _materials(notes, rule.materials, ("rules", number, "materials"), form.materials)
    for (_, first), (number, second) in combinations(enumerate(form.limits), 2):
        _limits(notes, first, second, ("limits", number))


def _spoken(limit: pack.Limit) -> str:
    """Return what tells a limit from others on the screen: its name, with its article where it has one."""
    return f"{limit.name}（{limit.article}）" if limit.article else limit.name


def _alike(notes: Notes, section: str, key: str, named: list[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for number, (name, title) in enumerate(named):
        if title in first and name != first[title]:
            message = f"“{title}”与“{first[title]}”的 {key} 相同，窗口和文书上分不清，请改一个。"
            notes.warn((section, number, key), f"same_{key}", message)
        first.setdefault(title, name)


def _materials(notes: Notes, materials: Iterable[str], at: Position, of_all: Iterable[str]) -> None:
    seen: set[str] = set()
    for number, material in enumerate(materials):
        name = notes.words.materials.get(material, material)
        if material in seen:
            notes.warn((*at, number), "same_material", f"材料“{material}”（{name}）写了两次，请删去一处。")
        elif material in of_all:
            message = f"材料“{material}”（{name}）每份申请件都要交，这里不必再写。"
            notes.warn((*at, number), "same_material", message)
        seen.add(material)


# ------------------------------------------------------------ limits


def _limits(notes: Notes, first: pack.Limit, second: pack.Limit, at: Position) -> None:
    """Remark on two limits of one form over the same awards: one of them never binds."""
    same = _scope(first) == _scope(second)
    for key in ("count", "sum", "highest", "top_up", "after"):
        one, other = getattr(first, key), getattr(second, key)
        if not same or one is None or other is None:
            continue
        if one == other:
            message = f"与“{first.id}”管的范围和内容完全相同，请删去一个。"
        else:
            message = f"与“{first.id}”管的范围相同、{key} 不同，较宽的一个不起作用，请核对。"
        notes.warn((*at, key), "same_limit", message)


def _scope(limit: pack.Limit) -> tuple[object, ...]:
    narrowed = (limit.who, limit.where, limit.distinct, limit.scaled, limit.years)
    return (frozenset(limit.rules), frozenset(limit.per), *narrowed)
