"""Materials as requests for correction ask for them, and which of what was asked for still waits."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.awards.materials import Material
from ipdesk.models.records import MissingItem


def missing_material(material: Material) -> MissingItem:
    """Return how a request for correction asks for a material."""
    place = f"（第{material.number}行{material.kind}）" if material.number else ""
    checked = "，带原件核对" if "复印件" in material.name else ""
    return MissingItem(f"缺少{material.name}{place}", f"补交{material.name}{checked}")


def unanswered(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are materials that have still not been received."""
    waited = {missing_material(one).missing for one in materials if not one.received}
    return tuple(item for item in items if item.missing in waited)


def beside_materials(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are no materials of the list: only a clerk can tell of them."""
    known = {missing_material(one).missing for one in materials}
    return tuple(item for item in items if item.missing not in known)
