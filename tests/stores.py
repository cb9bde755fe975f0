"""Data folders as the first start leaves them: to make one anew takes longer than most tests."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

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
