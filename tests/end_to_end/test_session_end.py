"""The system ends the program while something is typed: nothing is asked, and nothing is lost."""

import os
import signal
import subprocess
import sys
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import NamedTuple

import pytest

from ipdesk.app import launch
from ipdesk.demo.stage import running
from ipdesk.models import queries
from ipdesk.models.store import Store
from tests.end_to_end.test_killed import REFUSAL, Case, change, prepare, sevens, show
from tests.end_to_end.typing_until_told import TEXT, open_forked
from tests.places import TESTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows kills what a test would signal")


class End(NamedTuple):
    """A form that is typed into, the signal that comes, and whether a question stands open by then."""

    form: str
    signal: signal.Signals
    asked: bool = False


ENDS = [
    End("draft", signal.SIGTERM),
    End("rows", signal.SIGINT),
    End("registration", signal.SIGHUP),
    End("change", signal.SIGTERM),
    End("decision", signal.SIGINT),
    End("first_start", signal.SIGTERM),
    End("settings", signal.SIGTERM),
    End("settings", signal.SIGTERM, asked=True),
]


def ended(processes: BaseContext, folder: Path, end: End) -> tuple[int | None, str]:
    """Start the program, have it typed into, end it; return the exit status and what it complained of."""
    (said, out), (complaints, err) = processes.Pipe(duplex=False), processes.Pipe(duplex=False)
    arguments = (out, err, str(folder), end.form, end.asked)
    program = processes.Process(target=open_forked, args=arguments, daemon=True)
    program.start()
    out.close()
    err.close()
    with open(said.fileno(), closefd=False) as lines, open(complaints.fileno(), closefd=False) as errors:
        if lines.readline() == "typed\n":
            assert program.pid is not None
            os.kill(program.pid, end.signal)
        text = errors.read()
    program.join()
    return program.exitcode, text


def ended_anew(folder: Path, end: End) -> tuple[int, str, str]:
    """Do the same by a program that is started from nothing and takes itself apart at its end.

    It also tells which other pages it had loaded.
    """
    script = TESTS / "end_to_end/typing_until_told.py"
    command = [sys.executable, str(script), str(folder), end.form, "unasked"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stderr is not None
        if program.stdout.readline() == "typed\n":
            program.send_signal(end.signal)
        complaints, loaded = program.stderr.read(), program.stdout.read().strip()
        return program.wait(), complaints, loaded


@pytest.mark.usefixtures("_dressed")
@pytest.mark.parametrize("end", ENDS, ids=lambda end: f"{end.form}-{end.signal.name}-{end.asked}")
def test_all_that_was_typed_is_there_at_the_next_start(
    end: End, data_dir: Path, processes: BaseContext
) -> None:
    prepare(data_dir, Case(end.form))
    assert ended(processes, data_dir, end) == (0, "")
    with running(launch, data_dir) as (program, clerk):
        clerk.settle()
        show(program, clerk, end.form)
        assert sevens(clerk) == len(TEXT)
        if end.form == "settings":
            clerk.click(clerk.find("恢复原样"))  # or the window would ask before it closes


def test_a_draft_lies_in_the_database_nothing_is_left_to_rescue_and_no_other_page_was_loaded(
    data_dir: Path,
) -> None:
    prepare(data_dir, Case("draft"))
    assert ended_anew(data_dir, End("draft", signal.SIGTERM)) == (0, "", "")
    store = Store.open(data_dir)
    assert [row.ref for row in store.read(queries.draft, 1).rows] == [TEXT]
    store.close()
    assert list(data_dir.glob("unsaved-*.json")) == []


@pytest.mark.usefixtures("_dressed")
def test_what_the_database_refuses_is_rescued(data_dir: Path, processes: BaseContext) -> None:
    prepare(data_dir, Case("draft"))
    # Of what is typed alone: a row without it is saved where more than a second lies between, and its
    # refusal would open a window that takes the keyboard.
    change(data_dir, REFUSAL.format("INSERT", "draft_ref"))
    assert ended(processes, data_dir, End("draft", signal.SIGTERM))[0] == 0
    assert [*data_dir.glob("unsaved-*.json")], "nothing was refused"
    change(data_dir, "DROP TRIGGER refuse")
    with running(launch, data_dir) as (_, clerk):
        clerk.settle()
        assert sevens(clerk) == len(TEXT)
