"""Which font files there are for each role: the official faces of the system, else the bundled ones."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from ipdesk.paths import resource


class Role(StrEnum):
    """What a typeface is for in an official document."""

    FANGSONG = "fangsong"  # 仿宋: body
    KAITI = "kaiti"  # 楷体: headings （一）
    HEITI = "heiti"  # 黑体: headings 一、
    XIAOBIAOSONG = "xiaobiaosong"  # 小标宋: title and red header
    SONGTI = "songti"  # 宋体: page numbers; digits and Latin in the body


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face on disk; ``face`` counts inside a collection."""

    path: Path
    face: int = 0

    def open(self) -> BinaryIO:
        """Return the font's bytes as a file, unpacked where it is stored packed."""
        data = self.path.read_bytes()
        return io.BytesIO(gzip.decompress(data) if self.path.suffix == ".gz" else data)


# File names, lower case, in order of preference. Chinese Windows and domestic Linux systems carry these.
OFFICIAL: Mapping[Role, tuple[str, ...]] = {
    Role.FANGSONG: ("仿宋_gb2312.ttf", "simfang_gb2312.ttf", "simfang.ttf"),
    Role.KAITI: ("楷体_gb2312.ttf", "simkai_gb2312.ttf", "simkai.ttf"),
    Role.HEITI: ("simhei.ttf",),
    Role.XIAOBIAOSONG: ("方正小标宋简体.ttf", "fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋_gbk.ttf"),
    Role.SONGTI: ("simsun.ttc", "simsun.ttf"),
}
BUNDLED: Mapping[Role, str] = {
    Role.FANGSONG: "fangsong.ttf",
    Role.KAITI: "kaiti.ttf.gz",
    Role.HEITI: "heiti.ttf",
    Role.XIAOBIAOSONG: "xiaobiaosong.ttf",
    Role.SONGTI: "songti.ttf",
}
RARE = "songti-rare.ttf.gz"


def system_folders() -> tuple[Path, ...]:
    """Return the folders where this operating system keeps fonts; some may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        own = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return (windows, own)
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return (*shared, home / ".local/share/fonts", home / ".fonts")


def official(folders: Iterable[Path]) -> dict[Role, FontFile]:
    """Return the preferred official face of each role that the folders hold."""
    present = {name.casefold(): path for folder in folders for name, path in _walk(folder)}
    found: dict[Role, FontFile] = {}
    for role, names in OFFICIAL.items():
        for name in names:
            if name in present:
                found.setdefault(role, FontFile(present[name]))
    return found


def bundled(role: Role) -> FontFile:
    """Return the face of a role that the program brings."""
    return FontFile(resource("fonts", BUNDLED[role]))


def rare() -> FontFile:
    """Return the bundled face of characters that only names and old texts use."""
    return FontFile(resource("fonts", RARE))


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, _, names in os.walk(folder):
        yield from ((name, Path(parent) / name) for name in names)
