"""Files of papers that are dropped or pasted: PDFs and photographs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg")


LISTS = (".xlsx", ".xls", ".csv")


def list_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of a clipboard or a drop where all of them may be lists; else none."""
    return _files(data, LISTS)


def paper_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of a clipboard or a drop where all of them may be papers; else none."""
    return _files(data, SUFFIXES)


def _files(data: QMimeData | None, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    if data is None or not data.hasUrls():  # of an empty clipboard there is no data
        return ()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    all_known = len(paths) == len(data.urls()) and all(path.suffix.lower() in suffixes for path in paths)
    return paths if all_known else ()
