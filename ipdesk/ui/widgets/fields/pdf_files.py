"""PDF files that are dropped or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def pdf_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of a clipboard or a drop where all of them are PDFs on this computer; else none."""
    if data is None or not data.hasUrls():  # of an empty clipboard there is no data
        return ()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    all_pdf = len(paths) == len(data.urls()) and all(path.suffix.lower() == ".pdf" for path in paths)
    return paths if all_pdf else ()
