"""``ipdesk audit``: the chain of the audit log checked whole, in words or as JSON."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from ipdesk.cli.common import failures_told
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import AuditCheck
from ipdesk.models.services.audit_check import break_text
from ipdesk.models.store import Store
from ipdesk.paths import default_data_dir

BROKEN, FAILED = 1, 2


def run(data_dir: Path | None = None, *, as_json: bool = False) -> int:
    """Check the log of a data folder and print what was found; nothing is written.

    Returns 0 where the chain is whole, 1 where it is broken, 2 where that could not be found out.
    """
    status = FAILED
    with failures_told("没有核对完", DeskError):
        found = _check(data_dir or default_data_dir())
        print(_json(found) if as_json else "\n".join(_lines(found)))
        status = 0 if found.broken is None else BROKEN
    return status


def _check(folder: Path) -> AuditCheck:
    with closing(Store.open_to_read(folder)) as store:
        return store.check_audit(whole=True)


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


def _lines(found: AuditCheck) -> list[str]:
    lines = [break_text(found) or f"操作记录完整：共 {found.entries} 条，校验链没有断开。"]
    if found.last.id:
        lines.append(f"最后一条是第 {found.last.id} 条，校验值 {found.last.hash}")
    if found.earlier:
        lines.append(f"以前核对时发现过 {found.earlier} 处问题，记在操作记录里。")
    return lines
