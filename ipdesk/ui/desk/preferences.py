"""What this computer remembers between two starts: who sat here, which density. Nothing of the office's.

Also where its user keeps documents, for files that come and go.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ipdesk.models.core.atomic_file import write_whole

_NAME = "desk.json"
CERTIFICATES = "certificates_folder"
"""The word for the folder in which the counter looks for certificates that come."""


class Preferences:
    """A small file in the data folder. What cannot be read or written there is simply not remembered."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / _NAME
        self._values = self._read()

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def person(self) -> int | None:
        """Return the id of who sat here last."""
        value = self._values.get("person")
        return value if isinstance(value, int) else None

    def set_person(self, person: int) -> None:
        """Remember who sits here."""
        self._set("person", person)

    def text(self, name: str) -> str:
        """Return a remembered word, empty when there is none."""
        return str(self._values.get(name, ""))

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._set(name, value)

    def _set(self, name: str, value: object) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            write_whole(self._path, json.dumps(self._values, ensure_ascii=False).encode())
        except OSError:
            return  # a full disk is told where it matters; who sat here can be chosen again


def documents_folder() -> str:
    """Return the folder of this user's documents, the home folder where there is none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if Path(found).is_dir() else str(Path.home())
