"""Files of papers that are dropped or pasted: PDFs and photographs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg")


def paper_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of a clipboard or a drop where all of them may be papers; else none."""
    if data is None or not data.hasUrls():  # of an empty clipboard there is no data
        return ()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    all_papers = len(paths) == len(data.urls()) and all(path.suffix.lower() in SUFFIXES for path in paths)
    return paths if all_papers else ()
