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
# Faces of ideographs beyond the first plane: of every Chinese Windows, then others that are often installed.
EXTENSIONS = (
    "simsunb.ttf",
    "simsunextg.ttf",
    "mingliub.ttc",
    "tw-sung-ext-b-98_1.ttf",
    "tw-sung-plus-98_1.ttf",
    "hanaminb.ttf",
    "hanamina.ttf",
    "babelstonehan.ttf",
)
BUNDLED: Mapping[Role, str] = {
    Role.FANGSONG: "fangsong.ttf",
    Role.KAITI: "kaiti.ttf.gz",
    Role.HEITI: "heiti.ttf",
    Role.XIAOBIAOSONG: "xiaobiaosong.ttf",
    Role.SONGTI: "songti.ttf",
}
SIGNS = "signs.ttf"  # ☑, which none of the others has
RARE = ("songti-rare.ttf.gz", "kaiti-rare.ttf.gz")


def system_folders() -> tuple[Path, ...]:
    """Return the folders where this operating system keeps fonts for everybody; some may not exist."""
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def own_folders() -> tuple[Path, ...]:
    """Return the folders of fonts that this person installed; some may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts",)
    return (home / ".local/share/fonts", home / ".fonts")


def present(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the files that folders hold, by name in lower case; what a later folder holds goes before."""
    return {name.casefold(): path for folder in folders for name, path in _walk(folder)}


def official(files: Mapping[str, Path]) -> dict[Role, FontFile]:
    """Return the preferred official face of each role that is there."""
    found: dict[Role, FontFile] = {}
    for role, names in OFFICIAL.items():
        for name in names:
            if name in files:
                found.setdefault(role, FontFile(files[name]))
    return found


def extensions(files: Mapping[str, Path], own: Mapping[str, Path]) -> tuple[FontFile, ...]:
    """Return where characters that the bundle lacks may be: known faces, then what this person installed."""
    known = [files[name] for name in EXTENSIONS if name in files]
    others = [path for name, path in sorted(own.items()) if name.endswith((".ttf", ".ttc"))]
    return tuple(map(FontFile, dict.fromkeys((*known, *others))))


def bundled(role: Role) -> FontFile:
    """Return the face of a role that the program brings."""
    return FontFile(resource("fonts", BUNDLED[role]))


def signs() -> FontFile:
    """Return the bundled face of the signs that no other face has."""
    return FontFile(resource("fonts", SIGNS))


def rare() -> tuple[FontFile, ...]:
    """Return the bundled faces of characters that only names and old texts use."""
    return tuple(FontFile(resource("fonts", name)) for name in RARE)


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, _, names in os.walk(folder):
        yield from ((name, Path(parent) / name) for name in names)
