"""How long a list of a hundred thousand rows takes to be taken in, against reading it and a bare writing."""

import io
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

from ipdesk.documents.spreadsheets.list_file import read_list
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.services.list_import import import_command, list_file, look_through, rows_to_write
from ipdesk.models.store import DATABASE_NAME, Store
from tests.bench.report import Figure
from tests.models.desk import Clock

ROWS, OWNERS = 100_000, 20_000
MOST = 3.0
_HEADS = ("序号", "专利号", "专利名称", "专利类型", "申请日", "授权公告日", "专利权人")
_TABLES = ("registered_achievement", "achievement_holder", "imported_list", "audit_entry")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def run() -> list[Figure]:
    """Take a list of grants in, without the workbook of results; none of its owners is registered."""
    data = _list()
    with tempfile.TemporaryDirectory() as name:
        begin = time.perf_counter()
        sheets = read_list(data)
        read = time.perf_counter() - begin
        taken = _take_in(Path(name) / "own", data)
        written = _write(Path(name))
    detail = (
        f"{taken:.2f} s; reading the sheet {read:.2f} s, executemany {written:.2f} s; {len(sheets)} sheet"
    )
    title = f"an import of {ROWS:,} rows, of reading the sheet and a bare executemany of the same rows"
    return [Figure(title, taken / (read + written), MOST, False, detail)]


def _list() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(_HEADS)
    for at in range(ROWS):
        owner = f"示例{at % OWNERS}科技有限公司"
        sheet.append((at + 1, _number(at), f"一种装置{at}", "发明", "2019-02-18", "2021-03-02", owner))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _number(at: int) -> str:
    serial = f"20191{at:07d}"
    digit = sum(int(one) * weight for one, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return f"CN{serial}.{'X' if digit == 10 else digit}"


def _take_in(folder: Path, data: bytes) -> float:
    """Return how long reading, judging and registering take together."""
    clock = Clock()
    with closing(Store.open(folder, clock)) as store:
        begin = time.perf_counter()
        file = list_file("清单.xlsx", data, read_list(data))
        for look in look_through(store, file.sheets, clock.today):
            rows = rows_to_write(look.rows, changed=False)
            assert len(rows) == ROWS
            store.run(import_command(file, look, rows, by_script=True), NOBODY)
        return time.perf_counter() - begin


def _write(folder: Path) -> float:
    """Return how long a bare connection takes to write the same rows, in one transaction."""
    with closing(Store.open(folder / "bare", Clock())):
        pass
    with (
        closing(sqlite3.connect(folder / "own" / DATABASE_NAME)) as source,
        closing(sqlite3.connect(folder / "bare" / DATABASE_NAME, isolation_level=None)) as target,
    ):
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
        for table in _TABLES:
            target.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")
        begin = time.perf_counter()
        target.execute("BEGIN")
        for table, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                target.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", found)
        target.execute("COMMIT")
        return time.perf_counter() - begin
