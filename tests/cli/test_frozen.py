"""A frozen program starts its own processes as the program again, and not as a window."""

import subprocess
import sys
from pathlib import Path

import pytest

# What freezes programs replaces this function by the one that Windows has, and leaves no interpreter behind.
_PROGRAM = """
import multiprocessing, multiprocessing.spawn, sys
from ipdesk.cli import main
sys.frozen, sys.executable = True, {start!r}
multiprocessing.spawn.set_executable({start!r})
multiprocessing.freeze_support = multiprocessing.spawn.freeze_support
if __name__ == "__main__":
    if sys.argv[1:] != ["draw"]:
        sys.exit(main())
    process = multiprocessing.get_context("spawn").Process(target=print, args=("drawn",))
    process.start()
    process.join()
    sys.exit(process.exitcode)
"""
_START = """#!/bin/sh
case "$*" in *resource_tracker*) exec {python} "$@";; esac
exec {python} {program} "$@"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the program is started by a shell")
def test_a_process_of_a_frozen_program_does_its_work(tmp_path: Path) -> None:
    start, program = tmp_path / "ipdesk", tmp_path / "program.py"
    program.write_text(_PROGRAM.format(start=str(start)), encoding="utf-8")
    start.write_text(_START.format(python=sys.executable, program=program), encoding="utf-8")
    start.chmod(0o755)
    done = subprocess.run([start, "draw"], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "drawn\n"), done.stderr
