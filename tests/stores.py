"""Data folders as the first start leaves them: to make one anew takes longer than most tests."""

import datetime
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ipdesk.models.commands import SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.store import DATABASE_NAME, Store


@cache
def _new_folder() -> tempfile.TemporaryDirectory[str]:
    """Make, once, a data folder as the first start makes it; it goes with the process."""
    folder = tempfile.TemporaryDirectory()
    Store.open(Path(folder.name)).close()
    return folder


def with_database(folder: Path) -> Path:
    """Lay an empty database into a folder that has none, and return the folder."""
    if not (folder / DATABASE_NAME).exists():
        shutil.copytree(_new_folder().name, folder, dirs_exist_ok=True)
    return folder


_FOLDERS: dict[str, tempfile.TemporaryDirectory[str]] = {}  # an office holds a mapping, and is no key itself


def _folder_of(office: SetUpOffice, moment: datetime.datetime) -> tempfile.TemporaryDirectory[str]:
    """Return a data folder in which an office was set up at a moment, made once; it goes with the process."""
    key = repr((office, moment))
    if key not in _FOLDERS:
        _FOLDERS[key] = _made_folder(office, moment)
    return _FOLDERS[key]


def _made_folder(office: SetUpOffice, moment: datetime.datetime) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory()
    store = Store.open(with_database(Path(folder.name)), lambda: moment)
    store.run(office, NOBODY)
    store.close()
    return folder


def with_office(folder: Path, office: SetUpOffice, moment: datetime.datetime) -> Path:
    """Lay a database with an office into a folder that has none, and return the folder."""
    if not (folder / DATABASE_NAME).exists():
        shutil.copytree(_folder_of(office, moment).name, folder, dirs_exist_ok=True)
    return folder
