"""What `make run` leaves on a machine without a screen, and the pictures of every page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.documents.pdf_words import words

PROGRAM = [sys.executable, "-c", "import sys; from ipdesk.cli import main; sys.exit(main())"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program for somebody whose home is empty; Qt finds no screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {
        "HOME": str(home),
        "LOCALAPPDATA": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        **variables,
    }
    return subprocess.run(
        [*PROGRAM, *arguments], env=environment, capture_output=True, encoding="utf-8", timeout=300
    )


def is_painted(path: Path) -> bool:
    """Say whether a picture has more than twenty colours, by few of its points where they show it."""
    picture = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not picture.isNull()
    points = memoryview(picture.constBits()).cast("B").cast("I")
    return any(len(set(points[::step])) > 20 for step in (211, 3))


def test_the_demo_leaves_pictures_and_a_letter_and_touches_nobodys_data(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "演示"
    done = run(home, "demo", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    pictures = sorted(out.glob("*.png"))
    assert [path.name[:2] for path in pictures] == [f"{n:02d}" for n in range(1, len(pictures) + 1)]
    assert len(pictures) >= 15
    assert all(map(is_painted, pictures))
    assert str(out) in done.stdout and "Done:" in done.stdout
    assert "人民币贰万捌仟元整" in words((out / "资助通知书.pdf").read_bytes())
    assert not list(home.rglob("ipdesk*")), "somebody's data folder"


def test_every_page_is_pictured_at_a_scale(home: Path, tmp_path: Path) -> None:
    done = run(home, "screenshots", "--out", str(tmp_path / "shots"), QT_SCALE_FACTOR="2")
    assert done.returncode == 0, done.stdout + done.stderr
    [folder] = (tmp_path / "shots").iterdir()
    pictures = {path.stem[3:]: path for path in folder.glob("*.png")}
    assert {"first-start", "counter-capped", "list", "decision", "letters-issued", "settings"} <= set(
        pictures
    )
    for name, path in pictures.items():
        if name != "first-start":
            picture = QImage(str(path))
            assert (picture.width(), picture.height()) == (2560, 1360)
            assert is_painted(path)
