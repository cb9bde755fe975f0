"""Where a file was put, as people call the place: 桌面, 文档; other folders by their path."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths


def file_text(file: Path) -> str:
    """Return the name of a file and the folder it lies in."""
    words = QCoreApplication.translate("FilePlaces", "{name}，在文件夹 {folder}")
    return words.format(name=file.name, folder=folder_text(file.parent))


def folder_text(folder: Path) -> str:
    """Return how a folder is called: ``桌面/第一批``, or its whole path where none has a name."""
    for place, word in _named():
        if folder.is_relative_to(place):
            return QDir.toNativeSeparators("/".join((word, *folder.relative_to(place).parts)))
    return QDir.toNativeSeparators(str(folder))


def _named() -> tuple[tuple[Path, str], ...]:
    """Return the folders that have a name of their own; that of the person, which holds them, comes last."""
    tr, places = QCoreApplication.translate, QStandardPaths.StandardLocation
    words = {
        places.DesktopLocation: tr("FilePlaces", "桌面"),
        places.DocumentsLocation: tr("FilePlaces", "文档"),
        places.DownloadLocation: tr("FilePlaces", "下载"),
        places.HomeLocation: tr("FilePlaces", "个人文件夹"),
    }
    found = ((QStandardPaths.writableLocation(place), word) for place, word in words.items())
    named = tuple((Path(path), word) for path, word in found if path)
    home = Path(QStandardPaths.writableLocation(places.HomeLocation))
    return tuple((path, word) for path, word in named[:-1] if path != home) + named[-1:]
