"""What files are called, and to which materials they can be put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.materials import Material, file_place
from ipdesk.models.records.applications import AttachedFile
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui.applications.materials.attaching import NOWHERE, Place
from ipdesk.ui.awards.material_view import belongs_to

_NONE = "-"


def standing(files: Iterable[AttachedFile]) -> tuple[AttachedFile, ...]:
    """Return the files that were not taken off."""
    return tuple(one for one in files if one.removed_at is None)


class FilePlaces:
    """The materials of an application in their order; what lies at none of them comes last."""

    def __init__(self, materials: Sequence[Material], words: Vocabulary) -> None:
        self._materials = {file_place(one): one for one in materials}
        self._words, self._keys = words, {str(number): place for number, place in enumerate(self._materials)}

    def choices(self) -> list[tuple[str, str]]:
        """Return keys and words of all materials, and of none."""
        named = [(key, self._called(self._materials[place])) for key, place in self._keys.items()]
        return [*named, (_NONE, _tr("未归类"))]

    def _called(self, material: Material) -> str:
        if not material.number:
            return material.name
        return _tr("{name}（第 {number} 项）").format(name=material.name, number=material.number)

    def key_of(self, file: AttachedFile) -> str:
        """Return the key of a file's material; one that is not asked for any more has none, as "" says."""
        if file.place == NOWHERE:
            return _NONE
        return next((key for key, place in self._keys.items() if place == file.place), "")

    def place_of(self, key: str) -> Place:
        """Return row and material of a key."""
        return self._keys.get(key, NOWHERE)

    def in_order(self, files: Iterable[AttachedFile]) -> tuple[AttachedFile, ...]:
        """Return files in the order of their materials, those of none last."""
        order = {place: number for number, place in enumerate(self._materials)}
        return tuple(sorted(files, key=lambda one: (order.get(one.place, len(order)), one.id)))

    def name_of(self, file: AttachedFile, files: Sequence[AttachedFile]) -> str:
        """Return what a file is called: its material, and which one it is of several."""
        same = [one.id for one in files if one.place == file.place]
        name = self._name(file)
        if len(same) < 2 or file.id not in same:
            return name
        return _tr("{name}　之{number}").format(name=name, number=same.index(file.id) + 1)

    def _name(self, file: AttachedFile) -> str:
        material = self._materials.get(file.place)
        if material is not None:
            return material.name
        return self._words.materials.get(file.material) or _tr("未归类")

    def belongs_to(self, file: AttachedFile) -> str:
        """Return what the material of a file is for."""
        material = self._materials.get(file.place)
        if material is not None:
            return belongs_to(material)
        return _tr("现在的材料里没有这一项") if file.material else _tr("请归到一项材料")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialFiles", text)
