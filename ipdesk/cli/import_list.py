"""``ipdesk import``: a list read against what the office has, a JSON line each row; written on request."""

from __future__ import annotations

import datetime
import getpass
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipdesk.cli.common import failures_told, unreadable
from ipdesk.models import queries
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.paths import default_data_dir

if TYPE_CHECKING:
    from ipdesk.models.lists.register_rows import ImportedRow
    from ipdesk.models.records import Person
    from ipdesk.models.services.list_import import ListFile, LookedThrough

REFUSED, FAILED = 1, 2
_REFUSED = "refused"


class _Unread(Exception):
    """A file in which no list can be read; its text is the Chinese sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is wished of an import.

    With ``write`` what is new is registered, with ``changed`` also what the list says otherwise. ``columns``
    choose one by its head, as ``date=授权公告日``; ``person`` is the name of who imports.
    """

    write: bool = False
    changed: bool = False
    columns: tuple[str, ...] = ()
    person: str = ""


def run(path: Path, data_dir: Path | None, wishes: Wishes) -> int:
    """Read a list and print a line for each row.

    Returns 0, 1 where a row was refused or the file could not be read, 2 where nothing could be done.
    """
    status = FAILED
    with (
        failures_told("没有导入", DeskError),
        _opened(data_dir or default_data_dir(), wishes.write) as store,
    ):
        status = _import(store, path, wishes)
    return status


def _import(store: Store, path: Path, wishes: Wishes) -> int:
    try:
        file = _read(path)
        looks = _looks(store, file, dict(one.partition("=")[::2] for one in wishes.columns))
    except _Unread as error:
        print(_line(0, _REFUSED, [str(error)]))
        return REFUSED
    status = _print(looks)
    if wishes.write:
        _write(store, file, looks, wishes)
    return status


@contextmanager
def _opened(folder: Path, write: bool) -> Iterator[Store]:
    """Open the database of a folder; where there is none and nothing is written, an empty one elsewhere."""
    with tempfile.TemporaryDirectory() as elsewhere:
        if write:
            store = Store.open(folder)
        elif (folder / DATABASE_NAME).exists():
            store = Store.open_to_read(folder)
        else:
            store = Store.open(Path(elsewhere))
        with closing(store):
            yield store


def _read(path: Path) -> ListFile:
    from ipdesk.documents.spreadsheets.list_file import read_list
    from ipdesk.documents.spreadsheets.read_sheet import SheetError
    from ipdesk.models.services.list_import import list_file

    try:
        data = path.read_bytes()
        return list_file(path.name, data, read_list(data))
    except OSError as error:
        raise _Unread(unreadable(path, error)) from error
    except SheetError as error:
        raise _Unread(error.sentence) from error


def _looks(store: Store, file: ListFile, heads: Mapping[str, str]) -> tuple[LookedThrough, ...]:
    from ipdesk.models.services.list_import import look_through

    today = datetime.date.today()
    chosen = _chosen(file, heads) if heads else {}
    looks = look_through(store, file.sheets, today, chosen)
    if not any(look.table for look in looks):
        raise _Unread(looks[0].fault if looks else "文件里没有内容。")
    return looks


def _chosen(file: ListFile, heads: Mapping[str, str]) -> dict[str, int]:
    """Return the places of columns that were chosen by their heads. Raises _Unread."""
    from ipdesk.models.lists.list_form import bare_head
    from ipdesk.models.lists.table import read_table
    from ipdesk.models.parsing.text.texts import Unreadable

    try:
        tables = [read_table(sheet) for sheet in file.sheets]
    except Unreadable as error:
        raise _Unread(str(error)) from error
    places = {bare_head(own): place for one in tables for place, own in enumerate(one.heads)}
    for head in heads.values():
        if bare_head(head) not in places:
            raise _Unread(f"没有“{head}”这一列。")
    return {fact: places[bare_head(head)] for fact, head in heads.items()}


def _print(looks: Sequence[LookedThrough]) -> int:
    """Print the rows; return the exit status."""
    from ipdesk.models.lists.listed_rows import Verdict

    several, refused = len(looks) > 1, False
    for look in looks:
        for head in look.hidden:
            print(f"“{head}”这一列在表格里是隐藏的，也读了。", file=sys.stderr)
        for row in look.rows:
            refused |= row.verdict is Verdict.REFUSED
            print(_row(row, several), flush=True)
    return REFUSED if refused else 0


def _row(row: ImportedRow, several: bool) -> str:
    beside = {"sheet": row.sheet} if several else {}
    return _line(row.line, row.verdict.value, row.reasons, **beside)


def _line(row: int, verdict: str, reasons: Sequence[str], **beside: Any) -> str:  # noqa: ANN401
    return json.dumps({"row": row, "verdict": verdict, "reasons": [*reasons], **beside}, ensure_ascii=False)


def _write(store: Store, file: ListFile, looks: Sequence[LookedThrough], wishes: Wishes) -> None:
    from ipdesk.models.services.list_import import import_command, rows_to_write

    actor = _actor(store, wishes.person)
    new = other = 0
    for look in looks:
        rows = rows_to_write(look.rows, changed=wishes.changed)
        command = import_command(file, look, rows, by_script=actor.person is None)
        counts = store.run(command, actor).value
        new, other = new + counts.new, other + counts.changed
    print(f"登记了 {new} 条，改动 {other} 条。", file=sys.stderr)


def _actor(store: Store, name: str) -> Actor:
    """Return who imports: nobody named, or a person of that name, by a password where the office asks one.

    Raises NotFound, and what letting in raises.
    """
    if not name:
        return NOBODY
    found = next((one for one in store.read(queries.persons) if one.name == name), None)
    if found is None:
        raise NotFound(f"本单位没有在用的人员“{name}”。")
    _let_in(store, found)
    return Actor(found.id)


def _let_in(store: Store, person: Person) -> None:
    if store.read(queries.access_settings).asks_password:
        from ipdesk.models.services.passwords import Passwords
        from ipdesk.models.services.sign_in import SignIn

        SignIn(store, Passwords()).let_in(person, getpass.getpass(f"{person.name} 的密码："))
