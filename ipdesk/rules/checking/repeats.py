"""Remarks on what is said twice: titles and names alike, materials asked for twice, limits over the same."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.yaml_source import Position


def check_repeats(notes: Notes) -> None:
    """Check titles, names of limits, materials, and limits over the same awards."""
    form = notes.form
    _alike(notes, "rules", "title", [(rule.id, rule.title) for rule in form.rules])
    _alike(notes, "limits", "name", [(limit.id, _spoken(limit)) for limit in form.limits])
    _materials(notes, form.materials, ("materials",), ())
    for number, rule in enumerate(form.rules):
        _materials(notes, rule.materials, ("rules", number, "materials"), form.materials)
    _limits(notes)


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


def _limits(notes: Notes) -> None:
    """Remark on a limit of the same form over the same awards as one before: one of them never binds."""
    before: dict[tuple[object, ...], list[tuple[pack.Limit, object]]] = {}
    for number, limit in enumerate(notes.form.limits):
        for key in limit.forms:
            value = getattr(limit, key)
            if value is None:
                continue
            alike = before.setdefault((key, *_scope(limit)), [])
            same = next((one for one, other in alike if other == value), None)
            if alike:
                notes.warn(("limits", number, key), "same_limit", _of_one_scope(same, alike[0][0], key))
            if same is None:
                alike.append((limit, value))


def _of_one_scope(same: pack.Limit | None, first: pack.Limit, key: str) -> str:
    if same is not None:
        return f"与“{same.id}”管的范围和内容完全相同，请删去一个。"
    return f"与“{first.id}”管的范围相同、{key} 不同，较宽的一个不起作用，请核对。"


def _scope(limit: pack.Limit) -> tuple[object, ...]:
    narrowed = (limit.who, limit.where, limit.distinct, limit.scaled, limit.years)
    return (frozenset(limit.rules), frozenset(limit.per), *narrowed)
