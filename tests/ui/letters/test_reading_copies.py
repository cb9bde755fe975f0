"""Letters opened in the system's reader do not stay in the folder for temporary files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipdesk.ui.letters.printing import hand_over
from ipdesk.ui.letters.reading_copies import remove_left

OPENED = """
import sys
from ipdesk.ui.letters.printing import hand_over
from ipdesk.ui.letters.reading_copies import ReadingCopies
opened = [ReadingCopies() for _ in range(int(sys.argv[1]))]
for copies in opened:
    print(copies.put("王示例.pdf", b"%PDF-"), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files, which is nobody else's."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def program(there: Path, folders: int = 1) -> "subprocess.Popen[str]":
    """Start a program that has copies in so many folders open."""
    command = [sys.executable, "-X", "utf8", "-c", OPENED, str(folders)]
    environment = os.environ | {"TMPDIR": str(there), "TEMP": str(there), "TMP": str(there)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", env=environment)


def copy_of(started: "subprocess.Popen[str]") -> Path:
    assert started.stdout is not None
    return Path(started.stdout.readline().strip())


def test_what_a_killed_program_left_goes_with_the_next_and_what_a_running_one_needs_stays(
    there: Path,
) -> None:
    words = {"empty": b"", "of another": b"1\nipdesk\npc\n\n", "none": None}
    with program(there, 1 + len(words)) as killed, program(there) as running:
        needed = copy_of(running)
        left = {name: copy_of(killed) for name in ("as it was", *words)}
        assert all(copy.is_file() for copy in left.values()) and needed.is_file()
        killed.kill()
        killed.wait()
        for name, word in words.items():
            lock = left[name].parent / "in-use"
            lock.unlink() if word is None else lock.write_bytes(word)
        remove_left()
        found = [name for name, copy in left.items() if copy.parent.exists()]
        assert found == [], "in whatever state their locks were left"
        assert needed.is_file()
        running.communicate("")
    assert list(there.iterdir()) == [], "an orderly end leaves nothing"


def test_what_is_not_a_folder_of_copies_stays(there: Path) -> None:
    (there / "ipdesk-read-notes.txt").write_text("x")
    (there / "ipdesk-other").mkdir()
    remove_left()
    assert len(list(there.iterdir())) == 2


def test_what_a_printer_is_given_is_such_a_copy(there: Path) -> None:
    """A kill while ``lp`` runs would else leave a letter there for good."""
    told = there / "told"
    hand_over(["sh", "-c", f'dirname "$1" > {told}; cp "$1" {there}'], b"%PDF-1.7")
    folder = Path(told.read_text().strip())
    assert folder.name.startswith("ipdesk-read-") and not folder.exists()
    assert (there / "letter.pdf").read_bytes() == b"%PDF-1.7"
