"""A long batch is drawn by processes of its own: byte for byte what one would draw, even where they fail."""

import multiprocessing
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.issued import drawing
from ipdesk.documents.letters.issued.drawing import Processes
from ipdesk.documents.letters.issued.reprint import Reprint, reprint
from ipdesk.models.records import LetterDocument
from tests.conftest import ExpectLog
from tests.documents.letters import letters
from tests.documents.letters.issued.test_reprint import NOW, issued
from tests.places import ROOT

NONE = Processes(0)


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    """One process, as starting it takes longer than all else here."""
    found = Processes(1)
    found.wait()
    yield found
    found.end()


@pytest.fixture(scope="module")
def documents() -> list[LetterDocument]:
    """Return more letters than a process draws at once: one void, one with data of another letter."""
    some = [issued(letter) for letter in (letters.TWO, letters.PERSON, letters.CUT)]
    void = replace(some[0], row=replace(some[0].row, voided_at=NOW))
    other = replace(some[1], data={**some[1].data, "addressee": "另一家公司"})
    return [*some * 10, void, other, *some * 5]


def drawn_by(
    processes: Processes, documents: list[LetterDocument], monkeypatch: pytest.MonkeyPatch
) -> Reprint:
    monkeypatch.setattr(drawing, "PROCESSES", processes)
    told: list[int] = []
    made = reprint(documents, told.append)
    assert told == list(range(1, len(documents) + 1))
    return made


def test_the_same_bytes_come_out(
    processes: Processes, documents: list[LetterDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn_letters = [one for one in documents if not one.row.is_void][:30]
    here = drawn_by(NONE, drawn_letters, monkeypatch)
    monkeypatch.setattr(drawing, "draw", None)  # whatever is drawn here fails
    assert drawn_by(processes, drawn_letters, monkeypatch) == here


def test_void_ones_and_those_that_differ_come_from_their_files(
    processes: Processes, documents: list[LetterDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = drawn_by(processes, documents, monkeypatch)
    assert made.stored == 1
    assert len(made.pdf) == len(drawn_by(NONE, documents, monkeypatch).pdf)


def test_where_a_process_fails_the_letters_are_drawn_here(
    processes: Processes,
    documents: list[LetterDocument],
    monkeypatch: pytest.MonkeyPatch,
    expect_log: ExpectLog,
) -> None:
    here = drawn_by(NONE, documents[:30], monkeypatch)
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    with expect_log("drawn by one process from now on: BrokenProcessPool"):
        assert drawn_by(processes, documents[:30], monkeypatch) == here
    assert drawn_by(processes, documents[:30], monkeypatch) == here, "what failed is not tried again"
    assert not processes.ready(start=True)


STARTED = """
import multiprocessing, sys
from ipdesk.documents.letters.issued.drawing import Processes
if __name__ == "__main__":
    processes = Processes(1)
    processes.wait()
    print(multiprocessing.active_children()[0].pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when another's process ends")
def test_they_leave_with_a_program_that_is_killed_and_leave_nothing(tmp_path: Path) -> None:
    program, left = tmp_path / "program.py", tmp_path / "left"
    program.write_text(STARTED, encoding="utf-8")
    left.mkdir()
    places = os.environ | {"TMPDIR": str(left), "PYTHONPATH": str(ROOT)}
    command, pipe = [sys.executable, str(program)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=places) as started:
        assert started.stdout is not None
        drawing_process = os.pidfd_open(int(started.stdout.readline()))
        started.kill()
        ended, *_ = select.select([drawing_process], [], [], 30)
    os.close(drawing_process)
    assert ended, "it went on drawing for nobody"
    assert not list(left.iterdir())
