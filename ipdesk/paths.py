"""Where the program finds its own files and keeps the office's data."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _resource_root() -> Path:
    """Return the folder of bundled files: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a bundled file, such as ``resource("policies", "shaoguan-2021.yaml")``.

    Raises FileNotFoundError when the installation lacks it: that is damage, not a case to handle.
    """
    path = _resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def shown_path(path: Path) -> str:
    """Return a path as text that can be shown and written: names on disk need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def default_data_dir() -> Path:
    """Return the folder where this user's database and letters live; it may not exist yet."""
    import platformdirs  # only those who start without --data-dir need it

    return platformdirs.user_data_path("ipdesk", appauthor=False)
