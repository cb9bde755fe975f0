"""An invented computer for the installer: its own PATH, loader listing, apt-get and environment."""

import os
import stat
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))


class Machine:
    """A folder of programs that are the whole PATH, and what they wrote down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.libraries = folder / "libraries"
        self.libraries.write_text("0 libs found in cache\n", encoding="utf-8")

    def program(self, name: str, script: str, folder: Path | None = None) -> None:
        """Put a shell script on the PATH, or elsewhere."""
        path = (folder or self.folder) / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def has_libraries(self, names: list[str]) -> None:
        """Let the loader know these libraries from now on."""
        lines = [f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in names]
        with self.libraries.open("a", encoding="utf-8") as listing:
            listing.writelines(lines)

    def calls(self) -> list[str]:
        """Return what was logged so far, a line each."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a Linux computer with no libraries and no packages, where nothing real is installed."""
    if sys.platform != "linux":
        pytest.skip("system packages are Linux's")
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("env", "cat"):
        (folder / tool).symlink_to(f"/usr/bin/{tool}")
    built = Machine(folder)
    built.program("ldconfig", f"cat {built.libraries}")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return built
