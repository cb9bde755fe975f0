import json
import os
import sys
from pathlib import Path

import commands
import environment
import pytest

from .conftest import Machine

SHELL_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="stands in for programs by shell scripts")


@pytest.fixture
def installed(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the programs of a complete environment, which write down how they are run."""
    venv = tmp_path / "venv"
    programs = venv / "bin"
    programs.mkdir(parents=True)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "ipdesk-setup.json")
    for name in ("python", "ipdesk", "ruff", "mypy", "pytest"):
        machine.program(name, f'echo "{name} $*" >> {machine.log}', programs)
    environment.STAMP.write_text(json.dumps(environment._stamp(True)), encoding="utf-8")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    return programs


def test_setup_of_a_complete_environment_starts_nothing(installed: Path, machine: Machine) -> None:
    assert commands.main(["setup"]) == 0
    assert machine.calls() == []


def test_without_a_screen_the_job_is_played_and_that_is_said(
    installed: Path, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["run", "--"]) == 0
    assert machine.calls() == ["ipdesk demo --out build/demo"]
    assert "没有屏幕" in capfd.readouterr().out


def test_with_a_screen_the_desk_opens(
    installed: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    commands.main(["run"])
    assert machine.calls() == ["ipdesk "]


@pytest.mark.parametrize("separator", [[], ["--"]])
def test_arguments_are_handed_on(installed: Path, machine: Machine, separator: list[str]) -> None:
    commands.main(["run", *separator, "--data-dir", "somewhere"])
    assert machine.calls() == ["ipdesk --data-dir somewhere"]


def test_every_check_runs_and_the_first_failure_is_the_status(
    installed: Path, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.program("ruff", f'echo "ruff $*" >> {machine.log}; [ "$1" = check ] || exit 3', installed)
    machine.program("mypy", "exit 4", installed)
    machine.program("pytest", f'echo "pytest $QT_QPA_PLATFORM" >> {machine.log}; echo 7 passed', installed)
    assert commands.main(["test"]) == 3
    assert machine.calls() == ["ruff check .", "ruff format --check .", "pytest offscreen"]
    assert capfd.readouterr().out.splitlines()[-1] == "7 passed"


def test_the_program_is_compiled_once_for_all_its_starts(
    installed: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    machine.program("pytest", f'echo "pytest <$PYTHONDONTWRITEBYTECODE>" >> {machine.log}', installed)
    commands.main(["test"])
    assert machine.calls()[-1] == "pytest <>"


def test_types_are_checked_on_all_processors_too(installed: Path, machine: Machine) -> None:
    machine.program("mypy", f'echo "mypy <$MYPY_NUM_WORKERS>" >> {machine.log}', installed)
    commands.main(["test"])
    assert "mypy <auto>" in machine.calls()


def test_an_interrupted_desk_ends_without_a_trace(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.subprocess, "run", interrupted)
    assert commands.main(["run"]) == 130
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc:port=5900"}, True),
    ],
)
def test_whether_a_window_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr(os, "environ", variables)
    assert commands.has_screen() is seen
