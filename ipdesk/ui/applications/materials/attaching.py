"""Attaches files to an application, read and kept behind the window one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from ipdesk.models.commands import AttachFile
from ipdesk.models.core.changes import NO_CHANGES, Changes
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.applications.pictures.files import as_png
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.widgets.fields.paper_files import paper_files

Place = tuple[str, str]
"""Row of entry ("" for the whole application) and material, "" for one that is not known yet."""
NOWHERE: Place = ("", "")
KINDS = "PDF (*.pdf *.png *.jpg *.jpeg)"


class NewFile(NamedTuple):
    """A file to attach: what it is called until it is kept, what reads it, and where it belongs."""

    name: str
    read: Callable[[], bytes]
    place: Place


class _Done(NamedTuple):
    places: tuple[Place, ...]
    missed: tuple[Place, ...]
    refused: tuple[str, ...]
    changes: Changes


def files_at(paths: Iterable[Path], place: Place = NOWHERE) -> list[NewFile]:
    """Return files of a disk to be attached at a place; they are read when it comes to them."""
    return [NewFile(path.name, path.read_bytes, place) for path in paths]


def files_in(data: QMimeData | None, place: Place = NOWHERE) -> list[NewFile]:
    """Return what was dropped or lies on the clipboard: files, or a picture; nothing of anything else."""
    if paths := paper_files(data):
        return files_at(paths, place)
    if data is not None and data.hasImage():
        image = QImage(data.imageData())
        return [NewFile(_tr("粘贴的图片"), lambda: as_png(image), place)]
    return []


class FileAttaching(QObject):
    """``attached`` carries the places of files that are kept now, ``missed`` those of others.

    ``refused`` says why these are not.
    """

    attached = Signal(object)
    missed = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def attach(self, application: int, files: Sequence[NewFile]) -> Job | None:
        """Begin to attach files to an application; nothing happens without any."""
        if not files:
            return None
        store, actor = self._desk.store, self._desk.actor()

        def keep(one: NewFile) -> Changes:
            row, material = one.place
            command = AttachFile(application=application, content=one.read(), row=row, material=material)
            return store.run(command, actor).changes

        done, failed = while_alive(self, self._tell), self._desk.error_handler(self, None)
        return self._desk.tasks.start(Lane.LONG, lambda job: _kept(files, keep, job), done, failed)

    def _tell(self, done: _Done) -> None:
        self._desk.notify(done.changes)
        if done.places:
            self.attached.emit(done.places)
        if done.refused:
            self.missed.emit(done.missed)
            self.refused.emit("\n".join(done.refused))


def _kept(files: Sequence[NewFile], keep: Callable[[NewFile], Changes], job: Job) -> _Done:
    places, missed, refused, changes = list[Place](), list[Place](), list[str](), NO_CHANGES
    for number, one in enumerate(files):
        job.report(number, len(files))
        try:
            changes |= keep(one)
            places.append(one.place)
        except OSError:
            why = _tr("文件打不开，可能正被别的程序占用，或者磁盘已经拔出。")
            missed.append(one.place)
            refused.append(_tr("{name}：{why}").format(name=one.name, why=why))
        except DeskError as error:
            missed.append(one.place)
            refused.append(_tr("{name}：{why}").format(name=one.name, why=error.message))
    return _Done(tuple(places), tuple(missed), tuple(refused), changes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialFiles", text)
