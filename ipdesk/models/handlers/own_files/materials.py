"""Scans of materials: attached to applications, put to other materials, taken off."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import AttachFile, MoveFile, TakeOffFile
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, StoreError, refuse_field
from ipdesk.models.files.forms import FileForm, file_fault, form_of
from ipdesk.models.files.kept_files import LOCKED, keep, mark, path_of
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.application_contents import received_materials
from ipdesk.models.tables import Application, AttachedFileEntry, MaterialFileEntry
from ipdesk.models.workflow import State

if TYPE_CHECKING:
    from pathlib import Path

    from ipdesk.models.handlers.work import Work

GONE = "这份文件已经取下，请刷新后再看。"
_NO_APPLICATION = "这份申请件已不存在，可能已在另一处删除。"
_THERE = "这份文件已经附在这项材料上了。"
_NOT_RECEIVED = "受理时没有收到这项材料。后来收到的，先在“登记来文”里登记收到，再附上文件。"
_NO_FOLDER = "没有数据文件夹，不能附文件。"


def attach(work: Work, command: AttachFile) -> int:
    """Keep a file and note what it belongs to; raises as ``AttachFile`` says."""
    application = _application(work, command.application)
    refuse_field("content", file_fault(command.content))
    form = form_of(command.content)
    assert form is not None
    sha256 = _kept(work, command.content, form)
    row, material = _checked_place(work, application, command, sha256)
    if work.session.get(MaterialFileEntry, sha256) is None:
        length = len(command.content)
        work.session.add(MaterialFileEntry(sha256=sha256, form=form.value, length=length, added_at=work.now))
        work.session.flush()
    entry = AttachedFileEntry(
        application_id=application.id, row=row, material=material, sha256=sha256,
        person_id=work.person, at=work.now, removed_why="",
    )  # fmt: skip
    work.session.add(entry)
    work.session.flush()
    work.audit("attach_file", Kind.APPLICATION, application.id, _fields(material, sha256))
    return entry.id


def move(work: Work, command: MoveFile) -> None:
    """Put a file to another material; raises as ``MoveFile`` says."""
    application = _application(work, command.application)
    entry = _standing(work, application, command.file)
    entry.row, entry.material = _checked_place(work, application, command, entry.sha256)
    work.audit("move_file", Kind.APPLICATION, application.id, _fields(entry.material, entry.sha256))


def take_off(work: Work, command: TakeOffFile) -> None:
    """Take a file off; raises as ``TakeOffFile`` says."""
    application = _application(work, command.application)
    entry = _standing(work, application, command.file)
    fields = _fields(entry.material, entry.sha256)
    if State(application.state).editable:
        work.session.delete(entry)
        work.session.flush()
        _let_go_unheld(work, {entry.sha256})
    else:
        refuse_field("reason", step_reason_fault(command.reason))
        entry.removed_at, entry.removed_by = work.now, work.person
        entry.removed_why = stored_line(command.reason)
    work.audit("take_off_file", Kind.APPLICATION, application.id, fields)


def let_go(work: Work, application: int) -> None:
    """Forget the files of an application that is thrown away, those alone that nothing else holds."""
    entry = AttachedFileEntry
    mine = {*work.session.scalars(select(entry.sha256).where(entry.application_id == application))}
    work.session.execute(delete(entry).where(entry.application_id == application))
    _let_go_unheld(work, mine)


def _application(work: Work, application_id: int) -> Application:
    work.lock("application", application_id)
    application = work.one(Application, application_id, _NO_APPLICATION)
    if archived := work.ask(archive_of, application.id):
        raise Conflict(
            f"申请件 {application.number} 已经归档（档号 {archived.number}），不能再附上或取下文件。"
        )
    return application


def _standing(work: Work, application: Application, file: int) -> AttachedFileEntry:
    entry = work.session.get(AttachedFileEntry, file)
    if entry is None or entry.application_id != application.id or entry.removed_at is not None:
        raise NotFound(GONE)
    return entry


def _checked_place(
    work: Work, application: Application, command: AttachFile | MoveFile, sha256: str
) -> tuple[str, str]:
    """Return row and material of a file.

    Refused is one that stands there already, and a material that an accepted application never had.
    """
    row, material = stored_line(command.row), stored_line(command.material)
    if material and not State(application.state).editable:
        received = received_materials(work.session, application.id)
        rows = (received.get(row, frozenset()),) if row else received.values()
        refuse_field("material", "" if any(material in one for one in rows) else _NOT_RECEIVED)
    entry = AttachedFileEntry
    same = select(entry.id).where(
        entry.application_id == application.id, entry.row == row, entry.material == material,
        entry.sha256 == sha256, entry.removed_at.is_(None),
    )  # fmt: skip
    refuse_field("content", _THERE if work.session.scalar(same) else "")
    return row, material


def _kept(work: Work, content: bytes, form: FileForm) -> str:
    """Write a file and return its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(_folder(work), sha256, form)
    work.lock(LOCKED)
    work.files.add(path.name)  # first: one that is written in part is marked, too
    keep(_folder(work), content, path)
    return sha256


def _folder(work: Work) -> Path:
    if work.folder is None:
        raise StoreError(_NO_FOLDER)
    return work.folder


def _let_go_unheld(work: Work, hashes: set[str]) -> None:
    """Delete the rows of files that nothing holds any more; the files go once that is on disk."""
    held = select(AttachedFileEntry.id)
    work.lock(LOCKED)
    for sha256 in sorted(hashes):
        kept = work.session.get(MaterialFileEntry, sha256)
        if kept is None or work.session.scalar(held.where(AttachedFileEntry.sha256 == sha256).limit(1)):
            continue
        folder, name = _folder(work), path_of(_folder(work), sha256, FileForm(kept.form)).name
        work.files.add(name)
        mark(folder, name)
        work.session.delete(kept)


def _fields(material: str, sha256: str) -> list[str]:
    """Return what an audit entry says: which bytes, and which material of the vocabulary."""
    return [*([f"material:{material}"] if material.isidentifier() else ()), f"sha256:{sha256}"]
