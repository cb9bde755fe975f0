import subprocess
import sys
from pathlib import Path

import environment
import pytest
from console import SetupError

from tests.places import ROOT


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the environment be made in a folder of the test; return that folder."""
    venv = tmp_path / "venv"
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "ipdesk-setup.json")
    return venv


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the pyproject.toml of a copy that the installer takes for the checkout."""
    copy = tmp_path / "pyproject.toml"
    copy.write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_linters_setting_needs_no_new_installation(checkout: Path) -> None:
    before = environment._stamp(True)
    change(checkout, "line-length = 110", "line-length = 100")
    assert environment._stamp(True) == before


def test_a_changed_dependency_needs_one(checkout: Path) -> None:
    before = environment._stamp(True)
    change(checkout, "platformdirs>=4.3", "platformdirs>=4.4")
    assert environment._stamp(True) != before


@pytest.mark.parametrize(
    ("installed_with_tests", "wanted_with_tests", "enough"),
    [(False, False, True), (True, False, True), (True, True, True), (False, True, False)],
)
def test_an_environment_with_the_test_tools_serves_the_desk_too(
    elsewhere: Path, installed_with_tests: bool, wanted_with_tests: bool, enough: bool
) -> None:
    python = environment.program("python")
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = environment._stamp(installed_with_tests)
    assert environment._is_current(stamp, wanted_with_tests) is enough


def test_an_environment_whose_interpreter_is_gone_is_not_current(elsewhere: Path) -> None:
    assert not environment._is_current(environment._stamp(True), True)


@pytest.mark.parametrize("content", ["", "[]", "{ half a li", '"text"'])
def test_a_damaged_stamp_counts_as_none(elsewhere: Path, content: str) -> None:
    elsewhere.mkdir()
    environment.STAMP.write_text(content, encoding="utf-8")
    assert environment._read_stamp() == {}


def test_an_interrupted_installation_is_begun_anew_and_without_network_says_so(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "lib").mkdir(parents=True)
    (elsewhere / "lib" / "half-installed").touch()
    monkeypatch.setattr(environment.system_packages, "missing_packages", list)
    for variable in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SetupError, match=r"多半是没有网络.* / .*PIP_INDEX_URL"):
        environment.ensure(with_tests=False)
    assert not (elsewhere / "lib" / "half-installed").exists()
    assert not environment.STAMP.exists()


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_a_python_that_does_not_suit_is_refused_in_one_line(version: tuple[int, int], tmp_path: Path) -> None:
    script = str(ROOT / "installer" / "bootstrap.py")
    disguise = (
        "import runpy, sys;"
        f"sys.version_info = ({version[0]}, {version[1]}, 0, 'final', 0); sys.argv = ['bootstrap.py', 'run'];"
        f"runpy.run_path({script!r}, run_name='__main__')"
    )
    environ = {"PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", disguise], env=environ, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert f"当前是 {version[0]}.{version[1]}" in line and "is needed" in line


@pytest.mark.skipif(sys.platform == "win32", reason="the path is searched for POSIX names")
def test_a_suitable_python_beside_an_old_one_is_used(tmp_path: Path) -> None:
    other = tmp_path / "python3.13"
    other.write_text('#!/bin/sh\necho "3.13 runs $*"\n', encoding="utf-8")
    other.chmod(0o755)
    script = str(ROOT / "installer" / "bootstrap.py")
    disguise = (
        "import runpy, sys; sys.version_info = (3, 10, 0, 'final', 0);"
        f"sys.argv = ['bootstrap.py', 'test']; runpy.run_path({script!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", disguise], env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == f"3.13 runs {script} test\n"
