"""``ipdesk audit``: the chain of the audit log checked whole, in words or as JSON, and its entries kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ipdesk.cli.common import failures_told
from ipdesk.models import queries
from ipdesk.models.core.atomic_file import SHARED, write_whole
from ipdesk.models.core.audit_chain import ChainedEntry
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import AuditCheck
from ipdesk.models.services.audit_check import break_text
from ipdesk.models.store import Store
from ipdesk.paths import default_data_dir

BROKEN, FAILED = 1, 2


def run(data_dir: Path | None = None, *, as_json: bool = False, entries: Path | None = None) -> int:
    """Check the log of a data folder and print what was found; nothing of the folder is written.

    ``entries`` is a new file for all entries, a line of JSON each: what their hashes are over, by which
    another program can check them. Nobody signs in here, so that it names people and records by ids alone.
    Returns 0 where the chain is whole, 1 where it is broken, 2 where that could not be found out, or the
    file could not be written.
    """
    status = FAILED
    with failures_told("没有核对完", DeskError):
        found = _check(data_dir or default_data_dir(), entries)
        print(_json(found) if as_json else "\n".join(_lines(found, entries)))
        status = 0 if found.broken is None else BROKEN
    return status


def _check(folder: Path, entries: Path | None) -> AuditCheck:
    with closing(Store.open_to_read(folder)) as store:
        found = store.check_audit(whole=True)
        if entries is not None:
            _keep(entries, store.read(queries.chained_entries, found.last.id))
    return found


def _keep(path: Path, entries: Iterable[ChainedEntry]) -> None:
    """Write entries into a new file. Raises DeskError."""
    if path.exists():
        raise DeskError(f"已经有 {path}，没有改动它，请换一个文件名。")
    lines = (json.dumps(_entry(one), ensure_ascii=False) + "\n" for one in entries)
    try:
        write_whole(path, "".join(lines).encode(), SHARED)
    except OSError as error:
        raise DeskError(f"无法写入 {path}，请换一个位置。") from error


def _entry(entry: ChainedEntry) -> dict[str, object]:
    return {"id": entry.id, **entry.content._asdict(), "previous": entry.previous, "hash": entry.hash}


def _json(found: AuditCheck) -> str:
    broken = found.broken and {"entry": found.broken.id, "how": found.broken.how.value}
    told = {
        "intact": broken is None,
        "entries": found.entries,
        "last_entry": found.last.id,
        "last_hash": found.last.hash,
        "broken": broken,
        "noted_before": found.earlier,
    }
    return json.dumps(told)


def _lines(found: AuditCheck, entries: Path | None) -> list[str]:
    lines = [break_text(found) or f"操作记录完整：共 {found.entries} 条，校验链没有断开。"]
    if found.last.id:
        lines.append(f"最后一条是第 {found.last.id} 条，校验值 {found.last.hash}")
    if found.earlier:
        lines.append(f"以前核对时发现过 {found.earlier} 处问题，记在操作记录里。")
    if entries is not None:
        lines.append(f"全部操作记录已存为 {entries}，没有姓名和内容。")
    return lines
