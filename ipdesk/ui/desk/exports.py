"""Files that leave the program: written behind the window, once the log says that they are taken along."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ipdesk.models.commands import NoteExport
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.atomic_file import THIS_PROCESS, forget_left
from ipdesk.models.core.errors import DeskError
from ipdesk.models.packs.files import export_files
from ipdesk.models.parsing.personal_data import without_numbers_of_people
from ipdesk.models.store import Store
from ipdesk.rules.core.plain_text import without_invisible
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.rescue.files import OwnFile, left_files
from ipdesk.ui.desk.tasks import Failed, Lane, Tasks
from ipdesk.ui.widgets.dialog import confirm

Files = Sequence[tuple[Path, bytes]]
Made = tuple[Files, int]
"""Files with their bytes, and how many rows or papers are in them."""

_STEM, _FOLDERS, _PROCESS = "exports", "folders", "process"
_LONGEST = 240  # bytes of a name; no file system takes more than 255 with the ending
# What Windows takes for a device, whatever stands behind its point.
_OF_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class _Desk(Protocol):
    store: Store
    tasks: Tasks

    def actor(self) -> Actor: ...


class Exports:
    """Writes files elsewhere. Folders in which one is being written stand in a file of the data folder.

    So the next start knows where a killed program left one half written, with names in it.
    """

    def __init__(self, desk: _Desk, data_dir: Path | None) -> None:
        self._desk, self._data_dir = desk, data_dir
        self._own = OwnFile(data_dir, _STEM)

    def start(
        self, subject: str, make: Callable[[], Made], done: Callable[[int], None], failed: Failed
    ) -> None:
        """Make files and write them, behind the window; ``done`` is told how many rows they have.

        ``subject`` is what the log calls them, "" for what it need not know of. ``failed`` is told the error.
        """
        store, actor = self._desk.store, self._desk.actor()

        def work(_: object) -> int:
            files, rows = make()
            note = NoteExport(subject=subject, rows=rows)
            with self.under_way(path.parent for path, _ in files):
                export_files(files, lambda: store.run(note, actor) if subject else None)
            return rows

        self._desk.tasks.start(Lane.LONG, work, done, failed)

    @contextmanager
    def under_way(self, folders: Iterable[Path]) -> Iterator[None]:
        """Remember folders while files are written there; on the worker for long work alone."""
        names = sorted({str(folder.absolute()) for folder in folders})
        text = json.dumps({_FOLDERS: names, _PROCESS: [THIS_PROCESS]}) if names else ""
        with contextlib.suppress(OSError):  # then a kill leaves a file there, as without this
            self._own.write(text)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                self._own.write("")

    def forget_left(self) -> None:
        """Remove what killed programs of this computer left half written, wherever that was."""
        for left in left_files(self._data_dir, _STEM):
            [process] = left.content.get(_PROCESS, [""])[:1] or [""]
            for folder in left.content.get(_FOLDERS, []):
                with contextlib.suppress(OSError):  # a stick that was pulled out
                    forget_left(Path(str(folder)), str(process))
            with contextlib.suppress(OSError):
                left.remove()

    def close(self) -> None:
        """Let go of the file in the data folder."""
        self._own.close()


def file_name(text: str, ending: str = ".pdf") -> str:
    """Return a text as the name of a file that every system takes, and in which no number of a person is."""
    said = without_numbers_of_people(without_invisible(text))
    name = _FORBIDDEN.sub("_", said).strip(" .") or "_"
    name = f"_{name}" if _OF_DEVICE.fullmatch(name) else name
    return name.encode(errors="ignore")[:_LONGEST].decode(errors="ignore").rstrip(" .") + ending


def file_names(texts: Iterable[str], ending: str = ".pdf") -> list[str]:
    """Return names of files, no two of them one to any system: papers without a number are called alike."""
    found: dict[str, str] = {}
    for text in texts:
        name, again = file_name(text, ending), 1
        while name.casefold() in found:
            again += 1
            room = file_name(text, "").encode()[: _LONGEST - len(f"（{again}）".encode())]
            name = f"{room.decode(errors='ignore')}（{again}）{ending}"
        found[name.casefold()] = name
    return list(found.values())


def ask_file(window: QWidget, title: str, start: Path, kind: str) -> Path | None:
    """Ask where a file goes that ends as ``start`` does; None where it was given up.

    The dialog asks before a file is replaced; of one that it does not know yet, because the ending was left
    out, this does. ``2026.4.8`` is a name without an ending.
    """
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(start), kind)
    path = Path(chosen)
    if not chosen or path.suffix.lower() == start.suffix:
        return path if chosen else None
    path = path.with_name(path.name + start.suffix)
    translate = QCoreApplication.translate
    words = translate("Exports", "“{name}”已经有了。").format(name=path.name)
    question = translate("Exports", "替换原来的文件？"), words, translate("Exports", "替换")
    return path if not path.exists() or confirm(window, *question, danger=True) else None


def ask_workbook(window: QWidget, name: str) -> Path | None:
    """Ask where a workbook of that name goes; None where it was given up."""
    translate = QCoreApplication.translate
    start = Path(documents_folder()) / file_name(name, ".xlsx")
    kind = translate("Exports", "Excel 工作簿 (*.xlsx)")
    return ask_file(window, translate("Exports", "导出 Excel"), start, kind)


def only_expected(tell: Callable[[str], None]) -> Failed:
    """Return what tells the sentence of a refusal; what nobody expected goes on to the crash window."""

    def failed(error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        tell(error.message)

    return failed
