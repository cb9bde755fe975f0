"""What is typed in dialogs that nothing else keeps: by form, by what it is about, and by who typed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from ipdesk.models.records import Person
from ipdesk.ui.desk.rescue.rescue import Rescue

SECTION = "forms"


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What stands in a form where it was changed, and what stood in those fields before, by their names."""

    form: str
    person: int
    typed: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)


def _typed_form(found: object) -> TypedForm | None:
    """Return what was written down, None for anything that is no form."""
    match found:
        case {"form": str(form), "person": int(person), "typed": dict(typed), "before": dict(before)}:
            return TypedForm(form, person, _texts(typed), _texts(before))
    return None


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    return {name: text for name, text in found.items() if isinstance(text, str)}


class TypedForms(QObject):
    """Keeps in the rescue file what is typed in forms; nobody is given what somebody else typed."""

    def __init__(self, rescue: Rescue, sitting: Callable[[], Person | None], parent: QObject) -> None:
        super().__init__(parent)
        self._rescue, self._sitting = rescue, sitting
        found = filter(None, map(_typed_form, rescue.found(SECTION)))
        self._kept = {(one.form, one.person): one for one in found}
        rescue.watch(SECTION, self._everything)

    def _everything(self) -> Iterator[object]:
        yield from map(asdict, self._kept.values())

    def found(self, form: str) -> TypedForm | None:
        """Return what who sits here has left in a form, None where nothing was left; it stays kept."""
        here = self._sitting()
        return None if here is None else self._kept.get((form, here.id))

    def keep(self, form: str, typed: Mapping[str, str], before: Mapping[str, str]) -> None:
        """Keep what was changed in a form by who sits here; forget it where nothing is changed any more."""
        if (here := self._sitting()) is None:
            return
        if typed:
            self._kept[form, here.id] = TypedForm(form, here.id, dict(typed), dict(before))
        else:
            self._kept.pop((form, here.id), None)
        self._rescue.note()

    def keep_now(self) -> bool:
        """Write all of it down at once; say whether it is on disk."""
        return self._rescue.keep_now()
